/** The program: Twitch and YouTube on loopback with a streamer, a bot account and a crowd. */
import { parseArgs } from 'node:util'
import { startCrowd } from './crowd.ts'
import { createDemoWorld, type DemoWorld } from './demo.ts'
import { startHost } from './host.ts'
import { startTwitch, type TwitchSimulator } from './twitch.ts'
import { startYoutube, type YoutubeSimulator } from './youtube.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4100' },
    youtube: { type: 'string', default: '4101' },
    people: { type: 'string', default: '60' },
    lines: { type: 'string', default: '1.5' },
    seed: { type: 'string', default: '1' },
    redirect: { type: 'string', multiple: true },
    host: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) console.log(usage())
else await run()

async function run(): Promise<void> {
  const { seed, redirect } = values
  const demo = createDemoWorld({ people: readNumber('people'), seed, ...(redirect && { redirects: redirect }) })
  const twitch = await startTwitch({ world: demo.world, port: readNumber('port') })
  const youtube = await startYoutube({ world: demo.world, port: readNumber('youtube') })
  const { world, room, people } = demo
  const players = Object.entries({ twitch, youtube }).flatMap(([name, chat]) => [
    startCrowd({ chat, world, room, people, seed: `${seed} ${name}`, linesPerSecond: readNumber('lines') }),
    ...(values.host ? [startHost({ chat, room, people, now: world.now })] : []),
  ])
  twitch.onHeard((line) => console.log(`#${line.room} <${line.login}> ${line.text}`))
  youtube.onHeard((line) => console.log(`YouTube ${line.room} <${line.login}> ${line.text}`))
  console.log(`${describe(twitch, demo)}\n\n${describeYoutube(youtube, demo)}\n`)
  console.log('Ctrl+C stops it. What bots say in the room appears below.')

  const stop = () => {
    for (const player of players) player.stop()
    void twitch.stop()
    void youtube.stop()
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

function readNumber(name: 'port' | 'youtube' | 'people' | 'lines'): number {
  const value = Number(values[name])
  if (Number.isFinite(value) && value >= 0) return value
  throw new RangeError(`--${name} must be a number from 0 up, not "${values[name]}"`)
}

function describe({ port, url }: TwitchSimulator, demo: DemoWorld): string {
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

function describeYoutube(
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

function usage(): string {
  return `npm run simulator -- [options]
  --port N       where Twitch listens; 0 takes any free port (4100)
  --youtube N    where YouTube listens (4101)
  --people N     how many are in the crowd (60)
  --lines N      lines a second they say; 0 keeps them quiet (1.5)
  --seed TEXT    the same seed makes the same people, ids and tokens (1)
  --redirect URL an address the app may send people back to; may stand several times
  --host         the streamer opens and draws giveaways, one after the other`
}
