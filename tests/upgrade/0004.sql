-- A team that has dosed its own dialogue, one that was finished, and dates that were promised.
UPDATE teams SET dosing = '{"reminder":true,"core_task":"Borgerne får hjælp til tiden","resting":["olfa"]}' WHERE id = 1001;
UPDATE teams SET ended_at = '2026-10-01T08:00:00+00:00', next_prompt_at = NULL, next_prompt_date = NULL,
    next_letter_at = NULL, next_letter_month = NULL WHERE id = 1002;
UPDATE teams SET next_preview_at = '2026-11-04T07:00:00+00:00', next_preview_date = '2026-11-09' WHERE id = 1001;
INSERT INTO promises (team_id, local_date, prompt_id) VALUES (1001, '2026-11-09', NULL), (1001, '2026-11-16', 'ansvar-02');
