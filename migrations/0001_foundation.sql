-- Portable between SQLite and PostgreSQL. Ids are the platform's snowflakes or random 63-bit numbers of
-- our own, so that they tell nothing about order or number. Times are UTC to the millisecond.

-- What belongs to this installation: the key that signs buttons, the last tick of the clock.
CREATE TABLE instance (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE teams (
    id BIGINT PRIMARY KEY,
    guild_id BIGINT NOT NULL,
    channel_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    zone TEXT NOT NULL,
    rhythm TEXT NOT NULL CHECK (rhythm IN ('weekly', 'biweekly', 'monthly', 'cron')),
    weekday BIGINT,
    at_time TEXT,
    anchor DATE,
    cron TEXT,
    paused BOOLEAN NOT NULL DEFAULT FALSE,
    paused_until DATE,
    parked TEXT,
    parked_at TIMESTAMPTZ,
    parked_told_at TIMESTAMPTZ,
    k BIGINT NOT NULL DEFAULT 5 CHECK (k >= 5),
    created_by BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    next_prompt_at TIMESTAMPTZ,
    next_prompt_date DATE,
    next_letter_at TIMESTAMPTZ,
    next_letter_month DATE
);
CREATE UNIQUE INDEX teams_channel ON teams (guild_id, channel_id);
CREATE INDEX teams_next_prompt ON teams (next_prompt_at) WHERE next_prompt_at IS NOT NULL;
CREATE INDEX teams_next_letter ON teams (next_letter_at) WHERE next_letter_at IS NOT NULL;

CREATE TABLE trio_seats (
    team_id BIGINT NOT NULL REFERENCES teams (id),
    seat TEXT NOT NULL,
    user_id BIGINT NOT NULL,
    asked_at TIMESTAMPTZ NOT NULL,
    accepted BOOLEAN,
    PRIMARY KEY (team_id, seat)
);

-- One team, one local date, one kind of post: it exists once, whatever happens.
CREATE TABLE occasions (
    id BIGINT PRIMARY KEY,
    team_id BIGINT NOT NULL REFERENCES teams (id),
    guild_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    local_date DATE NOT NULL,
    due_at TIMESTAMPTZ NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('planned', 'posted', 'skipped')),
    skipped TEXT,
    prompt_id TEXT,
    created_at TIMESTAMPTZ NOT NULL,
    UNIQUE (team_id, local_date, kind)
);

-- Outgoing work. Made in the transaction that made the need for it.
CREATE TABLE deliveries (
    id BIGINT PRIMARY KEY,
    work_key TEXT NOT NULL UNIQUE,
    guild_id BIGINT NOT NULL,
    team_id BIGINT REFERENCES teams (id),
    job TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('ready', 'leased', 'done', 'dropped', 'aside')),
    due_at TIMESTAMPTZ NOT NULL,
    holder TEXT,
    lease_until TIMESTAMPTZ,
    fence BIGINT NOT NULL DEFAULT 0,
    attempts BIGINT NOT NULL DEFAULT 0,
    crashes BIGINT NOT NULL DEFAULT 0,
    -- The earliest attempt whose outcome is not known to be a failure.
    tried_at TIMESTAMPTZ,
    -- Asked for earlier while it was in hand: when it is given back, it is due no later than this.
    latest_at TIMESTAMPTZ,
    last_error TEXT,
    created_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ
);
CREATE INDEX deliveries_open ON deliveries (state, due_at) WHERE state IN ('ready', 'leased');

CREATE TABLE rounds (
    occasion_id BIGINT PRIMARY KEY REFERENCES occasions (id),
    team_id BIGINT NOT NULL REFERENCES teams (id),
    guild_id BIGINT NOT NULL,
    channel_id BIGINT NOT NULL,
    message_id BIGINT NOT NULL UNIQUE,
    thread_id BIGINT UNIQUE,
    prompt_id TEXT NOT NULL,
    opened_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX rounds_opened ON rounds (opened_at);
CREATE INDEX rounds_team ON rounds (team_id, opened_at);

CREATE TABLE replies (
    id BIGINT PRIMARY KEY,
    round_id BIGINT NOT NULL REFERENCES rounds (occasion_id),
    team_id BIGINT NOT NULL,
    guild_id BIGINT NOT NULL,
    author_id BIGINT NOT NULL,
    author_name TEXT NOT NULL,
    via TEXT NOT NULL,
    channel_id BIGINT NOT NULL,
    message_id BIGINT UNIQUE,
    body TEXT NOT NULL,
    attachments BIGINT NOT NULL DEFAULT 0,
    written_at TIMESTAMPTZ NOT NULL,
    edited_at TIMESTAMPTZ
);
CREATE INDEX replies_round ON replies (round_id);
CREATE INDEX replies_written ON replies (written_at);
CREATE INDEX replies_team ON replies (team_id, written_at);
CREATE INDEX replies_channel ON replies (channel_id, message_id);
CREATE INDEX replies_author ON replies (guild_id, author_id);

-- Messages known to be deleted, so that a late or repeated event does not bring them back. Ids only.
CREATE TABLE erased_messages (
    message_id BIGINT PRIMARY KEY,
    erased_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE nominations (
    id BIGINT PRIMARY KEY,
    source_id BIGINT NOT NULL UNIQUE,
    team_id BIGINT NOT NULL REFERENCES teams (id),
    guild_id BIGINT NOT NULL,
    giver_id BIGINT NOT NULL,
    giver_name TEXT NOT NULL,
    without_giver BOOLEAN NOT NULL,
    whole_team BOOLEAN NOT NULL,
    expectation TEXT NOT NULL,
    value TEXT,
    part TEXT,
    what TEXT NOT NULL,
    meant TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    state TEXT NOT NULL CHECK (state IN ('asking', 'shared', 'closed')),
    given_at TIMESTAMPTZ NOT NULL,
    -- When these words were put to those they name: they have fourteen days from then.
    asked_at TIMESTAMPTZ NOT NULL,
    shared_at TIMESTAMPTZ,
    channel_id BIGINT,
    message_id BIGINT
);
CREATE INDEX nominations_team ON nominations (team_id, given_at);
CREATE INDEX nominations_giver ON nominations (guild_id, giver_id, given_at);

CREATE TABLE nominees (
    nomination_id BIGINT NOT NULL REFERENCES nominations (id),
    user_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    answer TEXT,
    suggestion TEXT,
    PRIMARY KEY (nomination_id, user_id)
);
CREATE INDEX nominees_user ON nominees (user_id);

CREATE TABLE letters (
    occasion_id BIGINT PRIMARY KEY REFERENCES occasions (id),
    team_id BIGINT NOT NULL REFERENCES teams (id),
    guild_id BIGINT NOT NULL,
    month DATE NOT NULL,
    -- Which replies and examples it tells, by id; never their words.
    chosen TEXT NOT NULL,
    channel_id BIGINT,
    message_id BIGINT,
    -- The rest of it, in its thread.
    rest_channel_id BIGINT,
    rest_message_id BIGINT,
    posted_at TIMESTAMPTZ
);

CREATE TABLE letter_votes (
    occasion_id BIGINT NOT NULL REFERENCES occasions (id),
    user_id BIGINT NOT NULL,
    approved BOOLEAN NOT NULL,
    voted_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (occasion_id, user_id)
);

-- Who asked to be left out of a letter's quotes.
CREATE TABLE letter_absent (
    occasion_id BIGINT NOT NULL REFERENCES occasions (id),
    user_id BIGINT NOT NULL,
    PRIMARY KEY (occasion_id, user_id)
);

-- What could not be said privately because the person's private messages are closed.
CREATE TABLE waiting (
    guild_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    work_key TEXT NOT NULL,
    job TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (user_id, work_key)
);
