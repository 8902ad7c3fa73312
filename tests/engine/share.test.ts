/** Shared access to a panel (promise P9): invited, taken, replaced, taken back, and over by itself. */
import { randomUUID } from 'node:crypto'
import { hashSecret } from '@streambot/api/secrets.ts'
import { endExpiredGrants, inviteHelper, revokeGrant } from '@streambot/shared/engine/share.ts'
import { createAccessExpiry } from '@streambot/worker/access-expiry.ts'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { addHelper, type Channel, invite, take } from '../support/access.ts'
import { useTable } from './table.ts'

const table = useTable()
const hour = 3_600_000
let channel: Channel
let helper: number
beforeEach(async () => {
  channel = { engine: table.one, streamerId: table.streamerId }
  helper = await addUser()
})

const addUser = () => table.one.store.transact((tx) => tx.addUser('Ann'))
const now = () => table.one.clock.now()
const inHours = (hours: number) => new Date(now().getTime() + hours * hour)
const roleOf = async (userId: number, streamerId = table.streamerId) =>
  (await table.one.store.useShare(streamerId, userId, now()))?.role
const list = () => table.one.store.listGrants(table.streamerId, now())
const revoke = (grantId: number) =>
  revokeGrant(table.one.ports, { streamerId: table.streamerId, grantId }, { actor: 'test' })
async function audited() {
  const rows = await table.one.store.listAudit(table.streamerId, {}, { after: undefined, count: 50 })
  return rows.map(({ action, actor, about }) => [action, actor, about]).toReversed()
}

describe('an invitation', () => {
  test('lets in whoever takes it, once, and everything is in the audit log', async () => {
    const { token, grantId } = await invite(channel, 'moderator')
    expect(await roleOf(helper)).toBeUndefined()
    expect(await take(channel, token, helper)).toBe('ok')
    expect(await roleOf(helper)).toBe('moderator')
    expect(await take(channel, token, helper)).toBe('no-such-invitation')
    expect(await take(channel, token, await addUser())).toBe('no-such-invitation')
    expect(await list()).toMatchObject([{ id: grantId, status: 'active', helperId: helper, helperName: 'Ann' }])
    expect((await revoke(grantId)).ok).toBe(true)
    expect(await audited()).toEqual([
      ['helper invited', `user:${table.streamerId}`, null],
      ['helper joined', `user:${helper}`, null],
      ['access revoked', 'test', 'Ann'],
    ])
  })

  test('stands as a hash: the token is nowhere in the database', async () => {
    const { token } = await invite(channel, 'moderator')
    await take(channel, token, helper)
    const { pool } = table.one.store
    const rows = [await pool.query('SELECT * FROM access_grants'), await pool.query('SELECT * FROM audit_log')]
    const stored = JSON.stringify(rows.map((one) => one.rows))
    expect(stored).toContain(hashSecret(token))
    expect(stored).not.toContain(token)
  })

  test('cannot be used by whoever made it, and stays good for somebody else', async () => {
    const { token } = await invite(channel, 'editor')
    expect(await take(channel, token, table.streamerId)).toBe('own-invitation')
    expect(await take(channel, token, helper)).toBe('ok')
  })

  test('opens nothing when it is made up, of another channel, taken back or a week old', async () => {
    expect(await take(channel, randomUUID(), helper)).toBe('no-such-invitation')
    const other: Channel = { engine: table.one, streamerId: await table.one.store.addStreamer('Other') }
    expect(await take(other, (await invite(channel, 'editor')).token, helper)).toBe('no-such-invitation')
    const back = await invite(channel, 'editor')
    await revoke(back.grantId)
    expect(await take(channel, back.token, helper)).toBe('no-such-invitation')
    const old = await invite(channel, 'editor')
    table.one.clock.turn(7 * 24 * hour)
    expect(await table.one.store.findInvitation(table.streamerId, hashSecret(old.token), now())).toBeUndefined()
    expect(await take(channel, old.token, helper)).toBe('no-such-invitation')
    expect(await roleOf(helper)).toBeUndefined()
  })

  test('is not made for a time that is over, by a helper, by a stranger, or above fifty', async () => {
    const ask = { streamerId: table.streamerId, by: table.streamerId, role: 'moderator', expiresAt: undefined } as const
    const codeOf = async (more: Partial<Parameters<typeof inviteHelper>[1]>) => {
      const made = await inviteHelper(
        table.one.ports,
        { ...ask, tokenHash: hashSecret(randomUUID()), ...more },
        { actor: 'test' },
      )
      return made.ok ? 'ok' : made.code
    }
    expect(await codeOf({ expiresAt: now() })).toBe('access-over')
    const editor = await addHelper(channel, 'editor')
    expect(await codeOf({ by: editor })).toBe('not-yours-to-give')
    expect(await codeOf({ by: await addHelper(channel, 'moderator') })).toBe('not-yours-to-give')
    expect(await codeOf({ by: helper })).toBe('not-yours-to-give')
    for (let standing = 2; standing < 50; standing++) expect(await codeOf({})).toBe('ok')
    expect(await codeOf({})).toBe('too-many-grants')
  })
})

test('of many invitations made at once by two processes fifty stand', async () => {
  const { one, two, streamerId } = table
  const ask = { streamerId, by: streamerId, role: 'moderator', expiresAt: undefined } as const
  const made = await Promise.all(
    Array.from({ length: 56 }, (_, index) => {
      const { ports } = index % 2 === 0 ? one : two
      return inviteHelper(ports, { ...ask, tokenHash: hashSecret(randomUUID()) }, { actor: 'test' })
    }),
  )
  expect(made.filter(({ ok }) => ok)).toHaveLength(50)
  expect(made.flatMap((one) => (one.ok ? [] : one.code))).toEqual(Array(6).fill('too-many-grants'))
})

describe('a share', () => {
  test('is renewed as often as wanted: the newest counts, and one at a time is active', async () => {
    for (const role of ['moderator', 'editor', 'moderator', 'moderator'] as const) {
      const { token } = await invite(channel, role)
      expect(await take(channel, token, helper)).toBe('ok')
      expect(await roleOf(helper)).toBe(role)
    }
    const { rows } = await table.one.store.pool.query(
      'SELECT status, count(*)::int AS n FROM access_grants WHERE helper_id = $1 GROUP BY 1 ORDER BY 1',
      [helper],
    )
    expect(rows).toEqual([
      { status: 'active', n: 1 },
      { status: 'replaced', n: 3 },
    ])
    const [standing] = await list()
    await revoke(standing?.id ?? 0)
    expect(await roleOf(helper)).toBeUndefined()
    await take(channel, (await invite(channel, 'editor')).token, helper)
    expect(await roleOf(helper)).toBe('editor')
  })

  test('is of one channel and of one person', async () => {
    await take(channel, (await invite(channel, 'editor')).token, helper)
    expect(await roleOf(await addUser())).toBeUndefined()
    expect(await roleOf(helper, await table.one.store.addStreamer('Other'))).toBeUndefined()
  })

  test('opens nothing from the moment it is over, before any job has looked, and the job switches it off once', async () => {
    await endExpiredGrants(table.one.ports)
    const { token, grantId } = await invite(channel, 'editor', inHours(2))
    await invite(channel, 'moderator', inHours(2))
    const stays = await invite(channel, 'moderator', inHours(3))
    await take(channel, token, helper)
    table.one.clock.turn(2 * hour - 1)
    expect(await roleOf(helper)).toBe('editor')
    expect(await table.one.store.findHelpers(table.streamerId, now())).toEqual([helper])
    table.one.clock.turn(1)
    expect(await roleOf(helper)).toBeUndefined()
    expect(await table.one.store.findHelpers(table.streamerId, now())).toEqual([])
    expect((await list()).map(({ id }) => id)).toEqual([stays.grantId])
    const statusOf = async (id: number) =>
      (await table.one.store.pool.query('SELECT status FROM access_grants WHERE id = $1', [id])).rows[0]?.status
    expect(await statusOf(grantId)).toBe('active')
    // Two workers at once.
    const [one, two] = await Promise.all([endExpiredGrants(table.one.ports), endExpiredGrants(table.two.ports)])
    expect(one + two).toBe(2)
    expect(await statusOf(grantId)).toBe('expired')
    expect((await audited()).slice(-2)).toEqual([
      ['access expired', 'timer', 'Ann'],
      ['invitation expired', 'timer', null],
    ])
  })

  test('that is over is looked for at the start and again and again', async () => {
    const errors: unknown[] = []
    const looking = createAccessExpiry({ ports: table.one.ports, everyMs: 5, onError: (error) => errors.push(error) })
    await invite(channel, 'editor', inHours(1))
    table.one.clock.turn(hour)
    looking.start()
    const ends = (count: number) =>
      vi.waitFor(async () =>
        expect((await audited()).filter(([what]) => what === 'invitation expired')).toHaveLength(count),
      )
    await ends(1)
    await invite(channel, 'editor', inHours(1))
    table.one.clock.turn(hour)
    await ends(2)
    await looking.stop()
    expect(errors).toEqual([])
  })

  test('says to the minute when it was used last, and never after its end', async () => {
    const { token, grantId } = await invite(channel, 'editor')
    await take(channel, token, helper)
    const usedAt = async () => (await list())[0]?.lastUsedAt
    expect(await usedAt()).toBeUndefined()
    await roleOf(helper)
    const first = now()
    table.one.clock.turn(59_000)
    await roleOf(helper)
    expect(await usedAt()).toEqual(first)
    table.one.clock.turn(1_000)
    await roleOf(helper)
    expect(await usedAt()).toEqual(now())
    await revoke(grantId)
    table.one.clock.turn(hour)
    expect(await roleOf(helper)).toBeUndefined()
  })

  test('is ended once: what has ended is not there any more, nor is one of another channel', async () => {
    const { token, grantId } = await invite(channel, 'editor')
    await take(channel, token, helper)
    const other = { streamerId: await table.one.store.addStreamer('Other'), grantId }
    expect(await revokeGrant(table.one.ports, other, { actor: 'test' })).toEqual({ ok: false, code: 'no-such-grant' })
    expect((await revoke(grantId)).ok).toBe(true)
    expect(await revoke(grantId)).toEqual({ ok: false, code: 'no-such-grant' })
  })
})
