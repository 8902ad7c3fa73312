-- Attempts come in the order of time, and only the removal of old ones looks for them by it: an index of ranges is enough for that, and costs
-- the writing of entries next to nothing.

DROP INDEX idx_giveaway_entry_attempts_time;
CREATE INDEX idx_giveaway_entry_attempts_time ON giveaway_entry_attempts USING brin (attempted_at) WITH (autosummarize = true);
