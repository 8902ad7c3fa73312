/** The settings of a channel over HTTP, and the bot that goes by them. */
import { pageOf, auditRowSchema } from '@streambot/shared/contract/channel.ts'
import { settingsSchema } from '@streambot/shared/contract/settings.ts'
import { changeSettings } from '@streambot/shared/engine/settings.ts'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { startApi, type TestApi } from '../support/api.ts'
import { startTestBot } from '../support/bot.ts'
import { person } from '../support/engine.ts'
import { openPanel, type Panel } from '../support/streamer.ts'

const path = '/api/channel/settings'

let api: TestApi
let panel: Panel
beforeAll(async () => {
  api = await startApi()
  panel = await openPanel(api)
})
afterAll(() => api.close())

const read = () => panel.get(settingsSchema, path)
const change = (body: object) => panel.write(settingsSchema, 'PATCH', path, body)
const audit = async () =>
  (await panel.get(pageOf(auditRowSchema), '/api/channel/audit')).items.filter(
    ({ action }) => action === 'settings changed',
  )

test('what is named changes, all else stays, and the audit log says from what to what and by whom', async () => {
  const before = await read()
  const changed = await change({
    reminderMinutes: 12,
    gamble: { on: true, most: 5_000 },
    excludedLogins: [' @NightBot '],
  })
  expect(changed).toEqual({
    ...before,
    reminderMinutes: 12,
    gamble: { ...before.gamble, on: true, most: 5_000 },
    excludedLogins: ['nightbot'],
  })
  expect(await read()).toEqual(changed)
  const [row] = await audit()
  expect(row?.actor).toBe(`user:${api.streamerId}`)
  expect(row?.details).toEqual({
    reminderMinutes: { from: before.reminderMinutes, to: 12 },
    'gamble.on': { from: false, to: true },
    'gamble.most': { from: before.gamble.most, to: 5_000 },
    excluded: { from: before.excludedLogins, to: ['nightbot'] },
  })
})

test('every setting can be set, and comes back as it was set', async () => {
  const all = {
    language: 'de',
    timeZone: 'Europe/Berlin',
    pointsName: 'gold',
    chatPoints: 7,
    chatPointsSeconds: 90,
    chatPointsLive: true,
    watchPoints: 3,
    watchSeconds: 120,
    subscriberFactor: 4,
    gamble: { on: true, percent: 40, least: 5, most: 50, restSeconds: 6 },
    excludedLogins: ['one', 'two'],
    attemptsPerMinute: 9,
    graceSeconds: 8,
    revealSeconds: 11,
    reminderMinutes: 0,
  }
  expect(await change(all)).toEqual(all)
  expect(await read()).toEqual(all)
})

test('a time zone is kept as it is written, whatever the case', async () => {
  expect((await change({ timeZone: 'europe/vienna' })).timeZone).toBe('Europe/Vienna')
})

test('what changes nothing is not audited', async () => {
  const count = (await audit()).length
  await change({})
  await change({ graceSeconds: (await read()).graceSeconds })
  expect(await audit()).toHaveLength(count)
})

test.each([
  ['reminderMinutes', 121, 'A whole number from 0 to 120.'],
  ['reminderMinutes', '5', 'A whole number from 0 to 120.'],
  ['graceSeconds', -1, 'A whole number from 0 to 600.'],
  ['chatPoints', 0.5, 'A whole number from 0 to 100000.'],
  ['watchSeconds', 59, 'A whole number from 60 to 86400.'],
  ['subscriberFactor', 101, 'A whole number from 1 to 100.'],
  ['chatPointsLive', 1, 'true or false.'],
  ['language', 'fr', 'One of: en, de.'],
  ['language', '', 'One of: en, de.'],
  ['timeZone', 'Mars/Olympus', 'The name of a time zone, such as Europe/Berlin or UTC.'],
  ['timeZone', '+01:00', 'The name of a time zone, such as Europe/Berlin or UTC.'],
  ['timeZone', '', 'The name of a time zone, such as Europe/Berlin or UTC.'],
  ['timeZone', 'Europe/Berlin; --', 'The name of a time zone, such as Europe/Berlin or UTC.'],
  ['timeZone', 7, 'The name of a time zone, such as Europe/Berlin or UTC.'],
  ['pointsName', '  ', 'One to thirty letters, digits and signs, on one line.'],
  ['pointsName', 'a\nb', 'One to thirty letters, digits and signs, on one line.'],
  ['pointsName', 'a\u0000b', 'One to thirty letters, digits and signs, on one line.'],
  ['pointsName', 'x'.repeat(31), 'One to thirty letters, digits and signs, on one line.'],
])('%s cannot be %j, and the answer says what it can be', async (name, value, message) => {
  const before = await read()
  const problem = await panel.refused('PATCH', path, { graceSeconds: 1, [name]: value })
  expect(problem).toMatchObject({ status: 400, faults: [{ where: `body/${name}`, message }] })
  expect(await read()).toEqual(before)
})

test('names that nobody has, too many of them, and settings that there are not, are refused', async () => {
  const bodies = [
    { excludedLogins: ['two words'] },
    { excludedLogins: [''] },
    { excludedLogins: Array.from({ length: 501 }, (_, index) => `bot${index}`) },
    { streamerId: 1 },
    { gamble: { on: true, odds: 1 } },
    { gamble: null },
  ]
  const before = await read()
  for (const body of bodies) expect((await panel.refused('PATCH', path, body)).status).toBe(400)
  expect(await read()).toEqual(before)
})

test('a smallest stake above the largest is refused, whichever of them is named', async () => {
  await change({ gamble: { least: 10, most: 100 } })
  expect((await panel.refused('PATCH', path, { gamble: { least: 101 } })).code).toBe('bad-settings')
  expect((await panel.refused('PATCH', path, { gamble: { most: 9 } })).code).toBe('bad-settings')
  expect((await read()).gamble).toMatchObject({ least: 10, most: 100 })
})

test('of changes at the same time every one stands in what it named', async () => {
  const { engine, streamerId } = api
  const cause = { actor: 'test' }
  const changes = [
    { chatPoints: 41 },
    { watchPoints: 42 },
    { reminderMinutes: 43 },
    { gamble: { percent: 44 } },
    { gamble: { restSeconds: 45 } },
    { revealSeconds: 46 },
  ]
  await Promise.all(changes.map((one) => changeSettings(engine.ports, streamerId, one, cause)))
  const { gamble, ...settings } = await read()
  expect(settings).toMatchObject({ chatPoints: 41, watchPoints: 42, reminderMinutes: 43, revealSeconds: 46 })
  expect(gamble).toMatchObject({ percent: 44, restSeconds: 45 })
})

test('a bot that runs goes by a change at once, in what it says and in whom it pays', async () => {
  await change({ pointsName: 'gold', chatPoints: 0, excludedLogins: [] })
  const { bot, chat, say } = await startTestBot(api.engine, api.streamerId)
  onTestFinished(() => bot.stop())
  say(person(1), '!points')
  expect(await chat.nextLine(/gold/)).toContain('gold')
  await change({ pointsName: 'silver', chatPoints: 30, chatPointsLive: false, excludedLogins: [person(2).login] })
  let asks = 10
  await vi.waitFor(() => {
    say(person(asks++), '!points')
    expect(chat.said.join()).toContain('silver')
  })
  say(person(2), 'hello')
  say(person(3), 'hello')
  const balanceOf = (number: number) => api.engine.store.findBalance(api.streamerId, person(number))
  await vi.waitFor(async () => expect(await balanceOf(3)).toBe(30))
  expect(await balanceOf(2)).toBe(0)
})
