/** Tells people what became of their entries: a few who paid by name, crowds by number, never one line an entry. */
import type { Clock } from '@streambot/shared/engine/ports.ts'
import type { Store } from '@streambot/shared/engine/ports/store.ts'
import type { Decision } from '@streambot/shared/giveaway/answers.ts'
import type { Giveaway, GiveawayId } from '@streambot/shared/giveaway/words.ts'
import { toPeople } from '@streambot/shared/languages/chat/addressing.ts'
import { areIn, type Confirmed, entered } from '@streambot/shared/languages/chat/replies.ts'
import type { Speech } from '@streambot/shared/languages/chat/speech.ts'
import { type Outbox, priorities } from './outbox.ts'
import type { Timers } from './timers.ts'

export interface Confirmations {
  /** Somebody's entry was committed. */
  took(giveaway: Giveaway, name: string, granted: Granted): void
  /** Somebody's entry was refused: told in one line with the others refused for the same reason. */
  refused(name: string, sentence: string, told: Told): void
  stop(): void
}

/** `while few`: many are not told at all. */
export type Told = 'always' | 'while few'

type Granted = Extract<Decision, { ok: true }>

export interface ConfirmationOptions {
  readonly outbox: Pick<Outbox, 'say'>
  readonly store: Pick<Store, 'findGiveaway'>
  readonly clock: Clock
  readonly timers: Timers
  readonly speech: () => Speech
  /** Whether a line has to say which giveaway it is about. */
  readonly severalRun: () => boolean
  readonly catchFaults: (what: string, work: () => Promise<void>) => Promise<void>
}

/** Entries gather so long before they are told. */
const gatherMs = 3_000
/** Between two lines with numbers. */
const countMs = 12_000
/** People named in one line at most. */
const mostNamed = 4

interface Gathered {
  readonly giveaway: Giveaway
  /** Since the last look; no more than could be named. */
  people: Confirmed[]
  /** Persons who are new since the last look, and those to be told by number. */
  fresh: number
  added: number
  countedAt: number
}

export function createConfirmations(options: ConfirmationOptions): Confirmations {
  const { outbox, store, clock, timers, speech } = options
  const gathered = new Map<GiveawayId, Gathered>()
  let refused = new Map<string, { readonly names: string[]; readonly told: Told }>()
  let cancel: (() => void) | undefined

  function plan(): void {
    cancel ??= timers.after(gatherMs, () => {
      cancel = undefined
      void options.catchFaults('confirming entries', tellAll)
    })
  }

  async function tellAll(): Promise<void> {
    tellRefused()
    for (const one of gathered.values()) {
      nameOrCount(one)
      if (one.added > 0 && clock.now().getTime() - one.countedAt >= countMs) await tellCount(one)
    }
    forgetQuiet()
    if ([...gathered.values()].some((one) => one.added > 0)) plan()
  }

  function tellRefused(): void {
    const telling = refused
    refused = new Map()
    for (const [sentence, { names, told }] of telling)
      if (told === 'always' || names.length <= mostNamed)
        void outbox.say(toPeople(speech(), names, sentence), priorities.answers)
  }

  function nameOrCount(one: Gathered): void {
    const { people, fresh } = one
    one.people = []
    one.fresh = 0
    const isWorthNaming = people.every((person) => person.tickets !== undefined || person.left !== undefined)
    if (people.length > 0 && people.length <= mostNamed && isWorthNaming) say(areIn(speech(), people))
    else one.added += fresh
  }

  async function tellCount(one: Gathered): Promise<void> {
    one.countedAt = clock.now().getTime()
    const current = await store.findGiveaway(one.giveaway.id)
    const { added } = one
    one.added = 0
    const { entryCount, word } = current ?? one.giveaway
    say(entered(speech(), added, Math.max(added, entryCount), options.severalRun() ? word : undefined))
  }

  function forgetQuiet(): void {
    const before = clock.now().getTime() - countMs
    for (const [id, one] of gathered)
      if (one.added === 0 && one.people.length === 0 && one.countedAt <= before) gathered.delete(id)
  }

  function say(sentence: string): void {
    void outbox.say(sentence, priorities.confirmations)
  }

  return {
    took(giveaway, name, granted) {
      const one = gathered.get(giveaway.id) ?? { giveaway, people: [], fresh: 0, added: 0, countedAt: -Infinity }
      gathered.set(giveaway.id, one)
      if (one.people.length <= mostNamed) one.people.push(describe(giveaway, name, granted))
      if (granted.first) one.fresh++
      plan()
    },
    refused(name, sentence, told) {
      const group = refused.get(sentence)
      if (group) group.names.push(name)
      else refused.set(sentence, { names: [name], told })
      plan()
    },
    stop() {
      cancel?.()
    },
  }
}

function describe({ rules }: Giveaway, name: string, { tickets, balance }: Granted): Confirmed {
  return {
    name,
    tickets: rules.maxTickets > 1 || tickets > 1 ? tickets : undefined,
    left: rules.cost > 0 ? balance : undefined,
  }
}
