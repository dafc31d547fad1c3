-- The post of an answer that was kept long enough.
INSERT INTO left_posts (guild_id, team_id, user_id, channel_id, message_id)
VALUES ({guild}, 1001, {Asta}, {hjemmepleje}, 1548975000000000016);
