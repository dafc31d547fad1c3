INSERT INTO declined (team_id, local_date, prompt_id) VALUES (1001, '2026-11-16', 'ansvar-05');
