-- Which version of the information text a team has been shown in its channel: 0 is none. What was shown before this was kept
-- was some earlier one.
ALTER TABLE teams ADD COLUMN informed BIGINT NOT NULL DEFAULT 0;
UPDATE teams SET informed = 1 WHERE EXISTS (SELECT 1 FROM deliveries d
    WHERE d.work_key = 'introduce:' || CAST(teams.id AS TEXT) AND d.state = 'done');
CREATE INDEX teams_informed ON teams (informed);
