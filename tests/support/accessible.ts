/** Whether a page can be used by everybody: heard, by the keyboard alone, with weak eyes, on a phone. */
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Runs in the page: what axe finds that is serious or critical, each as a line with the first places. */
const findings = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations
  .filter(({ impact }) => impact === 'serious' || impact === 'critical')
  .map(({ id, help, nodes }) => id + ': ' + help + ' ' + nodes.slice(0, 3).map(({ html, any }) =>
    html.slice(0, 160) + ' ' + any.map(({ message }) => message).join(' ')).join(' | ')))`

/** Runs in the page: resolves when colours have stopped fading from one scheme to the other; what turns for ever is not waited for. */
const settled = `new Promise(requestAnimationFrame).then(() => Promise.allSettled(document.getAnimations()
  .filter((one) => one instanceof CSSTransition).map(({ finished }) => finished))).then(() => undefined)`

/** In both colour schemes, on a phone and on a desktop: axe finds nothing serious or critical, and nothing is wider than the screen. */
export async function expectAccessible(page: Page): Promise<void> {
  const found: string[] = []
  const before = page.viewportSize()
  await page.evaluate(axe.source)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    for (const width of [390, 1_280]) {
      await page.setViewportSize({ width, height: 844 })
      await page.evaluate(settled)
      const where = `${page.url()} at ${width} pixels, ${colorScheme}`
      const lines = await page.evaluate<string[]>(findings)
      found.push(...lines.map((line) => `${where}: ${line}`))
      const scrolled = await page.evaluate<number>('document.documentElement.scrollWidth')
      if (scrolled > width) found.push(`${where}: wider than the screen, ${scrolled}`)
    }
  }
  if (before) await page.setViewportSize(before)
  expect(found).toEqual([])
}
