import { request } from 'node:http'
import {
  giveawayListSchema,
  problemSchema,
  proofSchema,
  publicGiveawaySchema,
} from '@streambot/shared/contract/http.ts'
import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import { cancelGiveaway, requestDraw } from '@streambot/shared/engine/manage.ts'
import { draftGiveaway, scheduleGiveaway } from '@streambot/shared/engine/plan.ts'
import { verifyProof } from '@streambot/shared/giveaway/proof.ts'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { draw, enter, open, people, startApi, type TestApi } from '../support/api.ts'
import { openTestBeacon, signRound, startRelay, testChain } from '../support/beacon.ts'
import { usualRules } from '@streambot/shared/giveaway/rules.ts'
import { person } from '../support/engine.ts'

const hostile = '<img src=x onerror=alert(1)>\u202Egnirts'

let api: TestApi
beforeAll(async () => {
  api = await startApi({ publicUrl: 'https://give.example.org' })
})
afterAll(() => api.close())

async function get(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(api.address + path, { headers })
  return { response, status: response.status, body: await response.json() }
}

describe('a giveaway', () => {
  test('is shown with its counts, its rules and what is published, and nothing else', async () => {
    const giveaway = await open(api, { title: hostile, word: '!one', kind: 'tickets', maxTickets: 5, maxEntries: 50 })
    await enter(api, giveaway, ...people(1, 3))
    const { status, body } = await get(`/api/giveaways/${giveaway.id}`)
    expect(status).toBe(200)
    expect(publicGiveawaySchema.strict().parse(body)).toMatchObject({
      title: hostile,
      word: '!one',
      status: 'open',
      maxTickets: 5,
      maxEntries: 50,
      entryCount: 3,
      ticketCount: 3,
      commitment: giveaway.commitment,
      digest: null,
      seed: null,
      winners: [],
    })
  })

  test('is listed, the newest first', async () => {
    const first = await open(api, { word: '!listed1' })
    const second = await open(api, { word: '!listed2' })
    const { giveaways } = giveawayListSchema.parse((await get('/api/giveaways')).body)
    expect(giveaways.slice(0, 2).map(({ id }) => id)).toEqual([second.id, first.id])
  })

  test('that is a draft, or was cancelled before it opened, is nobody’s business; a scheduled one is shown', async () => {
    const { engine, streamerId } = api
    const { ports } = engine
    const ask = { streamerId, title: 'Secret', word: '!draft', rules: usualRules }
    const drafted = await draftGiveaway(ports, ask, { actor: 'test' })
    if (!drafted.ok) throw new Error(drafted.code)
    const { id } = drafted.value
    expect((await get(`/api/giveaways/${id}`)).status).toBe(404)
    const opensAt = new Date(ports.clock.now().getTime() + 60_000)
    await scheduleGiveaway(ports, id, opensAt, { actor: 'test' })
    expect(publicGiveawaySchema.parse((await get(`/api/giveaways/${id}`)).body).status).toBe('scheduled')
    await cancelGiveaway(ports, id, { actor: 'test' })
    expect((await get(`/api/giveaways/${id}`)).status).toBe(404)
    expect(JSON.stringify((await get('/api/giveaways')).body)).not.toContain(id)
  })

  test('that was drawn and is over shows winners and seed', async () => {
    const giveaway = await open(api, { word: '!over', winners: 2 })
    await enter(api, giveaway, ...people(1, 5))
    await draw(api, giveaway)
    const shown = publicGiveawaySchema.parse((await get(`/api/giveaways/${giveaway.id}`)).body)
    expect(shown.status).toBe('completed')
    expect(shown.winners).toMatchObject([1, 2].map((pick) => ({ pick, state: 'confirmed', claimDeadline: null })))
    expect(shown.seed).toMatch(/^[0-9a-f]{64}$/)
  })

  test.for(['nonsense', '00000000-0000-4000-8000-000000000000', '%27%3B--'])(
    'with the id %s is not there',
    async (id) => {
      for (const path of [`/api/giveaways/${id}`, `/api/giveaways/${id}/proof`]) {
        const { response, status, body } = await get(path)
        expect(status).toBe(404)
        expect(response.headers.get('content-type')).toContain('application/problem+json')
        expect(problemSchema.parse(body)).toMatchObject({ status: 404, code: 'no-such-giveaway' })
      }
    },
  )

  test('of another streamer is not there', async () => {
    const streamerId = await api.engine.store.addStreamer('Somebody else')
    const giveaway = await open({ engine: api.engine, streamerId }, { word: '!theirs' })
    expect((await get(`/api/giveaways/${giveaway.id}`)).status).toBe(404)
    const { giveaways } = giveawayListSchema.parse((await get('/api/giveaways')).body)
    expect(giveaways.map(({ id }) => id)).not.toContain(giveaway.id)
  })
})

describe('the proof', () => {
  test('is not there before the entries are final', async () => {
    const giveaway = await open(api, { word: '!early' })
    const { status, body } = await get(`/api/giveaways/${giveaway.id}/proof`)
    expect(status).toBe(409)
    expect(problemSchema.parse(body).code).toBe('not-sealed-yet')
  })

  test('is none where the first ones win, whose winners stand there while it is open', async () => {
    const rules = { kind: 'first', winners: 2, maxEntries: 2, leaving: false } as const
    const giveaway = await open(api, { word: '!first', ...rules })
    await enter(api, giveaway, person(1))
    const shown = publicGiveawaySchema.parse((await get(`/api/giveaways/${giveaway.id}`)).body)
    expect(shown).toMatchObject({ kind: 'first', status: 'open', commitment: null })
    expect(shown.winners).toMatchObject([{ pick: 1, userId: person(1).userId, state: 'confirmed' }])
    const { status, body } = await get(`/api/giveaways/${giveaway.id}/proof`)
    expect([status, problemSchema.parse(body).code]).toEqual([409, 'nothing-drawn'])
  })

  test('is a download that verifies, and does not once a single ticket is changed', async () => {
    const giveaway = await open(api, { title: hostile, word: '!checked', winners: 3 })
    await enter(api, giveaway, ...people(1, 40), { ...person(99), name: hostile, platform: 'kick' })
    await draw(api, giveaway)
    const { response, body } = await get(`/api/giveaways/${giveaway.id}/proof`)
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="giveaway-${giveaway.id}.json"`)
    const proof = proofSchema.strict().parse(body)
    expect(proof.entries).toHaveLength(41)
    expect(proof.entries.find(({ platform }) => platform === 'kick')?.name).toBe(hostile)
    expect((await verifyProof(proof)).ok).toBe(true)

    const [first, ...rest] = proof.entries
    if (!first) throw new Error('The proof has no entries.')
    expect((await verifyProof({ ...proof, entries: [{ ...first, tickets: 2 }, ...rest] })).ok).toBe(false)
    expect((await verifyProof({ ...proof, winners: proof.winners.toReversed() })).ok).toBe(false)
    expect((await verifyProof({ ...proof, seed: '0'.repeat(64) })).ok).toBe(false)
  })

  test('of several pages is complete, also for ten who download it at once', async () => {
    const giveaway = await open(api, { word: '!pages' })
    await enter(api, giveaway, ...people(1, 4_100))
    await draw(api, giveaway)
    const bodies = await Promise.all(Array.from({ length: 10 }, () => get(`/api/giveaways/${giveaway.id}/proof`)))
    for (const { body } of bodies) {
      const proof = proofSchema.strict().parse(body)
      expect(proof.entries).toHaveLength(4_100)
      expect((await verifyProof(proof)).ok).toBe(true)
    }
  })

  test('of a giveaway that nobody entered is a proof, too', async () => {
    const giveaway = await open(api, { word: '!empty' })
    await draw(api, giveaway)
    const proof = proofSchema.strict().parse((await get(`/api/giveaways/${giveaway.id}/proof`)).body)
    expect([proof.entries, proof.winners, (await verifyProof(proof)).ok]).toEqual([[], [], true])
  })

  test('has the public beacon: named before the round is there, and with it afterwards', async () => {
    const relay = await startRelay()
    onTestFinished(() => relay.close())
    const { engine } = api
    const ports = { ...engine.ports, beacon: openTestBeacon(relay, []) }
    const giveaway = await open(api, { word: '!beacon' })
    await enter(api, giveaway, ...people(1, 5))
    await requestDraw(ports, giveaway.id, 2, { actor: 'test' })
    await advanceGiveaway(ports, giveaway.id)
    const read = async (path = '') => (await get(`/api/giveaways/${giveaway.id}${path}`)).body
    const { beacon } = publicGiveawaySchema.strict().parse(await read())
    const round = beacon?.round ?? 0
    expect(beacon).toMatchObject({ chain: testChain.hash, randomness: null, signature: null, waivedAt: null })
    expect(Date.parse(beacon?.at ?? '')).toBeGreaterThan(Date.now())
    const pending = proofSchema.strict().parse(await read('/proof'))
    expect(pending).toMatchObject({ format: 'streambot-proof-2', beacon: { round }, winners: [] })
    expect(pending.beacon).not.toHaveProperty('randomness')

    relay.last = round
    const later = { ...ports, clock: { now: () => new Date(Date.now() + 60_000) } }
    await advanceGiveaway(later, giveaway.id)
    await advanceGiveaway({ ...later, clock: { now: () => new Date(Date.now() + 120_000) } }, giveaway.id)
    const proof = proofSchema.strict().parse(await read('/proof'))
    expect(proof.beacon).toMatchObject(signRound(round))
    expect((await verifyProof(proof, [testChain])).ok).toBe(true)
    expect((await verifyProof(proof)).steps.filter(({ ok }) => !ok).map(({ name }) => name)).toEqual(['beacon'])
  })

  test('keeps the seed to itself until it is revealed, and nothing ever gives the sealed seed away', async () => {
    const waiting = await startApi({ revealSeconds: 3_600 })
    const giveaway = await open(waiting)
    await enter(waiting, giveaway, ...people(1, 3))
    await draw(waiting, giveaway)
    const { rows } = await waiting.engine.store.pool.query<{ sealed: string }>(
      'SELECT sealed_seed AS sealed FROM giveaways WHERE id = $1',
      [giveaway.id],
    )
    const sealed = rows[0]?.sealed ?? ''
    const seed = waiting.engine.ports.seeds.open(giveaway.id, sealed)
    for (const path of ['', `/${giveaway.id}`, `/${giveaway.id}/proof`]) {
      const text = await (await fetch(`${waiting.address}/api/giveaways${path}`)).text()
      expect(text).toContain(giveaway.id)
      expect(text).not.toContain(sealed)
      expect(text).not.toContain(seed)
    }
    await waiting.close()
  })
})

describe('every answer', () => {
  test('forbids inline script, frames and foreign sources', async () => {
    for (const path of ['/', '/api/giveaways', '/nowhere']) {
      const { headers } = await fetch(api.address + path)
      const policy = (headers.get('content-security-policy') ?? '').split(';')
      expect(policy).toContain("default-src 'self'")
      expect(policy).toContain("script-src 'self'")
      expect(policy).toContain("style-src 'self'")
      expect(policy).toContain("connect-src 'self' ws:")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy.join()).not.toMatch(/unsafe|data:|\*/)
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    }
  })

  test('under a foreign name is a refusal in a sentence', async () => {
    const { status, body } = await getAs('evil.example', '/api/giveaways')
    expect(status).toBe(403)
    expect(problemSchema.parse(JSON.parse(body))).toMatchObject({ code: 'wrong-host' })
  })

  test.for(['localhost', 'give.example.org', '10.0.0.7:8080'])('under %s is the answer', async (host) => {
    expect((await getAs(host, '/api/giveaways')).status).toBe(200)
  })

  test('to an address that does not exist is a problem', async () => {
    const { status, body } = await get('/api/nowhere')
    expect(status).toBe(404)
    expect(problemSchema.parse(body).code).toBe('no-such-page')
  })

  test.for(['/assets/../../package.json', '/assets/%2e%2e/%2e%2e/package.json', '/assets/..%2f..%2fpackage.json'])(
    'to %s stays within the page',
    async (path) => {
      expect((await getAs('localhost', path)).status).toBeGreaterThanOrEqual(400)
    },
  )

  test('comes slower to somebody who asks too often', async () => {
    const strict = await startApi({ limits: { requests: 5, proofs: 1 } })
    const statuses: number[] = []
    for (let count = 0; count < 6; count++) statuses.push((await fetch(`${strict.address}/api/giveaways`)).status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429])
    const refused = await fetch(`${strict.address}/api/giveaways`)
    expect(problemSchema.parse(await refused.json()).code).toBe('too-many-requests')
    // A page loads dozens of files at once: they do not count.
    expect((await fetch(`${strict.address}/assets/any.js`)).status).toBe(404)
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/)
    expect((await fetch(`${strict.address}/health`)).status).toBe(200)
    await strict.close()
  })

  test('without the page built says how to build it', async () => {
    const { status, body } = await get('/')
    expect(status).toBe(503)
    expect(problemSchema.parse(body).code).toBe('page-not-built')
  })
})

/** A request under another name, and with its path as it stands. */
function getAs(host: string, path: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: api.port, path, headers: { host } }, (response) => {
      let body = ''
      response.on('data', (part) => (body += String(part)))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }))
    })
    asked.on('error', reject).end()
  })
}
