INSERT INTO own_prompts (team_id, number, state, theme, title, body, help, reason, author_id, author_name, suggested_at,
    decided_at)
VALUES
    (1001, 1, 'approved', 'trust', 'Nøglerne', 'Hvem låste op for dig i går?', '', NULL, {Mette}, 'Mette',
        '2026-10-01T08:00:00+00:00', '2026-10-02T08:00:00+00:00'),
    (1001, 2, 'suggested', 'task', 'Bilen', 'Hvad ligger der i bilen, som ikke hører til?', '', NULL, {Bo}, NULL,
        '2026-10-28T08:00:00+00:00', NULL),
    (1001, 3, 'gone', 'task', '', '', '', NULL, NULL, NULL, '2026-09-28T08:00:00+00:00', NULL);
INSERT INTO prompt_changes (team_id, prompt_id, hidden, title, body, help) VALUES
    (1001, 'ansvar-03', TRUE, NULL, NULL, NULL),
    (1001, 'ansvar-04', FALSE, 'Vores ord', 'Hvad tog du med hjem i dag?', '');
