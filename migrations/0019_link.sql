-- One person, one viewer (promise P1): viewers whose accounts one user linked are merged. No row goes, a viewer points to the one who stays.

ALTER TABLE viewers
  ADD COLUMN merged_into bigint,
  ADD CONSTRAINT viewers_merged_into_check CHECK (merged_into <> id),
  ADD CONSTRAINT viewers_merged_into_fk FOREIGN KEY (streamer_id, merged_into) REFERENCES viewers (streamer_id, id);
CREATE INDEX idx_viewers_merged ON viewers (merged_into) WHERE merged_into is not null;

ALTER TABLE balance_ledger
  DROP CONSTRAINT balance_ledger_reason_check,
  ADD CONSTRAINT balance_ledger_reason_check
    CHECK (reason in ('chat', 'give', 'add', 'remove', 'set', 'entry', 'refund', 'import', 'import-undo', 'undo', 'gamble', 'raffle', 'watch', 'link'));

-- Links that chat gives to whoever wants to join accounts. They open nothing: who follows one has to sign in.
CREATE TABLE link_codes (
  code uuid PRIMARY KEY NOT NULL,
  streamer_id bigint NOT NULL,
  platform text NOT NULL,
  platform_user_id text NOT NULL,
  display_name text NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT link_codes_platform_check CHECK (platform in ('twitch', 'youtube', 'kick')),
  CONSTRAINT link_codes_streamer_id_users_id_fk FOREIGN KEY (streamer_id) REFERENCES users (id)
);
CREATE UNIQUE INDEX link_codes_account_unique ON link_codes (streamer_id, platform, platform_user_id);
CREATE INDEX idx_link_codes_expires ON link_codes (expires_at);
