/** Overlays: how long a thousand of them wait for a count, against one alone; and how much their page loads. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { WebSocket } from 'ws'
import { buildPage } from '../support/page.ts'
import { type Bar, median, quantile, tell } from './bar.ts'
import { type Child, startChild } from './child.ts'
import type { OverlayAnswer, OverlayAsk, OverlayReady, OverlaySettings } from './overlay-process.ts'

const many = 1_000
const steps = 15
const rounds = 3
const stormPeople = 3_000
/** Messages a second that a page gets at most. */
const mostMessages = 5
/** Apart enough for each count to be sent at once: sooner it would wait to be merged. */
const apartMs = 260

type Server = Child<OverlayAsk, OverlayAnswer> & { readonly ready: OverlayReady }

/** One connected page: when it heard of each count, and how many messages it got. */
interface Page {
  readonly socket: WebSocket
  readonly heard: Map<number, number>
  messages: number
}

export const overlaysBar: Bar = {
  name: 'overlays-1000',
  what: `p99 from an entry to the count on ${many} overlays : median of one overlay alone`,
  limit: 20,
  kind: 'at-most',
  async measure(ground) {
    const settings: OverlaySettings = { url: await ground.makeDatabase(), token: 'bench' }
    const server = await startChild<OverlayAsk, OverlayAnswer, OverlayReady>('overlay-process.ts', settings)
    try {
      const [one, all]: [number[], number[]] = [[], []]
      for (let round = 0; round < rounds; round++) {
        one.push(...(await measureCounts(server, 1)))
        all.push(...(await measureCounts(server, many)))
      }
      const [alone, late] = [median(one), quantile(all, 0.99)]
      tell(
        'overlays-1000',
        `one overlay ${alone.toFixed(1)} ms, ${many} overlays ${median(all).toFixed(1)} ms, p99 ${late.toFixed(1)} ms`,
      )
      await countMessages(server)
      return late / alone
    } finally {
      await server.kill()
    }
  },
}

export const overlayBytesBar: Bar = {
  name: 'overlay-bytes',
  what: 'kilobytes of JavaScript, gzipped, that the page of an overlay loads',
  limit: 30,
  kind: 'at-most',
  async measure() {
    const built = await buildPage('overlay')
    try {
      const assets = join(built.folder, 'assets')
      const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'))
      return scripts.reduce((sum, name) => sum + gzipSync(readFileSync(join(assets, name))).length, 0) / 1_000
    } finally {
      await built.remove()
    }
  },
}

/** Milliseconds from each entry until each page had its count. The first ones warm up. */
async function measureCounts(server: Server, count: number): Promise<number[]> {
  const pages = await openPages(server, count)
  const waits: number[] = []
  for (let step = 0; step < steps; step++) {
    await wait(apartMs)
    const entered = await server.ask({ people: 1, together: 1 })
    await until(() => pages.every(({ heard }) => heard.has(entered.count)))
    if (step >= 3) waits.push(...pages.map(({ heard }) => (heard.get(entered.count) ?? Number.NaN) - entered.at))
  }
  await closePages(pages)
  return waits
}

/** In a storm of entries nobody gets more messages than the limit, and the last count all the same. */
async function countMessages(server: Server): Promise<void> {
  const pages = await openPages(server, many)
  for (const page of pages) page.messages = 0
  const start = performance.now()
  const { count } = await server.ask({ people: stormPeople, together: 100 })
  await until(() => pages.every(({ heard }) => heard.has(count)))
  const seconds = (performance.now() - start) / 1_000
  const most = Math.max(...pages.map(({ messages }) => messages))
  tell(
    'overlays-1000',
    `${(stormPeople / seconds).toFixed(0)} entries a second came as ${(most / seconds).toFixed(1)} messages a second for each overlay`,
  )
  if (most > Math.ceil(seconds * mostMessages) + 1)
    throw new Error(`An overlay got ${most} messages in ${seconds.toFixed(1)} s.`)
  await closePages(pages)
}

async function openPages(server: Server, count: number): Promise<Page[]> {
  const pages: Page[] = []
  // In groups: a server has a queue of its own for those who knock.
  while (pages.length < count) {
    const group = Array.from({ length: Math.min(50, count - pages.length) }, () => openPage(server.ready.address))
    pages.push(...(await Promise.all(group)))
  }
  return pages
}

/** Resolves with the greeting. */
function openPage(address: string): Promise<Page> {
  const socket = new WebSocket(`${address.replace('http', 'ws')}/api/overlay/bench/live`, { origin: address })
  const page: Page = { socket, heard: new Map(), messages: 0 }
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('message', (data) => {
      const now = performance.timeOrigin + performance.now()
      page.messages++
      const [, count] = /"entryCount":(\d+)/.exec(String(data)) ?? []
      if (count !== undefined) page.heard.set(Number(count), now)
      resolve(page)
    })
  })
}

async function closePages(pages: readonly Page[]): Promise<void> {
  await Promise.all(
    pages.map(
      ({ socket }) =>
        new Promise((resolve) => {
          socket.on('close', resolve)
          socket.close()
        }),
    ),
  )
}

async function until(is: () => boolean): Promise<void> {
  while (!is()) await wait(5)
}
