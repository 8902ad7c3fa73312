-- Overlays: pages for OBS, each behind an address of its own. What stands here is the hash of its token, and the token sealed, so that the streamer can copy the address again.
CREATE TABLE overlays (
  id uuid PRIMARY KEY,
  streamer_id bigint NOT NULL,
  name text NOT NULL,
  token_hash text NOT NULL,
  sealed_token text NOT NULL,
  options jsonb NOT NULL,
  css text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz,
  revoked_at timestamptz,
  CONSTRAINT overlays_streamer_id_users_id_fk FOREIGN KEY (streamer_id) REFERENCES users (id),
  CONSTRAINT overlays_token_hash_unique UNIQUE (token_hash),
  CONSTRAINT overlays_options_check CHECK (jsonb_typeof(options) = 'object')
);
CREATE INDEX idx_overlays_streamer ON overlays (streamer_id) WHERE revoked_at IS NULL;
