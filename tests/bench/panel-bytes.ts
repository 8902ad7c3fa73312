/** How much JavaScript the panel loads before its first page can be used, as a browser gets it. */
import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { startApi } from '../support/api.ts'
import { chromiumArgs, findChromium } from '../support/chromium.ts'
import { buildPage } from '../support/page.ts'
import { openPanel } from '../support/streamer.ts'
import { type Bar, tell } from './bar.ts'

export const panelBytesBar: Bar = {
  name: 'panel-bytes',
  what: 'kilobytes of JavaScript, gzipped, that the panel loads for its first page',
  limit: 200,
  kind: 'at-most',
  async measure() {
    const found = await findChromium()
    if ('missing' in found) throw new Error(found.missing)
    const built = await buildPage('panel')
    const api = await startApi({ pageFolder: built.folder })
    const browser = await chromium.launch({ executablePath: found.path, args: chromiumArgs })
    try {
      const page = await browser.newPage({ locale: 'en-US' })
      const [name = '', value = ''] = (await openPanel(api)).cookie.split('=')
      await page.context().addCookies([{ name, value, url: api.address }])
      const scripts: Promise<number>[] = []
      page.on('response', (response) => {
        if (response.url().endsWith('.js')) scripts.push(response.body().then((body) => gzipSync(body).length))
      })
      await page.goto(api.address)
      await page.getByRole('heading', { level: 1 }).waitFor()
      const sizes = await Promise.all(scripts)
      tell('panel-bytes', `${sizes.length} files`)
      return sizes.reduce((sum, size) => sum + size, 0) / 1_000
    } finally {
      await browser.close()
      await api.close()
      await built.remove()
    }
  },
}
