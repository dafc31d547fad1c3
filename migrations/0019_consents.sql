-- Who lets an example be told, to whom, with or without their name: the only place that knows it. No words. Without given_at they
-- were asked, or said no. Of a consent that is withdrawn the row stays for as long as the example does.
CREATE TABLE consents (
    nomination_id BIGINT NOT NULL REFERENCES nominations (id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL,
    reach TEXT NOT NULL CHECK (reach IN ('team', 'organisation', 'outside')),
    named BOOLEAN NOT NULL,
    -- Of the words that it is about.
    version BIGINT NOT NULL,
    given_at TIMESTAMPTZ,
    renewed_at TIMESTAMPTZ,
    withdrawn_at TIMESTAMPTZ,
    PRIMARY KEY (nomination_id, user_id, reach)
);
CREATE INDEX consents_user ON consents (user_id);

-- When a colleague answered was not kept until now: at the latest when the example was shared, else not before they were asked.
INSERT INTO consents (nomination_id, user_id, reach, named, version, given_at, withdrawn_at)
SELECT e.nomination_id, e.user_id, 'team', e.answer = 'yes', n.version,
    CASE WHEN e.answer <> 'no' THEN COALESCE(n.shared_at, n.asked_at) END,
    CASE WHEN e.answer = 'no' THEN COALESCE(n.shared_at, n.asked_at) END
FROM nominees e JOIN nominations n ON n.id = e.nomination_id WHERE e.answer IS NOT NULL;
ALTER TABLE nominees DROP COLUMN answer;
