import { createQuota } from '@streambot/simulator/youtube/quota.ts'
import { expect, test } from 'vitest'
import { ask, insert, list, openStream, reasonOf, setStage } from './youtube-stage.ts'

test('reading costs five, sending twenty, all else one; what fails costs one', async () => {
  const stage = await setStage()
  const { sim, youtube } = stage
  const spend = async (call: () => Promise<unknown>) => {
    const before = sim.quota.spentBy(youtube.app)
    await call()
    return sim.quota.spentBy(youtube.app) - before
  }
  expect(await spend(() => list(stage))).toBe(5)
  expect(await spend(() => openStream(stage))).toBe(5)
  expect(await spend(() => insert(stage, 'hello'))).toBe(20)
  expect(await spend(() => ask(stage, 'channels?part=id&mine=true'))).toBe(1)
  expect(await spend(() => insert(stage, ''))).toBe(1)
  expect(await spend(() => ask(stage, 'channels?part=id&mine=true', { token: 'nobody' }))).toBe(0)
  sim.quota.costs.insert = 50
  expect(await spend(() => insert(stage, 'hello'))).toBe(50)
})

test('a spent quota refuses what it cannot pay for, and nothing else, until midnight on the Pacific', async () => {
  const stage = await setStage()
  const { sim, youtube, turn, world, bot } = stage
  sim.quota.limit = 25
  expect((await insert(stage, 'one')).status).toBe(200)
  const refused = await insert(stage, 'two')
  expect(reasonOf(refused)).toBe('403 quotaExceeded')
  expect(JSON.stringify(refused.body)).toMatch(/exceeded your <a href=.*"domain":"youtube.quota"/)
  expect((await list(stage)).status).toBe(200)
  expect(reasonOf(await ask(stage, 'channels?part=id&mine=true'))).toBe('403 quotaExceeded')
  expect(sim.quota.spentBy(youtube.app)).toBe(25)

  const signIn = () => world.googleTokens.issue(youtube.app, bot, youtube.botToken.scopes).access
  turn(20 * 3600 - 1)
  expect(reasonOf(await ask(stage, 'channels?part=id&mine=true', { token: signIn() }))).toBe('403 quotaExceeded')
  turn(1)
  expect((await ask(stage, 'channels?part=id&mine=true', { token: signIn() })).status).toBe(200)
})

test('a stream that is open goes on when the quota is spent', async () => {
  const stage = await setStage()
  const stream = await openStream(stage)
  stage.sim.quota.limit = 0
  stage.sim.say(stage.room, 'mira_plays', 'still here')
  expect(await stream.items(1)).toHaveLength(2)
  expect((await openStream(stage)).status).toBe(403)
})

test('each project has a quota of its own, which its key shares', async () => {
  const stage = await setStage()
  const { sim, youtube } = stage
  await ask(stage, `videos?part=id&id=x&key=${youtube.app.key}`, { token: '' })
  expect([sim.quota.spentBy(youtube.app), sim.quota.spentBy(youtube.desktopApp)]).toEqual([1, 0])
})

test.each([
  ['winter', Date.UTC(2026, 0, 10, 7, 59, 59), Date.UTC(2026, 0, 10, 8)],
  ['summer', Date.UTC(2026, 6, 10, 6, 59, 59), Date.UTC(2026, 6, 10, 7)],
])('in %s the day ends at midnight there', async (_, before, after) => {
  const { youtube } = await setStage()
  let now = before
  const quota = createQuota(() => now)
  quota.spend(youtube.app, 'list', false)
  expect(quota.spentBy(youtube.app)).toBe(5)
  now = after
  expect(quota.spentBy(youtube.app)).toBe(0)
})
