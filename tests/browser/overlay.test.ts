/** The overlay in a real browser, as OBS shows it. */
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type OverlayOptions, overlaySchema, type PublicOverlay } from '@streambot/shared/contract/overlay.ts'
import { rewardSchema } from '@streambot/shared/contract/rewards.ts'
import { hearWinner } from '@streambot/shared/engine/claim.ts'
import { pauseGiveaway } from '@streambot/shared/engine/pause.ts'
import { redrawWinner } from '@streambot/shared/engine/redraw.ts'
import type { Locator, Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { draw, enter, open, people, startApi, type TestApi } from '../support/api.ts'
import { serve } from '../support/serve.ts'
import { withBrowser } from '../support/browser.ts'
import { nameInWindow, nameUnderPointer, openEyes, type Seen } from '../support/eyes.ts'
import { pay, person } from '../support/engine.ts'
import { hurry } from '../support/hurry.ts'
import { openPanel, type Panel } from '../support/streamer.ts'

const hostile = '<img src=x onerror=alert(1)>\u202Egnirts'
const path = '/api/channel/overlays'
const obs = { viewport: { width: 1920, height: 1080 } }
const corner = { viewport: { width: 640, height: 360 } }

const browsing = withBrowser('overlay')
const { complaints } = browsing
let api: TestApi
let panel: Panel

beforeEach(async () => {
  api = await startApi({ overlayFolder: browsing.pageFolder, revealSeconds: 600 })
  panel = await openPanel(api)
})
afterEach(() => api?.close())

type Options = { [Key in keyof OverlayOptions]?: unknown }

const make = (options: Options = {}, css = '') =>
  panel.write(overlaySchema, 'POST', path, { name: 'Main', options: { drawSeconds: 2, ...options }, css })
const addressOf = ({ address }: PublicOverlay): string => `${api.address}/overlay/${address?.split('/').at(-1)}`

/** A page with an overlay, and what it paints. */
interface Shown {
  readonly page: Page
  look(): Promise<Seen>
}

async function show(overlay: PublicOverlay, as: Parameters<typeof browsing.open>[0] = obs): Promise<Shown> {
  const page = await browsing.open(as)
  await page.clock.install()
  const { look } = await openEyes(page)
  await page.goto(addressOf(overlay))
  return { page, look }
}

/** What a script says in the page. */
const say = <Said>({ page }: Shown, script: string): Promise<Said> => page.evaluate<Said>(script)
const styleOf = (selector: string) => `getComputedStyle(document.querySelector('${selector}') ?? document.body)`

const find = (page: Page, selector: string, text: string | RegExp): Locator =>
  page.locator(selector, { hasText: text }).first()
const see = (...what: Parameters<typeof find>): Promise<void> => find(...what).waitFor()
/** Sees what comes after a while. */
const seeLater = (...what: Parameters<typeof find>): Promise<void> => hurry(find(...what))
const seeNot = (page: Page, selector: string): Promise<void> =>
  page.locator(selector).first().waitFor({ state: 'hidden' })

describe('while nothing runs', () => {
  test('there is nothing to be seen, and the picture is transparent', async () => {
    const shown = await show(await make())
    const { page } = shown
    await page.locator('.card').first().waitFor({ state: 'attached' })
    expect(await page.locator('.card:visible').count()).toBe(0)
    for (const element of ['html', 'body', '#page'])
      expect(await say(shown, `${styleOf(element)}.backgroundColor`), element).toBe('rgba(0, 0, 0, 0)')
    expect(await say(shown, `document.elementFromPoint(3, 3)?.closest('.card') ?? null`)).toBeNull()
    expect(complaints).toEqual([])
  })
})

test('who sets an overlay up sees a giveaway that is made up, up to its winner, and nothing of it is real', async () => {
  const page = await browsing.open(obs)
  await page.clock.install()
  await page.goto(`${addressOf(await make())}?trial`)
  await see(page, '.card', 'A prize to try with')
  await seeLater(page, '.card:visible', 'happypeach')
  expect(await api.engine.store.findLatest(api.streamerId, 10)).toEqual([])
  expect(complaints).toEqual([])
})

describe.each([
  ['full', obs],
  ['small', corner],
])('in a %s picture', (_size, viewport) => {
  test('what can be won, how to enter, the count and the code are shown inside of it, and the count moves by itself', async () => {
    const { page } = await show(await make(), viewport)
    const giveaway = await open(api, { title: 'Steam key', word: '!enter', winners: 2 })
    await see(page, '.enter .prize', 'Steam key')
    await see(page, '.enter .word', '!enter')
    await see(page, '.enter .terms', '2 winners')
    await see(page, '.counter .number', /^0$/)
    expect(await page.locator('.code path').getAttribute('d')).toMatch(/^(M\d+ \d+h1v1h-1z)+$/)
    for (const card of await page.locator('.card:visible').all()) {
      const { x = -1, y = -1, width = 0, height = 0 } = (await card.boundingBox()) ?? {}
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0)
      expect(x + width).toBeLessThanOrEqual(viewport.viewport.width)
      expect(y + height).toBeLessThanOrEqual(viewport.viewport.height)
    }
    await enter(api, giveaway, ...people(1, 12))
    await see(page, '.counter .number', /^12$/)
    await see(page, '.counter .label', 'entries')
    expect(complaints).toEqual([])
  })
})

test('where phones may join, the code says so, and it leads there only while the giveaway is open', async () => {
  const { page } = await show(await make(), obs)
  const giveaway = await open(api, { joinByCode: 'guests', word: '!phones' })
  await see(page, '.code .label', 'Scan to join')
  const joining = await page.locator('.code path').getAttribute('d')
  await pauseGiveaway(api.engine.ports, giveaway.id, { actor: 'test' })
  await see(page, '.code .label', 'Scan to follow along')
  expect(await page.locator('.code path').getAttribute('d')).not.toBe(joining)
  expect(complaints).toEqual([])
})

describe('the draw', () => {
  test.each(['wheel', 'reel'] as const)(
    'as a %s stops on the winner who was drawn, and then the winner is shown',
    async (kind) => {
      const { page, look } = await show(await make({ draw: kind }))
      const giveaway = await open(api, { title: 'Mug' })
      await enter(api, giveaway, ...people(1, 100))
      await see(page, '.counter .number', /^100$/)
      await draw(api, giveaway)
      const [winner] = await api.engine.store.findWinners(giveaway.id)
      await see(page, '.draw .shown', '60 of 100 shown. The draw is over all.')
      expect(await page.locator('.winner:visible').count()).toBe(0)
      await seeLater(page, '.draw .result', winner?.name ?? 'nobody')
      expect((kind === 'wheel' ? nameUnderPointer : nameInWindow)(await look())).toBe(winner?.name)
      await seeLater(page, '.winner .face .name', winner?.name ?? 'nobody')
      await seeLater(page, '.winner .kicker', 'Winner')
      await seeNot(page, '.draw')
      expect(await page.locator('.enter:visible').count()).toBe(0)
      expect(complaints).toEqual([])
    },
  )

  test('of several winners is one turn after the other, and nobody stands on the wheel again', async () => {
    const { page, look } = await show(await make())
    const giveaway = await open(api, { title: 'Mugs', winners: 3 })
    await enter(api, giveaway, ...people(1, 4))
    await see(page, '.counter .number', /^4$/)
    await draw(api, giveaway)
    const winners = await api.engine.store.findWinners(giveaway.id)
    for (const [index, { name }] of winners.entries()) {
      await seeLater(page, '.draw .kicker', `Winner ${index + 1} of 3`)
      await seeLater(page, '.draw .result', name)
      const seen = await look()
      expect(nameUnderPointer(seen)).toBe(name)
      expect(seen.faces.at(-1)).toHaveLength(4 - index)
    }
    await seeLater(page, '.winner .kicker', 'Winners')
    expect(await page.locator('.winner .name').allTextContents()).toEqual(winners.map(({ name }) => name).toReversed())
  })

  test('that is done again says so: who was set aside, and who came in their place', async () => {
    const { page } = await show(await make())
    const giveaway = await open(api, { title: 'Mug' })
    await enter(api, giveaway, person(1), person(2))
    await see(page, '.counter .number', /^2$/)
    await draw(api, giveaway)
    const [first] = await api.engine.store.findWinners(giveaway.id)
    await seeLater(page, '.winner .face .name', first?.name ?? 'nobody')
    await redrawWinner(api.engine.ports, giveaway.id, { reason: 'was away' }, { actor: 'test' })
    await seeLater(page, '.draw .note', `${first?.name}\u2069 was set aside.`)
    await see(page, '.draw .kicker', 'Drawn again')
    const [, second] = await api.engine.store.findWinners(giveaway.id)
    await seeLater(page, '.winner .face .name', second?.name ?? 'nobody')
    await see(page, '.winner .others [data-state=set-aside]', first?.name ?? 'nobody')
    expect(complaints).toEqual([])
  })

  test('is not played again for a page that comes later, or for whoever wants less motion', async () => {
    const overlay = await make()
    const still = await show(overlay, { ...obs, reducedMotion: 'reduce' })
    const giveaway = await open(api, { title: 'Mug' })
    await enter(api, giveaway, ...people(1, 5))
    await see(still.page, '.counter .number', /^5$/)
    await draw(api, giveaway)
    const [winner] = await api.engine.store.findWinners(giveaway.id)
    const late = await show(overlay)
    for (const { page, look } of [still, late]) {
      await seeLater(page, '.winner .face .name', winner?.name ?? 'nobody')
      expect((await look()).faces).toEqual([])
    }
  })

  test('in a tab that nobody sees is over at once', async () => {
    const { page } = await show(await make({ drawSeconds: 30 }))
    const giveaway = await open(api, { title: 'Mug' })
    await enter(api, giveaway, ...people(1, 5))
    await see(page, '.counter .number', /^5$/)
    await draw(api, giveaway)
    await see(page, '.draw .kicker', 'The draw')
    await page.evaluate(
      `Object.defineProperty(document, 'hidden', { value: true }); document.dispatchEvent(new Event('visibilitychange'))`,
    )
    const [winner] = await api.engine.store.findWinners(giveaway.id)
    await seeLater(page, '.winner .face .name', winner?.name ?? 'nobody')
    expect(complaints).toEqual([])
  })

  test('over 5,000 paints each name once, then only turns, and rests when it is over', async () => {
    const { page, look } = await show(await make())
    const giveaway = await open(api, { title: 'Mug' })
    await enter(api, giveaway, ...people(1, 5_000))
    await see(page, '.counter .number', /^5,000$/)
    await draw(api, giveaway)
    await see(page, '.draw .shown', '60 of 5,000 shown. The draw is over all.')
    await seeLater(page, '.draw .result', /./)
    const { faces, turned, written } = await look()
    expect(faces).toHaveLength(1)
    expect(faces[0]).toHaveLength(60)
    expect(written).toBe(0)
    expect(turned.length).toBeGreaterThan(10)
    await expect.poll(() => page.evaluate(`document.querySelector('.confetti').width`), { timeout: 20_000 }).toBe(0)
    const { asked } = await look()
    // Two frames of the test's own: whatever still moved would have asked for some.
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))')
    expect((await look()).asked).toBe(asked + 2)
  })
})

describe('a winner who has to speak', () => {
  test('is counted down by the clock of the server, and has claimed when they spoke', async () => {
    const page = await browsing.open(obs)
    // This computer is an hour behind.
    await page.clock.install({ time: Date.now() - 3_600_000 })
    await page.goto(addressOf(await make()))
    const giveaway = await open(api, { title: 'Mug', claimSeconds: 120 })
    await enter(api, giveaway, person(1))
    await draw(api, giveaway)
    await seeLater(page, '.winner .claim', /^Say something in the chat: (2:00|1:[45]\d)$/)
    const words = {
      account: person(1),
      text: 'here',
      sentAt: new Date(),
      message: { platform: 'twitch', id: 'spoken' },
    } as const
    await hearWinner(api.engine.ports, giveaway.id, words)
    await see(page, '.winner .claim', 'Is here and has claimed it')
    expect(complaints).toEqual([])
  })
})

test('the queue of rewards shows whose turn it is, and who comes next', async () => {
  const { page } = await show(await make({ widgets: { serving: { shown: true } } }))
  const asked = (path: string, body?: object) =>
    panel.ask('POST', `/api/channel/${path}`, body, { 'idempotency-key': randomUUID() })
  await pay(api.engine, api.streamerId, [person(1), person(2)], 10)
  const { id: rewardId } = await panel.write(rewardSchema, 'POST', '/api/channel/rewards', { name: 'song', price: 0 })
  const { rows } = await api.engine.store.pool.query<{ id: number }>('SELECT id FROM viewers ORDER BY id')
  for (const { id: viewerId } of rows) await asked('orders', { rewardId, viewerId, price: 0 })
  await seeLater(page, '.serving .next li', 'A-002')
  await asked('orders/next')
  await seeLater(page, '.serving .number', 'A-001')
  await see(page, '.serving .who', person(1).name)
  expect(await page.locator('.serving .next li').allTextContents()).toEqual([`A-002${person(2).name}`])
  expect(complaints).toEqual([])
})

describe('the page', () => {
  test('goes on after a restart of the server in the middle of a draw: nothing is played twice, and nothing is missed', async () => {
    const { page, look } = await show(await make({ drawSeconds: 4 }))
    const giveaway = await open(api, { title: 'Mug' })
    await enter(api, giveaway, ...people(1, 5))
    await see(page, '.counter .number', /^5$/)
    await page.evaluate('globalThis.isSame = true')
    await draw(api, giveaway)
    await see(page, '.draw .kicker', 'The draw')
    await api.stop()
    const next = await open(api, { title: 'Next', word: '!second' })
    const again = await serve(api.engine, api.streamerId, { overlayFolder: browsing.pageFolder, port: api.port })
    onTestFinished(() => again.stop())
    const [winner] = await api.engine.store.findWinners(giveaway.id)
    await seeLater(page, '.winner .face .name', winner?.name ?? 'nobody')
    await see(page, '.enter .prize', 'Next')
    await enter(api, next, ...people(1, 3))
    await see(page, '.counter .number', /^3$/)
    expect((await look()).faces).toHaveLength(1)
    expect(await page.evaluate('globalThis.isSame')).toBe(true)
  })

  test('of an address that was replaced says what to do, and shows nothing else', async () => {
    const overlay = await make()
    const { page } = await show(overlay)
    await open(api, { title: 'Mug' })
    await see(page, '.enter .prize', 'Mug')
    await panel.ask('DELETE', `${path}/${overlay.id}`)
    await see(page, '.gone', 'Open the panel, copy the address of the overlay')
    expect(await page.locator('.card:visible').count()).toBe(1)
    const german = await browsing.open({ locale: 'de-DE' })
    expect((await german.goto(`${api.address}/overlay/wrong`))?.status()).toBe(404)
    await see(german, '.gone', 'Öffne das Panel')
  })

  test('shows other options and other CSS at once', async () => {
    const overlay = await make()
    const { page } = await show(overlay)
    await open(api, { title: 'Mug' })
    await see(page, '.enter .kicker', 'Giveaway')
    const options = {
      language: 'de',
      theme: 'light',
      accent: '#00aa55',
      widgets: { counter: { shown: false }, enter: { place: { x: 50, y: 20, width: 30 } } },
    }
    await panel.write(overlaySchema, 'PATCH', `${path}/${overlay.id}`, {
      options,
      css: '.prize { letter-spacing: 7px }',
    })
    await see(page, '.enter .how', 'Schreib in den Chat')
    expect(await page.locator('.counter').count()).toBe(0)
    const findMiddle = async () => {
      const { x, y, width, height } = (await page.locator('.enter').boundingBox()) ?? {
        x: 0,
        y: 0,
        width: 0,
        height: 0,
      }
      return [Math.round((x + width / 2) / 10), Math.round((y + height / 2) / 10)]
    }
    // It comes in with a motion, and the CSS is another file.
    await expect.poll(findMiddle).toEqual([96, 22])
    await expect.poll(() => page.evaluate(`${styleOf('.prize')}.letterSpacing`)).toBe('7px')
    expect(await page.evaluate(`${styleOf('html')}.getPropertyValue('--accent')`)).toBe('#00aa55')
  })

  test('takes what people typed for text, and long names stay inside', async () => {
    const { page } = await show(await make())
    const giveaway = await open(api, { title: hostile, word: '!enter', claimSeconds: 60 })
    const long = `${hostile}${'W'.repeat(100)}`
    await enter(api, giveaway, { ...person(1), name: long })
    await see(page, '.enter .prize', hostile)
    await draw(api, giveaway)
    await seeLater(page, '.winner .face .name', long)
    expect(await page.locator('#page img').count()).toBe(0)
    const [card, name] = await Promise.all(
      ['.winner', '.winner .face .name'].map((one) => page.locator(one).boundingBox()),
    )
    expect((name?.x ?? 0) + (name?.width ?? 0)).toBeLessThanOrEqual((card?.x ?? 0) + (card?.width ?? 0))
    expect(card?.height).toBeLessThan(1_080)
    expect(complaints).toEqual([])
  })

  test('with CSS that asks elsewhere loads nothing from there', async () => {
    const { origin, asked } = await openElsewhere('')
    const css = `@import url(${origin}/import); @font-face { font-family: far; src: url(${origin}/font) }
      .prize { background: url(${origin}/image); font-family: far; color: rgb(1, 2, 3) }`
    const { page } = await show(await make({}, css))
    await open(api, { title: 'Mug' })
    await see(page, '.prize', 'Mug')
    await expect.poll(() => page.evaluate(`${styleOf('.prize')}.color`)).toBe('rgb(1, 2, 3)')
    await expect
      .poll(() => complaints.filter((text) => /Content Security Policy/.test(text)).length)
      .toBeGreaterThanOrEqual(3)
    expect(asked).toEqual([])
  })

  test('may stand in a frame of ours, as the panel shows it, and in no other', async () => {
    const overlay = await make()
    const { headers } = await fetch(addressOf(overlay))
    expect(headers.get('x-frame-options')).toBe('SAMEORIGIN')
    expect(headers.get('content-security-policy')?.split(';')).toContain("frame-ancestors 'self'")
    await open(api, { title: 'Mug' })
    const frameIn = async (address: string) => {
      const page = await browsing.open()
      await page.goto(address)
      await page.evaluate(
        `document.body.append(Object.assign(document.createElement('iframe'), { src: '${addressOf(overlay)}' }))`,
      )
      return page
    }
    const ours = await frameIn(`${api.address}/health`)
    await ours.frameLocator('iframe').locator('.enter .prize', { hasText: 'Mug' }).waitFor()
    const { origin } = await openElsewhere('<!doctype html><body>elsewhere')
    await frameIn(origin)
    await expect.poll(() => complaints.join()).toMatch(/frame-ancestors|X-Frame-Options/)
  })
})

/** A server of somebody else, and what it was asked for. */
async function openElsewhere(page: string): Promise<{ origin: string; asked: string[] }> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.setHeader('content-type', 'text/html')
    response.end(page)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked } // it listens on a port
}
