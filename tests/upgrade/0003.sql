-- An example that began with a message, an answer that was taken out, and one whose author was offered to tell more.
UPDATE nominations SET about_id = 1548975000000000002 WHERE id = 4002;
INSERT INTO replies (id, round_id, team_id, guild_id, author_id, author_name, via, channel_id, message_id, body, attachments,
    written_at, taken_out_at, offered_at)
VALUES
    (1548975000000000007, 2001, 1001, {guild}, {Ida}, '', 'thread', 1548975000000000001, 1548975000000000007, '', 0,
        '2026-09-15T08:00:00+00:00', '2026-09-16T08:00:00+00:00', NULL),
    (1548975000000000008, 2001, 1001, {guild}, {Ole}, 'Ole', 'thread', 1548975000000000001, 1548975000000000008,
        'Hele holdet rykkede. #godteksempel', 0, '2026-09-15T09:00:00+00:00', NULL, '2026-09-15T09:30:00+00:00');
