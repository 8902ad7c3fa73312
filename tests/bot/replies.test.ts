import { fitLines } from '@streambot/bot/lines.ts'
import { sayDeedRefusal, sayRefusal } from '@streambot/bot/refusals.ts'
import * as plans from '@streambot/bot/plans.ts'
import { reminder } from '@streambot/bot/reminder.ts'
import * as replies from '@streambot/bot/replies.ts'
import * as winning from '@streambot/bot/winning.ts'
import { deedRefusals, ineligibilities, refusals } from '@streambot/shared/giveaway/answers.ts'
import {
  audiences,
  type Giveaway,
  type Platform,
  platforms,
  statuses,
  type Winner,
  winnerStates,
} from '@streambot/shared/giveaway/words.ts'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { usualRules } from '@streambot/shared/giveaway/rules.ts'

const now = new Date('2026-11-21T12:00:00Z')
const beacon = { chain: 'ab'.repeat(32), round: 34_000_000, at: new Date(now.getTime() + 15_000) }
const giveaway: Giveaway = {
  id: '7d1f7b9e-8c0e-4f57-9a55-0a1b2c3d4e5f',
  streamerId: 1,
  title: 'Steam key',
  word: '!gold',
  status: 'open',
  rules: usualRules,
  openedAt: now,
  closesAt: undefined,
  pausedAt: undefined,
  opensAt: undefined,
  blockedAt: undefined,
  minutes: undefined,
  breaks: [],
  closedAt: undefined,
  finalAt: undefined,
  sealedAt: undefined,
  drawWhenSealed: undefined,
  completesAt: undefined,
  claimsDueAt: undefined,
  entryCount: 9_310,
  ticketCount: 12_000,
  commitment: '0123456789abcdef'.repeat(4),
  digest: undefined,
  seed: undefined,
}
const link = replies.linkTo('https://bot.example/', giveaway)
const winner = (name: string, platform: Platform = 'twitch'): Winner => ({
  pick: 1,
  viewerId: 1,
  platform,
  userId: '1',
  name,
  tickets: 1,
  state: 'confirmed',
  drawnAt: now,
  claimDeadline: undefined,
  decidedAt: undefined,
})

describe('refusals', () => {
  test.for(refusals)('%s has a sentence, with a giveaway and without', (code) => {
    for (const about of [giveaway, undefined]) expect(sayRefusal(code, about, 'points')).toMatch(/^[a-zI].{10,}[.]$/)
  })

  test.for(deedRefusals)('%s has a sentence, with a giveaway and without', (code) => {
    for (const about of [giveaway, undefined]) expect(sayDeedRefusal(code, about)).toMatch(/^[a-zI].{10,}[.]$/)
  })

  test('no two refusals of entries sound the same', () => {
    expect(new Set(refusals.map((code) => sayRefusal(code, giveaway, 'points'))).size).toBe(refusals.length)
  })
})

describe('sentences', () => {
  const costed = {
    ...giveaway,
    rules: {
      ...usualRules,
      kind: 'tickets',
      cost: 50,
      maxTickets: 10,
      winners: 2,
      audience: 'subscribers',
      maxEntries: 500,
    },
    closesAt: new Date(now.getTime() + 600_000),
  } as const

  test.for([
    [
      replies.opened(giveaway, link, 'points', now),
      `Giveaway: Steam key! Type !gold to enter. Fair draw, fixed by 0123456789ab: ${link}`,
    ],
    [
      replies.opened(costed, link, 'coins', now),
      `Giveaway: Steam key! Type !gold to enter, up to 10 tickets a person (!gold 2). A ticket costs 50 coins. For subscribers. Room for 500 people. 2 winners. Open for 10 minutes. Fair draw, fixed by 0123456789ab: ${link}`,
    ],
    [replies.closed(giveaway), 'Closed: Steam key takes no more entries. 9,310 people are in.'],
    [replies.closed({ ...giveaway, entryCount: 1 }), 'Closed: Steam key takes no more entries. 1 person is in.'],
    [
      winning.drawn(giveaway, [winner('Anna'), winner('Bob', 'kick')], 'twitch', link),
      `The winners are @Anna and Bob (Kick), congratulations! Prize: Steam key. Check the draw: ${link}`,
    ],
    [winning.drawn(giveaway, [], 'twitch', link), 'Nobody entered for Steam key, so nobody wins.'],
    [
      winning.drawn(giveaway, [winner('Anna')], 'twitch', link, 59_600),
      `The winner is @Anna: say something here within 60 s to claim Steam key! Check the draw: ${link}`,
    ],
    [
      winning.drawn(giveaway, [winner('Anna')], 'kick', link, 3_600_000),
      `The winner is Anna (Twitch): say something here within 60 minutes to claim Steam key! Check the draw: ${link}`,
    ],
    [
      winning.drawn(giveaway, [winner('Anna')], 'twitch', link, -1),
      `The winner is @Anna for Steam key, and the time to say something is over. Check the draw: ${link}`,
    ],
    [
      winning.claimed(giveaway, winner('Anna'), 'twitch', link),
      `Claimed: Steam key goes to @Anna, congratulations! Check the draw: ${link}`,
    ],
    [
      winning.missed(giveaway, [winner('Anna'), winner('Bob')], 2, 'twitch'),
      'No word from @Anna and @Bob in time for Steam key. The next ones are drawn.',
    ],
    [
      winning.missed(giveaway, [winner('Anna')], 0, 'twitch'),
      'No word from @Anna in time for Steam key. Nobody else is left to draw.',
    ],
    [winning.setAside(winner('Anna'), 'was away', 1, 'twitch'), 'Set aside: @Anna (was away). The next one is drawn.'],
    [
      winning.lastWinners(
        giveaway,
        winnerStates.map((state) => ({ ...winner(state), state })),
        'twitch',
      ),
      'the latest winners, for Steam key: @pending (has to say something), @claimed, @confirmed, @missed (said nothing in time), @set-aside (set aside), and @passed-over (passed over).',
    ],
    [replies.cancelled(giveaway, 0, 0, 'points'), 'Cancelled: Steam key.'],
    [
      replies.cancelled(giveaway, 1_200, 24, 'points'),
      'Cancelled: Steam key. All points went back: 1,200 points to 24 people.',
    ],
    [
      replies.areIn([
        { name: 'anna', tickets: undefined, left: 40 },
        { name: 'bob', tickets: 2, left: 1_012 },
        { name: 'eve', tickets: 1, left: undefined },
      ]),
      '@anna (40 left), @bob (2 tickets, 1,012 left), @eve (1 ticket): you are in.',
    ],
    [replies.entered(412, 9_310, undefined), '+412 entered, 9,310 in all.'],
    [replies.entered(412, 9_310, '!gold'), '+412 entered with !gold, 9,310 in all.'],
    [replies.balance(1, 'points'), 'you have 1 point.'],
    [replies.balance(1_000_000, 'Coins'), 'you have 1,000,000 Coins.'],
    [replies.odds(giveaway, 60), 'you hold 60 of 12,000 tickets for Steam key: a chance of 0.5% in each pick.'],
  ])('%s', ([said, expected]) => {
    expect(said).toBe(expected)
  })

  test('of a thousand winners eight are named and the others counted', () => {
    const said = winning.drawn(
      giveaway,
      Array.from({ length: 1_000 }, (_, i) => winner(`w${i}`)),
      'twitch',
      link,
    )
    expect(said).toContain('@w7, and 992 more, congratulations!')
  })

  test('only an invitation says "type", so that nobody takes another line for one', () => {
    const others = [
      ...Object.values(replies.usage),
      ...refusals.map((code) => sayRefusal(code, giveaway, 'points')),
      ...deedRefusals.map((code) => sayDeedRefusal(code, giveaway)),
      replies.status(giveaway, link, now),
      replies.isMyCommand('!points'),
      replies.paused(giveaway),
      replies.blocked(giveaway),
      plans.scheduled(giveaway, 5),
      replies.extended(giveaway, now),
      replies.removed('anna', giveaway, 5, 'points'),
      replies.isNotIn('anna', giveaway),
    ]
    expect(others.filter((sentence) => /\btype\b/i.test(sentence))).toEqual([])
  })
})

describe('text from chat', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.constantFrom(
      '/ban anna',
      '.timeout bob',
      '!giveaway cancel',
      '\\me',
      '\n/ban anna',
      'x '.repeat(300) + '/ban anna',
    ),
  )

  /** Everything that is said with text from chat in it, as it is said. */
  function sayAll(name: string, title: string, word: string): string[] {
    const about: Giveaway[] = statuses.flatMap((status) =>
      audiences.map((audience) => ({
        ...giveaway,
        title,
        word,
        status,
        rules: { ...usualRules, audience, kind: 'tickets', maxTickets: 5, cost: 5 },
      })),
    )
    const winners = [winner(name), winner(name, 'kick')]
    const forAll = about.flatMap((one) => [
      replies.opened(one, link, word, now),
      replies.paused(one),
      replies.blocked(one),
      replies.reopened(one, word, now),
      replies.extended(one, now),
      reminder(one, word, now),
      replies.closed(one),
      winning.drawn(one, [], 'twitch', link),
      ...[-1, 60_000].map((leftMs) => winning.drawn(one, winners, 'twitch', link, leftMs)),
      winning.claimed(one, winner(name), 'kick', link),
      winning.missed(one, winners, 1, 'twitch'),
      winning.passedOver(
        giveaway,
        {
          kind: 'passed-over',
          picks: ineligibilities.map((reason) => ({ ...winner(name), reason })),
          count: 400,
          drawn: 0,
        },
        'twitch',
      ),
      winning.setAside(winner(name), title, 1, 'twitch'),
      ...platforms.map((here) => winning.drawn(one, winners, here, link)),
      replies.completed(one, link),
      replies.cancelled(one, 5, 1, word),
      ...refusals.map((code) => replies.toAll(sayRefusal(code, one, word))),
    ])
    const forOne = about.flatMap((one) => [
      replies.describe(one, { mine: 1, link, pointsName: word, now }),
      replies.odds(one, 1),
      replies.odds(one, 0),
      replies.left(one, 5, 5, word),
      replies.removed(name, one, 5, word),
      replies.isNotIn(name, one),
      plans.scheduled(one, 5),
      plans.savedTemplate(word, one),
      plans.deletedTemplate(word),
      plans.listTemplates([word, word]),
      plans.listTemplates([]),
      winning.lastWinners(one, winners, 'kick'),
      ...winnerStates.map((state) => winning.standing(one, { ...winner(name), state })),
      replies.proof(one, link),
      replies.drawFollows(one, now),
      replies.drawFollows({ ...one, beacon }, now),
      replies.closed({ ...one, beacon }),
      replies.beaconLate(one, beacon.round),
      replies.beaconWaived(one, beacon.round),
      replies.status(one, link, now),
      ...refusals.map((code) => sayRefusal(code, one, word)),
      ...deedRefusals.map((code) => sayDeedRefusal(code, one)),
    ])
    const others = [
      replies.unknownGiveaway(word),
      replies.isMyCommand(word),
      replies.badFlag(word),
      replies.balance(5, word),
      replies.balanceOf(name, 5, word),
      replies.gave(name, 5, 5, 5, word),
    ]
    const people = [{ name, tickets: 1, left: 2 }]
    return [
      ...forAll,
      replies.areIn(people),
      replies.toPeople([name, name], 'no.'),
      replies.entered(5, 5, word),
      ...[...forOne, ...others].map((sentence) => replies.toPerson(name, sentence)),
    ]
  }

  test('never begins a line, never breaks one, never makes one too long', () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, fc.constantFrom(100, 200, 500), (name, title, word, width) => {
        for (const line of sayAll(name, title, word).flatMap((sentence) => fitLines(sentence, width))) {
          expect(line).toMatch(/^(@[^\s]|[A-Z][a-z]*[ :]|\+\d|… )/u)
          expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u)
          expect(line.length).toBeLessThanOrEqual(width)
        }
      }),
      { numRuns: 25 },
    )
  })
})

test('those who were passed over are told with the reason, the first of many by name', () => {
  const picks = ['anna', 'ben'].map((name, index) => ({
    ...winner(name, index === 0 ? 'twitch' : 'kick'),
    reason: index === 0 ? ('excluded' as const) : ('not-follower' as const),
  }))
  const news = { kind: 'passed-over', picks, count: 2, drawn: 1 } as const
  expect(winning.passedOver(giveaway, news, 'twitch')).toBe(
    'Passed over for Steam key: @anna (is kept out of giveaways) and ben (Kick) (does not follow the channel). Others are drawn.',
  )
  expect(winning.passedOver(giveaway, { ...news, count: 400, drawn: 0 }, 'twitch')).toMatch(
    /, and 398 more\. Nobody else is left to draw\.$/,
  )
  const passed = { ...winner('anna'), state: 'passed-over', passedOver: 'won-recently' } as const
  expect(winning.standing(giveaway, passed)).toBe(
    'you were drawn for Steam key, but the rules passed you over (won not long ago).',
  )
})
