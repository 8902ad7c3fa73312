/** Every command with arguments that nobody should type: the right answer, and nothing changes. On the real engine and database. */
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { moderatorRoles, startTestBot, type TestBot } from '../../support/bot.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { costedTickets, openEngine, openFor, pay, person, type TestEngine } from '../../support/engine.ts'

let database: TestDatabase
let engine: TestEngine
let streamerId: number

const [anna, bob, mod] = [person(1), person(2), person(3)]

beforeAll(async () => {
  database = await makeDatabase()
  engine = openEngine(database.url)
  streamerId = await engine.store.addStreamer('streamer', { chatPoints: 0, attemptsPerMinute: 100_000 })
  await pay(engine, streamerId, [anna, bob, mod], 100)
  await openFor(engine, streamerId, costedTickets, '!gold')
})
afterAll(async () => {
  await engine.close()
  await database.drop()
})

async function start(): Promise<TestBot> {
  const bot = await startTestBot(engine, streamerId)
  onTestFinished(() => bot.bot.stop())
  for (const account of [anna, bob, mod]) bot.chat.accounts.set(account.login, account)
  return bot
}

/** Everything that a command could have changed. */
async function look(): Promise<unknown> {
  const { rows } = await engine.store.pool.query(
    `SELECT (SELECT json_agg(g ORDER BY id) FROM giveaways g) AS giveaways,
            (SELECT count(*) FROM giveaway_entries) AS entries,
            (SELECT count(*) FROM giveaway_winners) AS winners,
            (SELECT count(*) FROM balance_ledger) AS movements,
            (SELECT sum(balance) FROM user_balances) AS points`,
  )
  return rows[0]
}

const badNumbers = [
  '',
  '0',
  '-5',
  '+5',
  '1.5',
  '0.5',
  '1e9',
  '0x10',
  'NaN',
  'Infinity',
  '٣',
  '½',
  '1,000',
  '99999999999999',
  '９９９９９９９９９９９９９９',
  '0%',
  '101%',
  '-1%',
  'k',
  '%',
  'null',
  "';drop",
  '$(rm)',
  '{{7*7}}',
  '🎁',
  '\u0000',
]
const badNames = [
  '',
  '@',
  '@/ban',
  '@a/b',
  '@ünï',
  `@${'x'.repeat(60)}`,
  '@\u0000',
  '@🎁',
  '<script>',
  '@nobody',
  'constructor',
  '__proto__',
]

describe('a wrong argument is answered with', () => {
  test.for([
    ['!give', 'use !give'],
    ['!give @viewer2', 'use !give'],
    ['!give @viewer2 ten', 'use !give'],
    ['!give @viewer2 -5', 'use !give'],
    ['!give @viewer2 5 please', 'use !give'],
    ['!give @ünï 5', 'use !give'],
    ['!give @nobody 5', 'I know nobody with that name'],
    ['!give @viewer3 5', 'you cannot give points to yourself'],
    ['!give @viewer2 101', 'there are not enough points'],
    ['!give @viewer2 1000001m', 'use !give'],
    ['!addpoints @viewer2 all', 'use !addpoints'],
    ['!addpoints @viewer2 1000000000000', 'nobody can have more than 1,000,000,000,000'],
    ['!addpoints', 'use !addpoints'],
    ['!removepoints @viewer2 101', 'there are not enough points'],
    ['!removepoints @nobody 1', 'I know nobody with that name'],
    ['!setpoints @viewer2 50%', 'use !setpoints'],
    ['!setpoints @viewer2 -0', 'use !setpoints'],
    ['!points @/ban', 'use !points'],
    ['!points @nobody', 'I know nobody with that name'],
    ['!points undo', 'there is no change of points from the last ten minutes to undo'],
    ['!top 0', 'use !top'],
    ['!raffle', 'use !raffle'],
    ['!raffle 100', 'use !raffle'],
    ['!raffle 100 9', 'use !raffle'],
    ['!raffle 100 3601', 'use !raffle'],
    ['!raffle 4 60 5', 'use !raffle'],
    ['!raffle 100 60 5 now', 'use !raffle'],
    ['!joinraffle', 'no raffle is running'],
    ['!gamble', 'use !gamble'],
    ['!gamble -5', 'use !gamble'],
    ['!gamble 10 please', 'use !gamble'],
    ['!gamble 10', 'nobody gambles for points here'],
    ['!top 11', 'use !top'],
    ['!top ten', 'use !top'],
    ['!top 3 please', 'use !top'],
    ['!giveaway open', 'use !giveaway open'],
    ['!giveaway open !new Key -cost -5', 'I cannot read "-cost -5"'],
    ['!giveaway open !gold Key', 'another open giveaway has that word'],
    ['!giveaway draw 0', 'use !giveaway draw'],
    ['!giveaway draw 1.5', 'use !giveaway draw'],
    ['!giveaway draw 5000', 'I cannot read that amount'],
    ['!giveaway draw 1 2', 'use !giveaway draw'],
    ['!giveaway close !silver', 'no giveaway has the word "!silver"'],
    ['!giveaway cancel !silver', 'no giveaway has the word "!silver"'],
    ['!giveaway cancel it now', 'use !giveaway open, draft'],
    ['!giveaway remove @viewer1', 'use !giveaway remove @name REASON'],
    ['!giveaway remove @/ban cheated', 'use !giveaway remove @name REASON'],
    ['!giveaway remove @nobody cheated', 'I know nobody with that name'],
    ['!giveaway remove @viewer1 cheated !gold', '@Viewer1 is not in the giveaway'],
    ['!giveaway remove viewer1', 'no giveaway has the word "viewer1"'],
    ['!giveaway pause !silver', 'no giveaway has the word "!silver"'],
    ['!giveaway pause it now', 'use !giveaway open'],
    ['!giveaway resume', 'the giveaway for Steam key is open'],
    ['!giveaway reopen', 'no giveaway is running right now'],
    ['!giveaway extend', 'use !giveaway extend 5'],
    ['!giveaway extend -5', 'use !giveaway extend 5'],
    ['!giveaway extend 0', 'use !giveaway extend 5'],
    ['!giveaway extend 10081', 'I cannot read that amount'],
    ['!giveaway redraw', 'use !giveaway redraw REASON'],
    ['!giveaway explode', 'use !giveaway open, draft'],
    ['!gold 0', 'tickets are a whole number'],
    ['!leave !silver', 'no giveaway has the word "!silver"'],
    ['!leave', 'you are not in the giveaway'],
  ] as const)('%s: %s', async ([text, sentence]) => {
    const bot = await start()
    const before = await look()
    bot.say(mod, text, { roles: moderatorRoles })
    expect(await bot.chat.nextLine(/^@Viewer3, /)).toContain(`@Viewer3, ${sentence}`)
    await bot.bot.stop()
    expect(await look()).toEqual(before)
    expect(bot.log.lines.filter((line) => line.level === 'error')).toEqual([])
  })
})

describe('whatever is typed', () => {
  const number = fc.oneof(
    fc.constantFrom(...badNumbers),
    fc.string({ unit: 'binary', maxLength: 6 }).filter((text) => !/[0-9０-９]|max|all/iu.test(text.normalize('NFKC'))),
  )
  const name = fc.oneof(fc.constantFrom(...badNames, '@viewer2'), fc.string({ unit: 'binary', maxLength: 10 }))
  const text = fc.oneof(
    fc.tuple(fc.constantFrom('!give', '!addpoints', '!removepoints'), fc.constant('@viewer2'), number),
    fc.tuple(
      fc.constantFrom('!give', '!addpoints', '!removepoints', '!setpoints'),
      fc.constantFrom(...badNames),
      fc.constantFrom('5', 'all', '1k'),
    ),
    fc.tuple(
      fc.constantFrom('!gold', '!enter', '!join', '!tickets'),
      fc.constantFrom(
        '0',
        '-5',
        '+5',
        '1.5',
        '1e9',
        '0x10',
        '1,000',
        '99999999999999',
        '９９９９９９９９９９９９９９',
        '101%',
        '6',
        '50',
      ),
    ),
    fc.tuple(
      fc.constant('!giveaway'),
      fc.constantFrom('close', 'cancel', 'remove', 'reset', 'delete', 'status'),
      fc.constantFrom(...badNames, ...badNumbers).filter((said) => said.replace('\u0000', '').trim() !== ''),
    ),
    fc.tuple(
      fc.constant('!giveaway'),
      fc.constant('draw'),
      fc.constantFrom('0', '-5', '1.5', '1e9', '0x10', '1,000', '99999999999999', '5%', '1 1', '!silver', '🎁'),
    ),
    fc.tuple(
      fc.constant('!giveaway open !new Key'),
      fc.constantFrom('-cost', '-tickets', '-max', '-winners', '-minutes', '-for', '-template', '-x'),
      fc.constantFrom(...badNumbers.filter((said) => said !== '0')),
    ),
    fc.tuple(fc.constantFrom('!giveaway', '!odds', '!winners', '!proof', '!points', '!leave !silver'), name),
  )

  test('nothing changes, nothing breaks, and no line begins with it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, fc.boolean()), { minLength: 20, maxLength: 40 }), async (lines) => {
        const before = await look()
        const bot = await start()
        for (const [words, isModerator] of lines)
          bot.say(isModerator ? mod : person(50), words.join(' '), isModerator ? { roles: moderatorRoles } : {})
        await bot.bot.stop()
        expect(bot.log.lines.filter((line) => line.level === 'error')).toEqual([])
        expect(await look()).toEqual(before)
        for (const line of bot.chat.said) expect(line).toMatch(/^(@[^\s]|[A-Z][a-z]+[ :]|… )/u)
      }),
      { numRuns: 30 },
    )
  })
})
