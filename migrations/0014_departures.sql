-- Who was not on their server any more when it was last asked, and since when. Whoever comes back is taken out.
CREATE TABLE departures (
    guild_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    noticed_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (guild_id, user_id)
);
