/** Shared access asked for by two processes at once (promise P9). */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { type Channel, invite } from '../support/access.ts'
import type { TestDatabase } from '../support/database.ts'
import type { TestEngine } from '../support/engine.ts'
import { withEngine } from '../support/with-engine.ts'
import { expectHealthy } from './healthy.ts'

const script = fileURLToPath(new URL('share-process.ts', import.meta.url))
const rounds = Array.from({ length: 8 }, (_, index) => index)

let database: TestDatabase
let engine: TestEngine
let channel: Channel
withEngine((opened) => void ({ database, engine } = opened))
beforeEach(async () => {
  channel = { engine, streamerId: await engine.store.addStreamer('streamer') }
})

const addUser = () => engine.store.transact((tx) => tx.addUser('Ann'))

/** Two processes do these deeds at the same instant. Gives the answers of each. */
async function race(...deeds: [readonly string[], readonly string[]]): Promise<string[][]> {
  const children = deeds.map((own) => start(own))
  await Promise.all(children.map(hear))
  for (const child of children) child.stdin?.write('go')
  const answers = await Promise.all(children.map(async (child): Promise<string[]> => JSON.parse(await hear(child))))
  await expectHealthy(database.url)
  return answers
}

function start(deeds: readonly string[]): ChildProcess {
  const values = [database.url, String(channel.streamerId), engine.clock.now().toISOString(), ...deeds]
  const child = spawn(process.execPath, [script, ...values], { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

async function hear(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('The process says nothing.')
  const [data] = await once(child.stdout, 'data')
  return String(data)
}

async function countBy(status: string): Promise<number> {
  const { rows } = await engine.store.pool.query(
    'SELECT count(*)::int AS n FROM access_grants WHERE streamer_id = $1 AND status = $2',
    [channel.streamerId, status],
  )
  return rows[0]?.n ?? 0
}

test('of two helpers who use one invitation at once, one is in', async () => {
  const tokens = await Promise.all(rounds.map(async () => (await invite(channel, 'moderator')).token))
  const users = await Promise.all(rounds.flatMap(() => [addUser(), addUser()]))
  const [one = [], two = []] = await race(
    tokens.map((token, round) => `take:${users[2 * round]}:${token}`),
    tokens.map((token, round) => `take:${users[2 * round + 1]}:${token}`),
  )
  for (const round of rounds) expect([one[round], two[round]].toSorted()).toEqual(['no-such-invitation', 'ok'])
  expect(await countBy('active')).toBe(rounds.length)
}, 60_000)

test('a helper who takes many invitations at once has one active access, the others were replaced', async () => {
  const tokens = await Promise.all(rounds.map(async () => (await invite(channel, 'editor')).token))
  const user = await addUser()
  const deeds = tokens.map((token) => `take:${user}:${token}`)
  const answers = await race(deeds.slice(0, 4), deeds.slice(4))
  expect(answers.flat()).toEqual(rounds.map(() => 'ok'))
  expect([await countBy('active'), await countBy('replaced')]).toEqual([1, rounds.length - 1])
}, 60_000)

test('an invitation that is taken and taken back at once ends revoked, whichever came first, and nobody is in', async () => {
  const invited = await Promise.all(rounds.map(() => invite(channel, 'editor')))
  const users = await Promise.all(rounds.map(() => addUser()))
  const [taken = [], revoked = []] = await race(
    invited.map(({ token }, round) => `take:${users[round]}:${token}`),
    invited.map(({ grantId }) => `revoke:${grantId}`),
  )
  expect(revoked).toEqual(rounds.map(() => 'ok'))
  for (const answer of taken) expect(['ok', 'no-such-invitation']).toContain(answer)
  expect([await countBy('active'), await countBy('revoked')]).toEqual([0, rounds.length])
  const now = engine.clock.now()
  for (const user of users) expect(await engine.store.useShare(channel.streamerId, user, now)).toBeUndefined()
}, 60_000)
