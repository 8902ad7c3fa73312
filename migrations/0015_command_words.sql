-- A streamer's own words for the commands of the bot, and which of them are switched off.
-- One row a word, so that no two commands of a channel have one, whoever writes at the same moment.
CREATE TABLE command_words (
  streamer_id bigint NOT NULL,
  word text NOT NULL,
  command text NOT NULL,
  place integer NOT NULL,
  CONSTRAINT command_words_streamer_id_word_pk PRIMARY KEY (streamer_id, word),
  CONSTRAINT command_words_place_unique UNIQUE (streamer_id, command, place),
  CONSTRAINT command_words_streamer_id_users_id_fk FOREIGN KEY (streamer_id) REFERENCES users (id),
  CONSTRAINT command_words_word_check CHECK (length(word) BETWEEN 1 AND 30),
  CONSTRAINT command_words_place_check CHECK (place BETWEEN 0 AND 9)
);
CREATE TABLE commands_off (
  streamer_id bigint NOT NULL,
  command text NOT NULL,
  CONSTRAINT commands_off_streamer_id_command_pk PRIMARY KEY (streamer_id, command),
  CONSTRAINT commands_off_streamer_id_users_id_fk FOREIGN KEY (streamer_id) REFERENCES users (id)
);
