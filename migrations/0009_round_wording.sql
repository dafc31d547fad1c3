-- By what the words in which a round was asked are known again: a prompt may have been put into others since.
ALTER TABLE rounds ADD COLUMN wording BIGINT;
