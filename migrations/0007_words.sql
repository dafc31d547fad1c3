-- What the team has agreed that the words mean to it.
CREATE TABLE meanings (
    team_id BIGINT NOT NULL REFERENCES teams (id),
    word TEXT NOT NULL,
    meaning TEXT NOT NULL,
    settled_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (team_id, word)
);

-- What members suggest that they mean; gone once TRIO has settled the word.
CREATE TABLE suggested_meanings (
    id BIGINT PRIMARY KEY,
    team_id BIGINT NOT NULL REFERENCES teams (id),
    word TEXT NOT NULL,
    meaning TEXT NOT NULL,
    author_id BIGINT NOT NULL,
    suggested_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX suggested_meanings_team ON suggested_meanings (team_id, word, suggested_at);
CREATE INDEX suggested_meanings_author ON suggested_meanings (author_id);
