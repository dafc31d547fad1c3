-- A team in a forum that was deleted since.
INSERT INTO teams (id, guild_id, channel_id, name, language, zone, rhythm, weekday, at_time, paused, parked, k, created_by,
    created_at, channel_kind)
VALUES
    (1004, {guild}, 999, 'Biblioteket', 'da', 'Europe/Copenhagen', 'monthly', 4, '08:15', FALSE, 'channel-gone', 5, {Karen},
        '2026-08-06T07:00:00+00:00', 'forum');
