-- Sign-ins that were begun: what a platform sends back has to come to the browser that asked, once, and soon.

CREATE TABLE sign_ins (
  state_hash text PRIMARY KEY NOT NULL,
  browser_hash text NOT NULL,
  platform text NOT NULL,
  access text NOT NULL,
  user_id bigint,
  return_to text NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT sign_ins_platform_check CHECK (platform in ('twitch', 'youtube', 'kick')),
  CONSTRAINT sign_ins_access_check CHECK (access in ('identity', 'channel', 'bot')),
  -- Whoever is nobody yet is asked for nothing but who they are.
  CONSTRAINT sign_ins_user_check CHECK (user_id is not null or access = 'identity'),
  CONSTRAINT sign_ins_user_id_users_id_fk FOREIGN KEY (user_id) REFERENCES users (id)
);
CREATE INDEX idx_sign_ins_expires ON sign_ins (expires_at);
