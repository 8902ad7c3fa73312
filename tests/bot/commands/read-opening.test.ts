import { callsOf, nothingChosen } from '@streambot/shared/giveaway/commands.ts'
import { readOpening } from '@streambot/bot/commands/read-opening.ts'
import { createSpeech } from '@streambot/shared/languages/chat/speech.ts'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { usualRules } from '@streambot/shared/giveaway/rules.ts'

const speech = createSpeech({ language: 'en', pointsName: 'points' })
const usual = callsOf(nothingChosen)
const read = (text: string) => readOpening(speech, text.split(' ').filter(Boolean), usual)

describe('reading what opens a giveaway', () => {
  test.for([
    ['!gold', '!gold', 'a prize', {}],
    ['!GOLD Steam key', '!gold', 'Steam key', {}],
    ['gold A 50 -50% coupon', 'gold', 'A 50 -50% coupon', {}],
    ['!g Key -cost 1k', '!g', 'Key', { cost: 1_000 }],
    ['!g Key -cost 0 -max 500', '!g', 'Key', { maxEntries: 500 }],
    ['!g -TICKETS 5 Two words', '!g', 'Two words', { kind: 'tickets', maxTickets: 5 }],
    ['!g Key -claim 60', '!g', 'Key', { claimSeconds: 60 }],
    ['!g Key -present 5', '!g', 'Key', { presentMinutes: 5 }],
    ['!g Key -join Guests', '!g', 'Key', { joinByCode: 'guests' }],
    ['!g Key -join signed-in', '!g', 'Key', { joinByCode: 'signed-in' }],
    ['!g Key -join off', '!g', 'Key', {}],
    ['!g -winners 3 Key -for subs', '!g', 'Key', { winners: 3, audience: 'subscribers' }],
    ['!g Key -for Mods', '!g', 'Key', { audience: 'moderators' }],
    ['!g Key -for vips', '!g', 'Key', { audience: 'vips' }],
    ['!enter Key -for everyone', '!enter', 'Key', {}],
    ['!g Key -active 15', '!g', 'Key', { kind: 'active', activeMinutes: 15 }],
    ['-kind Active -active 10', 'active', 'a prize', { kind: 'active', activeMinutes: 10 }],
    ['-kind active Golden Key', 'active', 'Golden Key', { kind: 'active', activeMinutes: 10 }],
    ['!g Key -kind keyword', '!g', 'Key', {}],
    ['!g Key -kind first', '!g', 'Key', { kind: 'first', maxEntries: 1, leaving: false }],
    ['!g Key -winners 5 -kind first', '!g', 'Key', { kind: 'first', winners: 5, maxEntries: 5, leaving: false }],
    ['!g Key -tier 2 -min 1k', '!g', 'Key', { conditions: { minTier: 2, minBalance: 1_000 } }],
    ['!g Key -on Kick,twitch', '!g', 'Key', { conditions: { platforms: ['twitch', 'kick'] } }],
    ['!g Key -for followers', '!g', 'Key', { conditions: { followDays: 0 } }],
    ['!g Key -follow 7 -for followers', '!g', 'Key', { conditions: { followDays: 7 } }],
    ['!g Key -age 30 -unknown pass', '!g', 'Key', { conditions: { accountDays: 30, unknownPasses: true } }],
    ['!g Key -followx 2 -unknown refuse', '!g', 'Key', { conditions: { followerFactor: 2, unknownPasses: false } }],
    ['!g Key -mods out', '!g', 'Key', { conditions: { moderatorsOut: true } }],
    ['!g Key -mods in', '!g', 'Key', { conditions: { moderatorsOut: false } }],
    ['!g Key -class Big -cooldown 30', '!g', 'Key', { conditions: { prizeClass: 'big', cooldownDays: 30 } }],
    ['!g Key -subx 2', '!g', 'Key', { conditions: { tier1Factor: 2, tier2Factor: 2, tier3Factor: 2 } }],
    [
      '!g Key -vipx 3 -subx 1,2,6',
      '!g',
      'Key',
      { conditions: { tier1Factor: 1, tier2Factor: 2, tier3Factor: 6, vipFactor: 3 } },
    ],
  ] as const)('%s', ([text, word, title, rules]) => {
    expect(read(text)).toEqual({ word, title, rules: { ...usualRules, ...rules }, minutes: undefined })
  })

  test('a template gives what the flags and the prize do not say, wherever it stands', () => {
    const rules = { ...usualRules, kind: 'tickets', maxTickets: 5, cost: 10, conditions: { minTier: 2 } } as const
    const templates = [{ name: 'weekly', title: 'Key', rules, minutes: 15 }]
    const readWith = (text: string) => readOpening(speech, text.split(' '), usual, templates)
    expect(readWith('!g -template weekly')).toMatchObject({ title: 'Key', rules, minutes: 15 })
    expect(readWith('!g Mug -cost 0 -template Weekly -minutes 5 -min 50')).toMatchObject({
      title: 'Mug',
      minutes: 5,
      rules: { ...rules, cost: 0, conditions: { minTier: 2, minBalance: 50 } },
    })
    expect(readWith('!g -template daily')).toMatch(/^there is no template of that name/)
  })

  test('the kind of a template gives way to the kind that is said, with all that belongs to it', () => {
    const first = { ...usualRules, kind: 'first', winners: 5, maxEntries: 5, leaving: false } as const
    const active = { ...usualRules, kind: 'active', activeMinutes: 30 } as const
    const templates = [
      { name: 'first', title: 'Key', rules: first, minutes: undefined },
      { name: 'active', title: 'Key', rules: active, minutes: undefined },
    ]
    const rulesOf = (text: string) => readOpening(speech, text.split(' '), usual, templates)
    expect(rulesOf('!g -template first -winners 2')).toMatchObject({ rules: { ...first, winners: 2, maxEntries: 2 } })
    expect(rulesOf('!g -template first -kind keyword')).toMatchObject({ rules: { ...usualRules, winners: 5 } })
    expect(rulesOf('-template active')).toMatchObject({ word: 'active', rules: active })
    expect(rulesOf('!g -template active -tickets 3')).toMatchObject({
      rules: { ...usualRules, kind: 'tickets', maxTickets: 3 },
    })
    expect(rulesOf('!g -template active -kind first')).toMatchObject({ rules: { ...first, winners: 1, maxEntries: 1 } })
  })

  test('minutes are read up to a week', () => {
    expect(read('!g Key -minutes 10080')).toMatchObject({ minutes: 10_080 })
    expect(read('!g Key -in 15')).toMatchObject({ opensIn: 15, minutes: undefined })
    expect(read('!g Key -in 10081')).toMatch(/^I cannot read "-in 10081"/)
    expect(read('!g Key -minutes 10081')).toMatch(/^I cannot read "-minutes 10081"/)
  })

  test.for([
    ['', /^use !giveaway open/],
    ['-cost 5', /^use !giveaway open/],
    ['@anna key', /^use !giveaway open/],
    ['/ban key', /^use !giveaway open/],
    ['!points key', /^"!points" is one of my own commands/],
    ['!g Key -unknown maybe', /^I cannot read "-unknown maybe"/],
    ['!g Key -follow 0', /^I cannot read "-follow 0"/],
    ['!g Key -age 10001', /^I cannot read "-age 10001"/],
    ['!g Key -template weekly', /^there is no template of that name/],
    ['!g Key -tier 4', /^I cannot read "-tier 4"/],
    ['!g Key -on twitter', /^I cannot read "-on twitter"/],
    ['!g Key -on', /^I cannot read "-on"/],
    ['!g Key -mods maybe', /^I cannot read "-mods maybe"/],
    ['!g Key -class -min', /^I cannot read "-class -min"/],
    ['!g Key -subx 2,3', /^I cannot read "-subx 2,3"/],
    ['!g Key -subx 1,2,3,4', /^I cannot read/],
    ['!g Key -subx 101', /^I cannot read/],
    ['!g Key -cooldown 0', /^I cannot read "-cooldown 0"/],
    ['!g Key -kind shiny', /^I cannot read "-kind shiny"/],
    ['!g Key -active 1441', /^Minutes of chatting: a whole number/],
    ['!g Key -active 5 -cost 5', /^Active chatters are in without asking/],
    ['!g Key -active 5 -follow 7', /^Follows and the age of accounts cannot/],
    ['!g Key -active 5 -kind keyword', /^Minutes of chatting are for active chatters/],
    ['!g Key -kind keyword -tickets 5', /^Everybody holds one ticket/],
    ['!g Key -kind first -max 3', /^Where the first ones win, there are as many places/],
    ['!g Key -kind first -claim 60', /^Who comes first has won at once/],
    ['!g Key -kind first -subx 2', /^Nothing is drawn where the first ones win/],
    ['-kind first', /^use !giveaway open/],
    ['-active 5 -shiny', /^use !giveaway open/],
    ['!g Key -shiny', /^I cannot read "-shiny"/],
    ['!g Key -for constructor', /^I cannot read "-for constructor"/],
    ['!g Key -constructor 5', /^I cannot read "-constructor 5"/],
    ['!g Key -winners 1001', /^Winners: a whole number/],
    ['!g Key -claim 4', /^Seconds to claim: a whole number from 5 to 86,400/],
    ['!g Key -claim 86401', /^Seconds to claim/],
    ['!g Key -present 1441', /^Minutes in which winners must have been seen/],
    ['!g Key -kind first -present 5', /^Nothing is drawn where the first ones win, so nobody/],
    ['!g Key -active 5 -join guests', /^Whoever chats is in anyway there/],
    ['!g Key -join everybody', /^I cannot read "-join everybody"/],
    ['!g Key -tickets 2m', /^Tickets a person may hold/],
    [`!${'g'.repeat(60)} Key`, /^The word to type/],
    [`!g ${'Key '.repeat(60)}`, /^The prize needs a name/],
  ] as const)('%s is refused with a sentence', ([text, sentence]) => {
    expect(read(text)).toMatch(sentence)
  })

  const bad = fc.constantFrom(
    '',
    '-1',
    '1.5',
    '1e9',
    '0x10',
    'NaN',
    'Infinity',
    '٣',
    '½',
    '1,000',
    '99999999999999',
    "'; drop",
    '🎁',
    '5%',
    'max',
  )

  test('a number that is none is refused behind every flag', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('-cost', '-tickets', '-max', '-winners', '-claim', '-present', '-minutes'),
        bad,
        (flag, value) => {
          expect(read(`!g Key ${flag} ${value}`)).toMatch(/^I cannot read/)
        },
      ),
    )
  })
})
