-- Calls every command by its usual words again, and has all of them on.
-- Loses: the words that streamers chose for commands of the bot, and which commands were switched off.
DROP TABLE commands_off;
DROP TABLE command_words;
