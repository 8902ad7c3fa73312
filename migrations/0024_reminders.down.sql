-- Takes the reminders away.
-- Loses: how often each channel is reminded, and when the next reminders were due.

-- An older bot does not know this kind of news, and would not say it.
DELETE FROM outbox WHERE kind = 'reminder';
ALTER TABLE giveaways DROP COLUMN reminds_at;
ALTER TABLE bot_configs DROP COLUMN reminder_minutes;
