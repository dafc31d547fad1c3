-- Jens lets what Bo told of him be told in the organisation; Bo was asked and has not answered.
INSERT INTO consents (nomination_id, user_id, reach, named, version, given_at, renewed_at, withdrawn_at) VALUES
    (4002, {Jens}, 'organisation', FALSE, 2, '2026-09-20T08:00:00+00:00', '2026-09-21T08:00:00+00:00', NULL),
    (4002, {Bo}, 'organisation', FALSE, 2, NULL, NULL, NULL);
