/** Waits so many milliseconds, or until it is broken off. */
export function pause(milliseconds: number, breakOff: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (breakOff.aborted) return resolve()
    const timer = setTimeout(resolve, milliseconds)
    breakOff.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        resolve()
      },
      { once: true },
    )
  })
}
