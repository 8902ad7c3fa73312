import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  findUntold,
  type Knowledge,
  knowledge,
  type Trait,
  traits,
} from '@streambot/shared/giveaway/platform-knowledge.ts'
import { type ChatPlatform, chatPlatforms as platforms } from '@streambot/shared/giveaway/words.ts'
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
      expect(cell, platform).toMatch(said[knowledge[trait][platform as ChatPlatform]]) // the keys stand in the line above
  },
)

test('only the platforms that are asked about are told of', () => {
  expect(findUntold('follow', platforms)).toEqual(['youtube', 'kick'])
  expect(findUntold('follow', ['kick', 'twitch'])).toEqual(['kick'])
  expect(findUntold('account-age', ['twitch', 'youtube'])).toEqual([])
  expect(findUntold('subscription', platforms)).toEqual([])
})
