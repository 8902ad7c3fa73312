import { createCrowd, type CrowdOptions } from '@streambot/simulator/crowd.ts'
import { readNews } from '@streambot/simulator/crowd/ear.ts'
import { createDemoWorld } from '@streambot/simulator/demo.ts'
import { createHost } from '@streambot/simulator/host.ts'
import type { Heard } from '@streambot/simulator/hearing.ts'
import { expect, test } from 'vitest'
import { collect, joinWithTmi, setStage } from './stage.ts'

/** A crowd whose lines are written down instead of sent. */
function setCrowd(options: Partial<CrowdOptions> & { readonly count?: number } = {}) {
  const clock = { now: Date.UTC(2026, 10, 21) }
  const { world, room, people, bot } = createDemoWorld({ people: options.count ?? 200, seed: 1, now: () => clock.now })
  const said: { login: string; id: string; text: string; at: number }[] = []
  const listeners = new Set<(line: Heard) => void>()
  const crowd = createCrowd({
    chat: {
      say(_room, person, text) {
        const { login, id } = typeof person === 'string' ? { login: person, id: '' } : person
        said.push({ login, id, text, at: clock.now })
        return String(said.length)
      },
      onHeard(listener) {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
    },
    world,
    room,
    people,
    linesPerSecond: 0,
    ...options,
  })
  const run = (seconds: number) => {
    for (let step = 0; step < seconds * 10; step += 1) {
      clock.now += 100
      crowd.step()
    }
  }
  const announce = (text: string) => {
    const line = { id: '1', room: room.login, login: bot.login, text, at: clock.now, via: 'irc' as const }
    for (const listener of listeners) listener(line)
  }
  return { crowd, clock, said, run, announce, people }
}

test('the same seed and the same clock bring the same words', () => {
  const tell = (seed: number) => {
    const { said, run, announce } = setCrowd({ seed, linesPerSecond: 5 })
    run(10)
    announce('A giveaway is open! Type !enter to take part.')
    run(20)
    return said
  }
  expect(tell(7)).toEqual(tell(7))
  expect(tell(7)).not.toEqual(tell(8))
})

test('people chat at the pace asked for', () => {
  const { said, run } = setCrowd({ linesPerSecond: 4 })
  run(100)
  expect(said.length).toBeGreaterThan(320)
  expect(said.length).toBeLessThan(480)
  expect(new Set(said.map((line) => line.text)).size).toBeGreaterThan(60)
  expect(said.some((line) => line.text.includes('{'))).toBe(false)
})

test('an invitation brings entries of all kinds', () => {
  const { said, run, announce, people } = setCrowd({ count: 1000 })
  announce('Giveaway: Golden ticket! Type !gold 3 to buy up to 5 tickets, 10 points each.')
  run(30)
  const texts = said.map((line) => line.text)
  const entrants = new Set(said.filter((line) => /^\s*!gold\b/i.test(line.text)).map((line) => line.id))
  expect(entrants.size / people.length).toBeGreaterThan(0.6)
  expect(entrants.size / people.length).toBeLessThan(0.8)
  for (const expected of ['!gold', '!gold 2', '!gold max', '!gold 8', '!GOLD', '!enter', ' !gold  ']) {
    expect(texts).toContain(expected)
  }
  expect(texts.some((text) => /^!(glod|gldo|ogld)\b/.test(text))).toBe(true)
  expect(texts.some((text) => /\w !gold/.test(text))).toBe(true)
  expect(texts.some((text) => /^!(points|giveaway|odds)$/.test(text))).toBe(true)
  const counts = Map.groupBy(said, (line) => line.id)
  expect([...counts.values()].some((lines) => lines.length >= 5)).toBe(true)
  const renamed = [...counts.values()].filter((lines) => new Set(lines.map((line) => line.login)).size > 1)
  expect(renamed.length).toBeGreaterThan(0)
})

test('most enter at once, and all within the time', () => {
  const { said, run, announce } = setCrowd({ count: 1000, enterSeconds: 12 })
  announce('Type "!enter" now')
  run(40)
  const entries = said.filter((line) => line.text.trim() === '!enter')
  const start = entries[0]?.at ?? 0
  const early = entries.filter((line) => line.at - start < 4000)
  expect(early.length / entries.length).toBeGreaterThan(0.5)
})

test('a reminder of the same giveaway does not make people enter again, a new one after the end does', () => {
  const { said, run, announce } = setCrowd()
  announce('Type !enter')
  run(60)
  const first = said.length
  announce('30 seconds left, type !enter')
  run(60)
  expect(said.length).toBe(first)
  announce('The giveaway is closed with 120 entries.')
  announce('Type !enter')
  run(60)
  expect(said.length).toBeGreaterThan(first * 1.5)
})

test('who is named as a winner says something soon, and nobody else does', () => {
  const { said, run, announce, people } = setCrowd()
  const [winner] = people
  announce(`The winners are @${winner?.displayName} and stranger on Kick: say something here within 30 s`)
  run(10)
  const spoke = said.filter(({ text }) => /^!claim|me\?!|^here!|^omg|^yes!!!/.test(text))
  expect(spoke.map(({ login }) => login)).toEqual([winner?.login])
})

test('two who hear what there is for points order, one of them what is free', () => {
  const { said, run, announce } = setCrowd()
  announce(
    '@somebody, Stretch (free), Sit and chat (20 points, 3 left) and Map (sold out). Use !redeem NAME to have one.',
  )
  run(20)
  const orders = said.filter(({ text }) => text.startsWith('!redeem'))
  expect(orders).toHaveLength(2)
  for (const { text } of orders) expect(text).toMatch(/^!redeem (Stretch|Sit and chat)\b/)
  expect(orders.some(({ text }) => text.startsWith('!redeem Stretch'))).toBe(true)
})

test('a crowd that was stopped hears nothing', () => {
  const { crowd, said, run, announce } = setCrowd()
  crowd.stop()
  announce('Type !enter')
  run(10)
  expect(said).toEqual([])
})

test('after a long stall the crowd does not say everything it missed', () => {
  const { said, crowd, clock } = setCrowd({ linesPerSecond: 10 })
  clock.now += 3_600_000
  crowd.step()
  expect(said.length).toBeLessThan(60)
})

const nap = { name: 'Nap', isFree: true }
const song = { name: 'Song', isFree: false }

test.each([
  ['Type !enter to win', { kind: 'open', word: '!enter', tickets: 1 }],
  ['🎁 Open: A mug. type "!mug 2" for tickets (up to 5 tickets)', { kind: 'open', word: '!mug', tickets: 5 }],
  ['Type !cosy!', { kind: 'open', word: '!cosy', tickets: 1 }],
  [
    'Giveaway: Golden ticket! Type !gold to enter, up to 2,000 tickets a person (!gold 2). A ticket costs 10 points.',
    { kind: 'open', word: '!gold', tickets: 2000 },
  ],
  ['Closed: A mug takes no more entries. 12 people are in.', { kind: 'closed' }],
  ['Nobody entered for A mug, so nobody wins.', { kind: 'closed' }],
  ['Cancelled: A mug.', { kind: 'closed' }],
  ['@somebody, nobody has won anything here yet.', undefined],
  ['The winners are @a and @b, congratulations! Prize: A mug.', { kind: 'won', names: ['a', 'b'] }],
  ['Congratulations @somebody!', { kind: 'won', names: ['somebody'] }],
  ['The winner is somebody', { kind: 'won', names: [] }],
  ['@a, Nap (free), Song (5 points), and Map (sold out). Use !redeem NAME.', { kind: 'store', rewards: [nap, song] }],
  ['@a, there are no rewards here right now.', undefined],
  ['use !redeem NAME. !store lists what there is.', undefined],
  ['+412 entered, 9,310 in all', undefined],
  ['', undefined],
])('"%s" is heard as %j', (text, news) => {
  expect(readNews(text)).toEqual(news)
})

test('a host opens, closes and draws, then goes on with the next prize', () => {
  let now = 0
  const typed: [number, string][] = []
  const { room } = createDemoWorld({ people: 0, seed: 1 })
  const say = (_room: unknown, person: unknown, text: string) => {
    expect(person).toBe(room.owner)
    typed.push([now / 1000, text])
    return ''
  }
  const prizes = [
    { word: '!one', title: 'First' },
    { word: '!two', title: 'Second', options: '-cost 10 -tickets 5' },
  ]
  const host = createHost({ chat: { say }, room, prizes, now: () => now })
  for (; now <= 80_000; now += 1000) host.step()
  expect(typed).toEqual([
    [3, '!giveaway open !one First'],
    [23, '!giveaway close'],
    [26, '!giveaway draw'],
    [38, '!giveaway open !two Second -cost 10 -tickets 5'],
    [58, '!giveaway close'],
    [61, '!giveaway draw'],
    [73, '!giveaway open !one First'],
  ])
})

test('a host with a shop has it listed once, and serves the queue while and after a giveaway runs', () => {
  let now = 0
  const typed: [number, string][] = []
  const { room } = createDemoWorld({ people: 0, seed: 1 })
  const say = (_room: unknown, _person: unknown, text: string) => String(typed.push([now / 1000, text]))
  const host = createHost({ chat: { say }, room, prizes: [{ word: '!a', title: 'A' }], hasShop: true, now: () => now })
  for (; now <= 60_000; now += 1000) host.step()
  expect(typed).toEqual([
    [3, '!giveaway open !a A'],
    [9, '!store'],
    [23, '!giveaway close'],
    [26, '!giveaway draw'],
    [32, '!next'],
    [38, '!giveaway open !a A'],
    [44, '!next'],
    [58, '!giveaway close'],
  ])
})

test('a host gives points to some before a prize that costs any', () => {
  let now = 0
  const typed: string[] = []
  const { room, people } = createDemoWorld({ people: 3, seed: 1 })
  const say = (_room: unknown, _person: unknown, text: string) => String(typed.push(text))
  const prizes = [{ word: '!gold', title: 'Gold', options: '-cost 10' }]
  const host = createHost({ chat: { say }, room, people, prizes, now: () => now })
  for (; now <= 20_000; now += 500) host.step()
  expect(typed).toEqual([
    ...people.map((person) => `!addpoints @${person.login} 50`),
    '!giveaway open !gold Gold -cost 10',
  ])
})

test('a crowd in the simulated room is heard by tmi.js and answers what the bot says', async () => {
  const stage = await setStage({ people: 40 })
  const { twitch, world, room, people } = stage
  const client = await joinWithTmi(stage)
  const got = collect(client)
  const crowd = createCrowd({ chat: twitch, world, room, people, linesPerSecond: 0 })
  await client.say(room.login, 'Type !enter to take part')
  await twitch.waitFor((line) => line.text.startsWith('Type'))
  stage.turn(30)
  const heard = new Promise<void>((resolve) => client.on('message', () => got.texts.length >= crowd.said && resolve()))
  crowd.step()
  await heard
  expect(got.texts.filter((text) => text === '!enter').length).toBeGreaterThan(15)
})
