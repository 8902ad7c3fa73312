/** What whoever has the address of an overlay is told: options, CSS, some of those who entered, and the news. */
import {
  type OverlayMessage,
  overlayMessageSchema,
  overlaySchema,
  overlayViewSchema,
  sampleSchema,
} from '@streambot/shared/contract/overlay.ts'
import { addressGone } from '@streambot/shared/contract/closing.ts'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { draw, enter, open, people, startApi, type TestApi } from '../support/api.ts'
import { serve } from '../support/serve.ts'
import { person } from '../support/engine.ts'
import { openPanel, type Panel } from '../support/streamer.ts'
import { readProblem } from '../support/visitor.ts'

const path = '/api/channel/overlays'

let api: TestApi
let panel: Panel
let id: string
let token: string
beforeEach(async () => {
  api = await startApi({ limits: { pingEvery: 60_000 } })
  panel = await openPanel(api)
  const made = await panel.write(overlaySchema, 'POST', path, { name: 'Main' })
  id = made.id
  token = made.address?.split('/').at(-1) ?? ''
})
afterEach(() => api.close())

const change = (body: object) => panel.write(overlaySchema, 'PATCH', `${path}/${id}`, body)
const ask = (rest = '', of = token) => fetch(`${api.address}/api/overlay/${of}${rest}`)

describe('what is shown', () => {
  test('comes with the time of the server and where a giveaway can be seen, and without a leaderboard that is not shown', async () => {
    const shown = overlayViewSchema.strict().parse(await (await ask()).json())
    expect(Math.abs(Date.parse(shown.at) - Date.now())).toBeLessThan(60_000)
    expect(shown).toMatchObject({ giveawayUrl: `http://localhost:${api.port}/g/`, leaders: [], pointsName: 'points' })
  })

  test('has as many people on the leaderboard as the options say, the richest first', async () => {
    const { engine } = api
    await enter(api, await open(api), ...people(1, 3))
    await engine.store.pool.query(
      `INSERT INTO user_balances (streamer_id, viewer_id, balance, total_earned) SELECT streamer_id, id, id * 10, id * 10 FROM viewers`,
    )
    await change({ options: { leaders: 2, widgets: { leaderboard: { shown: true } } } })
    const { leaders } = overlayViewSchema.parse(await (await ask()).json())
    expect(leaders).toHaveLength(2)
    expect(leaders[0]?.balance).toBeGreaterThan(leaders[1]?.balance ?? 0)
  })

  test('has the queue of rewards only where it is shown', async () => {
    const queue = async () => overlayViewSchema.parse(await (await ask()).json()).queue
    expect(await queue()).toBeNull()
    await change({ options: { widgets: { serving: { shown: true } } } })
    expect(await queue()).toEqual({ serving: null, next: [], waiting: 0 })
  })

  test('is told to nobody without the whole token', async () => {
    for (const wrong of ['', token.slice(1), `${token}x`, id, '..%2f', 'x'.repeat(90)])
      for (const rest of ['', '/style.css', '/sample/1', '/live'])
        expect((await ask(rest, wrong)).status, wrong + rest).toBe(404)
    expect(await readProblem(await ask('', 'x'))).toMatchObject({ code: 'overlay-gone' })
  })
})

test('the CSS is given as it was written, as CSS and nothing else', async () => {
  const css = 'body{background:url(https://evil.example)}</style><script>alert(1)</script>'
  await change({ css })
  const response = await ask('/style.css')
  expect(await response.text()).toBe(css)
  expect(response.headers.get('content-type')).toBe('text/css; charset=utf-8')
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
})

describe('the sample of a draw', () => {
  const sample = async (giveawayId: string) =>
    sampleSchema.strict().parse(await (await ask(`/sample/${giveawayId}`)).json())

  test('has everybody where they are few, sixty of them where they are many, and each once', async () => {
    const few = await open(api, { word: '!few' })
    await enter(api, few, ...people(1, 7))
    await draw(api, few)
    const all = await sample(few.id)
    expect(all.entryCount).toBe(7)
    expect(all.entries.map(({ name }) => name).toSorted()).toEqual(
      people(1, 7)
        .map(({ name }) => name)
        .toSorted(),
    )
    const many = await open(api, { word: '!many' })
    await enter(api, many, ...people(1, 200))
    await draw(api, many)
    const some = await sample(many.id)
    expect(some.entryCount).toBe(200)
    expect(new Set(some.entries.map(({ userId }) => userId)).size).toBe(60)
    // The same for every page that shows this draw.
    expect(await sample(many.id)).toEqual(some)
    expect(await sample(few.id)).not.toEqual(some)
  })

  test('is kept back until the entries are final, and there is none of a giveaway that nobody may know of', async () => {
    const giveaway = await open(api)
    await enter(api, giveaway, ...people(1, 3))
    expect(await readProblem(await ask(`/sample/${giveaway.id}`))).toMatchObject({ code: 'not-sealed-yet' })
    for (const unknown of ['1', '33333333-3333-4333-8333-333333333333'])
      expect(await readProblem(await ask(`/sample/${unknown}`))).toMatchObject({ code: 'no-such-giveaway' })
  })
})

describe('the news', () => {
  test('begin with a snapshot, come as they happen, and go on behind what was received', async () => {
    const overlay = await listen()
    await overlay.find(({ type }) => type === 'snapshot')
    const giveaway = await open(api)
    await overlay.find((message) => message.type === 'news' && message.news.kind === 'opened')
    const reached = overlay.reached()
    overlay.socket.close()
    await enter(api, giveaway, ...people(1, 5))
    const again = await listen(token, `?after=${reached}`)
    await again.find(
      (message) => message.type === 'news' && message.news.kind === 'entered' && message.news.entryCount === 5,
    )
    expect(again.messages.map(({ type }) => type)).not.toContain('snapshot')
  })

  test('are told to many in few messages: a storm of entries is merged', async () => {
    const giveaway = await open(api)
    const overlay = await listen()
    await overlay.find(({ type }) => type === 'snapshot')
    const started = performance.now()
    for (let number = 1; number <= 60; number++) await enter(api, giveaway, person(number))
    await overlay.find(
      (message) => message.type === 'news' && message.news.kind === 'entered' && message.news.entryCount === 60,
    )
    const most = Math.ceil((performance.now() - started) / 200) + 1
    expect(overlay.messages.filter(({ type }) => type === 'news').length).toBeLessThanOrEqual(most)
  })

  test('say at once that options or CSS are others, and say nothing where they are the same', async () => {
    const overlay = await listen()
    await change({ name: 'Renamed' })
    await change({ options: { theme: 'light' } })
    await overlay.find(({ type }) => type === 'changed')
    await change({ css: 'b{}' })
    await overlay.findNth('changed', 2)
    await change({ css: 'b{}' })
    await change({ css: 'c{}' })
    await overlay.findNth('changed', 3)
    expect(overlay.messages.filter(({ type }) => type === 'changed')).toHaveLength(3)
  })

  test('end at once for an address that was replaced or revoked, and for no other overlay', async () => {
    const other = await panel.write(overlaySchema, 'POST', path, { name: 'Other' })
    const stays = await listen(other.address?.split('/').at(-1))
    const before = await listen()
    const moved = await panel.write(overlaySchema, 'POST', `${path}/${id}/new-address`)
    expect(await before.closed).toBe(addressGone)
    const after = await listen(moved.address?.split('/').at(-1))
    await panel.ask('DELETE', `${path}/${id}`)
    expect(await after.closed).toBe(addressGone)
    expect(stays.socket.readyState).toBe(WebSocket.OPEN)
  })

  test('end with the next ping where another process revoked the address', async () => {
    const second = await serve(api.engine, api.streamerId, { limits: { pingEvery: 50 } })
    onTestFinished(() => second.stop())
    const overlay = await listen(token, '', second)
    await panel.ask('DELETE', `${path}/${id}`)
    expect(await overlay.closed).toBe(addressGone)
  })

  test('are refused to pages elsewhere, to a wrong token, and behind what is no id', async () => {
    expect(await refusedWith(token, '', 'https://evil.example')).toBe(403)
    expect(await refusedWith('wrong', '', api.address)).toBe(404)
    expect(await refusedWith(token, '?after=x', api.address)).toBe(400)
  })
})

test('an address stands in no log, also where its page cannot be answered', async () => {
  await api.engine.store.pool.query('ALTER TABLE overlays RENAME TO away')
  expect((await ask()).status).toBe(500)
  expect(api.logged.join()).toContain('GET /api/overlay/:token')
  expect(api.logged.join()).not.toContain(token)
})

async function listen(of = token, query = '', { address, port }: Pick<TestApi, 'address' | 'port'> = api) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/overlay/${of}/live${query}`, { origin: address })
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  const messages: OverlayMessage[] = []
  const looks = new Set<() => void>()
  socket.on('message', (data) => {
    const message = overlayMessageSchema.parse(JSON.parse(String(data)))
    if (message.type !== 'ping') messages.push(message)
    for (const look of looks) look()
  })
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject))
  const until = (is: () => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      void closed.then((code) => reject(new Error(`The connection ended with ${code}, and this did not come.`)))
      const look = () => is() && resolve()
      looks.add(look)
      look()
    })
  return {
    socket,
    messages,
    closed,
    find: (fits: (message: OverlayMessage) => boolean) => until(() => messages.some(fits)),
    findNth: (type: OverlayMessage['type'], count: number) =>
      until(() => messages.filter((one) => one.type === type).length >= count),
    reached: () => messages.reduce((most, message) => ('id' in message ? Math.max(most, message.id) : most), 0),
  }
}

function refusedWith(of: string, query: string, origin: string): Promise<number | undefined> {
  const socket = new WebSocket(`ws://127.0.0.1:${api.port}/api/overlay/${of}/live${query}`, { origin })
  return new Promise((resolve, reject) => {
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode)
      socket.terminate()
    })
    socket.on('open', () => reject(new Error('The connection was let in.')))
    socket.on('error', () => undefined)
  })
}
