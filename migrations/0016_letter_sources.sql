-- Whose the answers, steps and learnings are that a letter tells: it stands for longer than they are kept.
CREATE TABLE letter_sources (
    occasion_id BIGINT NOT NULL REFERENCES occasions (id),
    kind TEXT NOT NULL CHECK (kind IN ('answer', 'step', 'learning')),
    source_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    PRIMARY KEY (occasion_id, kind, source_id)
);
CREATE INDEX letter_sources_user ON letter_sources (user_id);

-- Work that has ended is kept for a while; what was changed lately is looked at when somebody is erased.
CREATE INDEX deliveries_ended ON deliveries (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX replies_edited ON replies (edited_at) WHERE edited_at IS NOT NULL;
