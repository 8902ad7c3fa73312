/** What a person at the terminal reads: where things are, and what happens in the giveaways. */
import type { Giveaway, GiveawayId } from '@streambot/shared/giveaway/words.ts'
import type { ChannelNews, NewsOrder, NewsRow } from '@streambot/shared/engine/ports/news.ts'
import type { Store } from '@streambot/shared/engine/ports/store.ts'

/** One line with a label in front. */
export function say(label: string, text: string): void {
  console.log(`${label.padEnd(10)}${text}`)
}

export interface Progress {
  /** Reads and tells what is new. */
  tell(): Promise<void>
}

/** Entries are told at most this often, in milliseconds. */
const entriesEvery = 4_000

/** Follows the news from here on, one line each, entries merged; those of giveaways, then those of raffles and orders. */
export async function followProgress(store: Store, publicUrl: string): Promise<Progress> {
  let position = await store.findLastNewsId()
  let channelPosition = position
  const titles = new Map<GiveawayId, Giveaway>()
  let toldAt = 0

  async function find(id: GiveawayId): Promise<Giveaway | undefined> {
    const known = titles.get(id)
    if (known) return known
    const found = await store.findGiveaway(id)
    if (found) titles.set(id, found)
    return found
  }

  async function tellRow(row: NewsRow): Promise<void> {
    if (row.news.kind === 'entered') {
      if (Date.now() - toldAt < entriesEvery) return
      toldAt = Date.now()
    }
    const giveaway = await find(row.giveawayId)
    const line = giveaway && describe(row, giveaway, publicUrl)
    if (line) tellAt(row.at, line)
  }

  async function tellNew(): Promise<void> {
    for (const row of await store.findNews(position, 500)) {
      position = row.id
      await tellRow(row)
    }
    for (const row of await store.findChannelNews(channelPosition, 500)) {
      channelPosition = row.id
      const line = describeChannel(row.news)
      if (line !== undefined) tellAt(row.at, line)
    }
  }

  // One after the other: two at once would tell the same twice. Whoever asked for the one before is told of its fault.
  let before: Promise<unknown> = Promise.resolve()
  return {
    tell() {
      const telling = before.then(tellNew)
      before = Promise.allSettled([telling])
      return telling
    },
  }
}

function tellAt(at: Date, line: string): void {
  console.log(`${at.toLocaleTimeString('en-GB')}  ${line}`)
}

const number = new Intl.NumberFormat('en')

const count = (amount: number, one: string, many: string): string =>
  `${number.format(amount)} ${amount === 1 ? one : many}`

/** Titles and names came from people: what a terminal would obey is taken out. */
export const clean = (text: string): string => text.replace(/\p{C}/gu, '')

function describe({ news }: NewsRow, { id, title, word, rules }: Giveaway, publicUrl: string): string | undefined {
  const prize = clean(title)
  const key = rules.poolId === undefined ? '' : ', and a key of the pool'
  switch (news.kind) {
    case 'scheduled':
      return `planned   ${prize}`
    case 'blocked':
      return `waiting   ${prize}: another giveaway has the word ${clean(word)}`
    case 'opened':
      return `open      ${prize}: type ${clean(word)}`
    case 'entered':
      return `entries   ${count(news.entryCount, 'person', 'people')}, ${count(news.ticketCount, 'ticket', 'tickets')}`
    case 'paused':
      return `paused    ${prize}`
    case 'resumed':
    case 'reopened':
      return `open      ${prize}: again`
    case 'extended':
      return `longer    ${prize}`
    case 'closed':
      return `closed    ${prize}: late messages may still arrive`
    case 'sealed':
      return `final     ${number.format(news.entryCount)} entries, digest ${news.digest.slice(0, 12)}`
    case 'round':
      return `beacon    round ${news.round} is there`
    case 'round-late':
      return `beacon    round ${news.round} is late, the draw waits`
    case 'round-waived':
      return `beacon    done without round ${news.round}`
    case 'drawn':
      return `winner    ${news.winners.map((winner) => `${clean(winner.name)} (${winner.platform})`).join(', ') || 'nobody entered'}`
    case 'passed-over':
      return `passed over ${news.picks.map((pick) => `${clean(pick.name)} (${pick.reason})`).join(', ')}${news.count > news.picks.length ? ` and ${number.format(news.count - news.picks.length)} more` : ''}`
    case 'claimed':
      return `claimed   ${clean(news.winner.name)} takes ${prize}${key}`
    case 'missed':
      return `missed    ${news.winners.map((winner) => clean(winner.name)).join(', ')} said nothing in time`
    case 'set-aside':
      return `set aside ${clean(news.winner.name)}: ${clean(news.reason)}`
    case 'completed':
      return `proof     the seed is revealed, check it at ${publicUrl}/g/${id}`
    case 'cancelled':
      return `cancelled ${prize}: ${number.format(news.refunded)} points went back to ${number.format(news.viewers)} people`
    case 'left':
    case 'reminder':
      return undefined
  }
}

function describeChannel(news: ChannelNews): string | undefined {
  switch (news.kind) {
    case 'order-placed':
      return `ordered   ${news.latest.map(describeOrder).join(', ')}`
    case 'order-serving':
      return `serving   ${describeOrder(news.order)}`
    case 'order-refunded':
      return `refunded  ${describeOrder(news.order)}: ${number.format(news.refunded)} points went back`
    case 'raffle-opened':
      return `raffle    ${number.format(news.points)} points can be won`
    case 'raffle-ended':
      return `raffle    over, ${number.format(news.joined)} people joined`
    case 'order-done':
      return undefined
  }
}

function describeOrder({ ticket, reward, name }: NewsOrder): string {
  return `${ticket} ${clean(reward)} for ${clean(name)}`
}
