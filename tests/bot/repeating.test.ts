/** What the bot says by itself, and what has it say that. */
import { removeTimer, saveTimer } from '@streambot/shared/engine/timers.ts'
import { expect, test, vi } from 'vitest'
import { person, viewerRoles } from '../support/engine.ts'
import { useBots } from './stage.ts'

const stage = useBots()
const cause = { actor: 'test' }
const save = (message: string, minutes: number, more: { id?: number; isOn?: boolean } = {}) =>
  saveTimer(stage.engine.ports, stage.streamerId, { message, minutes, isOn: true, ...more }, cause)

test('a text is said when its time has come and people chatted, and not before five lines are written', async () => {
  await save('see the plan below', 10)
  const bot = await stage.start()
  const chatter = (lines: number) => {
    for (let line = 0; line < lines; line++) bot.say(person(line), 'hello')
  }
  chatter(4)
  stage.engine.clock.turn(600_000)
  bot.say(person(1), '!points')
  await bot.chat.nextLine(/@Viewer1, you have/)
  expect(await bot.chat.nextLine(/plan/)).toBe('See the plan below')
  stage.engine.clock.turn(600_000)
  chatter(4)
  bot.say(person(900), 'hello', { roles: { ...viewerRoles, moderator: true } })
  expect(await bot.chat.nextLine(/plan/)).toBe('See the plan below')
  expect(bot.chat.said.filter((line) => line.includes('plan'))).toHaveLength(2)
})

test('a text that is new, changed or switched off is taken by the bot that runs', async () => {
  const bot = await stage.start()
  const made = await save('first text', 1)
  if (!made.ok) throw new Error('The timer was not made.')
  const { id } = made.value
  const chatUntil = (expected: string) =>
    vi.waitFor(() => {
      stage.engine.clock.turn(10_000)
      for (let line = 0; line < 5; line++) bot.say(person(line), 'hello')
      expect(bot.chat.said.join()).toContain(expected)
    }, 10_000)
  await chatUntil('First text')
  await save('second text', 1, { id })
  await chatUntil('Second text')
  await save('second text', 1, { id, isOn: false })
  await save('third text', 1)
  await chatUntil('Third text')
  const seconds = bot.chat.said.filter((line) => line === 'Second text').length
  await removeTimer(stage.engine.ports, stage.streamerId, id, cause)
  const before = bot.chat.said.length
  await vi.waitFor(() => {
    stage.engine.clock.turn(60_000)
    for (let line = 0; line < 5; line++) bot.say(person(line), 'hello')
    expect(bot.chat.said.slice(before).join()).toContain('Third text')
  }, 10_000)
  expect(bot.chat.said.filter((line) => line === 'Second text').length).toBe(seconds)
})
