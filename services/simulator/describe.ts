/** What the program prints: how to reach each platform. */
import type { DemoWorld } from './demo.ts'
import type { KickSimulator } from './kick.ts'
import { siteIdsOf } from './kick/people.ts'
import type { TwitchSimulator } from './twitch.ts'
import type { YoutubeSimulator } from './youtube.ts'

/** How to reach Twitch, and with which tokens. */
export function describeTwitch({ port, url }: TwitchSimulator, demo: DemoWorld): string {
  const { room, bot, streamer, app, publicApp, botToken, streamerToken } = demo
  return `Twitch is simulated at ${url}: chat at ws://127.0.0.1:${port}/, sign-in under /oauth2, Helix under /helix.

room            #${room.login} (id ${room.id})
app             client id ${app.id}
                client secret ${app.secret ?? ''}
                redirects ${app.redirects.join(' ')}
app, no secret  client id ${publicApp.id} (device code flow)
bot             ${bot.login} (id ${bot.id}), moderator
                access token ${botToken.access}
                refresh token ${botToken.refresh ?? ''}
streamer        ${streamer.login} (id ${streamer.id})
                access token ${streamerToken.access}
                refresh token ${streamerToken.refresh ?? ''}

tmi.js: new tmi.Client({
  options: { skipUpdatingEmotesets: true },
  connection: { server: '127.0.0.1', port: ${port}, secure: false, reconnect: true },
  identity: { username: '${bot.login}', password: 'oauth:${botToken.access}' },
  channels: ['${room.login}'],
})`
}

/** How to reach YouTube, and with which tokens. */
export function describeYoutube(
  { url, findBroadcast }: YoutubeSimulator,
  { room, youtube, bot, streamer }: DemoWorld,
): string {
  const { app, desktopApp, botToken, streamerToken } = youtube
  return `YouTube is simulated at ${url}: sign-in under /o/oauth2/v2/auth and /token, the Data API under /youtube/v3.

broadcast       video ${findBroadcast(room)?.id ?? ''}
web app         client id ${app.id}
                client secret ${app.secret ?? ''}
                API key ${app.key}
                redirects ${app.redirects.join(' ')}
desktop app     client id ${desktopApp.id}, any port of 127.0.0.1
bot             channel ${bot.youtube?.id ?? ''}, moderator
                access token ${botToken.access}
                refresh token ${botToken.refresh ?? ''}
streamer        channel ${streamer.youtube?.id ?? ''}
                access token ${streamerToken.access}
                refresh token ${streamerToken.refresh ?? ''}

googleapis: youtube({ version: 'v3', auth, rootUrl: '${url}/' })`
}

/** How to reach Kick, and with which tokens. Without a webhook only its sockets bring the chat. */
export function describeKick(
  { url, pusherUrl }: KickSimulator,
  { room, streamer, bot, kick }: DemoWorld,
  webhook: string | undefined,
): string {
  const { app, botToken, streamerToken } = kick
  const { channel, chatroom } = siteIdsOf(room)
  return `Kick is simulated at ${url}: sign-in under /oauth, the API under /public, the site under /api.

channel         ${streamer.kick?.login ?? ''} (broadcaster ${streamer.kick?.id ?? ''}, channel ${channel}, chatroom ${chatroom})
app             client id ${app.id}
                client secret ${app.secret ?? ''}
                redirects ${app.redirects.join(' ')}
                webhook ${webhook ?? 'off (--webhook URL)'}
bot             ${bot.kick?.login ?? ''} (user ${bot.kick?.id ?? ''}), moderator
                access token ${botToken.access}
                refresh token ${botToken.refresh ?? ''}
streamer        access token ${streamerToken.access}
                refresh token ${streamerToken.refresh ?? ''}

sockets         Centrifugo where the site says; Pusher at ${pusherUrl}, for those who ask for it`
}
