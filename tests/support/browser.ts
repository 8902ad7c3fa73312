/** A real Chromium and the built pages for all tests of a file; without one the tests are skipped, and say why. */
import { get, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, inject } from 'vitest'
import type { SharedChromium } from './grounds.ts'
import type { Service } from './page.ts'

export interface Browsing {
  /** Without a browser all tests of the file are skipped. */
  readonly isThere: boolean
  /** The folder of the built pages. */
  readonly pageFolder: string
  /** What the pages of this test complained about: errors, dialogs, breaches of the content security policy. */
  readonly complaints: string[]
  /** Opens a page as on a phone, with cookies of its own; closed behind the test. */
  open(options?: BrowserContextOptions): Promise<Page>
}

export function withBrowser(service: Service = 'panel'): Browsing {
  const complaints: string[] = []
  const opened: Page[] = []
  let missing: string | undefined
  let browser: Browser | undefined
  let pageFolder: string | undefined

  beforeAll(async () => {
    const found = await askFor<SharedChromium>('chromium')
    if ('missing' in found) return void (missing = found.missing)
    pageFolder = (await askFor<{ folder: string }>(service)).folder
    browser = await chromium.connect(found.endpoint)
  }, 600_000)
  afterAll(() => browser?.close())
  beforeEach(({ skip }) => {
    complaints.length = 0
    if (!browser) skip(missing)
  })
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((page) => page.context().close()))
  })

  return {
    complaints,
    get isThere() {
      return browser !== undefined
    },
    get pageFolder() {
      if (pageFolder === undefined) throw new Error('The pages are built before the first test.')
      return pageFolder
    },
    async open(options = {}) {
      if (!browser) throw new Error('The browser is started before the first test.')
      const page = await browser.newPage({ locale: 'en-US', viewport: { width: 390, height: 844 }, ...options })
      opened.push(page)
      page.setDefaultTimeout(15_000)
      watch(page, complaints)
      return page
    },
  }
}

function watch(page: Page, complaints: string[]): void {
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
}

/** What the files of a run share (`grounds.ts`), however long it takes: installing a Chromium takes minutes. */
async function askFor<Answer>(name: string): Promise<Answer> {
  const address = `${inject('groundsAddress')}/${name}`
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(address, resolve).on('error', reject)
  })
  const answer = await text(response)
  if (response.statusCode !== 200) throw new Error(answer)
  return JSON.parse(answer) as Answer // told by our own process
}

/** Runs in the page: texts whose contrast with what is behind them is below 4.5 (WCAG AA), large ones below 3. */
export const findFaint = `(() => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
  const light = (color) => {
    canvas.fillStyle = color
    canvas.fillRect(0, 0, 1, 1)
    const parts = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((part) => part / 255)
    const [r, g, b] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const ground = (element) => {
    const color = element && getComputedStyle(element).backgroundColor
    return !element ? 'white' : /, 0\\)$/.test(color) ? ground(element.parentElement) : color
  }
  const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
  return [...document.querySelectorAll('#page *')].filter(hasText).flatMap((element) => {
    const style = getComputedStyle(element)
    const [a, b] = [light(style.color), light(ground(element))].sort((a, b) => b - a)
    const ratio = (a + 0.05) / (b + 0.05)
    const needed = parseFloat(style.fontSize) >= 24 ? 3 : 4.5
    return ratio < needed ? [element.className + ': ' + element.textContent + ' ' + ratio.toFixed(2)] : []
  })
})()`
