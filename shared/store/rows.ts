/** Rows as Drizzle gives them, turned into our words. */
import type { BotSettings } from '../engine/ports/rows.ts'
import type { Passing } from '../giveaway/answers.ts'
import type {
  Audience,
  Break,
  ChatPlatform,
  Conditions,
  Giveaway,
  GiveawayKind,
  GiveawayStatus,
  JoinWay,
  NamedRound,
  Platform,
  Winner,
  WinnerState,
} from '../giveaway/words.ts'
import { languageTags } from '../languages/texts.ts'
import { botConfigs, type giveaways, type giveawayWinners } from '../schema.ts'

// The checks of the tables admit no other words, so the casts below are safe.

export function toGiveaway(row: typeof giveaways.$inferSelect): Giveaway {
  return {
    id: row.id,
    streamerId: row.streamerId,
    title: row.title,
    word: row.word,
    status: row.status as GiveawayStatus,
    rules: toRules(row),
    opensAt: row.opensAt ?? undefined,
    blockedAt: row.blockedAt ?? undefined,
    openedAt: row.openedAt ?? undefined,
    minutes: row.minutes ?? undefined,
    closesAt: row.closesAt ?? undefined,
    remindsAt: row.remindsAt ?? undefined,
    pausedAt: row.pausedAt ?? undefined,
    breaks: toBreaks(row.breaks),
    closedAt: row.closedAt ?? undefined,
    finalAt: row.finalAt ?? undefined,
    sealedAt: row.sealedAt ?? undefined,
    drawWhenSealed: row.drawWhenSealed ?? undefined,
    completesAt: row.completesAt ?? undefined,
    claimsDueAt: row.claimsDueAt ?? undefined,
    entryCount: row.entryCount,
    ticketCount: row.ticketCount,
    commitment: row.commitment ?? undefined,
    digest: row.digest ?? undefined,
    seed: row.seed ?? undefined,
    beacon: toNamedRound(row),
  }
}

function toNamedRound(row: typeof giveaways.$inferSelect): NamedRound | undefined {
  if (row.beaconChain === null || row.beaconRound === null || row.beaconAt === null) return undefined
  return {
    chain: row.beaconChain,
    round: row.beaconRound,
    at: row.beaconAt,
    randomness: row.beaconRandomness ?? undefined,
    signature: row.beaconSignature ?? undefined,
    lateAt: row.beaconLateAt ?? undefined,
    waivedAt: row.beaconWaivedAt ?? undefined,
  }
}

/** The columns of a named round; all empty for none. */
export function toBeaconColumns(named: NamedRound | null) {
  return {
    beaconChain: named?.chain ?? null,
    beaconRound: named?.round ?? null,
    beaconAt: named?.at ?? null,
    beaconRandomness: named?.randomness ?? null,
    beaconSignature: named?.signature ?? null,
    beaconLateAt: named?.lateAt ?? null,
    beaconWaivedAt: named?.waivedAt ?? null,
  }
}

/** Written by `changeGiveaway` alone, from `Break`s. */
function toBreaks(rows: unknown): Break[] {
  return (rows as { code: Break['code']; from: string; until: string }[]).map(({ code, from, until }) => ({
    code,
    from: new Date(from),
    until: new Date(until),
  }))
}

function toRules(row: typeof giveaways.$inferSelect): Giveaway['rules'] {
  return {
    kind: row.kind as GiveawayKind,
    activeMinutes: row.activeMinutes ?? undefined,
    cost: row.cost,
    maxTickets: row.maxTickets,
    maxEntries: row.maxEntries ?? undefined,
    maxTicketsInAll: row.maxTicketsInAll ?? undefined,
    winners: row.winners,
    audience: row.audience as Audience,
    conditions: toConditions(row),
    leaving: row.leaving,
    claimSeconds: row.claimSeconds ?? undefined,
    poolId: row.poolId ?? undefined,
    joinByCode: (row.joinByCode as JoinWay | null) ?? undefined,
    presentMinutes: row.presentMinutes ?? undefined,
  }
}

function toConditions(row: typeof giveaways.$inferSelect): Conditions {
  return {
    platforms: (row.platforms as ChatPlatform[] | null) ?? undefined,
    minTier: row.minTier ?? undefined,
    followDays: row.followDays ?? undefined,
    accountDays: row.accountDays ?? undefined,
    minBalance: row.minBalance ?? undefined,
    moderatorsOut: row.moderatorsOut || undefined,
    unknownPasses: row.unknownPasses || undefined,
    prizeClass: row.prizeClass ?? undefined,
    cooldownDays: row.cooldownDays ?? undefined,
    tier1Factor: row.tier1Factor ?? undefined,
    tier2Factor: row.tier2Factor ?? undefined,
    tier3Factor: row.tier3Factor ?? undefined,
    vipFactor: row.vipFactor ?? undefined,
    followerFactor: row.followerFactor ?? undefined,
  }
}

export function toWinner(row: typeof giveawayWinners.$inferSelect): Winner {
  const { pick, viewerId, tickets } = row
  return {
    pick,
    viewerId,
    platform: row.platform as Platform,
    userId: row.platformUserId,
    name: row.displayName,
    tickets,
    state: row.state as WinnerState,
    drawnAt: row.drawnAt,
    claimDeadline: row.claimDeadline ?? undefined,
    decidedAt: row.decidedAt ?? undefined,
    ...(row.state === 'passed-over' && { passedOver: row.reason as Passing }),
  }
}

/** What `toSettings` needs, without the columns that other tables have, too. */
export const settingsColumns = {
  streamerId: botConfigs.streamerId,
  language: botConfigs.language,
  timeZone: botConfigs.timeZone,
  graceSeconds: botConfigs.graceSeconds,
  revealSeconds: botConfigs.revealSeconds,
  attemptsPerMinute: botConfigs.attemptsPerMinute,
  chatPoints: botConfigs.chatPoints,
  chatPointsSeconds: botConfigs.chatPointsSeconds,
  pointsName: botConfigs.pointsName,
  excludedLogins: botConfigs.excludedLogins,
  chatPointsLive: botConfigs.chatPointsLive,
  watchPoints: botConfigs.watchPoints,
  watchSeconds: botConfigs.watchSeconds,
  subscriberFactor: botConfigs.subscriberFactor,
  gamble: botConfigs.gamble,
  gamblePercent: botConfigs.gamblePercent,
  gambleLeast: botConfigs.gambleLeast,
  gambleMost: botConfigs.gambleMost,
  gambleSeconds: botConfigs.gambleSeconds,
  reminderMinutes: botConfigs.reminderMinutes,
}

export function toSettings(row: Pick<typeof botConfigs.$inferSelect, keyof typeof settingsColumns>): BotSettings {
  const { excludedLogins, streamerId, graceSeconds, revealSeconds, attemptsPerMinute } = row
  const { chatPoints, chatPointsSeconds, pointsName, timeZone } = row
  // One that only a newer version knows is spoken as English.
  const language = languageTags.find((tag) => tag === row.language) ?? 'en'
  const seconds = { graceSeconds, revealSeconds, chatPointsSeconds }
  const gamble = {
    on: row.gamble,
    percent: row.gamblePercent,
    least: row.gambleLeast,
    most: row.gambleMost,
    restSeconds: row.gambleSeconds,
  }
  const excluded = new Set(excludedLogins)
  const { chatPointsLive, watchPoints, watchSeconds, subscriberFactor, reminderMinutes } = row
  const watching = { chatPointsLive, watchPoints, watchSeconds, subscriberFactor }
  const others = { attemptsPerMinute, chatPoints, pointsName, excluded, gamble, reminderMinutes }
  return { streamerId, language, timeZone, ...seconds, ...others, ...watching }
}

/** The way back. */
export function fromSettings({ excluded, gamble, ...same }: BotSettings): Partial<typeof botConfigs.$inferInsert> {
  const { on, percent, least, most, restSeconds } = gamble
  const staked = { gamblePercent: percent, gambleLeast: least, gambleMost: most, gambleSeconds: restSeconds }
  return { ...same, excludedLogins: [...excluded], gamble: on, ...staked }
}
