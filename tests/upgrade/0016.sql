-- Whose a step is that a letter tells.
INSERT INTO letter_sources (occasion_id, kind, source_id, user_id) VALUES (2003, 'step', 7001, {Asta});
