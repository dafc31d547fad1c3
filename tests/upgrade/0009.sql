UPDATE rounds SET wording = 2166136261 WHERE occasion_id = 2001;
