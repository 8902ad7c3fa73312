/** The program: Twitch, YouTube and Kick on loopback with a streamer, a bot account and a crowd. */
import { parseArgs } from 'node:util'
import { startCrowd } from './crowd.ts'
import { createDemoWorld } from './demo.ts'
import { describeKick, describeTwitch, describeYoutube } from './describe.ts'
import { startHost } from './host.ts'
import { startKick } from './kick.ts'
import { startTwitch } from './twitch.ts'
import { startYoutube } from './youtube.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4100' },
    youtube: { type: 'string', default: '4101' },
    kick: { type: 'string', default: '4102' },
    webhook: { type: 'string' },
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
  const { seed, redirect, webhook } = values
  const demo = createDemoWorld({ people: readNumber('people'), seed, ...(redirect && { redirects: redirect }) })
  const twitch = await startTwitch({ world: demo.world, port: readNumber('port') })
  const youtube = await startYoutube({ world: demo.world, port: readNumber('youtube') })
  const kick = await startKick({ world: demo.world, port: readNumber('kick') })
  kick.setUp(demo.kick.app, { bot: demo.bot, webhookUrl: webhook })
  const { world, room, people } = demo
  const players = Object.entries({ twitch, youtube, kick }).flatMap(([name, chat]) => [
    startCrowd({ chat, world, room, people, seed: `${seed} ${name}`, linesPerSecond: readNumber('lines') }),
    ...(values.host ? [startHost({ chat, room, people, now: world.now })] : []),
  ])
  twitch.onHeard((line) => console.log(`#${line.room} <${line.login}> ${line.text}`))
  youtube.onHeard((line) => console.log(`YouTube ${line.room} <${line.login}> ${line.text}`))
  kick.onHeard((line) => console.log(`Kick ${line.room} <${line.login}> ${line.text}`))
  const parts = [describeTwitch(twitch, demo), describeYoutube(youtube, demo), describeKick(kick, demo, webhook)]
  console.log(`${parts.join('\n\n')}\n`)
  console.log('Ctrl+C stops it. What bots say in the room appears below.')

  const stop = () => {
    for (const player of players) player.stop()
    void twitch.stop()
    void youtube.stop()
    void kick.stop()
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

function readNumber(name: 'port' | 'youtube' | 'kick' | 'people' | 'lines'): number {
  const value = Number(values[name])
  if (Number.isFinite(value) && value >= 0) return value
  throw new RangeError(`--${name} must be a number from 0 up, not "${values[name]}"`)
}

function usage(): string {
  return `npm run simulator -- [options]
  --port N       where Twitch listens; 0 takes any free port (4100)
  --youtube N    where YouTube listens (4101)
  --kick N       where Kick listens (4102)
  --webhook URL  where Kick posts events; without it webhooks are off, and only its sockets bring the chat
  --people N     how many are in the crowd (60)
  --lines N      lines a second they say; 0 keeps them quiet (1.5)
  --seed TEXT    the same seed makes the same people, ids and tokens (1)
  --redirect URL an address the app may send people back to; may stand several times
  --host         the streamer opens and draws giveaways, one after the other`
}
