-- The message that a nomination begins with: one person tells of one message once.
ALTER TABLE nominations ADD COLUMN about_id BIGINT;
CREATE UNIQUE INDEX nominations_about ON nominations (giver_id, about_id) WHERE about_id IS NOT NULL;

-- Taken out by its author: the words are gone, the row keeps later readings of the message from bringing them back.
ALTER TABLE replies ADD COLUMN taken_out_at TIMESTAMPTZ;
-- When its author was offered to make a good example of it.
ALTER TABLE replies ADD COLUMN offered_at TIMESTAMPTZ;
