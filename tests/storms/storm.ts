/**
 * A storm: thousands enter through two bots while bots are killed, sockets break, the database is stopped, and messages come twice and
 * swapped. In the middle of it one giveaway is closed and drawn; all the time somebody types without a pause.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import { closeGiveaway, requestDraw } from '@streambot/shared/engine/manage.ts'
import type { Giveaway } from '@streambot/shared/giveaway/words.ts'
import { type Embedded, startEmbedded } from '@streambot/shared/store/embedded.ts'
import { migrateUp } from '@streambot/shared/store/migrate.ts'
import { createDemoWorld, type DemoWorld } from '@streambot/simulator/demo.ts'
import { startTwitch, type TwitchSimulator } from '@streambot/simulator/twitch.ts'
import { costedTickets, openEngine, openFor, pay, type TestEngine } from '../support/engine.ts'
import { placeOf } from '../support/twitch-bot.ts'
import { Bots, type Place } from './bots.ts'
import { accountOf, type Crowd, gatherCrowd, isRich, type Line, mix } from './crowd.ts'
import { judge, type Verdict } from './verdict.ts'

export interface StormOptions {
  readonly people: number
  readonly kills: number
  readonly databaseStops: number
  readonly socketDrops: number
  /** Between two gusts of 250 lines. */
  readonly pauseMs: number
}

export interface Survived extends StormOptions, Verdict {
  readonly said: number
  /** Lines said after the draw in the middle. */
  readonly saidAfterDraw: number
  /** People who wrote to the first giveaway in time. */
  readonly inTime: number
  readonly pointsBefore: number
  /** What the bots said that may not stand in a chat: commands, or a line in two. */
  readonly wrongLines: readonly string[]
}

const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url))
const points = 100
const gustSize = 250

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
  readonly #crowd: Crowd
  readonly #twitch: TwitchSimulator
  readonly #engine: TestEngine
  readonly #bots = new Bots()
  #server: Embedded
  #streamerId = 0
  /** Ids of the messages said so far that have to leave an attempt, in order. */
  readonly #said: string[] = []
  #saidInAll = 0
  /** Who said `!red` before it was closed, and the ids of those messages. */
  readonly #inTime = new Set<string>()
  readonly #saidInTime: string[] = []
  #isRedOpen = true
  #saidAtDraw = 0

  constructor(options: StormOptions, folder: string, server: Embedded, demo: DemoWorld, twitch: TwitchSimulator) {
    this.#options = options
    this.#folder = folder
    this.#server = server
    this.#demo = demo
    this.#crowd = gatherCrowd(demo)
    this.#twitch = twitch
    this.#engine = openEngine(server.url, { now: () => new Date(), turn: () => undefined })
  }

  async run(): Promise<Survived> {
    await migrateUp({ url: this.#server.url, migrationsFolder, backupFolder: this.#folder, say: () => undefined })
    const { red, gold, blue } = await this.#open()
    await Promise.all([this.#startBot(0), this.#startBot(1)])
    Object.assign(this.#twitch.faults, { copies: 2, swapPairs: true })
    const spam = setInterval(() => this.#spam(), 100)
    const talking = this.#talk(red)
    await Promise.all([talking, this.#breakThings(talking)]).finally(() => clearInterval(spam))
    await this.#settle()
    await this.#draw(gold)
    await this.#draw(blue)
    return this.#judge(red, gold, blue)
  }

  async end(): Promise<void> {
    this.#bots.kill(0)
    this.#bots.kill(1)
    await this.#engine.close()
    await this.#server.stop()
  }

  async #open() {
    this.#streamerId = await this.#engine.store.addStreamer('storm', {
      graceSeconds: 60,
      revealSeconds: 0,
      chatPoints: 0,
    })
    const rich = [...this.#crowd.people.filter(isRich), this.#crowd.spammer]
    await pay(this.#engine, this.#streamerId, rich.map(accountOf), points)
    return {
      red: await openFor(this.#engine, this.#streamerId, {}, '!red'),
      gold: await openFor(this.#engine, this.#streamerId, { ...costedTickets, maxTickets: 3 }, '!gold'),
      blue: await openFor(this.#engine, this.#streamerId, { cost: 20 }, '!blue'),
    }
  }

  /** Everybody types in gusts. Sockets are dropped along the way; in the middle the first giveaway is closed, and soon drawn. */
  async #talk(red: Giveaway): Promise<void> {
    const { lines } = this.#crowd
    const gusts = Array.from({ length: Math.ceil(lines.length / gustSize) }, (_, index) =>
      lines.slice(index * gustSize, (index + 1) * gustSize),
    )
    const middle = gusts.length >> 1
    const { socketDrops, pauseMs } = this.#options
    const drops = new Set(
      Array.from({ length: socketDrops }, (_, n) => Math.floor(((n + 1) * gusts.length) / (socketDrops + 1)) + 1),
    )
    for (const [index, gust] of gusts.entries()) {
      if (index === middle) await this.#closeRed(red, lines.slice(index * gustSize))
      if (drops.has(index)) await this.#breakSockets(gust)
      await this.#say(gust)
      if (index === middle + 2) await this.#drawRed(red)
      await sleep(pauseMs)
    }
  }

  async #say(lines: readonly Line[]): Promise<void> {
    const ids = await this.#twitch.sayMany(this.#demo.room, lines)
    this.#saidInAll += ids.length
    for (const [index, { person, text }] of lines.entries()) {
      const id = ids[index] ?? ''
      // A word whose giveaway is over is talk.
      if (text !== '!red' || this.#isRedOpen) this.#said.push(id)
      if (text !== '!red' || !this.#isRedOpen) continue
      this.#inTime.add(person.id)
      this.#saidInTime.push(id)
    }
  }

  /** A hundred lines a second, one person. */
  #spam(): void {
    const { spammer: person } = this.#crowd
    const lines = Array.from({ length: 10 }, () => ({ person, text: '!blue' }))
    void this.#twitch.sayMany(this.#demo.room, lines)
  }

  /** The gust breaks off with the sockets. Twitch repeats nothing, so who was cut off types it again when the bots are back. */
  async #breakSockets(gust: readonly Line[]): Promise<void> {
    await this.#areWritten(this.#said.slice(-2_000))
    await this.#twitch.sayMany(this.#demo.room, gust)
    const before = this.#twitch.connections
    this.#twitch.faults.terminate()
    await this.#twitch.waitUntil(() => this.#twitch.connections < Math.max(1, before))
    await this.#twitch.waitForJoin(this.#demo.room, 30_000, 2)
  }

  /** What was written before the close counts, also where it comes later; what was written after it does not. */
  async #closeRed(red: Giveaway, later: readonly Line[]): Promise<void> {
    await sleep(5)
    const at = new Date()
    await closeGiveaway(this.#engine.ports, red.id, { actor: 'storm', at })
    const notYet = later.filter(({ person, text }) => text === '!red' && !this.#inTime.has(person.id))
    const stragglers = notYet.slice(-50).map((line) => ({ ...line, sentAt: at.getTime() - 1 }))
    await this.#say(stragglers)
    this.#isRedOpen = false
  }

  async #drawRed(red: Giveaway): Promise<void> {
    await this.#areWritten(this.#saidInTime)
    await this.#draw(red)
    this.#saidAtDraw = this.#saidInAll
  }

  /** The grace is over; closes what is open, seals and draws. */
  async #draw({ id }: Giveaway): Promise<void> {
    await requestDraw(this.#engine.ports, id, 3, { actor: 'storm' })
    await this.#engine.store.pool.query('UPDATE giveaways SET final_at = now() WHERE id = $1', [id])
    await advanceGiveaway(this.#engine.ports, id)
    const winners = await this.#engine.store.findWinners(id)
    if (winners.length !== 3) throw new Error(`Giveaway ${id} has ${winners.length} winners instead of 3.`)
  }

  /**
   * Kills bots in turn and stops the database under the other one, for as long as people talk. A bot that was away has not heard what
   * was said meanwhile, so the other one lives until that is written: then killing either loses nothing that the other heard.
   */
  async #breakThings(talking: Promise<void>): Promise<void> {
    let over = false
    const end = (): void => void (over = true)
    void talking.then(end, end) // whoever waits for the talk hears of its faults
    const { kills, databaseStops } = this.#options
    for (let kill = 0; kill < kills; kill++) {
      await sleep(200 + (mix(`kill ${kill}`) % 400))
      const place: Place = kill % 2 === 0 ? 0 : 1
      const heard = this.#said.length
      this.#bots.kill(place)
      if (kill < databaseStops) await this.#bounceDatabase()
      await this.#startBot(place)
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
    throw new Error('What was said was not written within a minute.')
  }

  async #bounceDatabase(): Promise<void> {
    await this.#server.stopImmediately()
    this.#server = await startEmbedded(this.#folder)
  }

  #startBot(place: Place): Promise<void> {
    const twitch = placeOf(this.#demo, this.#twitch.port)
    return this.#bots.start(place, { url: this.#server.url, streamerId: this.#streamerId, twitch })
  }

  /** Resolves when nothing more is written. */
  async #settle(): Promise<void> {
    for (let before = -1, now = await this.#countAttempts(); now !== before;) {
      await sleep(1_500)
      before = now
      now = await this.#countAttempts()
    }
  }

  async #countAttempts(): Promise<number> {
    const { rows } = await this.#engine.store.pool.query<{ count: number }>(
      'SELECT count(*) FROM giveaway_entry_attempts',
    )
    return rows[0]?.count ?? 0
  }

  async #judge(red: Giveaway, gold: Giveaway, blue: Giveaway): Promise<Survived> {
    const { people, spammer } = this.#crowd
    const rich = people.filter(isRich)
    const userIds = new Set(rich.map(({ id }) => id))
    const expected = [
      { giveaway: red, userIds: this.#inTime },
      { giveaway: gold, userIds },
      { giveaway: blue, userIds },
    ]
    const verdict = await judge({ store: this.#engine.store, url: this.#server.url }, expected, spammer)
    const said = this.#twitch.heard.filter(({ login }) => login === this.#demo.bot.login).map(({ text }) => text)
    return {
      ...this.#options,
      said: this.#saidInAll,
      saidAfterDraw: this.#saidInAll - this.#saidAtDraw,
      inTime: this.#inTime.size,
      pointsBefore: (rich.length + 1) * points,
      ...verdict,
      wrongLines: said.filter((text) => /^[/.\\]|\p{Cc}/u.test(text)),
    }
  }
}
