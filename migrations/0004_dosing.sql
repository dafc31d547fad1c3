-- All that a team sets beside its rhythm, as JSON; and when it was finished.
ALTER TABLE teams ADD COLUMN dosing TEXT NOT NULL DEFAULT '{}';
ALTER TABLE teams ADD COLUMN ended_at TIMESTAMPTZ;
-- When TRIO gets its next look ahead, and the date of the prompt it tells of.
ALTER TABLE teams ADD COLUMN next_preview_at TIMESTAMPTZ;
ALTER TABLE teams ADD COLUMN next_preview_date DATE;
CREATE INDEX teams_next_preview ON teams (next_preview_at) WHERE next_preview_at IS NOT NULL;

-- What a team's TRIO has been shown of the coming weeks; without a prompt: that date rests.
CREATE TABLE promises (
    team_id BIGINT NOT NULL REFERENCES teams (id),
    local_date DATE NOT NULL,
    prompt_id TEXT,
    PRIMARY KEY (team_id, local_date)
);
