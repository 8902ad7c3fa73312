/** Commands of the streamer's own over HTTP, and the bot that answers to them. */
import { auditRowSchema, pageOf } from '@streambot/shared/contract/channel.ts'
import { ownCommandListSchema, ownCommandSchema, type PublicOwnCommand } from '@streambot/shared/contract/commands.ts'
import { removeOwnCommand, saveOwnCommand } from '@streambot/shared/engine/own-commands.ts'
import type { Account } from '@streambot/shared/giveaway/words.ts'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { startApi, type TestApi } from '../support/api.ts'
import { startTestBot } from '../support/bot.ts'
import { createClock, openFor, pay, person } from '../support/engine.ts'
import { openPanel, type Panel } from '../support/streamer.ts'

const path = '/api/channel/own-commands'

let api: TestApi
let panel: Panel
beforeAll(async () => {
  api = await startApi({ limits: { requests: 10_000, writes: 10_000 } })
  panel = await openPanel(api)
})
afterAll(() => api.close())
beforeEach(async () => {
  for (const { id } of await list()) await panel.ask('DELETE', `${path}/${id}`)
})

const list = async () => (await panel.get(ownCommandListSchema, path)).commands
const add = (words: string[], answer: string): Promise<PublicOwnCommand> =>
  panel.write(ownCommandSchema, 'POST', path, { words, answer })

test('a command is made, changed and removed, and the audit log says each', async () => {
  const { id } = await add(['Discord', '!dc'], 'join us, {name}')
  expect(await list()).toEqual([{ id, words: ['!discord', '!dc'], answer: 'join us, {name}' }])
  await panel.write(ownCommandSchema, 'PUT', `${path}/${id}`, { words: ['dc', 'server'], answer: 'here' })
  expect(await list()).toEqual([{ id, words: ['!dc', '!server'], answer: 'here' }])
  expect((await panel.ask('DELETE', `${path}/${id}`)).status).toBe(204)
  expect((await panel.refused('DELETE', `${path}/${id}`)).code).toBe('no-such-command')
  expect(await list()).toEqual([])
  const { items } = await panel.get(pageOf(auditRowSchema), '/api/channel/audit')
  expect(items.slice(0, 3)).toMatchObject([
    { action: 'own command removed', details: { commandId: id, words: ['!dc', '!server'], answer: 'here' } },
    { action: 'own command changed' },
    { action: 'own command added', details: { words: ['!discord', '!dc'] } },
  ])
})

test.for([
  [['points'], 'x', 409, 'command-word-taken', /^!points \(points\)/],
  [['two words'], 'x', 422, 'bad-command-word', /^two words/],
  [[], 'x', 422, 'no-command-word', undefined],
  [['hi'], '', 422, 'bad-text', /cannot be empty/],
  [['hi'], '!points', 422, 'bad-text', /cannot begin/],
  [['hi'], 'hello {nobody}', 422, 'bad-text', /no value \{nobody\}. It has: \{name\}, \{points\}/],
  [['hi'], 'hello {name', 422, 'bad-text', /from character/],
  [['hi'], '{name, plural, other {x}}', 422, 'bad-text', /not a number/],
] as const)('no command is %j with the answer %j', async ([words, answer, status, code, message]) => {
  const problem = await panel.refused('POST', path, { words, answer })
  expect(problem).toMatchObject({ status, code })
  if (message) expect(problem.faults?.[0]?.message).toMatch(message)
  expect(await list()).toEqual([])
})

test('a word of an open giveaway is none for a command, and one that a command has is none for another', async () => {
  await openFor(api.engine, api.streamerId, {}, '!gold')
  expect((await panel.refused('POST', path, { words: ['gold'], answer: 'x' })).code).toBe('word-of-giveaway')
  await add(['hi'], 'x')
  expect((await panel.refused('PUT', '/api/channel/commands/top', { words: ['hi'] })).code).toBe('command-word-taken')
  expect((await panel.refused('PUT', `${path}/999999`, { words: ['ho'], answer: 'x' })).code).toBe('no-such-command')
})

test('of many who make a command with one word at the same moment one does, and a hundred are the most', async () => {
  const { engine, streamerId } = api
  const make = (words: string[]) => saveOwnCommand(engine.ports, streamerId, { words, answer: 'x' }, { actor: 'test' })
  const same = await Promise.all(Array.from({ length: 6 }, () => make(['same'])))
  expect(same.filter(({ ok }) => ok)).toHaveLength(1)
  const many = await Promise.all(Array.from({ length: 101 }, (_, index) => make([`w${index}`])))
  expect(many.filter(({ ok }) => ok)).toHaveLength(99)
  expect(many.find(({ ok }) => !ok)).toEqual({ ok: false, fault: { code: 'too-many-commands' } })
  for (const { id } of await list()) await removeOwnCommand(engine.ports, streamerId, id, { actor: 'test' })
})

test('the bot answers within a second as the template says, once in five seconds, and never as a command of a platform', async () => {
  const { engine, streamerId } = api
  await pay(engine, streamerId, [person(1)], 40)
  const clock = createClock(new Date())
  const started = await startTestBot(engine, streamerId, { ports: { ...engine.ports, clock } })
  const { bot, chat } = started
  const say = (who: Account, text: string) => started.say(who, text, { sentAt: clock.now() })
  onTestFinished(() => bot.stop())
  await add(['hug'], '{name} with {points} hugs {target}: {text} ({random})')
  const { id } = await add(['echo'], '{text}')
  await vi.waitFor(() => {
    clock.turn(5_000)
    say(person(1), '!hug @Bert you rock')
    expect(chat.said.join()).toContain('hugs')
  })
  expect(chat.said.find((line) => line.includes('hugs'))).toMatch(
    /^@Viewer1 with 40 points hugs @Bert: @Bert you rock \(\d+\)$/,
  )
  const answered = chat.said.length
  say(person(2), '!hug')
  say(person(2), '!echo /ban everybody {name}')
  expect(await chat.nextLine(/ban/)).toBe('… /ban everybody {name}')
  expect(chat.said.slice(answered).filter((line) => line.includes('hugs'))).toEqual([])
  clock.turn(5_000)
  say(person(2), '!hug')
  expect(await chat.nextLine(/^@Viewer2 with/)).toMatch(/^@Viewer2 with 0 points hugs @Viewer2: \(\d+\)$/)
  await panel.ask('DELETE', `${path}/${id}`)
  await add(['gone'], 'still there')
  await vi.waitFor(() => {
    clock.turn(5_000)
    say(person(3), '!gone')
    expect(chat.said.join()).toContain('Still there')
  })
  const before = chat.said.length
  say(person(3), '!echo hello')
  say(person(4), '!points')
  await chat.nextLine(/@Viewer4/)
  expect(chat.said.slice(before).filter((line) => line.includes('hello'))).toEqual([])
})
