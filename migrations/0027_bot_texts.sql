-- Sentences of the bot that a streamer wrote: each in the place of the one that its language has.
CREATE TABLE bot_texts (
  streamer_id bigint NOT NULL,
  key text NOT NULL,
  template text NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT bot_texts_streamer_id_key_pk PRIMARY KEY (streamer_id, key),
  CONSTRAINT bot_texts_streamer_id_users_id_fk FOREIGN KEY (streamer_id) REFERENCES users (id),
  CONSTRAINT bot_texts_template_check CHECK (length(template) BETWEEN 1 AND 400)
);
