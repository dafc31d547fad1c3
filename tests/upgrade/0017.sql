-- Karen has set the team up, and somebody was erased by the operator.
INSERT INTO audit (number, done_at, actor, user_id, guild_id, team_id, act, about)
VALUES (1, '2026-10-05T08:00:00+00:00', 'person', {Karen}, {guild}, 1001, 'team-set-up', NULL),
    (2, '2026-10-06T08:00:00+00:00', 'operator', NULL, NULL, NULL, 'person-erased', NULL);
