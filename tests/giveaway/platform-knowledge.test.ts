import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  type Knowledge,
  knowledge,
  type Trait,
  traits,
  unknownOn,
} from '@streambot/shared/giveaway/platform-knowledge.ts'
import { usualRules } from '@streambot/shared/giveaway/rules.ts'
import type { GiveawayRules, Platform } from '@streambot/shared/giveaway/words.ts'
import { expect, test } from 'vitest'

const guide = readFileSync(fileURLToPath(new URL('../../docs/streamers-guide.md', import.meta.url)), 'utf8')

/** Rows of the guide's table, by what is asked for. */
const rows: Readonly<Record<Trait, readonly string[]>> = {
  subscription: ['`-for subs`'],
  tier: ['`-tier`, `-subx 2,3,5`'],
  vip: ['`-for vips`, `-vipx`'],
  moderator: ['`-for mods`, `-mods out`'],
  follow: ['`-for followers`, `-follow`', '`-followx`'],
  'account-age': ['`-age`'],
}

/** How the guide says it. */
const said: Readonly<Record<Knowledge, RegExp>> = {
  told: /^(yes|subscribers|members|three tiers)$/,
  asked: /^looked up$|^since the channel was made/,
  unknown: /^unknown$|^counts once$/,
  one: /has the first$/,
  nobody: /^there are none/,
}

test.each(traits.flatMap((trait) => rows[trait].map((row) => [row, trait] as const)))(
  'the guide says of %s what the rules say of %s',
  (row, trait) => {
    const line = guide.split('\n').find((one) => one.startsWith(`| ${row} |`))
    const [twitch = '', youtube = '', kick = ''] =
      line
        ?.split('|')
        .slice(2, 5)
        .map((cell) => cell.trim()) ?? []
    for (const [platform, cell] of Object.entries({ twitch, youtube, kick }))
      expect(cell, platform).toMatch(said[knowledge[trait][platform as Platform]]) // the keys stand in the line above
  },
)

const conditionsOf = (conditions: GiveawayRules['conditions'], audience: GiveawayRules['audience'] = 'everyone') => ({
  ...usualRules,
  audience,
  conditions,
})
const outline = (...asked: Parameters<typeof unknownOn>) =>
  unknownOn(...asked).map(({ trait, platform, knowledge: known }) => `${trait} ${platform} ${known}`)

test.each<[what: string, rules: ReturnType<typeof conditionsOf>, gaps: string[]]>([
  ['nothing', conditionsOf({}), []],
  ['points and wins before', conditionsOf({ minBalance: 5, cooldownDays: 3, moderatorsOut: true }), []],
  ['subscribers', conditionsOf({ minTier: 1, tier1Factor: 2 }, 'subscribers'), ['tier youtube one', 'tier kick one']],
  ['the second tier', conditionsOf({ minTier: 2 }), ['tier youtube one', 'tier kick one']],
  ['the same factor for every tier', conditionsOf({ tier1Factor: 2, tier2Factor: 2, tier3Factor: 2 }), []],
  ['VIPs', conditionsOf({}, 'vips'), ['vip youtube nobody']],
  ['followers', conditionsOf({ followDays: 0 }), ['follow youtube unknown', 'follow kick unknown']],
  ['a factor for followers on Kick', conditionsOf({ followerFactor: 2, platforms: ['kick'] }), ['follow kick unknown']],
  ['the age of accounts', conditionsOf({ accountDays: 30 }), ['account-age kick unknown']],
])('rules that ask for %s', (_, rules, gaps) => {
  expect(outline(rules)).toEqual(gaps)
})

test('only the platforms that are asked about are told of', () => {
  const rules = conditionsOf({ followDays: 7, accountDays: 7 })
  expect(outline(rules, ['twitch'])).toEqual([])
  expect(outline(rules, ['kick', 'twitch'])).toEqual(['follow kick unknown', 'account-age kick unknown'])
})
