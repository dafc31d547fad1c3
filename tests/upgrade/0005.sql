INSERT INTO paces (team_id, user_id, pace) VALUES (1001, {Asta}, 'quiet'), (1001, {Bo}, 'pause');
