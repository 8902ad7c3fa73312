-- Takes the streamers' own sentences away.
-- Loses: every sentence of the bot that a streamer wrote; the bot says those of its language again.
DROP TABLE bot_texts;
