UPDATE rounds SET closed_at = '2026-09-28T07:00:00+00:00' WHERE occasion_id = 2001;
INSERT INTO organisations (guild_id, settings, changed_by, changed_at) VALUES
    ({guild}, '{"contact":"Lone i HR","controller":"Norddjurs Kommune"}', {Karen}, '2026-08-01T08:00:00+00:00');
