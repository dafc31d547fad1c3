-- Since when a round takes no more answers, whatever its days: its team was finished.
ALTER TABLE rounds ADD COLUMN closed_at TIMESTAMPTZ;

-- What an administrator sets for a whole server, as JSON.
CREATE TABLE organisations (
    guild_id BIGINT PRIMARY KEY,
    settings TEXT NOT NULL,
    changed_by BIGINT NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL
);
