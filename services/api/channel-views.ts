/** Our words turned into what whoever runs the channel may see. */
import type {
  AuditRow,
  ChannelEntry,
  ChannelGiveaway,
  ChannelWinner,
  PublicTemplate,
} from '@streambot/shared/contract/channel.ts'
import type { PublicDelivery, PublicWebhook } from '@streambot/shared/contract/webhooks.ts'
import type { ListedAudit, ListedEntry, ListedWinner } from '@streambot/shared/engine/ports/channel.ts'
import type { EventDelivery, EventWebhook, Posted } from '@streambot/shared/engine/ports/webhooks.ts'
import type { Giveaway, GiveawayRules, Template } from '@streambot/shared/giveaway/words.ts'
import { toPublicFace, toPublicWinner, toTime } from '@streambot/shared/views/public.ts'

export function toChannelGiveaway(giveaway: Giveaway): ChannelGiveaway {
  return {
    ...toPublicFace(giveaway),
    rules: toRules(giveaway.rules),
    minutes: giveaway.minutes ?? null,
    opensAt: toTime(giveaway.opensAt),
    blockedAt: toTime(giveaway.blockedAt),
    pausedAt: toTime(giveaway.pausedAt),
    finalAt: toTime(giveaway.finalAt),
    sealedAt: toTime(giveaway.sealedAt),
    drawWhenSealed: giveaway.drawWhenSealed ?? null,
  }
}

export function toChannelEntry(entry: ListedEntry): ChannelEntry {
  return { ...entry, enteredAt: entry.enteredAt.toISOString() }
}

export function toChannelWinner(winner: ListedWinner): ChannelWinner {
  const { viewerId, drawnAt, decidedAt, decidedBy = null, reason = null } = winner
  const decided = { drawnAt: drawnAt.toISOString(), decidedAt: toTime(decidedAt), decidedBy, reason }
  return { ...toPublicWinner(winner), viewerId, ...decided }
}

export function toAuditRow({ at, giveawayId, details, ...row }: ListedAudit): AuditRow {
  return { ...row, at: at.toISOString(), giveawayId: giveawayId ?? null, details: { ...details } }
}

export function toTemplate({ name, title, rules, minutes }: Template): PublicTemplate {
  return { name, title, rules: toRules(rules), minutes: minutes ?? null }
}

/** All but the secret. */
export function toWebhook(webhook: EventWebhook): PublicWebhook {
  const { id, url, events, state, fault = null, failingSince, dueAt, createdAt } = webhook
  const times = { failingSince: toTime(failingSince), nextTryAt: toTime(dueAt), createdAt: createdAt.toISOString() }
  return { id, url, events: [...events], state, fault, ...times }
}

export function toDelivery(delivery: EventDelivery): PublicDelivery {
  const { id, event, state, tries, createdAt, triedAt, posted } = delivery
  const last = posted ? toPosted(posted) : null
  return { id, event, state, tries, createdAt: createdAt.toISOString(), triedAt: toTime(triedAt), last }
}

export function toPosted({ status, ms, fault }: Posted): NonNullable<PublicDelivery['last']> {
  return { status: status ?? null, ms, fault: fault ?? null }
}

/** Rules as the engine takes them. */
export function toRulesOf({ maxEntries, maxTicketsInAll, ...rules }: ChannelGiveaway['rules']): GiveawayRules {
  return { ...rules, maxEntries, maxTicketsInAll }
}

function toRules({ conditions, ...rules }: GiveawayRules): ChannelGiveaway['rules'] {
  const { platforms, ...others } = conditions
  return { ...rules, conditions: { ...others, ...(platforms && { platforms: [...platforms] }) } }
}
