/** The proof of a draw as JSON, written while the entries are read: a million of them never stand in memory at once. */
import { Readable } from 'node:stream'
import type { ProofExport, PublicBeacon, PublicGiveaway } from '@streambot/shared/contract/http.ts'
import type { Store } from '@streambot/shared/engine/ports/store.ts'

/** Streams proofs, a few at a time: each holds a connection to the database until its last entry is read. */
export interface Proofs {
  /** Nothing while the entries can still change. */
  open(giveaway: PublicGiveaway): Readable | undefined
}

const atOnce = 3

export function createProofs(store: Pick<Store, 'readEntries'>): Proofs {
  const line = createLine(atOnce)

  async function* write(head: Omit<ProofExport, 'entries'>): AsyncGenerator<string> {
    const leave = await line.wait()
    try {
      // The head goes out with the first entries, so that what fails before is answered as a fault.
      let text = `${JSON.stringify(head).slice(0, -1)},"entries":[`
      for await (const page of store.readEntries(head.giveaway.id)) {
        const entries = page.map(({ platform, userId, name, tickets }) =>
          JSON.stringify({ platform, userId, name, tickets } satisfies ProofExport['entries'][number]),
        )
        yield text + entries.join(',\n')
        text = ',\n'
      }
      yield text === ',\n' ? ']}' : `${text}]}`
    } finally {
      leave()
    }
  }

  return {
    open(giveaway) {
      const head = describe(giveaway)
      return head && Readable.from(write(head))
    },
  }
}

function describe(giveaway: PublicGiveaway): Omit<ProofExport, 'entries'> | undefined {
  const { id, title, openedAt, closedAt, entryCount, ticketCount, commitment, digest, seed, beacon, winners } = giveaway
  if (commitment === null || digest === null) return undefined
  return {
    format: beacon ? 'streambot-proof-2' : 'streambot-proof-1',
    giveaway: { id, title, openedAt, closedAt, entryCount, ticketCount },
    commitment,
    digest,
    ...(seed !== null && { seed }),
    ...(beacon && { beacon: describeBeacon(beacon) }),
    winners,
  }
}

function describeBeacon({ chain, round, at, randomness, signature, waivedAt }: PublicBeacon): ProofExport['beacon'] {
  const came = randomness !== null && signature !== null && { randomness, signature }
  return { chain, round, at, ...came, ...(waivedAt !== null && { waivedAt }) }
}

/** Lets so many in at once; the others wait in order. */
function createLine(places: number) {
  const waiting: (() => void)[] = []
  let free = places
  const leave = (): void => {
    const next = waiting.shift()
    if (next) next()
    else free++
  }
  return {
    async wait(): Promise<() => void> {
      if (free > 0) free--
      else await new Promise<void>((resolve) => waiting.push(resolve))
      return leave
    },
  }
}
