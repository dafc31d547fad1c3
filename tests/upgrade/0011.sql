INSERT INTO earlier_words (reply_id, print, kept_at) VALUES (3001, 'AAAAAAAAAAAAAAAAAAAAAA', '2026-11-16 09:05:00+00:00');
