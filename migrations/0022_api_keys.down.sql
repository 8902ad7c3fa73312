-- Takes the keys of streamers' own tools away.
-- Loses: all keys: every tool needs a new one.
DROP TABLE api_keys;
