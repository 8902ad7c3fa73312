/** The time of a page, which tests need not wait out. */
import type { Locator } from 'playwright-core'

const patienceMs = 15_000
const stepMs = 200

/**
 * Lets the time of a page pass faster until something is seen: its clocks, timers and frames go on as they would, in larger steps, with a
 * look after each. The page's clock has to be installed (`page.clock.install()`).
 */
export async function hurry(coming: Locator): Promise<void> {
  const end = Date.now() + patienceMs
  while (Date.now() < end) {
    if (await coming.isVisible()) return
    await coming.page().clock.fastForward(stepMs)
  }
  await coming.waitFor() // and says what was not there
}
