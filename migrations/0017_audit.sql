-- What was done to teams, settings and data by whoever may do so: who, where, which act, and the id or key of what it touched. No
-- words. Rows are added and, when they are 24 months old, deleted; triggers in the store see to that. An erased person stands as 0.
CREATE TABLE audit (
    number BIGINT NOT NULL PRIMARY KEY,
    done_at TIMESTAMPTZ NOT NULL,
    actor TEXT NOT NULL CHECK (actor IN ('person', 'operator', 'bot')),
    user_id BIGINT,
    guild_id BIGINT,
    team_id BIGINT REFERENCES teams (id),
    act TEXT NOT NULL,
    about TEXT,
    CHECK ((actor = 'person') = (user_id IS NOT NULL))
);
CREATE INDEX audit_done ON audit (done_at);
