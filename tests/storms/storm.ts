/** A storm: thousands enter through two bots while bots are killed, the database is stopped, and messages come twice and swapped. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import { closeGiveaway, requestDraw } from '@streambot/shared/engine/manage.ts'
import type { Giveaway } from '@streambot/shared/giveaway/words.ts'
import { examine } from '@streambot/shared/store/doctor.ts'
import { type Embedded, startEmbedded } from '@streambot/shared/store/embedded.ts'
import { migrateUp } from '@streambot/shared/store/migrate.ts'
import { createDemoWorld, type DemoWorld } from '@streambot/simulator/demo.ts'
import { startTwitch, type TwitchSimulator } from '@streambot/simulator/twitch.ts'
import { costedTickets, listEntries, openEngine, openFor, pay, type TestEngine } from '../support/engine.ts'
import type { BotProcessSettings } from './bot-process.ts'

export interface StormOptions {
  readonly people: number
  readonly kills: number
  readonly databaseStops: number
  /** Between two gusts of 250 lines. */
  readonly pauseMs: number
}

/** What was survived. Every number of `lost`, `twice` and `broken` should be none. */
export interface Survived {
  readonly kills: number
  readonly databaseStops: number
  readonly said: number
  readonly entered: number
  /** People who said the word while a bot was there, had the points, and are not in. */
  readonly lost: number
  readonly twice: number
  readonly pointsBefore: number
  readonly pointsAfter: number
  readonly spent: number
  readonly broken: readonly string[]
}

const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url))
const script = fileURLToPath(new URL('bot-process.ts', import.meta.url))
const points = 100

export async function survive(options: StormOptions): Promise<Survived> {
  const folder = await mkdtemp(join(tmpdir(), 'streambot-storm-'))
  const server = await startEmbedded(folder)
  const demo = createDemoWorld({ people: options.people })
  const twitch = await startTwitch({ world: demo.world })
  const storm = new Storm(options, folder, server, demo, twitch)
  try {
    return await storm.run()
  } finally {
    await storm.end()
    await twitch.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

class Storm {
  readonly #options: StormOptions
  readonly #folder: string
  readonly #demo: DemoWorld
  readonly #twitch: TwitchSimulator
  readonly #engine: TestEngine
  readonly #bots: (ChildProcess | undefined)[] = [undefined, undefined]
  #server: Embedded
  #streamerId = 0
  /** Ids of the messages said so far, in order. */
  readonly #said: string[] = []

  constructor(options: StormOptions, folder: string, server: Embedded, demo: DemoWorld, twitch: TwitchSimulator) {
    this.#options = options
    this.#folder = folder
    this.#server = server
    this.#demo = demo
    this.#twitch = twitch
    this.#engine = openEngine(server.url, { now: () => new Date(), turn: () => undefined })
  }

  async run(): Promise<Survived> {
    await migrateUp({ url: this.#server.url, migrationsFolder, backupFolder: this.#folder, say: () => undefined })
    this.#streamerId = await this.#engine.store.addStreamer('storm', {
      graceSeconds: 60,
      revealSeconds: 0,
      chatPoints: 0,
    })
    const rich = this.#accounts().filter((_, index) => index % 20 !== 0)
    await pay(this.#engine, this.#streamerId, rich, points)
    const giveaways = [
      await openFor(this.#engine, this.#streamerId, {}, '!red'),
      await openFor(this.#engine, this.#streamerId, { ...costedTickets, maxTickets: 3 }, '!gold'),
      await openFor(this.#engine, this.#streamerId, { cost: 20 }, '!blue'),
    ]
    await Promise.all([this.#startBot(0), this.#startBot(1)])
    this.#twitch.faults.copies = 2
    this.#twitch.faults.swapPairs = true
    const talking = this.#talk()
    await this.#breakThings(talking)
    await talking
    await this.#settle(giveaways)
    return this.#examine(giveaways)
  }

  async end(): Promise<void> {
    for (const bot of this.#bots) bot?.kill('SIGKILL')
    await this.#engine.close()
    await this.#server.stop()
  }

  #accounts() {
    return this.#demo.people.map((person) => ({
      platform: 'twitch' as const,
      userId: person.id,
      login: person.login,
      name: person.displayName,
    }))
  }

  /** Everybody types all three words, a third of them twice, some spam; in no order, over some seconds. */
  async #talk(): Promise<void> {
    const { people, room } = this.#demo
    const lines = people.flatMap((person, index) => [
      { person, text: '!red' },
      { person, text: '!gold 2' },
      { person, text: '!blue' },
      ...(index % 3 === 0 ? [{ person, text: '!red' }] : []),
      ...(index % 50 === 0 ? Array.from({ length: 5 }, () => ({ person, text: '!blue please' })) : []),
    ])
    lines.sort((a, b) => mix(a.person.id + a.text) - mix(b.person.id + b.text))
    for (let start = 0; start < lines.length; start += 250) {
      this.#said.push(...(await this.#twitch.sayMany(room, lines.slice(start, start + 250))))
      await sleep(this.#options.pauseMs)
    }
  }

  /**
   * Kills bots in turn and stops the database under the other one, for as long as people talk. A bot that was away has not heard what
   * was said meanwhile, so the other one lives until that is written: then killing either loses nothing that the other heard.
   */
  async #breakThings(talking: Promise<void>): Promise<void> {
    let over = false
    void talking.then(() => (over = true))
    const { kills, databaseStops } = this.#options
    for (let kill = 0; kill < kills; kill++) {
      await sleep(200 + (mix(`kill ${kill}`) % 400))
      const heard = this.#said.length
      this.#bots[kill % 2]?.kill('SIGKILL')
      if (kill < databaseStops) await this.#bounceDatabase()
      await this.#startBot(kill % 2)
      await this.#areWritten(this.#said.slice(Math.max(0, heard - 500)))
      if (over) console.log(`    storm: kill ${kill + 1} was over after the last line`)
    }
  }

  /** Resolves when each of these messages has left its attempt. */
  async #areWritten(ids: readonly string[]): Promise<void> {
    const count = 'SELECT count(*) FROM giveaway_entry_attempts WHERE message_id = ANY ($1)'
    for (let tries = 0; tries < 600; tries++) {
      const { rows } = await this.#engine.store.pool.query<{ count: number }>(count, [ids])
      if (rows[0]?.count === new Set(ids).size) return
      await sleep(100)
    }
    throw new Error('What was said while one bot was away was not written within a minute.')
  }

  async #bounceDatabase(): Promise<void> {
    await this.#server.stopImmediately()
    this.#server = await startEmbedded(this.#folder)
  }

  async #startBot(place: number): Promise<void> {
    const { room, bot, app, botToken } = this.#demo
    const settings: BotProcessSettings = {
      url: this.#server.url,
      streamerId: this.#streamerId,
      twitch: { url: this.#twitch.url, port: this.#twitch.ircPort },
      channel: { id: room.id, login: room.login },
      bot: { userId: bot.id, login: bot.login },
      clientId: app.id,
      token: botToken.access,
    }
    const child = spawn(process.execPath, [script, JSON.stringify(settings)], { stdio: ['ignore', 'pipe', 'inherit'] })
    this.#bots[place] = child
    await once(createInterface(child.stdout), 'line')
  }

  /** Waits until nothing more is written, closes in the middle of the grace, and draws. */
  async #settle(giveaways: readonly Giveaway[]): Promise<void> {
    for (let before = -1, now = await this.#countAttempts(); now !== before;) {
      await sleep(1_500)
      before = now
      now = await this.#countAttempts()
    }
    for (const { id } of giveaways) {
      await closeGiveaway(this.#engine.ports, id, { actor: 'storm' })
      await this.#engine.store.pool.query('UPDATE giveaways SET final_at = now() WHERE id = $1', [id])
      await requestDraw(this.#engine.ports, id, 3, { actor: 'storm' })
      await advanceGiveaway(this.#engine.ports, id)
    }
  }

  async #countAttempts(): Promise<number> {
    const { rows } = await this.#engine.store.pool.query<{ count: number }>(
      'SELECT count(*) FROM giveaway_entry_attempts',
    )
    return rows[0]?.count ?? 0
  }

  async #examine(giveaways: readonly Giveaway[]): Promise<Survived> {
    const { store } = this.#engine
    const everybody = this.#accounts().map((account) => account.userId)
    const withPoints = everybody.filter((_, index) => index % 20 !== 0)
    let [entered, lost, twice, spent] = [0, 0, 0, 0]
    for (const [index, { id, rules }] of giveaways.entries()) {
      const entries = await listEntries(store, id)
      const held = new Set(entries.map((entry) => entry.userId))
      entered += entries.length
      twice += entries.length - held.size
      spent += entries.reduce((sum, entry) => sum + entry.tickets * rules.cost, 0)
      lost += (index === 0 ? everybody : withPoints).filter((userId) => !held.has(userId)).length
    }
    const { rows } = await store.pool.query<{ sum: number }>('SELECT sum(balance)::bigint AS sum FROM user_balances')
    const broken = (await examine(this.#server.url)).flatMap((finding) => finding.broken)
    const { kills, databaseStops } = this.#options
    const pointsBefore = withPoints.length * points
    return {
      kills,
      databaseStops,
      said: this.#said.length,
      entered,
      lost,
      twice,
      pointsBefore,
      pointsAfter: rows[0]?.sum ?? 0,
      spent,
      broken,
    }
  }
}

/** A number that looks like chance and is the same in every run (FNV-1a). */
function mix(text: string): number {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return hash
}
