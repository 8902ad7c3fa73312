/** The addresses of Kick's four hosts, all behind one port here. */

/** `id.kick.com`. */
export type IdRoute =
  | 'GET /oauth/authorize'
  | 'POST /oauth/token'
  | 'POST /oauth/revoke'
  | 'POST /oauth/token/introspect'

/** `api.kick.com`. */
export type ApiRoute =
  | 'GET /public/v1/users'
  | 'GET /public/v1/channels'
  | 'GET /public/v2/livestreams'
  | 'GET /public/v1/public-key'
  | 'POST /public/v1/chat'
  | 'DELETE /public/v1/chat/*'
  | 'POST /public/v1/moderation/bans'
  | 'DELETE /public/v1/moderation/bans'
  | 'GET /public/v1/events/subscriptions'
  | 'POST /public/v1/events/subscriptions'
  | 'DELETE /public/v1/events/subscriptions'

/** `kick.com` and `web.kick.com`, which the site itself uses. */
export type SiteRoute =
  | 'GET /api/v2/channels/*'
  | 'POST /api/v1/realtime/connection'
  | 'POST /api/v1/realtime/channels/*/chat/connection'
  | 'POST /api/v1/realtime/auth/connection'

export type KickRoute = IdRoute | ApiRoute | SiteRoute
