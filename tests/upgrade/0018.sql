-- A team that has been told, and one that has not.
UPDATE teams SET informed = 3 WHERE id = 1001;
UPDATE teams SET informed = 0 WHERE id = 1003;
