import { deedRefusals, passings, refusals } from '@streambot/shared/giveaway/answers.ts'
import {
  audiences,
  type Giveaway,
  type Platform,
  platforms,
  statuses,
  type Winner,
  winnerStates,
} from '@streambot/shared/giveaway/words.ts'
import { toAll, toPeople, toPerson } from '@streambot/shared/languages/chat/addressing.ts'
import * as news from '@streambot/shared/languages/chat/announcements.ts'
import { chatTexts } from '@streambot/shared/languages/chat/all.ts'
import { fitLines } from '@streambot/shared/languages/chat/lines.ts'
import * as plans from '@streambot/shared/languages/chat/plans.ts'
import * as points from '@streambot/shared/languages/chat/points.ts'
import { sayDeedRefusal, sayRefusal } from '@streambot/shared/languages/chat/refusals.ts'
import * as replies from '@streambot/shared/languages/chat/replies.ts'
import { createSpeech, type Speech } from '@streambot/shared/languages/chat/speech.ts'
import * as winning from '@streambot/shared/languages/chat/winning.ts'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { usualRules } from '@streambot/shared/giveaway/rules.ts'
import { makeGiveaway, noon } from '../../giveaway/world.ts'

const now = noon
const beacon = { chain: 'ab'.repeat(32), round: 34_000_000, at: new Date(now.getTime() + 15_000) }
const giveaway = makeGiveaway({
  word: '!gold',
  openedAt: now,
  entryCount: 9_310,
  ticketCount: 12_000,
  commitment: '0123456789abcdef'.repeat(4),
})
const speech = createSpeech({ language: 'en', pointsName: 'points' })
const named = (pointsName: string): Speech => createSpeech({ language: 'en', pointsName })
const link = news.linkTo('https://bot.example/', giveaway)
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
    for (const about of [giveaway, undefined]) expect(sayRefusal(speech, code, about)).toMatch(/^[a-zI].{10,}[.]$/)
  })

  test.for(deedRefusals)('%s has a sentence, with a giveaway and without', (code) => {
    for (const about of [giveaway, undefined]) expect(sayDeedRefusal(speech, code, about)).toMatch(/^[a-zI].{10,}[.]$/)
  })

  test('no two refusals of entries sound the same', () => {
    expect(new Set(refusals.map((code) => sayRefusal(speech, code, giveaway))).size).toBe(refusals.length)
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
      news.opened(speech, giveaway, link, now),
      `Giveaway: Steam key! Type !gold to enter. Fair draw, fixed by 0123456789ab: ${link}`,
    ],
    [
      news.opened(named('coins'), costed, link, now),
      `Giveaway: Steam key! Type !gold to enter, up to 10 tickets a person (!gold 2). A ticket costs 50 coins. For subscribers. Room for 500 people. 2 winners. Open for 10 minutes. Fair draw, fixed by 0123456789ab: ${link}`,
    ],
    [news.closed(speech, giveaway), 'Closed: Steam key takes no more entries. 9,310 people are in.'],
    [news.closed(speech, { ...giveaway, entryCount: 1 }), 'Closed: Steam key takes no more entries. 1 person is in.'],
    [
      winning.drawn(speech, giveaway, [winner('Anna'), winner('Bob', 'kick')], 'twitch', link),
      `The winners are @Anna and Bob (Kick), congratulations! Prize: Steam key. Check the draw: ${link}`,
    ],
    [
      winning.drawn(speech, giveaway, [winner('Anna'), winner('Guest 7', 'guest')], 'twitch', link),
      `The winners are @Anna and Guest_7, congratulations! Prize: Steam key. Check the draw: ${link}`,
    ],
    [winning.drawn(speech, giveaway, [], 'twitch', link), 'Nobody entered for Steam key, so nobody wins.'],
    [
      winning.drawn(speech, giveaway, [winner('Anna')], 'twitch', link, 59_600),
      `The winner is @Anna: say something here within 60 s to claim Steam key! Check the draw: ${link}`,
    ],
    [
      winning.drawn(speech, giveaway, [winner('Anna')], 'kick', link, 3_600_000),
      `The winner is Anna (Twitch): say something here within 60 minutes to claim Steam key! Check the draw: ${link}`,
    ],
    [
      winning.drawn(speech, giveaway, [winner('Anna')], 'twitch', link, -1),
      `The winner is @Anna for Steam key, and the time to say something is over. Check the draw: ${link}`,
    ],
    [
      winning.claimed(speech, giveaway, winner('Anna'), 'twitch', link),
      `Claimed: Steam key goes to @Anna, congratulations! Check the draw: ${link}`,
    ],
    [
      winning.missed(speech, giveaway, [winner('Anna'), winner('Bob')], 2, 'twitch'),
      'No word from @Anna and @Bob in time for Steam key. The next ones are drawn.',
    ],
    [
      winning.missed(speech, giveaway, [winner('Anna')], 0, 'twitch'),
      'No word from @Anna in time for Steam key. Nobody else is left to draw.',
    ],
    [
      winning.setAside(speech, winner('Anna'), 'was away', 1, 'twitch'),
      'Set aside: @Anna (was away). The next one is drawn.',
    ],
    [
      winning.lastWinners(
        speech,
        giveaway,
        winnerStates.map((state) => ({ ...winner(state), state })),
        'twitch',
      ),
      'the latest winners, for Steam key: @pending (has to say something), @claimed, @confirmed, @missed (said nothing in time), @set-aside (set aside), and @passed-over (passed over).',
    ],
    [news.cancelled(speech, giveaway, 0, 0), 'Cancelled: Steam key.'],
    [
      news.cancelled(speech, giveaway, 1_200, 24),
      'Cancelled: Steam key. All points went back: 1,200 points to 24 people.',
    ],
    [
      replies.areIn(speech, [
        { name: 'anna', tickets: undefined, left: 40 },
        { name: 'bob', tickets: 2, left: 1_012 },
        { name: 'eve', tickets: 1, left: undefined },
      ]),
      '@anna (40 left), @bob (2 tickets, 1,012 left), @eve (1 ticket): you are in.',
    ],
    [replies.entered(speech, 412, 9_310, undefined), '+412 entered, 9,310 in all.'],
    [replies.entered(speech, 412, 9_310, '!gold'), '+412 entered with !gold, 9,310 in all.'],
    [points.balance(speech, 1), 'you have 1 point.'],
    [points.balance(named('Coins'), 1_000_000), 'you have 1,000,000 Coins.'],
    [replies.odds(speech, giveaway, 60), 'you hold 60 of 12,000 tickets for Steam key: a chance of 0.5% in each pick.'],
  ])('%s', ([said, expected]) => {
    expect(said).toBe(expected)
  })

  test('of a thousand winners eight are named and the others counted', () => {
    const said = winning.drawn(
      speech,
      giveaway,
      Array.from({ length: 1_000 }, (_, i) => winner(`w${i}`)),
      'twitch',
      link,
    )
    expect(said).toContain('@w7, and 992 more, congratulations!')
  })

  test('only an invitation says "type", so that nobody takes another line for one', () => {
    const others = [
      ...Object.keys(chatTexts.en)
        .filter((key) => key.startsWith('usage.'))
        .map((key) => chatTexts.en[key as keyof typeof chatTexts.en]), // from the keys
      ...refusals.map((code) => sayRefusal(speech, code, giveaway)),
      ...deedRefusals.map((code) => sayDeedRefusal(speech, code, giveaway)),
      replies.status(speech, giveaway, link, now),
      replies.isMyCommand(speech, '!points'),
      news.paused(speech, giveaway),
      news.blocked(speech, giveaway),
      plans.scheduled(speech, giveaway, 5),
      news.extended(speech, giveaway, now),
      replies.removed(speech, 'anna', giveaway, 5),
      replies.isNotIn(speech, 'anna', giveaway),
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
    const spoken = named(word)
    const about: Giveaway[] = statuses.map((status, index) => ({
      ...giveaway,
      title,
      word,
      status,
      rules: {
        ...usualRules,
        audience: audiences[index % audiences.length] ?? 'everyone',
        kind: 'tickets',
        maxTickets: 5,
        cost: 5,
      },
    }))
    const winners = [winner(name), winner(name, 'kick')]
    const forAll = about.flatMap((one) => [
      news.opened(spoken, one, link, now),
      news.paused(spoken, one),
      news.blocked(spoken, one),
      news.reopened(spoken, one, now),
      news.extended(spoken, one, now),
      news.reminder(spoken, one, now),
      news.closed(spoken, one),
      winning.drawn(spoken, one, [], 'twitch', link),
      ...[-1, 60_000].map((leftMs) => winning.drawn(spoken, one, winners, 'twitch', link, leftMs)),
      winning.claimed(spoken, one, winner(name), 'kick', link),
      winning.missed(spoken, one, winners, 1, 'twitch'),
      winning.passedOver(
        spoken,
        giveaway,
        {
          picks: passings.map((reason) => ({ ...winner(name), reason })),
          count: 400,
          drawn: 0,
        },
        'twitch',
      ),
      winning.setAside(spoken, winner(name), title, 1, 'twitch'),
      ...platforms.map((here) => winning.drawn(spoken, one, winners, here, link)),
      news.completed(spoken, one, link),
      news.cancelled(spoken, one, 5, 1),
      ...refusals.map((code) => toAll(sayRefusal(spoken, code, one))),
    ])
    const forOne = about.flatMap((one) => [
      replies.describe(spoken, one, { mine: 1, link, now }),
      replies.odds(spoken, one, 1),
      replies.odds(spoken, one, 0),
      replies.left(spoken, one, 5, 5),
      replies.removed(spoken, name, one, 5),
      replies.isNotIn(spoken, name, one),
      plans.scheduled(spoken, one, 5),
      plans.savedTemplate(spoken, word, one),
      plans.deletedTemplate(spoken, word),
      plans.listTemplates(spoken, [word, word]),
      plans.listTemplates(spoken, []),
      winning.lastWinners(spoken, one, winners, 'kick'),
      ...winnerStates.map((state) => winning.standing(spoken, one, { ...winner(name), state })),
      replies.proof(spoken, one, link),
      replies.drawFollows(spoken, one, now),
      replies.drawFollows(spoken, { ...one, beacon }, now),
      news.closed(spoken, { ...one, beacon }),
      news.beaconLate(spoken, one, beacon.round),
      news.beaconWaived(spoken, one, beacon.round),
      replies.status(spoken, one, link, now),
      ...refusals.map((code) => sayRefusal(spoken, code, one)),
      ...deedRefusals.map((code) => sayDeedRefusal(spoken, code, one)),
    ])
    const others = [
      replies.unknownGiveaway(spoken, word),
      replies.isMyCommand(spoken, word),
      replies.badFlag(spoken, word),
      points.balance(spoken, 5),
      points.balanceOf(spoken, name, 5),
      points.gave(spoken, name, 5, 5, 5),
    ]
    const people = [{ name, tickets: 1, left: 2 }]
    return [
      ...forAll,
      replies.areIn(spoken, people),
      toPeople(spoken, [name, name], 'no.'),
      replies.entered(spoken, 5, 5, word),
      ...[...forOne, ...others].map((sentence) => toPerson(spoken, name, sentence)),
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
  const passedOver = { picks, count: 2, drawn: 1 }
  expect(winning.passedOver(speech, giveaway, passedOver, 'twitch')).toBe(
    'Passed over for Steam key: @anna (is kept out of giveaways) and ben (Kick) (does not follow the channel). Others are drawn.',
  )
  expect(winning.passedOver(speech, giveaway, { ...passedOver, count: 400, drawn: 0 }, 'twitch')).toMatch(
    /, and 398 more\. Nobody else is left to draw\.$/,
  )
  const passed = { ...winner('anna'), state: 'passed-over', passedOver: 'won-recently' } as const
  expect(winning.standing(speech, giveaway, passed)).toBe(
    'you were drawn for Steam key, but the rules passed you over (won not long ago).',
  )
})
