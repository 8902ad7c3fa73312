/** The streamer's own texts over HTTP, and the bot that says them. */
import { auditRowSchema, pageOf } from '@streambot/shared/contract/channel.ts'
import { type Sentence, sentenceListSchema } from '@streambot/shared/contract/sentences.ts'
import { saveText } from '@streambot/shared/engine/texts.ts'
import { changeSettings } from '@streambot/shared/engine/settings.ts'
import { chatTexts } from '@streambot/shared/languages/chat/all.ts'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { startApi, type TestApi } from '../support/api.ts'
import { startTestBot } from '../support/bot.ts'
import { openFor, person } from '../support/engine.ts'
import { openPanel, type Panel } from '../support/streamer.ts'

const path = '/api/channel/sentences'

let api: TestApi
let panel: Panel
beforeAll(async () => {
  api = await startApi({ limits: { requests: 10_000, writes: 10_000 } })
  panel = await openPanel(api)
})
afterAll(() => api.close())
beforeEach(async () => {
  await changeSettings(api.engine.ports, api.streamerId, { language: 'en' }, { actor: 'test' })
  await panel.ask('DELETE', `${path}/points.mine`)
  await panel.ask('DELETE', `${path}/news.opened`)
})

const list = () => panel.get(sentenceListSchema, path)
const find = async (key: string): Promise<Sentence | undefined> =>
  (await list()).sentences.find((sentence) => sentence.key === key)
const save = async (key: string, template: string) => (await panel.ask('PUT', `${path}/${key}`, { template })).status
const audit = async (action: string) =>
  (await panel.get(pageOf(auditRowSchema), '/api/channel/audit')).items.filter((row) => row.action === action)

test('every sentence is listed, with its group, its values, and how it reads', async () => {
  const { language, groups, sentences } = await list()
  expect(language).toBe('en')
  expect(sentences.map(({ key }) => key)).toEqual(Object.keys(chatTexts.en))
  expect(new Set(sentences.map(({ group }) => group))).toEqual(new Set(groups.map(({ group }) => group)))
  expect(sentences.find(({ key }) => key === 'points.gave')).toEqual({
    key: 'points.gave',
    group: 'points',
    about: 'Somebody gave points away.',
    template: 'you gave {points} to {name}, who has {theirs} now. You have {balance} left.',
    own: null,
    example: 'you gave 500 points to @anna, who has 2,000 now. You have 1,500 left.',
    values: [
      { name: 'balance', about: 'the points that somebody has then, as a number', sample: 1_500 },
      { name: 'name', about: 'who it is about', sample: '@anna' },
      { name: 'points', about: 'a number of points under their name', sample: '500 points' },
      { name: 'theirs', about: 'the points that the other person has then, as a number', sample: 2_000 },
    ],
  })
})

test('the list stands in the language of the channel', async () => {
  await changeSettings(api.engine.ports, api.streamerId, { language: 'de' }, { actor: 'test' })
  expect(await find('points.mine')).toMatchObject({
    about: 'Jemand fragt nach den eigenen Punkten.',
    template: 'du hast {points}.',
    example: 'du hast 500 Punkte.',
  })
})

test('an own text is kept, read in the example, and goes again; the audit log says both, once each', async () => {
  expect(await save('points.mine', 'you own {points}, wow')).toBe(204)
  expect(await save('points.mine', 'you own {points}, wow')).toBe(204)
  expect(await find('points.mine')).toMatchObject({ own: 'you own {points}, wow', example: 'you own 500 points, wow' })
  const [saved, ...earlier] = await audit('text-saved')
  expect(saved).toMatchObject({
    actor: `user:${api.streamerId}`,
    details: { key: 'points.mine', template: 'you own {points}, wow' },
  })
  const resets = (await audit('text-reset')).length
  for (let times = 0; times < 2; times++) expect((await panel.ask('DELETE', `${path}/points.mine`)).status).toBe(204)
  expect(await find('points.mine')).toMatchObject({ own: null, example: 'you have 500 points.' })
  expect((await audit('text-saved')).length).toBe(earlier.length + 1)
  const [reset, ...others] = await audit('text-reset')
  expect(reset?.details).toEqual({ key: 'points.mine', before: 'you own {points}, wow' })
  expect(others).toHaveLength(resets)
})

test.for([
  ['points.mine', '', 'A sentence cannot be empty. Use the text of the language to have it as it was.'],
  ['points.mine', '/ban {points}', /^A sentence cannot begin with a space or with/],
  ['points.mine', 'x'.repeat(401), 'This is longer than 400 characters. Make it shorter.'],
  ['points.mine', 'you have {poinst}', 'This sentence has no value {poinst}. It has: {points}.'],
  ['none.running', 'nothing, {name}', 'This sentence has no values, so {name} means nothing in it.'],
  ['points.mine', 'you have {points', /from character 10 on/],
] as const)('%s cannot be %j, and the answer says why', async ([key, template, message]) => {
  const problem = await panel.refused('PUT', `${path}/${key}`, { template })
  expect(problem).toMatchObject({ status: 422, code: 'bad-text', faults: [{ where: 'body/template' }] })
  expect(problem.faults?.[0]?.message).toMatch(message)
  expect(await find(key)).toMatchObject({ own: null })
})

test('what is wrong is said in the language of the channel', async () => {
  await changeSettings(api.engine.ports, api.streamerId, { language: 'de' }, { actor: 'test' })
  const { faults } = await panel.refused('PUT', `${path}/points.mine`, { template: '{x}' })
  expect(faults?.[0]?.message).toBe('Dieser Satz hat keinen Wert {x}. Er hat: {points}.')
})

test('a sentence that there is not, and a body that is none, are refused', async () => {
  for (const key of ['nothing', 'constructor', '__proto__', 'news.opened%20'])
    for (const method of ['PUT', 'DELETE'] as const)
      expect((await panel.refused(method, `${path}/${key}`, { template: 'x' })).code).toBe('no-such-sentence')
  for (const body of [{}, { template: 7 }, { template: 'x', more: 1 }])
    expect((await panel.refused('PUT', `${path}/points.mine`, body)).status).toBe(400)
})

test('of many who write at the same time one stands, and each change is audited from what stood before it', async () => {
  const { engine, streamerId } = api
  const before = (await audit('text-saved')).length
  const templates = Array.from({ length: 8 }, (_, index) => `you hold {points} ${index}`)
  await Promise.all(
    templates.map((template) =>
      saveText(engine.ports, streamerId, { key: 'points.mine', template }, { actor: 'test' }),
    ),
  )
  const rows = (await audit('text-saved')).slice(0, -before || undefined)
  expect(rows).toHaveLength(8)
  const steps = rows.map(({ details }) => details as { template: string; before?: string }) // as they were written
  const chain = steps.toReversed()
  expect(chain[0]?.before).toBeUndefined()
  for (const [index, step] of chain.slice(1).entries()) expect(step.before).toBe(chain[index]?.template)
  expect(await find('points.mine')).toMatchObject({ own: steps[0]?.template })
})

test('a bot that runs says an own text within a second, and the one of its language when it is gone', async () => {
  const { engine, streamerId } = api
  const { bot, chat, say } = await startTestBot(engine, streamerId)
  onTestFinished(() => bot.stop())
  say(person(1), '!points')
  expect(await chat.nextLine(/you have/)).toMatch(/you have 0 points\.$/)
  await save('points.mine', 'rich? you own {points}!')
  let asks = 10
  const asked = async (expected: string) =>
    vi.waitFor(() => {
      say(person(asks++), '!points')
      expect(chat.said.at(-1)).toContain(expected)
    })
  await asked('rich? you own 0 points!')
  await panel.ask('DELETE', `${path}/points.mine`)
  await asked('you have 0 points.')
})

test('an opening is announced in the streamer’s own words, and what viewers see never begins like a command', async () => {
  const { engine, streamerId } = api
  await save('news.opened', '{word} <- {prize}! {terms}')
  const { bot, chat } = await startTestBot(engine, streamerId)
  onTestFinished(() => bot.stop())
  await openFor(engine, streamerId, {}, '!mug')
  expect(await chat.nextLine(/<-/)).toBe('… !mug <- Steam key!')
})

test('a text that cannot be said any more is left out with a warning, and the bot speaks as its language does', async () => {
  const { engine, streamerId } = api
  await engine.store.transact(async (tx) => tx.saveText(streamerId, 'points.mine', '{gone'))
  const { bot, chat, log, say } = await startTestBot(engine, streamerId)
  onTestFinished(() => bot.stop())
  say(person(1), '!points')
  expect(await chat.nextLine(/points/)).toMatch(/you have \d+ points\.$/)
  expect(log.lines).toContainEqual(expect.objectContaining({ details: { streamerId, keys: ['points.mine'] } }))
  expect(await find('points.mine')).toMatchObject({ own: '{gone', example: 'you have 500 points.' })
})
