/** A hall of phones that scan the code at once, through two processes, one of which may be killed (promise P10). */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { JoinedAnswer } from '@streambot/shared/contract/join.ts'
import { joinSession } from '@streambot/shared/contract/join-session.ts'
import { makeJoinCode } from '@streambot/shared/giveaway/join.ts'
import type { Giveaway } from '@streambot/shared/giveaway/words.ts'
import { usualRules } from '@streambot/shared/giveaway/rules.ts'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { quantile } from '../bench/bar.ts'
import { expectHealthy } from '../engine/healthy.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { openEngine, openFor, type TestEngine } from '../support/engine.ts'
import { realClock } from '../support/serve.ts'

const script = fileURLToPath(new URL('join-process.ts', import.meta.url))

interface Server {
  readonly address: string
  kill(): Promise<void>
}

let database: TestDatabase
let engine: TestEngine
let giveaway: Giveaway
let servers: Server[]
beforeEach(async () => {
  database = await makeDatabase()
  engine = openEngine(database.url, realClock)
  const streamerId = await engine.store.addStreamer('streamer', { graceSeconds: 0 })
  giveaway = await openFor(engine, streamerId, { ...usualRules, joinByCode: 'guests' })
  servers = await Promise.all([start(), start()])
}, 60_000)
afterEach(async () => {
  await Promise.all(servers.map((server) => server.kill()))
  await expectHealthy(database.url)
  await engine.close()
  await database.drop()
}, 60_000)

async function start(): Promise<Server> {
  const child: ChildProcess = spawn(process.execPath, [script, database.url, String(giveaway.streamerId)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'close')
  if (!child.stdout) throw new Error('The process has no output.')
  const [port] = (await once(createInterface(child.stdout), 'line')) as [string] // the line that the script writes
  return {
    address: `http://127.0.0.1:${port}`,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** Phone number so and so: its device is its number, and 250 phones are behind one address. */
const headersOf = (phone: number, address: string) => ({
  origin: address,
  cookie: `streambot-device=${String(phone).padStart(43, 'x')}`,
  'x-forwarded-for': `10.0.0.${Math.floor(phone / 250)}`,
})

/** A few hundred connections for all phones: what is tried is the server, not how many sockets this computer opens in a second. */
const agent = new Agent({ keepAlive: true, maxSockets: 200 })
afterAll(() => agent.destroy())

interface Answer {
  readonly status: number
  readonly body: JoinedAnswer
}

/** What is answered; nothing where the process was killed. */
function post(url: string, headers: Record<string, string>): Promise<Answer | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: 'POST', headers, agent }, (answer) => {
      const read = async (): Promise<Answer> => ({
        status: answer.statusCode ?? 0,
        body: JSON.parse(await text(answer)) as JoinedAnswer, // our own server keeps the contract
      })
      read().then(resolve, (error: unknown) => (isCut(error) ? resolve(undefined) : reject(error)))
    })
    asked.on('error', (error) => (isCut(error) ? resolve(undefined) : reject(error)))
    asked.end()
  })
}

const isCut = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ECONNRESET', 'ECONNREFUSED', 'EPIPE'].includes(String(error.code))

/** Joins, and gives what was answered; nothing where nobody answered, or the same phone joined once more meanwhile and has the session. */
async function join(phone: number, { address }: Server, key: string): Promise<JoinedAnswer | undefined> {
  const code = makeJoinCode(key, giveaway.id, new Date())
  const answer = await post(`${address}/api/join/${code}`, headersOf(phone, address))
  if (!answer || answer.status === 410) return undefined
  if (answer.status !== 200) throw new Error(`Phone ${phone} was refused: ${JSON.stringify(answer.body)}`)
  return answer.body
}

const isAlive = async (phone: number, { address }: Server, token: string): Promise<boolean> => {
  const headers = { ...headersOf(phone, address), [joinSession]: token }
  return (await post(`${address}/api/join/heartbeat`, headers))?.status === 200
}
const serverOf = (index: number): Server =>
  servers[index % servers.length] ?? { address: '', kill: async () => undefined }
const keyOf = async (): Promise<string> => (await engine.store.findJoinKey(giveaway.id)) ?? ''
const countEntries = async () => (await engine.store.findGiveaway(giveaway.id))?.entryCount

/** Calls the work for each number, evenly over so many milliseconds, however long each takes. */
function spread<T>(count: number, milliseconds: number, work: (number: number) => Promise<T>): Promise<T[]> {
  const begun = performance.now()
  const works: Promise<T>[] = []
  return new Promise((resolve, reject) => {
    const tick = setInterval(() => {
      const due = Math.min(count, Math.floor(((performance.now() - begun) / milliseconds) * count))
      while (works.length < due) {
        const one = work(works.length)
        one.catch(reject)
        works.push(one)
      }
      if (works.length < count) return
      clearInterval(tick)
      Promise.all(works).then(resolve, reject)
    }, 5)
  })
}

const phones = 5_000

test('5,000 phones that join within 10 s, each tenth of them twice at once, are in once each, with one session', async () => {
  const key = await keyOf()
  const took: number[] = []
  const begun = performance.now()
  await spread(phones, 10_000, async (phone) => {
    const asked = performance.now()
    const answers = await Promise.all([
      join(phone, serverOf(phone), key),
      ...(phone % 10 === 0 ? [join(phone, serverOf(phone + 1), key)] : []),
    ])
    took.push(performance.now() - asked)
    expect(answers, `phone ${phone}`).toContainEqual(expect.objectContaining({ tickets: 1, refused: null }))
  })
  const seconds = (performance.now() - begun) / 1_000
  const [half, most] = [0.5, 0.99].map((share) => Math.round(quantile(took, share)))
  console.log(
    `${phones} phones joined in ${seconds.toFixed(1)} s; half of them within ${half} ms, 99 % within ${most} ms`,
  )
  expect(await countEntries()).toBe(phones)
  const { rows } = await engine.store.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM event_participants')
  expect(rows[0]?.n).toBe(phones)
  expect(seconds).toBeLessThan(100)
}, 180_000)

test('a process killed in the middle loses nobody whom it answered, and asked again everybody is in once', async () => {
  const key = await keyOf()
  const answered = new Map<number, string>()
  let killed: Promise<void> | undefined
  await spread(400, 2_000, async (phone) => {
    const answer = await join(phone, serverOf(phone), key)
    if (answer) answered.set(phone, answer.token)
    if (answered.size === 150) killed ??= serverOf(0).kill()
  })
  await killed
  expect(killed).toBeDefined()
  const left = serverOf(1)
  for (const [phone, token] of answered) expect(await isAlive(phone, left, token), `phone ${phone}`).toBe(true)
  await Promise.all(Array.from({ length: 400 }, (_, phone) => join(phone, left, key)))
  expect(await countEntries()).toBe(400)
}, 120_000)
