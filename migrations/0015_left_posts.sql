-- Posts that show what somebody gave the bot to show, when that is kept no longer: ids only, so that they can be taken down when
-- the person is erased.
CREATE TABLE left_posts (
    guild_id BIGINT NOT NULL,
    team_id BIGINT NOT NULL REFERENCES teams (id),
    user_id BIGINT NOT NULL,
    channel_id BIGINT NOT NULL,
    message_id BIGINT NOT NULL,
    PRIMARY KEY (message_id, user_id)
);
CREATE INDEX left_posts_user ON left_posts (user_id);
