/** What the browser keeps for a giveaway, so that a reload loses nothing. */
export interface Slot {
  /** The session since the last joining, and what one may join with a little after the code was over. */
  readonly name: 'session' | 'pass'
  readonly giveaway: string
}

/** For browsers that keep nothing for pages: it lasts until the page goes. */
const held = new Map<string, string>()

export function read(slot: Slot): string | undefined {
  return tolerate(() => localStorage.getItem(keyOf(slot))) ?? held.get(keyOf(slot))
}

export function write(slot: Slot, value: string): void {
  held.set(keyOf(slot), value)
  tolerate(() => localStorage.setItem(keyOf(slot), value))
}

const keyOf = ({ name, giveaway }: Slot): string => `join:${name}:${giveaway}`

/** A browser that is told to keep nothing for pages refuses even the look. */
function tolerate<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof DOMException) return undefined
    throw error
  }
}
