-- What a database held in the first version: three teams, a prompt of September with its answers, two good examples,
-- the letter about August, and work that waits. Names in braces are filled in.
INSERT INTO instance (name, value) VALUES
    ('button-key', 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8='),
    ('last-tick', '2026-11-02T06:59:30.000Z');
INSERT INTO teams (id, guild_id, channel_id, name, language, zone, rhythm, weekday, at_time, anchor, cron, paused,
    paused_until, parked, k, created_by, created_at, next_prompt_at, next_prompt_date, next_letter_at, next_letter_month)
VALUES
    (1001, {guild}, {hjemmepleje}, 'Hjemmeplejen Øst', 'da', 'Europe/Copenhagen', 'weekly', 0, '09:00', NULL, NULL, FALSE,
        NULL, NULL, 5, {Karen}, '2026-08-03T07:00:00+00:00', '2026-11-02T08:00:00+00:00', '2026-11-02',
        '2026-12-01T07:00:00+00:00', '2026-11-01'),
    (1002, {guild}, {skolen}, 'The school 🏫', 'en', 'Europe/Copenhagen', 'biweekly', 3, '14:30', '2026-09-03', NULL, TRUE,
        '2026-12-01', NULL, 8, {Emily}, '2026-08-04T07:00:00+00:00', '2026-12-10T13:30:00+00:00', '2026-12-10',
        '2026-12-01T07:00:00+00:00', '2026-11-01'),
    (1003, {guild}, {vej-og-park}, 'Vej & Park', 'da', 'Europe/Copenhagen', 'cron', NULL, NULL, NULL, '0 7 1 * *', FALSE,
        NULL, 'permission', 5, {Karen}, '2026-08-05T07:00:00.123+00:00', '2026-12-01T06:00:00+00:00', '2026-12-01',
        '2026-12-01T07:00:00+00:00', '2026-11-01');
INSERT INTO trio_seats (team_id, seat, user_id, asked_at, accepted) VALUES
    (1001, 'union', {Ole}, '2026-08-03T08:00:00+00:00', TRUE),
    (1001, 'leader', {Ida}, '2026-08-03T08:00:00+00:00', NULL),
    (1002, 'environment', {Leif}, '2026-08-04T08:00:00+00:00', FALSE);
INSERT INTO occasions (id, team_id, guild_id, kind, local_date, due_at, state, skipped, prompt_id, created_at) VALUES
    (2001, 1001, {guild}, 'prompt', '2026-09-14', '2026-09-14T07:00:00+00:00', 'posted', NULL, 'ansvar-01',
        '2026-09-14T07:00:00+00:00'),
    (2002, 1001, {guild}, 'prompt', '2026-09-21', '2026-09-21T07:00:00+00:00', 'skipped', 'too-late', NULL,
        '2026-09-24T07:00:00+00:00'),
    (2003, 1001, {guild}, 'letter', '2026-09-01', '2026-09-01T06:00:00+00:00', 'posted', NULL, NULL,
        '2026-09-01T06:00:00+00:00');
INSERT INTO deliveries (id, work_key, guild_id, team_id, job, state, due_at, holder, lease_until, fence, attempts, crashes,
    tried_at, last_error, created_at, ended_at)
VALUES
    (3001, 'prompt:2001', {guild}, 1001, '{"job":"post-prompt","occasion":2001}', 'done', '2026-09-14T07:00:00+00:00',
        'a', NULL, 1, 1, 0, '2026-09-14T07:00:00+00:00', NULL, '2026-09-14T07:00:00+00:00',
        '2026-09-14T07:00:01+00:00'),
    (3002, 'settle:4001:1', {guild}, 1001, '{"job":"settle-nomination","nomination":4001,"version":1}', 'ready',
        '2026-11-12T08:00:00+00:00', NULL, NULL, 0, 0, 0, NULL, NULL, '2026-10-29T08:00:00+00:00', NULL);
INSERT INTO rounds (occasion_id, team_id, guild_id, channel_id, message_id, thread_id, prompt_id, opened_at) VALUES
    (2001, 1001, {guild}, {hjemmepleje}, 1548975000000000001, 1548975000000000001, 'ansvar-01', '2026-09-14T07:00:01+00:00');
INSERT INTO replies (id, round_id, team_id, guild_id, author_id, author_name, via, channel_id, message_id, body, attachments,
    written_at, edited_at)
VALUES
    (1548975000000000002, 2001, 1001, {guild}, {Asta}, 'Asta', 'thread', 1548975000000000001, 1548975000000000002,
        'Vi spurgte borgeren, før vi gik i gang. "Godt," sagde hun; og så 🌞', 1, '2026-09-14T08:12:00+00:00', NULL),
    (1548975000000000003, 2001, 1001, {guild}, {Bo}, 'Bo', 'button', 1548975000000000001, NULL,
        'Jeg blev ved, til nøglen var fundet.', 0, '2026-09-15T06:00:00+00:00', '2026-09-15T06:05:00+00:00');
INSERT INTO erased_messages (message_id, erased_at) VALUES (1548975000000000004, '2026-11-01T08:00:00+00:00');
INSERT INTO nominations (id, source_id, team_id, guild_id, giver_id, giver_name, without_giver, whole_team, expectation, value,
    part, what, meant, version, state, given_at, asked_at, shared_at, channel_id, message_id)
VALUES
    (4001, 5001, 1001, {guild}, {Asta}, 'Asta', FALSE, FALSE, 'task', 'trust', 'led',
        'Mette tog telefonen, da alle løb stærkt.', 'Vi kom hjem til tiden.', 1, 'asking', '2026-10-29T08:00:00+00:00',
        '2026-10-29T08:00:00+00:00', NULL, NULL, NULL),
    (4002, 5002, 1001, {guild}, {Bo}, 'Bo', TRUE, FALSE, 'others', NULL, NULL, 'Jens delte listen mellem os.', '', 2, 'shared',
        '2026-09-10T08:00:00+00:00', '2026-09-10T08:00:00+00:00', '2026-09-11T08:00:00+00:00', {hjemmepleje},
        1548975000000000005);
INSERT INTO nominees (nomination_id, user_id, name, answer, suggestion) VALUES
    (4001, {Mette}, 'Mette', NULL, 'Mette svarede, da det ringede.'),
    (4002, {Jens}, 'Jens', 'without-name', NULL);
INSERT INTO letters (occasion_id, team_id, guild_id, month, chosen, channel_id, message_id, rest_channel_id, rest_message_id,
    posted_at)
VALUES
    (2003, 1001, {guild}, '2026-08-01', '{"story":4002,"small":[],"expectations":[null,null,null,null],"questions":[]}',
        {hjemmepleje}, 1548975000000000006, NULL, NULL, '2026-09-01T08:00:00+00:00');
INSERT INTO letter_votes (occasion_id, user_id, approved, voted_at) VALUES
    (2003, {Ole}, TRUE, '2026-09-01T07:00:00+00:00');
INSERT INTO letter_absent (occasion_id, user_id) VALUES (2003, {Solvej});
INSERT INTO waiting (guild_id, user_id, work_key, job, created_at) VALUES
    ({guild}, {Leif}, 'not-shared:4009', '{"job":"tell-not-shared","giver":{Leif},"team":1001}', '2026-10-20T08:00:00+00:00');
