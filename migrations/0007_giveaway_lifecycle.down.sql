-- Takes pauses and reopenings away. A paused giveaway goes on.
-- Loses: when giveaways were paused or closed for a while.

UPDATE giveaways SET status = 'open', paused_at = NULL WHERE status = 'paused';

ALTER TABLE giveaways
  DROP COLUMN paused_at,
  DROP COLUMN breaks;
