/** The words of commands over HTTP, and the bot that goes by them. */
import { auditRowSchema, pageOf } from '@streambot/shared/contract/channel.ts'
import { commandListSchema } from '@streambot/shared/contract/commands.ts'
import { sentenceListSchema } from '@streambot/shared/contract/sentences.ts'
import { changeCommand } from '@streambot/shared/engine/commands.ts'
import { cancelGiveaway, openGiveaway } from '@streambot/shared/engine/manage.ts'
import { saveText } from '@streambot/shared/engine/texts.ts'
import { commandNames } from '@streambot/shared/giveaway/commands.ts'
import { usualRules } from '@streambot/shared/giveaway/rules.ts'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { startApi, type TestApi } from '../support/api.ts'
import { moderatorRoles, startTestBot, type TestBot } from '../support/bot.ts'
import { openFor, person } from '../support/engine.ts'
import { openPanel, type Panel } from '../support/streamer.ts'

const path = '/api/channel/commands'

let api: TestApi
let panel: Panel
beforeAll(async () => {
  api = await startApi({ limits: { requests: 10_000, writes: 10_000 } })
  panel = await openPanel(api)
})
afterAll(() => api.close())
beforeEach(async () => {
  for (const { id } of await api.engine.store.findRunning(api.streamerId))
    await cancelGiveaway(api.engine.ports, id, { actor: 'test' })
  // Twice, as one may have what is usual for another.
  for (const name of [...commandNames, ...commandNames]) await panel.ask('DELETE', `${path}/${name}`)
})

const list = async () => (await panel.get(commandListSchema, path)).commands
const find = async (name: string) => (await list()).find((one) => one.name === name)
const put = async (name: string, step: object) => (await panel.ask('PUT', `${path}/${name}`, step)).status
const refused = (name: string, step: object) => panel.refused('PUT', `${path}/${name}`, step)
const audit = async () => (await panel.get(pageOf(auditRowSchema), '/api/channel/audit')).items

async function startBot(): Promise<TestBot> {
  const started = await startTestBot(api.engine, api.streamerId)
  onTestFinished(() => started.bot.stop())
  return started
}

test('every command is listed with the words that call it', async () => {
  expect((await list()).map(({ name }) => name)).toEqual(commandNames)
  expect(await find('enter')).toEqual({
    name: 'enter',
    words: ['!enter', '!join', '!ticket', '!tickets'],
    usual: ['!enter', '!join', '!ticket', '!tickets'],
    isOn: true,
    isKept: false,
  })
  expect(await find('giveaway')).toMatchObject({ isKept: true })
})

test('other words are folded and kept, put back again, and the audit log says each once', async () => {
  expect(await put('points', { words: ['Gems', '!coins', 'gems'] })).toBe(204)
  expect(await put('points', { words: ['gems', 'coins'] })).toBe(204)
  expect(await find('points')).toMatchObject({ words: ['!gems', '!coins'], usual: ['!points'], isOn: true })
  expect(await put('points', { isOn: false })).toBe(204)
  expect(await find('points')).toMatchObject({ words: ['!gems', '!coins'], isOn: false })
  for (let times = 0; times < 2; times++) expect((await panel.ask('DELETE', `${path}/points`)).status).toBe(204)
  expect(await find('points')).toMatchObject({ words: ['!points'], isOn: true })
  expect((await audit()).slice(0, 3)).toMatchObject([
    { action: 'command put back', details: { command: 'points', before: ['!gems', '!coins'] } },
    { action: 'command switched off', details: { command: 'points' } },
    { action: 'command renamed', details: { words: ['!gems', '!coins'], before: ['!points'] } },
  ])
})

test.for([
  ['points', { words: [] }, 422, 'no-command-word', undefined],
  ['points', { words: ['my gems'] }, 422, 'bad-command-word', /^my gems: A word of a command is one word/],
  ['points', { words: ['gems', '!TOP'] }, 409, 'command-word-taken', /^!top \(top\): That word calls another command/],
  ['points', { words: Array.from({ length: 11 }, (_, at) => `w${at}`) }, 422, 'too-many-command-words', undefined],
  ['giveaway', { isOn: false }, 409, 'command-needed', undefined],
] as const)('%s cannot be %j, and nothing changes', async ([name, step, status, code, message]) => {
  const before = await list()
  const problem = await refused(name, step)
  expect(problem).toMatchObject({ status, code })
  if (message)
    expect(problem.faults?.[0]).toMatchObject({ where: 'body/words', message: expect.stringMatching(message) })
  expect(await list()).toEqual(before)
})

test('a command that there is not, and a body that is none, are refused', async () => {
  for (const name of ['nothing', 'constructor', '__proto__', '!points', 'own:1']) {
    expect((await refused(name, {})).code).toBe('no-such-command')
    expect((await panel.refused('DELETE', `${path}/${name}`)).code).toBe('no-such-command')
  }
  for (const body of [{ words: 'gems' }, { words: [7] }, { isOn: 'no' }, { more: 1 }])
    expect((await refused('points', body)).status).toBe(400)
})

test('two commands can change their words, and one that is off gives its words away until it has others', async () => {
  await put('points', { words: ['swap'] })
  await put('top', { words: ['points'] })
  await put('points', { words: ['top'] })
  expect([await find('points'), await find('top')]).toMatchObject([{ words: ['!top'] }, { words: ['!points'] }])
  expect((await panel.refused('DELETE', `${path}/points`)).faults?.[0]?.message).toMatch(/^!points \(top\)/)
  await put('gamble', { isOn: false })
  await put('raffle', { words: ['raffle', 'gamble'] })
  expect(await refused('gamble', { isOn: true })).toMatchObject({ status: 422, code: 'no-command-word' })
  expect(await put('gamble', { words: ['bet'], isOn: true })).toBe(204)
  expect(await find('gamble')).toMatchObject({ words: ['!bet'], isOn: true })
})

test('of two streamers who take one word at the same moment one has it, however often they try', async () => {
  const { engine, streamerId } = api
  const names = ['points', 'top', 'store', 'odds', 'proof', 'claim'] as const
  const answers = await Promise.all(
    names.map((name) => changeCommand(engine.ports, streamerId, name, { words: ['prize'] }, { actor: 'test' })),
  )
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  const holders = (await list()).filter(({ words }) => words.includes('!prize'))
  expect(holders).toHaveLength(1)
  const taken = { ok: false, fault: { code: 'command-word-taken', word: '!prize', by: holders[0]?.name } }
  expect(answers.filter(({ ok }) => !ok)).toEqual(Array.from({ length: 5 }, () => taken))
})

test('the word of an open giveaway stays its own, and a word of a command is for no giveaway', async () => {
  const { engine, streamerId } = api
  await openFor(engine, streamerId, {}, '!gold')
  expect(await refused('points', { words: ['gold'] })).toMatchObject({ status: 409, code: 'word-of-giveaway' })
  expect(await put('enter', { words: ['enter', 'gold'] })).toBe(204)
  await put('points', { words: ['gems'] })
  const ask = (word: string) =>
    openGiveaway(engine.ports, { streamerId, title: 'Mug', word, rules: usualRules }, { actor: 'test' })
  expect(await ask('!gems')).toEqual({ ok: false, code: 'bad-word' })
  expect(await ask('!points')).toMatchObject({ ok: true })
})

test('a bot that runs goes by other words within a second, and its sentences say them', async () => {
  const { chat, say } = await startBot()
  let asks = 10
  const asked = (text: string, expected: RegExp) =>
    vi.waitFor(() => {
      const [who, before] = [person(asks++), chat.said.length]
      say(who, text)
      return vi.waitFor(() => expect(chat.said.slice(before).join()).toMatch(expected), { timeout: 300 })
    })
  await asked('!points', /you have 0 points/)
  await put('points', { words: ['gems', 'coins'] })
  await put('redeem', { words: ['buy'] })
  await asked('!GEMS', /you have 0 points/)
  await asked('!coins', /you have 0 points/)
  const before = chat.said.length
  say(person(1), '!points')
  say(person(2), '!buy')
  expect(await chat.nextLine(/@Viewer2/)).toContain('use !buy NAME. !store lists what there is.')
  expect(chat.said.slice(before).filter((line) => line.includes('@Viewer1,'))).toEqual([])
  const { sentences } = await panel.get(sentenceListSchema, '/api/channel/sentences')
  expect(sentences.find(({ key }) => key === 'no.insufficient-balance')?.example).toContain('See yours with !gems.')
  await put('points', { isOn: false })
  await asked('!odds', /@Viewer/)
  say(person(3), '!gems')
  await asked('!top', /points/)
  expect(chat.said.filter((line) => line.includes('@Viewer3,'))).toEqual([])
})

test('a streamer’s own sentence says a word as it stands where something is called by it', async () => {
  const { engine, streamerId } = api
  await saveText(engine.ports, streamerId, { key: 'usage.top', template: 'try !top or !points' }, { actor: 'test' })
  onTestFinished(async () => void (await panel.ask('DELETE', '/api/channel/sentences/usage.top')))
  await put('points', { words: ['gems'] })
  const example = async () =>
    (await panel.get(sentenceListSchema, '/api/channel/sentences')).sentences.find(({ key }) => key === 'usage.top')
      ?.example
  expect(await example()).toBe('try !top or !gems')
  await put('top', { words: ['points'] })
  expect(await example()).toBe('try !points or !points')
})

test('a giveaway is entered by other words, and by its own also where a command took that since', async () => {
  const { engine, streamerId } = api
  await put('enter', { words: ['mitmachen'] })
  await openFor(engine, streamerId, {}, '!gold')
  const { say, chat } = await startBot()
  say(person(1), '!mitmachen')
  expect(await chat.nextLine(/entered/)).toContain('1 in all')
  // As two processes can leave it that write at the same moment.
  await engine.store.transact(async (tx) => tx.saveWords(streamerId, 'points', ['!gold', '!gems']))
  engine.ports.live.nudge()
  await vi.waitFor(() => {
    say(person(3), '!gems')
    expect(chat.said.join()).toContain('@Viewer3, you have')
  })
  say(person(2), '!gold')
  await vi.waitFor(async () => expect((await engine.store.findRunning(streamerId))[0]?.entryCount).toBe(2))
  say(person(900), '!giveaway close', { roles: moderatorRoles })
  await chat.nextLine(/^Closed/)
})
