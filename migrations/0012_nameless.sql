-- Answers without a name. Nothing here tells who wrote one, or when within its month. The id is random, and INTEGER
-- makes it SQLite's own row number too: there is no hidden number that counts insertions.
CREATE TABLE nameless (
    id INTEGER PRIMARY KEY,
    round_id BIGINT NOT NULL REFERENCES rounds (occasion_id),
    team_id BIGINT NOT NULL,
    guild_id BIGINT NOT NULL,
    voice TEXT NOT NULL,
    month DATE NOT NULL,
    body TEXT NOT NULL,
    -- By what its post is known again: a hash of its words, for a message's id would tell when it was written.
    print TEXT NOT NULL,
    -- The hash of the key in its writer's receipt.
    receipt TEXT NOT NULL UNIQUE,
    kind TEXT,
    ask_on DATE,
    stage TEXT NOT NULL CHECK (stage IN ('waiting', 'posted', 'unshown', 'erased')),
    UNIQUE (round_id, print)
);
CREATE INDEX nameless_ask ON nameless (ask_on) WHERE ask_on IS NOT NULL;
