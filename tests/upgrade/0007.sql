INSERT INTO meanings (team_id, word, meaning, settled_at) VALUES
    (1001, 'agency', 'at man tager opgaven med hjem til mødet', '2026-09-20T08:00:00+00:00');
INSERT INTO suggested_meanings (id, team_id, word, meaning, author_id, suggested_at) VALUES
    (6001, 1001, 'freedom', 'at vi må bytte vagter uden at spørge', {Jens}, '2026-10-25T08:00:00+00:00');
