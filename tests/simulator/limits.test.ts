import { array, assert, integer, nat, property } from 'fast-check'
import { createGate, createSayRules, cut } from '@streambot/simulator/twitch/limits.ts'
import { createWindow } from '@streambot/simulator/window.ts'
import { createWorld, type Standing } from '@streambot/simulator/world.ts'
import { expect, test } from 'vitest'
import { firstOf, joinWithTmi, joinWithWire, next, setStage } from './stage.ts'

function setRules(standing: Standing = {}) {
  const clock = { now: 1_000_000 }
  const world = createWorld({ now: () => clock.now, seed: 1 })
  const room = world.addRoom(world.addPerson({ login: 'owner' }))
  const person = world.addPerson({ login: 'somebody' })
  world.setStanding(room, person, standing)
  const rules = createSayRules(world, () => clock.now)
  const say = (text: string, seconds = 0) => {
    clock.now += seconds * 1000
    const refused = rules.whyRefused(room, person, text)
    if (!refused) rules.note(room, person, text)
    return refused?.code ?? 'said'
  }
  return { clock, world, room, person, say }
}

test('an ordinary account speaks once a second', () => {
  const { say } = setRules()
  expect([say('a'), say('b', 0.9), say('c', 0.1)]).toEqual(['said', 'msg_ratelimit', 'said'])
})

test('an ordinary account speaks 20 times in 30 seconds', () => {
  const { say } = setRules()
  for (let count = 0; count < 20; count += 1) expect(say(`line ${count}`, 1)).toBe('said')
  expect(say('one more', 1)).toBe('msg_ratelimit')
  expect(say('one more', 10)).toBe('said')
})

test.each([{ moderator: true }, { vip: true }])(
  'with %j one speaks 100 times in 30 seconds, as fast as one likes',
  (standing) => {
    const { say } = setRules(standing)
    for (let count = 0; count < 100; count += 1) expect(say('the same')).toBe('said')
    expect(say('the same')).toBe('msg_ratelimit')
    expect(say('the same', 30)).toBe('said')
  },
)

test('the same text is refused for 30 seconds, however its spaces fall', () => {
  const { say } = setRules()
  expect([say('good  luck', 1), say(' good luck ', 2), say('good luck', 27)]).toEqual([
    'said',
    'msg_duplicate',
    'msg_duplicate',
  ])
  expect(say('good luck \u{E0000}', 1)).toBe('said')
  expect(say('good luck', 30)).toBe('said')
})

test('modes of the room and bans are kept', () => {
  const { say, room, world, person, clock } = setRules()
  room.modes.followersOnly = 10
  expect(say('a', 5)).toBe('msg_followersonly')
  world.setStanding(room, person, { followedAt: new Date(clock.now - 600_000) })
  room.modes.slow = 30
  expect([say('a', 5), say('b', 29), say('b', 1)]).toEqual(['said', 'msg_slowmode', 'said'])
  room.modes.subscribersOnly = true
  expect(say('c', 60)).toBe('msg_subsonly')
  world.setStanding(room, person, { moderator: true })
  expect([say('c'), say('d')]).toEqual(['said', 'said'])
  world.setStanding(room, person, { banned: true })
  expect(say('e')).toBe('msg_banned')
})

test('20 logins and 20 joins pass in ten seconds', () => {
  let now = 0
  const gate = createGate(() => now)
  const logins = Array.from({ length: 21 }, () => gate.mayLogIn('1', false))
  const joins = Array.from({ length: 21 }, () => gate.mayJoin('1', false))
  expect([logins.filter(Boolean).length, joins.filter(Boolean).length]).toEqual([20, 20])
  expect(gate.mayJoin('1', true)).toBe(true)
  now = 10_000
  expect([gate.mayLogIn('1', false), gate.mayJoin('1', false)]).toEqual([true, true])
})

test('a window never lets more through in its time than its limit', () => {
  const pass = (gaps: readonly number[], limit: number) => {
    let now = 0
    const window = createWindow(1000, () => now)
    return gaps.flatMap((gap) => {
      now += gap
      if (window.isFull('x', limit)) return []
      window.add('x')
      return [now]
    })
  }
  const gaps = array(nat(900), { maxLength: 200 })
  assert(
    property(gaps, integer({ min: 1, max: 5 }), (gaps, limit) => {
      const passed = pass(gaps, limit)
      const most = Math.max(0, ...passed.map((end) => passed.filter((one) => one > end - 1000 && one <= end).length))
      expect(most).toBeLessThanOrEqual(limit)
    }),
  )
})

test('a text is cut at 500 units and never inside a character', () => {
  expect(cut('x'.repeat(600))).toHaveLength(500)
  expect(cut(`${'x'.repeat(499)}😀`)).toBe('x'.repeat(499))
})

test('an ordinary account that hurries gets the notices of tmi.js', async () => {
  const stage = await setStage()
  stage.world.setStanding(stage.room, stage.bot, { moderator: false })
  const client = await joinWithTmi(stage)
  const notice = async (text: string) => {
    const heard = next(client, 'notice')
    await client.say(stage.room.login, text)
    return (await heard)[1]
  }
  await client.say(stage.room.login, 'first')
  expect(await notice('second')).toBe('msg_ratelimit')
  stage.turn(2)
  expect(await notice('first')).toBe('msg_duplicate')
  expect(stage.twitch.heard.map((line) => line.text)).toEqual(['first'])
  expect(stage.twitch.refused).toMatchObject([
    { text: 'second', code: 'msg_ratelimit', login: 'streambot_demo' },
    { text: 'first', code: 'msg_duplicate' },
  ])
})

test('slash commands do nothing, and /me still acts', async () => {
  const stage = await setStage()
  const [wire, other] = [await joinWithWire(stage), await joinWithWire(stage)]
  for (const text of ['/timeout somebody', '.ban somebody', '/ ']) {
    wire.send(`PRIVMSG #mira_plays :${text}`)
    await wire.read(/^@msg-id=unrecognized_cmd :tmi.twitch.tv NOTICE #mira_plays :/)
  }
  wire.send('PRIVMSG #mira_plays :/me waves', 'PRIVMSG #mira_plays :...and so on', 'PRIVMSG #mira_plays :.5 points')
  expect(await other.read(/PRIVMSG/)).toContain(' :\u0001ACTION waves\u0001')
  await other.read(/:\.\.\.and so on$/)
  await other.read(/:\.5 points$/)
  expect(stage.twitch.heard.map((line) => line.text)).toEqual(['waves', '...and so on', '.5 points'])
})

test('a long line goes out cut', async () => {
  const stage = await setStage()
  const wire = await joinWithWire(stage)
  wire.send(`PRIVMSG #mira_plays :${'x'.repeat(600)}`)
  const { text } = await stage.twitch.waitFor(() => true)
  expect(text).toBe('x'.repeat(500))
})

test('a token that may only read says nothing', async () => {
  const stage = await setStage()
  const wire = await joinWithWire(
    stage,
    stage.world.tokens.issue(stage.app, firstOf(stage.people), ['chat:read']).access,
  )
  wire.send('PRIVMSG #mira_plays :hello')
  await wire.read(/msg-id=no_permission/)
  expect(stage.twitch.heard).toEqual([])
})

test('too many joins are not answered', async () => {
  const stage = await setStage()
  const wire = await joinWithWire(stage)
  for (let count = 0; count < 25; count += 1) wire.send('JOIN #mira_plays')
  wire.send('PING')
  await wire.read(/PONG/)
  expect(wire.lines.filter((line) => line.includes(' JOIN '))).toHaveLength(20)
})
