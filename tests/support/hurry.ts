/** The time of a page, which tests need not wait out. */
import type { Page } from 'playwright-core'

/**
 * Lets the time of a page pass about ten times as fast until something came: its clocks, timers and frames go on as they would, in larger
 * steps. The page's clock has to be installed (`page.clock.install()`).
 */
export async function hurry(page: Page, coming: Promise<void>): Promise<void> {
  const arrived = coming.then(() => true)
  const step = () => page.clock.fastForward(200).then(() => false)
  while (!(await Promise.race([arrived, step()]))) continue
}
