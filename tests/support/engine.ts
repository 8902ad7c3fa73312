/** An engine on a real database, with a clock to turn and people to enter. */
import { randomBytes } from 'node:crypto'
import { createEntering, type Entering } from '@streambot/shared/engine/enter.ts'
import { openGiveaway } from '@streambot/shared/engine/manage.ts'
import { usualRules } from '@streambot/shared/giveaway/rules.ts'
import type { Later, Ports } from '@streambot/shared/engine/ports.ts'
import type { DrawEntry } from '@streambot/shared/engine/ports/rows.ts'
import type { Account, EntryAsk, Giveaway, GiveawayRules, Roles, StreamerId } from '@streambot/shared/giveaway/words.ts'
import { createLocalLive } from '@streambot/shared/queue/local.ts'
import { chance } from '@streambot/shared/runtime/chance.ts'
import { createVault } from '@streambot/shared/runtime/crypto.ts'
import { createSeeds } from '@streambot/shared/runtime/seeds.ts'
import { type OpenStore, openStore } from '@streambot/shared/store/open.ts'

/** Time that stands still until it is turned. */
export interface TestClock {
  now(): Date
  /** Turns it forward. */
  turn(ms: number): void
}

export function createClock(start = new Date('2026-11-21T12:00:00Z')): TestClock {
  let now = start.getTime()
  return { now: () => new Date(now), turn: (ms) => void (now += ms) }
}

export interface TestEngine {
  readonly ports: Ports
  readonly store: OpenStore
  readonly entering: Entering
  readonly clock: TestClock
  /** Wake-ups that were planned, in order. */
  readonly planned: { readonly id: string; readonly at: Date }[]
  close(): Promise<void>
}

// One key for all engines of a test process, so that a second engine opens the seeds of the first.
export const vault = createVault([{ id: 'test', key: randomBytes(32) }])

export function openEngine(url: string, clock: TestClock = createClock(), wakeUps?: Later): TestEngine {
  const store = openStore({ url })
  const planned: { id: string; at: Date }[] = []
  const later = wakeUps ?? { wake: async (id: string, at: Date) => void planned.push({ id, at }) }
  const ports: Ports = { store, clock, seeds: createSeeds(vault), chance, later, live: createLocalLive() }
  const entering = createEntering(ports)
  return { ports, store, entering, clock, planned, close: () => store.close() }
}

export const viewerRoles: Roles = {
  broadcaster: false,
  moderator: false,
  vip: false,
  subscriber: false,
  tier: 0,
  months: 0,
}

export const costedTickets: GiveawayRules = { ...usualRules, kind: 'tickets', cost: 10, maxTickets: 5 }

export function person(number: number): Account {
  return { platform: 'twitch', userId: String(1000 + number), login: `viewer${number}`, name: `Viewer${number}` }
}

let messages = 0

/** A fresh message id. */
export function newMessage(): string {
  return `m-${process.pid}-${++messages}`
}

/** An ask of a person, with a message of its own unless one is given. */
export function askOf(account: Account, clock: TestClock, ask: Partial<EntryAsk> = {}): EntryAsk {
  const message = { platform: account.platform, id: newMessage() }
  return { message, account, roles: viewerRoles, tickets: 1, sentAt: clock.now(), ...ask }
}

/** Opens a giveaway, or throws with the refusal. */
export async function openFor(
  engine: TestEngine,
  streamerId: StreamerId,
  rules: Partial<GiveawayRules> = {},
  word = '!enter',
): Promise<Giveaway> {
  const ask = { streamerId, title: 'Steam key', word, rules: { ...usualRules, ...rules } }
  const opened = await openGiveaway(engine.ports, ask, { actor: 'test' })
  if (!opened.ok) throw new Error(`The giveaway did not open: ${opened.code}`)
  return opened.value
}

/** Gives people points, the way a payout does. */
export async function pay(engine: TestEngine, streamerId: StreamerId, accounts: readonly Account[], amount: number) {
  await engine.store.payChatters({ streamerId, amount, window: ++messages, accounts })
}

/** All entries of a giveaway in canonical order. */
export async function listEntries(
  { readEntries }: Pick<OpenStore, 'readEntries'>,
  giveawayId: string,
): Promise<DrawEntry[]> {
  const entries: DrawEntry[] = []
  for await (const page of readEntries(giveawayId)) entries.push(...page)
  return entries
}
