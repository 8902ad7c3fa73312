/** What came, in order, and a way to wait for more without looking at the time. */
export interface Inbox<T> {
  readonly all: readonly T[]
  add(item: T): void
  /** Resolves with the first item, old or new, that fits; items before `from` do not count. */
  until(fits: (item: T) => boolean, from?: number): Promise<T>
}

export function createInbox<T>(): Inbox<T> {
  const all: T[] = []
  const waiting = new Set<() => void>()
  return {
    all,
    add(item) {
      all.push(item)
      for (const look of waiting) look()
    },
    until: (fits, from = 0) =>
      new Promise((resolve) => {
        const look = () => {
          const found = all.slice(from).find((item) => fits(item))
          if (found === undefined) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
  }
}
