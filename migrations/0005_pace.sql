-- A member's own pace in a team; whoever has none is spoken to only about what needs their answer.
CREATE TABLE paces (
    team_id BIGINT NOT NULL REFERENCES teams (id),
    user_id BIGINT NOT NULL,
    pace TEXT NOT NULL,
    PRIMARY KEY (team_id, user_id)
);
CREATE INDEX paces_user ON paces (user_id);
