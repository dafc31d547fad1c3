-- Somebody who left the server a few days ago.
INSERT INTO departures (guild_id, user_id, noticed_at) VALUES ({guild}, {Leif}, '2026-10-29T02:10:00+00:00');
