-- A step that is still open and one that was done, with those who go first and join in.
INSERT INTO steps (id, source_id, team_id, guild_id, author_id, what, frame, due, state, version, agreed_at, settled_at,
    channel_id, message_id, asked_channel_id, asked_message_id, asked_version)
VALUES
    (7001, 7101, 1001, {guild}, {Asta}, 'Vi samler nøglerne ét sted', 'Inden for to vagter', '2026-12-14', 'open', 1,
        '2026-10-28T08:00:00+00:00', NULL, {hjemmepleje}, 1548975000000000011, NULL, NULL, NULL),
    (7002, 7102, 1001, {guild}, {Bo}, 'Vi ringer, før vi kører', '', '2026-10-12', 'done', 2, '2026-09-28T08:00:00+00:00',
        '2026-10-12T10:00:00+00:00', {hjemmepleje}, 1548975000000000012, {hjemmepleje}, 1548975000000000013, 1);
INSERT INTO step_people (step_id, user_id, name, part, said_at) VALUES
    (7001, {Mette}, 'Mette', 'leads', '2026-10-28T09:00:00+00:00'),
    (7001, {Jens}, 'Jens', 'joins', '2026-10-28T09:30:00+00:00');
INSERT INTO learnings (id, source_id, team_id, guild_id, author_id, author_name, tried, happened, learned, next, state,
    written_at, shared_at, channel_id, message_id)
VALUES
    (8001, 8101, 1001, {guild}, {Ida}, NULL, 'Vi prøvede faste pladser', 'Ingen kunne lide det', 'Vi spørger først næste gang', '',
        'shared', '2026-10-20T08:00:00+00:00', '2026-10-20T09:00:00+00:00', {hjemmepleje}, 1548975000000000014);
INSERT INTO olfa_cards (id, source_id, team_id, guild_id, author_id, author_name, idea, organisation, leadership, community,
    employee, verdict, written_at, shared_at, channel_id, message_id)
VALUES
    (9001, 9101, 1001, {guild}, {Leif}, 'Leif', 'Én fælles nøgletavle', 'Ja, vi kommer hurtigere ud', 'Ja', 'Ja', 'Jeg spørger Ida',
        'talk', '2026-10-21T08:00:00+00:00', '2026-10-21T08:05:00+00:00', {hjemmepleje}, 1548975000000000015);
