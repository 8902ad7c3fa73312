-- Takes the count of merges away.
-- Loses: nothing that is not counted anew.

ALTER TABLE bot_configs DROP COLUMN merges;
