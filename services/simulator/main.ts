/** The program: Twitch on loopback with a streamer, a bot account and a crowd. */
import { parseArgs } from 'node:util'
import { startCrowd } from './crowd.ts'
import { createDemoWorld, type DemoWorld } from './demo.ts'
import { startHost } from './host.ts'
import { startTwitch, type TwitchSimulator } from './twitch.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4100' },
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
  const { world, room, people } = demo
  const crowd = startCrowd({ chat: twitch, world, room, people, seed, linesPerSecond: readNumber('lines') })
  const host = values.host ? startHost({ chat: twitch, room, people, now: world.now }) : undefined
  twitch.onHeard((line) => console.log(`#${line.room} <${line.login}> ${line.text}`))
  console.log(describe(twitch, demo))

  const stop = () => {
    host?.stop()
    crowd.stop()
    void twitch.stop()
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

function readNumber(name: 'port' | 'people' | 'lines'): number {
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
})

Ctrl+C stops it. What bots say in the room appears below.`
}

function usage(): string {
  return `npm run simulator -- [options]
  --port N       where to listen; 0 takes any free port (4100)
  --people N     how many are in the crowd (60)
  --lines N      lines a second they say; 0 keeps them quiet (1.5)
  --seed TEXT    the same seed makes the same people, ids and tokens (1)
  --redirect URL an address the app may send people back to; may stand several times
  --host         the streamer opens and draws giveaways, one after the other`
}
