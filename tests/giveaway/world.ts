/** Giveaways and asks for the rules, without a database. */
import { chatTexts } from '@streambot/shared/languages/chat/all.ts'
import type { Asker, BatchState } from '@streambot/shared/giveaway/entry.ts'
import { type RuleFault, usualRules } from '@streambot/shared/giveaway/rules.ts'
import type { Account, EntryAsk, Giveaway, GiveawayRules, Roles } from '@streambot/shared/giveaway/words.ts'

export const noon = new Date('2026-11-21T12:00:00Z')

/** So many milliseconds after noon. */
export const after = (ms: number): Date => new Date(noon.getTime() + ms)

export function makeRules(changed: Partial<GiveawayRules> = {}): GiveawayRules {
  return { ...usualRules, ...changed }
}

/** A giveaway that opened an hour before noon, and is still open. */
export function makeGiveaway(changed: Partial<Giveaway> = {}): Giveaway {
  return {
    id: '7d3f1c52-0c5e-4a53-9a6e-2f6f3b1f8a10',
    streamerId: 1,
    title: 'Steam key',
    word: '!enter',
    status: 'open',
    rules: usualRules,
    openedAt: after(-3_600_000),
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
    entryCount: 0,
    ticketCount: 0,
    commitment: undefined,
    digest: undefined,
    seed: undefined,
    ...changed,
  }
}

const nobody: Roles = { broadcaster: false, moderator: false, vip: false, subscriber: false, tier: 0, months: 0 }

export function makeRoles(changed: Partial<Roles> = {}): Roles {
  return { ...nobody, ...changed }
}

export function makeAccount(viewer: number): Account {
  return { platform: 'twitch', userId: String(viewer), login: `viewer${viewer}`, name: `Viewer${viewer}` }
}

let messages = 0

/** An ask at noon with a message of its own. */
export function makeAsk(changed: Partial<EntryAsk> = {}): EntryAsk {
  const message = { platform: 'twitch', id: `m${++messages}` } as const
  return { message, account: makeAccount(1), roles: makeRoles(), tickets: 1, sentAt: noon, ...changed }
}

export const limits = { attemptsPerMinute: 10, excluded: new Set(['nightbot']) }

/** Somebody who holds nothing. */
export function makeAsker(changed: Partial<Asker> = {}): Asker {
  return { ...stranger, ...changed }
}

const stranger: Asker = {
  viewerId: 1,
  tickets: 0,
  bonus: 0,
  balance: 0,
  excluded: false,
  lastWonAt: undefined,
  attempts: [],
}

/** The state for asks of one viewer each, told by the number in the account's id; they hold nothing unless said. */
export function makeState(asks: readonly EntryAsk[], changed: Partial<BatchState> = {}): BatchState {
  const askers = asks.map((ask) => makeAsker({ viewerId: Number(ask.account.userId) }))
  return { giveaway: makeGiveaway(), limits, seen: new Set(), askers, ...changed }
}

/** What the bot says of settings that a giveaway cannot have; nothing where it can. */
export function sayFault(fault: RuleFault | undefined): string | undefined {
  return fault && chatTexts.en[`rule.${fault}`]
}
