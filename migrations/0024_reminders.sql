-- Chat is reminded of an open giveaway: what can be won, and how to enter. What is due stands in the database, so that it is said once.
-- Giveaways that are open already are reminded of from their next opening on.

ALTER TABLE bot_configs
  ADD COLUMN reminder_minutes integer DEFAULT 5 NOT NULL,
  ADD CONSTRAINT bot_configs_reminder_check CHECK (reminder_minutes between 0 and 120);

ALTER TABLE giveaways ADD COLUMN reminds_at timestamp with time zone;
