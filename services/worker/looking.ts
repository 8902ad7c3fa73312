/** Work that stands in the database and is looked for again and again, one look at a time. */

export interface LookingOptions {
  /** Milliseconds between the begins of two looks; one that takes longer is not overtaken. */
  readonly everyMs: number
  readonly onError: (error: unknown) => void
}

export interface Looking {
  /** Looks now, and again every so often. */
  start(): void
  /** Resolves when the look that was begun is done. */
  stop(): Promise<void>
}

export function keepLooking(look: () => Promise<void>, { everyMs, onError }: LookingOptions): Looking {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined

  function begin(): void {
    running ??= look()
      .catch(onError)
      .finally(() => (running = undefined))
  }

  return {
    start() {
      begin()
      timer = setInterval(begin, everyMs)
    },
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
