/** People at the pages in real browsers: one server with the sign-ins of all platforms for the tests of a file, and a fresh browser for each test. */
import type { Account } from '@streambot/shared/giveaway/words.ts'
import type { Person } from '@streambot/simulator/world.ts'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { type Browsing, withBrowser } from './browser.ts'
import { signInAs } from './people.ts'
import { type Platforms, standUp, startPlatforms } from './platforms.ts'
import { openPanel } from './streamer.ts'

export interface Visiting extends Browsing {
  /** What the tests of the file share: each brings people and giveaways of its own. */
  readonly stage: Platforms
  /** The browser of this test. */
  readonly page: Page
  /** Signs somebody in with their Twitch account, by the cookie that signing in gives. */
  signIn(person: Person, at?: Page): Promise<void>
}

export function withVisitors(): Visiting {
  const browsing = withBrowser()
  let stage: Platforms | undefined
  let page: Page | undefined
  const { complaints } = browsing

  beforeAll(async () => {
    stage = await startPlatforms(browsing.isThere ? { pageFolder: browsing.pageFolder } : {})
  })
  afterAll(() => stage?.close())
  beforeEach(async () => {
    if (stage) standUp(stage)
    page = await browsing.open()
  })

  const visiting: Visiting = {
    complaints,
    open: browsing.open,
    get isThere() {
      return browsing.isThere
    },
    get pageFolder() {
      return browsing.pageFolder
    },
    get stage() {
      if (!stage) throw new Error('The server is started before the first test.')
      return stage
    },
    get page() {
      if (!page) throw new Error('A page is opened before each test.')
      return page
    },
    async signIn(person, at = visiting.page) {
      const { stage } = visiting
      await wearSession(stage, await signInAs(stage.api.engine, twitchOf(person)), at)
    },
  }
  return visiting
}

/** Gives a browser a session of this user. */
async function wearSession({ api, address }: Platforms, userId: number, at: Page): Promise<void> {
  const { cookie } = await openPanel(api, userId)
  const [name = '', value = ''] = cookie.split('=')
  await at.context().addCookies([{ name, value, url: address }])
}

/** The account of a person on Twitch. */
export function twitchOf({ id, login, displayName }: Person): Account {
  return { platform: 'twitch', userId: id, login, name: displayName }
}
