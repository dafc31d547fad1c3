-- Prints of what an answer given by button said before it was changed or erased, while its post was not known to stand:
-- if it does, it is found by them. Gone as soon as that is known.
CREATE TABLE earlier_words (
    reply_id BIGINT NOT NULL,
    print TEXT NOT NULL,
    kept_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (reply_id, print)
);
