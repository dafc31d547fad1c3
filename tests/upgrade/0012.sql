INSERT INTO nameless (id, round_id, team_id, guild_id, voice, month, body, print, receipt, kind, ask_on, stage) VALUES
    (1700000001, 2001, 1001, {guild}, 'colleague', '2026-09-01', 'Jeg turde ikke spørge.', 'aftryk-1', 'kvittering-1', 'concern', NULL, 'posted'),
    (1700000002, 2001, 1001, {guild}, 'meeting', '2026-09-01', 'Vi vil prøve at tage turene to og to.', 'aftryk-2', 'kvittering-2', NULL, NULL, 'posted');
