-- Takes planned openings, pauses and reopenings away. A paused giveaway goes on, a scheduled one is cancelled: nothing would open it.
-- Loses: every template, when giveaways were planned to open, and when they were paused or closed for a while.

UPDATE giveaways SET status = 'open', paused_at = NULL WHERE status = 'paused';
UPDATE giveaways SET status = 'cancelled', cancelled_at = now() WHERE status = 'scheduled';

DROP TABLE giveaway_templates;

DROP INDEX idx_giveaways_running;
CREATE INDEX idx_giveaways_running ON giveaways (status) WHERE status in ('open', 'paused', 'closed', 'drawn');

ALTER TABLE giveaways
  DROP COLUMN opens_at,
  DROP COLUMN blocked_at,
  DROP COLUMN minutes,
  DROP COLUMN paused_at,
  DROP COLUMN breaks;
