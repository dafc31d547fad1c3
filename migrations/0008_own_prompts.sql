-- The prompts that a team's members suggest. A number is never used again: when the words go, the row stays, empty.
CREATE TABLE own_prompts (
    team_id BIGINT NOT NULL REFERENCES teams (id),
    number BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'suggested', 'approved', 'refused', 'gone')),
    theme TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    help TEXT NOT NULL,
    reason TEXT,
    author_id BIGINT,
    -- Only when the author wants it to be shown.
    author_name TEXT,
    suggested_at TIMESTAMPTZ NOT NULL,
    decided_at TIMESTAMPTZ,
    PRIMARY KEY (team_id, number)
);
CREATE INDEX own_prompts_author ON own_prompts (author_id);
CREATE INDEX own_prompts_state ON own_prompts (state, suggested_at);

-- What a team has changed in a prompt: hidden, or in the team's own words.
CREATE TABLE prompt_changes (
    team_id BIGINT NOT NULL REFERENCES teams (id),
    prompt_id TEXT NOT NULL,
    hidden BOOLEAN NOT NULL,
    title TEXT,
    body TEXT,
    help TEXT,
    PRIMARY KEY (team_id, prompt_id)
);
