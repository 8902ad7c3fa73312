-- Makes the index of attempts by time one of rows again.
-- Loses: nothing.

DROP INDEX idx_giveaway_entry_attempts_time;
CREATE INDEX idx_giveaway_entry_attempts_time ON giveaway_entry_attempts (attempted_at);
