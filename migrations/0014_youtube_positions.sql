-- Reading YouTube's chat goes on after a restart where it stood, and the day's quota is counted by all processes together.

CREATE TABLE chat_positions (
  platform text NOT NULL,
  channel_id text NOT NULL,
  chat_id text NOT NULL,
  page_token text NOT NULL,
  read_until timestamp with time zone NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT chat_positions_platform_channel_id_pk PRIMARY KEY (platform, channel_id),
  CONSTRAINT chat_positions_platform_check CHECK (platform in ('twitch', 'youtube', 'kick'))
);

CREATE TABLE quota_days (
  platform text NOT NULL,
  project text NOT NULL,
  day date NOT NULL,
  used integer NOT NULL,
  CONSTRAINT quota_days_platform_project_day_pk PRIMARY KEY (platform, project, day),
  CONSTRAINT quota_days_platform_check CHECK (platform in ('twitch', 'youtube', 'kick')),
  CONSTRAINT quota_days_used_check CHECK (used >= 0)
);
