-- What the panel asks for: a request that moves points counts once under its key, and long lists are read page by page on an index.
CREATE TABLE idempotency_keys (
  user_id bigint NOT NULL,
  key text NOT NULL,
  fingerprint text NOT NULL,
  answer jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT idempotency_keys_user_id_key_pk PRIMARY KEY (user_id, key),
  CONSTRAINT idempotency_keys_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users (id),
  CONSTRAINT idempotency_keys_key_check CHECK (length(key) BETWEEN 1 AND 200)
);
CREATE INDEX idx_idempotency_keys_time ON idempotency_keys (created_at);

CREATE INDEX idx_audit_log_streamer ON audit_log (streamer_id, id);
CREATE INDEX idx_audit_log_giveaway ON audit_log (giveaway_id, id) WHERE giveaway_id IS NOT NULL;
-- Bytewise: in a language's order, names that begin alike do not stand together.
CREATE INDEX idx_chat_identities_list ON chat_identities (streamer_id, (login COLLATE "C"), platform, platform_user_id);
