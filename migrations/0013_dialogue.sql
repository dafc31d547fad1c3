-- What a team has agreed to do next, and when it talks about it again. Erased, the row is gone.
CREATE TABLE steps (
    id BIGINT PRIMARY KEY,
    source_id BIGINT NOT NULL UNIQUE,
    team_id BIGINT NOT NULL REFERENCES teams (id),
    guild_id BIGINT NOT NULL,
    author_id BIGINT NOT NULL,
    what TEXT NOT NULL,
    frame TEXT NOT NULL,
    due DATE NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'done', 'differently', 'dropped')),
    -- Counts what was decided about it: a click on an older question decides nothing.
    version BIGINT NOT NULL DEFAULT 1,
    agreed_at TIMESTAMPTZ NOT NULL,
    settled_at TIMESTAMPTZ,
    -- Where it stands, and where it was asked last how it went.
    channel_id BIGINT,
    message_id BIGINT,
    asked_channel_id BIGINT,
    asked_message_id BIGINT,
    asked_version BIGINT
);
CREATE INDEX steps_team ON steps (team_id, agreed_at);
CREATE INDEX steps_author ON steps (author_id);

-- Who goes first with it, and who joins in: they said so themselves, and their names are shown.
CREATE TABLE step_people (
    step_id BIGINT NOT NULL REFERENCES steps (id),
    user_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    part TEXT NOT NULL CHECK (part IN ('leads', 'joins')),
    said_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (step_id, user_id)
);
CREATE INDEX step_people_user ON step_people (user_id);

-- What a team has learned. Erased, the row is gone.
CREATE TABLE learnings (
    id BIGINT PRIMARY KEY,
    source_id BIGINT NOT NULL UNIQUE,
    team_id BIGINT NOT NULL REFERENCES teams (id),
    guild_id BIGINT NOT NULL,
    author_id BIGINT NOT NULL,
    -- Only when the author wants it to be shown.
    author_name TEXT,
    tried TEXT NOT NULL,
    happened TEXT NOT NULL,
    learned TEXT NOT NULL,
    next TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'offered', 'shared')),
    written_at TIMESTAMPTZ NOT NULL,
    shared_at TIMESTAMPTZ,
    channel_id BIGINT,
    message_id BIGINT
);
CREATE INDEX learnings_team ON learnings (team_id, shared_at);
CREATE INDEX learnings_author ON learnings (author_id);

-- An idea held against the four corners of OLFA: its author's alone until they share it. Erased, the row is gone.
CREATE TABLE olfa_cards (
    id BIGINT PRIMARY KEY,
    source_id BIGINT NOT NULL UNIQUE,
    team_id BIGINT NOT NULL REFERENCES teams (id),
    guild_id BIGINT NOT NULL,
    author_id BIGINT NOT NULL,
    -- Only once it is shared.
    author_name TEXT,
    idea TEXT NOT NULL,
    organisation TEXT NOT NULL,
    leadership TEXT NOT NULL,
    community TEXT NOT NULL,
    employee TEXT NOT NULL,
    verdict TEXT CHECK (verdict IN ('go', 'talk', 'wait')),
    written_at TIMESTAMPTZ NOT NULL,
    shared_at TIMESTAMPTZ,
    channel_id BIGINT,
    message_id BIGINT
);
CREATE INDEX olfa_cards_author ON olfa_cards (author_id);
