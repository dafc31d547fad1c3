-- What a team's TRIO has swapped away on a coming date, so that it is not proposed there again.
CREATE TABLE declined (
    team_id BIGINT NOT NULL REFERENCES teams (id),
    local_date DATE NOT NULL,
    prompt_id TEXT NOT NULL,
    PRIMARY KEY (team_id, local_date, prompt_id)
);
