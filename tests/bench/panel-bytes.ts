/** How much JavaScript the panel loads before its first page can be used, as a browser gets it. */
import { gzipSync } from 'node:zlib'
import { hashSecret, makeSecret } from '@streambot/api/secrets.ts'
import { chromium } from 'playwright-core'
import { chromiumArgs, findChromium } from '../support/chromium.ts'
import { openEngine } from '../support/engine.ts'
import { buildPage } from '../support/page.ts'
import { serve } from '../support/serve.ts'
import { type Bar, tell } from './bar.ts'

export const panelBytesBar: Bar = {
  name: 'panel-bytes',
  what: 'kilobytes of JavaScript, gzipped, that the panel loads for its first page',
  limit: 200,
  kind: 'at-most',
  async measure(ground) {
    const found = await findChromium()
    if ('missing' in found) throw new Error(found.missing)
    const built = await buildPage('panel')
    const engine = openEngine(await ground.makeDatabase())
    const streamerId = await engine.store.addStreamer('bench', {})
    const token = makeSecret()
    const session = { tokenHash: hashSecret(token), userId: streamerId, expiresAt: new Date(Date.now() + 3_600_000) }
    await engine.store.transact(async (tx) => tx.addSession(session))
    const server = await serve(engine, streamerId, { pageFolder: built.folder })
    const browser = await chromium.launch({ executablePath: found.path, args: chromiumArgs })
    try {
      const page = await browser.newPage({ locale: 'en-US' })
      await page.context().addCookies([{ name: 'streambot', value: token, url: server.address }])
      const scripts: Promise<number>[] = []
      page.on('response', (response) => {
        if (response.url().endsWith('.js')) scripts.push(response.body().then((body) => gzipSync(body).length))
      })
      await page.goto(server.address)
      await page.getByRole('heading', { level: 1 }).waitFor()
      const sizes = await Promise.all(scripts)
      tell('panel-bytes', `${sizes.length} files`)
      return sizes.reduce((sum, size) => sum + size, 0) / 1_000
    } finally {
      await browser.close()
      await server.stop()
      await engine.close()
      await built.remove()
    }
  },
}
