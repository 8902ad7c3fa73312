-- A process may remember which viewer is behind an account until somebody is merged: the merges are counted, under the lock that they take.

ALTER TABLE bot_configs ADD COLUMN merges integer DEFAULT 0 NOT NULL;
