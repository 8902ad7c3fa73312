import { excludeViewer } from '@streambot/shared/engine/exclude.ts'
import { changePoints } from '@streambot/shared/engine/points.ts'
import type { ListedAudit } from '@streambot/shared/engine/ports/channel.ts'
import type { StreamerId } from '@streambot/shared/giveaway/words.ts'
import { beforeAll, expect, test } from 'vitest'
import { newMessage, openFor, person, type TestEngine } from '../support/engine.ts'
import { accountOn, link, signInAs } from '../support/people.ts'
import { withEngine } from '../support/with-engine.ts'

let engine: TestEngine
let streamerId: StreamerId

withEngine((opened) => void ({ engine } = opened))
beforeAll(async () => void (streamerId = await engine.store.addStreamer('Mira')))

const [anna, moderator] = [{ ...person(1), name: 'anna' }, person(2)]

function list(count: number, after?: number): Promise<ListedAudit[]> {
  return engine.store.listAudit(streamerId, undefined, { after, count })
}

async function give(actor: string, to = anna): Promise<void> {
  const message = { platform: to.platform, id: newMessage() }
  const ask = { streamerId, to, change: 'add', amount: { kind: 'points', points: 5 } } as const
  expect(await changePoints(engine.ports, ask, { actor, message })).toMatchObject({ ok: true })
}

test('a line names who did it and whom it is about: by a chat account, at the panel, by a key, by itself', async () => {
  await give('twitch:1002', moderator)
  await give('twitch:1002')
  await give(`user:${streamerId}`)
  const { id } = await engine.store.transact((tx) =>
    tx.addApiKey({ streamerId, name: 'Deck', scopes: ['points:write'], secretHash: 'x', expiresAt: undefined }),
  )
  await engine.store.transact((tx) => tx.revokeApiKey(streamerId, id))
  await give(`key:${id}`)
  await give('timer')
  await give('user:999999999999999')
  await give('user:many')
  const rows = (await list(6)).map(({ actorName, about }) => [actorName, about])
  expect(rows).toEqual([
    [null, 'anna'],
    [null, 'anna'],
    [null, 'anna'],
    ['Deck', 'anna'],
    ['Mira', 'anna'],
    [moderator.name, 'anna'],
  ])
})

test('a line of a giveaway says what can be won there, and of a giveaway alone only its lines are given', async () => {
  const giveaway = await openFor(engine, streamerId)
  await give('timer')
  const ofOne = await engine.store.listAudit(streamerId, giveaway.id, { after: undefined, count: 10 })
  expect(ofOne).toMatchObject([{ action: 'giveaway opened', title: 'Steam key', giveawayId: giveaway.id, about: null }])
  const [newest, before] = await list(2)
  expect([newest?.title, before?.title]).toEqual([null, 'Steam key'])
  expect(await list(1, newest?.id)).toEqual([before])
})

test('whoever linked accounts since is still named, and the account is', async () => {
  const [first, second] = [accountOn('twitch', 30), accountOn('kick', 30)]
  await engine.store.transact((tx) => tx.ensureViewers(streamerId, [first]))
  const message = { platform: second.platform, id: newMessage() }
  await excludeViewer(engine.ports, { streamerId, account: second, reason: 'spam' }, { actor: 'timer', message })
  await link(engine, await signInAs(engine, first), second)
  const rows = await engine.store.listAudit(streamerId, undefined, { after: undefined, count: 50 })
  const excluded = rows.find(({ action }) => action === 'viewer excluded')
  expect([first.name, second.name]).toContain(excluded?.about)
  await engine.store.transact(async (tx) =>
    tx.addAudit(streamerId, 'timer', 'account linked', undefined, { platform: 'kick', platformUserId: second.userId }),
  )
  expect((await list(1))[0]?.about).toBe(second.name)
})
