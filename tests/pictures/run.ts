/** `npm run pictures`: starts the demo, opens its pages in Chromium and writes the pictures of the guides, into `docs/pictures`. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { chromiumArgs, findChromium } from '../support/chromium.ts'
import { type RunningDemo, startDemo } from './demo.ts'

const folder = fileURLToPath(new URL('../../docs/pictures', import.meta.url))
const desktop = { width: 1280, height: 800 }
const phone = { width: 390, height: 844 }
/** A giveaway of the demo is open for a quarter of a minute, and drawn soon after. */
const patience = { timeout: 120_000 }

const found = await findChromium()
if ('missing' in found) throw new Error(found.missing)
await mkdir(folder, { recursive: true })
const browser = await chromium.launch({ executablePath: found.path, args: chromiumArgs })
const demo = await startDemo()
try {
  await Promise.all([takePanel(browser, demo), takeJoining(browser, demo)])
  await takePublic(browser, demo)
} finally {
  await browser.close()
  await demo.stop()
}

async function takePanel(browser: Browser, { home, door }: RunningDemo): Promise<void> {
  const context = await browser.newContext({ locale: 'en-US', viewport: desktop })
  const page = await context.newPage()
  await page.goto(door)
  await page.getByText('in the last minute').waitFor(patience)
  await page
    .getByText(/^\d\d people are in/)
    .first()
    .waitFor(patience)
  await take(page, 'dashboard')
  for (const [path, name] of [
    ['/giveaways/new?kind=tickets', 'new-giveaway'],
    ['/viewers', 'viewers'],
    ['/commands', 'commands'],
    ['/sentences', 'sentences'],
    ['/settings', 'settings'],
    ['/connections', 'connections'],
    ['/audit', 'audit'],
  ] as const)
    await takeAt(page, home + path, name)
  await takeOverlay(context, page, home)
  // By now somebody has redeemed a reward.
  await takeAt(page, `${home}/queue`, 'queue')
  await takeGiveaway(page, home)
}

async function takeAt(page: Page, address: string, name: string): Promise<void> {
  await page.goto(address)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await settle(page)
  await take(page, name)
}

/** The page that a phone opens, once a giveaway is joined by code. */
async function takeJoining(browser: Browser, { overlay }: RunningDemo): Promise<void> {
  const context = await browser.newContext({ locale: 'en-US', viewport: phone })
  const page = await context.newPage()
  await page.goto(overlay)
  await page.goto(await findJoining(page, overlay))
  await page.getByRole('button', { name: 'Join', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'You are in' }).waitFor()
  await take(page, 'join')
}

async function findJoining(page: Page, overlay: string): Promise<string> {
  const look = `fetch('${overlay.replace('/overlay/', '/api/overlay/')}').then((answer) => answer.json())
    .then(({ joinUrls }) => Object.values(joinUrls)[0])`
  for (;;) {
    const url = await page.evaluate(look)
    if (typeof url === 'string') return url
    await page.waitForTimeout(500)
  }
}

/** The page of a giveaway that is drawn, in light and dark. */
async function takeGiveaway(page: Page, home: string): Promise<void> {
  await page.goto(`${home}/giveaways`)
  await page.getByRole('main').getByRole('link').filter({ hasText: /\w/ }).first().waitFor()
  const id = await findDrawn(page, home)
  await page.goto(`${home}/giveaways/${id}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await settle(page)
  await take(page, 'giveaway')
  await page.emulateMedia({ colorScheme: 'dark' })
  await settle(page)
  await take(page, 'giveaway-dark')
}

async function takeOverlay(context: BrowserContext, page: Page, home: string): Promise<void> {
  await page.goto(`${home}/overlays`)
  await page.getByRole('button', { name: 'New overlay' }).click()
  const made = page.getByRole('region', { name: 'Overlay' })
  const field = made.getByLabel('Address for OBS', { exact: true })
  await field.waitFor()
  const address = await field.inputValue()
  // The preview plays a giveaway that is made up.
  await made.frameLocator('iframe').getByText('5,012').waitFor(patience)
  await page.waitForTimeout(2_000)
  await take(page, 'overlays')
  const overlay = await context.newPage()
  await overlay.setViewportSize({ width: 1920, height: 1080 })
  await overlay.goto(`${address}?trial`)
  // A stream shows something below it.
  await overlay.evaluate(`document.documentElement.style.background =
    'linear-gradient(160deg, #1d2b53 0%, #3f2a56 45%, #7e2553 70%, #a35b3f 100%)'`)
  await overlay.getByText('5,012').waitFor(patience)
  await overlay.waitForTimeout(5_000)
  await take(overlay, 'overlay-draw')
  await overlay.locator('.card:visible').filter({ hasText: 'happypeach' }).waitFor(patience)
  await overlay.waitForTimeout(900)
  await take(overlay, 'overlay-winner')
  await overlay.close()
}

async function takePublic(browser: Browser, { home }: RunningDemo): Promise<void> {
  const context = await browser.newContext({ locale: 'en-US', viewport: desktop, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(home)
  const id = await findDrawn(page, home)
  await page.goto(`${home}/g/${id}`)
  await page.getByRole('button', { name: 'Verify in this browser' }).click()
  await page.getByText('All steps passed').waitFor(patience)
  await take(page, 'verified')
  await page.setViewportSize(phone)
  await page.goto(home)
  await settle(page)
  await take(page, 'phone')
}

/** The newest giveaway whose seed is public. */
async function findDrawn(page: Page, home: string): Promise<string> {
  const list = `fetch('${home}/api/giveaways').then((answer) => answer.json())
    .then(({ giveaways }) => giveaways.find((one) => one.seed && one.winners.length > 0)?.id)`
  for (;;) {
    const id = await page.evaluate(list)
    if (typeof id === 'string') return id
    await page.waitForTimeout(1_000)
  }
}

/** What a page asks for is there. */
async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(1_500)
}

async function take(page: Page, name: string): Promise<void> {
  // The large ones of the overlay are photographs, more or less.
  const isLarge = (page.viewportSize()?.width ?? 0) > desktop.width
  const path = join(folder, `${name}.${isLarge ? 'jpg' : 'png'}`)
  await page.screenshot(isLarge ? { path, type: 'jpeg', quality: 80 } : { path })
  console.log(path)
}
