-- A team lives in a text channel or in a forum, where every post is a thread of its own.
ALTER TABLE teams ADD COLUMN channel_kind TEXT NOT NULL DEFAULT 'text' CHECK (channel_kind IN ('text', 'forum'));
