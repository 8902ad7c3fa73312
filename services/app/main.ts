/** `npm start`: everything in one process. Reads the settings, wires the adapters to the engine, and ends cleanly. */
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createApi } from '@streambot/api/app.ts'
import type { ApiOptions } from '@streambot/api/options.ts'
import { makeSecret } from '@streambot/api/secrets.ts'
import { createBot } from '@streambot/bot/bot.ts'
import type { Ports } from '@streambot/shared/engine/ports.ts'
import type { LookUps } from '@streambot/shared/engine/ports/chat.ts'
import type { Platform } from '@streambot/shared/giveaway/words.ts'
import { openJobs } from '@streambot/shared/queue/bullmq.ts'
import { createLocalLive } from '@streambot/shared/queue/local.ts'
import { type Config, readConfig } from '@streambot/shared/runtime/config.ts'
import { chance } from '@streambot/shared/runtime/chance.ts'
import { createVault, loadKeys } from '@streambot/shared/runtime/crypto.ts'
import { type Log, makeLog } from '@streambot/shared/runtime/log.ts'
import { createOverlaySeals } from '@streambot/shared/runtime/overlay-tokens.ts'
import { createSeeds } from '@streambot/shared/runtime/seeds.ts'
import { sealPlainKeys } from '@streambot/shared/engine/keys.ts'
import { createKeySeals } from '@streambot/shared/runtime/key-seals.ts'
import { createWebhookSecrets } from '@streambot/shared/runtime/webhook-secrets.ts'
import { createCourier } from '@streambot/shared/webhooks/courier.ts'
import { codeOf, SetupError } from '@streambot/shared/runtime/setup-error.ts'
import { makeStop, type Stop } from '@streambot/shared/runtime/stop.ts'
import { openDatabase } from '@streambot/shared/store/database.ts'
import { migrateUp } from '@streambot/shared/store/migrate.ts'
import { type OpenStore, openStore } from '@streambot/shared/store/open.ts'
import { createTokenSeals } from '@streambot/shared/store/platform-connections.ts'
import { createAccessExpiry } from '@streambot/worker/access-expiry.ts'
import { createForgetting } from '@streambot/worker/forgetting.ts'
import { createRaffleEnding } from '@streambot/worker/raffle-ending.ts'
import { createTimed } from '@streambot/worker/timed.ts'
import { createWebhooks } from '@streambot/worker/webhooks.ts'
import { openAccounts } from './accounts.ts'
import { openBeacon } from './beacon.ts'
import { type Demo, demoSettings, phones, startDemo } from './demo.ts'
import { describePeople, linkPeople, shareDemo } from './demo-people.ts'
import { describeStock, stockDemo } from './demo-shop.ts'
import type { OpenPlatform } from './open-platform.ts'
import { openPlatforms, readBots } from './platforms.ts'
import { openSignIns } from './sign-ins.ts'
import { followProgress, say } from './terminal.ts'

const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url))
const pageFolder = fileURLToPath(new URL('../panel/dist', import.meta.url))

const overlayFolder = fileURLToPath(new URL('../overlay/dist', import.meta.url))

const stop = makeStop({ say: (line) => console.log(line) })
try {
  await run(readConfig(process.env), stop)
} catch (error) {
  console.error(error instanceof SetupError ? `StreamBot: ${error.message}` : error)
  await stop.end(1)
}

async function run(config: Config, stop: Stop): Promise<void> {
  if (config.redisUrl) throw new SetupError('REDIS_URL asks for the split mode, which is not built yet: unset it.')
  const log = makeLog(config.logLevel, join(config.dataFolder, 'streambot.log'))
  const places = readBots(config).map(({ channel, name }) => `${channel} on ${name}`)
  const isDemo = places.length === 0
  say(
    'StreamBot',
    isDemo ? 'demo: Twitch, YouTube, Kick and everybody there are simulated' : `for ${places.join(' and ')}`,
  )
  stop.add('the last line', () => say('end', 'everything that was started has ended'))
  const lookUps: Partial<Record<Platform, LookUps>> = {}
  let countLateMs = (): number => 0
  const engine = await openEngine(config, { lookUps, lateMs: () => countLateMs() }, log, stop)
  const { databaseUrl, ports, store, vault, post } = engine
  const demo = isDemo ? await beginDemo(config, log) : undefined
  if (demo) stop.add('the simulated platforms', () => demo.stop())
  const first = demo ? demoSettings : {}
  const accounts = openAccounts({ databaseUrl, store, vault, log, stop, first, forgetful: isDemo })
  const opened = await openPlatforms({ settings: demo?.settings ?? config, accounts, log, stop })
  const { streamerId, platforms, standings, webhooks } = opened
  countLateMs = standings.lateMs
  const note = ({ own, lookUps: found }: OpenPlatform): void => {
    if (found) lookUps[own.platform] = found
  }
  platforms.forEach(note)
  const tokens = createTokenSeals(vault)
  if (demo) await linkPeople({ store, tokens }, demo.people.linked)
  if (demo) await shareDemo(ports, streamerId, demo.people.linked)
  const signIns = openSignIns(demo?.settings ?? config)
  const overlaySeals = createOverlaySeals(vault)
  const overlayToken = demo && (await stockDemo({ ...ports, ...post, overlaySeals }, streamerId))
  const demoSecret = demo && makeSecret()
  const api = {
    ...ports,
    ...post,
    tokens,
    overlaySeals,
    signIns,
    log,
    streamerId,
    webhooks,
    standings,
    pageFolder,
    demoSecret,
    overlayFolder,
  }
  const publicUrl = await listen(config, api, stop)
  demo?.answerAt(publicUrl)
  const bots = readBots(demo?.settings ?? config)
  let checking = accounts.checkOthers(bots)
  const hourly = setInterval(() => (checking = accounts.checkOthers(bots)), 3_600_000)
  stop.add('the look at linked accounts', () => {
    clearInterval(hourly)
    return checking
  })
  const bot = createBot({
    ports,
    chats: platforms.map(({ chat }) => chat),
    streamerId,
    publicUrl,
    log,
    own: platforms.map(({ own }) => own),
    streams: platforms.flatMap(({ stream }) => stream ?? []),
  })
  await bot.start()
  stop.add('the bot', () => bot.stop())
  await follow(store, ports, publicUrl, log, stop)
  for (const { bot } of platforms) say(bot.name, `the bot is in the chat of ${bot.channel}`)
  opened.joinLater(async (platform) => {
    note(platform)
    await bot.join(platform)
    say(platform.bot.name, `the bot is in the chat of ${platform.bot.channel}`)
  })
  if (demo) say('crowd', describePeople(demo.people))
  if (demo) say('prizes', describeStock())
  if (demo) say('phones', `${phones} simulated guests join by the QR code of the overlay, where a giveaway admits them`)
  say('page', publicUrl)
  if (demoSecret !== undefined)
    say('panel', `${publicUrl}/enter/${demoSecret}  (signs you in as the streamer of the demo)`)
  const overlayUrl = overlayToken && `${publicUrl}/overlay/${overlayToken}`
  if (overlayUrl !== undefined) say('overlay', `${overlayUrl}  (what OBS shows)`)
  say('end', 'Ctrl-C ends everything that was started\n')
  stop.add('the first line', () => say('end', 'ending: the last words are said, then everything stops'))
  demo?.begin(overlayUrl)
}

function beginDemo({ publicUrl, port }: Config, log: Log): Promise<Demo> {
  const onFault = (error: unknown): void => log.warn({ err: error }, 'A phone of the demo was refused.')
  return startDemo(publicUrl ?? `http://localhost:${port}`, onFault)
}

/** Database, tables, keys and jobs: what the engine stands on. `later`: what is known once the platforms are open. */
async function openEngine(config: Config, later: Pick<Ports, 'lookUps' | 'lateMs'>, log: Log, stop: Stop) {
  const onError = (error: unknown): void =>
    log.warn({ err: error }, 'The database or the queue had a fault; it is tried again.')
  const database = await openDatabase(config)
  stop.add('the database', () => database.stop())
  await database.hold()
  say('database', database.kind === 'embedded' ? `PostgreSQL in ${config.dataFolder}` : 'PostgreSQL of DATABASE_URL')
  const { url } = database
  await migrateUp({ url, migrationsFolder, backupFolder: config.backupFolder, say: (line) => say('tables', line) })
  const vault = createVault(await loadKeys({ dataFolder: config.dataFolder, fromEnv: config.keys }))
  const store = openStore({ url, onError })
  stop.add('the store', () => store.close())
  const keySeals = createKeySeals(vault)
  const sealed = await sealPlainKeys({ store, keySeals })
  if (sealed > 0) say('keys', `${sealed} prize keys of another bot were sealed`)
  const jobs = await openJobs({ databaseUrl: url, redisUrl: undefined, onError })
  stop.add('the queue', () => jobs.close())
  const clock = { now: () => new Date() }
  const beacon = openBeacon(config, onError)
  const seeds = createSeeds(vault)
  const ports: Ports = { store, clock, seeds, chance, later: jobs, live: createLocalLive(), ...later, beacon }
  const timed = createTimed({ ports, jobs, onError })
  await timed.start()
  stop.add('the timer', () => timed.stop())
  const raffleEnding = createRaffleEnding({ ports, onError })
  raffleEnding.start()
  stop.add('the end of raffles', () => raffleEnding.stop())
  const accessExpiry = createAccessExpiry({ ports, onError })
  accessExpiry.start()
  stop.add('the end of shared access', () => accessExpiry.stop())
  const forgetting = createForgetting({ ports, keepDays: config.keepDays, onError })
  forgetting.start()
  stop.add('the removal of old rows', () => forgetting.stop())
  const courier = createCourier({ allowsPrivate: config.webhooksAllowPrivate })
  const post = { courier, secrets: createWebhookSecrets(vault), keySeals }
  const webhooks = createWebhooks({ ports: { ...ports, ...post }, onError })
  webhooks.start()
  stop.add('the webhooks', () => webhooks.stop())
  return { databaseUrl: url, ports, store, vault, post }
}

/** Serves the API and the page. Gives their address. */
async function listen(config: Config, api: ApiOptions, stop: Stop): Promise<string> {
  const { host, port, publicUrl } = config
  const server = await createApi({ ...api, publicUrl })
  stop.add('the web server', () => server.close())
  await server.listen({ host, port }).catch((error: unknown) => {
    if (codeOf(error) !== 'EADDRINUSE') throw error
    throw new SetupError(
      `Port ${port} is in use by another program: choose another one, for example PORT=${port + 1} npm start.`,
    )
  })
  if (publicUrl !== undefined) return publicUrl
  return `http://${host === '127.0.0.1' || host === '::1' ? 'localhost' : host}:${portOf(server.server.address()) ?? port}`
}

function portOf(address: AddressInfo | string | null): number | undefined {
  return address !== null && typeof address === 'object' ? address.port : undefined
}

/** Tells the terminal what happens. */
async function follow(store: OpenStore, { live }: Ports, publicUrl: string, log: Log, stop: Stop): Promise<void> {
  const progress = await followProgress(store, publicUrl)
  const tell = (): void =>
    void progress.tell().catch((error: unknown) => log.warn({ err: error }, 'The news could not be read.'))
  const timer = setInterval(tell, 1_000)
  const off = live.onNudge(tell)
  stop.add('the progress', () => {
    clearInterval(timer)
    off()
  })
}
