/** The accounts that somebody linked: how each stands, another one beside them, and taking one off. */
import type { Me, PublicConnection } from '@streambot/shared/contract/people.ts'
import { type Platform, platformNames } from '@streambot/shared/giveaway/words.ts'
import { make, makeName } from '../parts/dom.ts'
import { makeWay, makeWays } from '../parts/go.ts'
import { makeMark } from '../parts/mark.ts'
import { change, makeButton, makeTrouble } from '../parts/press.ts'
import { say, sayAround } from '../parts/say.ts'
import { askFirst } from '../parts/sure.ts'

/** `changed` shows everything anew, with a sentence on what was done. */
export function makeAccounts(
  { connections, role }: Me,
  platforms: readonly Platform[],
  changed: (sentence: string) => Promise<void>,
): HTMLElement {
  const own = connections.filter(({ purpose }) => purpose === 'streamer')
  const open = platforms.filter((platform) => !own.some((one) => one.platform === platform))
  const trouble = makeTrouble()
  const list = own.map((one) => {
    const state = make('span', 'state', say(one.status === 'connected' ? 'me.linked' : 'me.dead'))
    const line = make('li', '', makeMark(one.platform), makeName(one.name), state)
    line.dataset['state'] = one.status
    const { platform } = one
    if (one.status !== 'connected') {
      const access = role === 'streamer' ? ({ access: 'channel' } as const) : {}
      line.append(makeWay({ label: say('me.reconnect'), platform, path: '/api/connections', ...access }, trouble))
    }
    if (own.length > 1) line.append(makeUnlink(one, trouble, changed))
    return line
  })
  const what = make('p', 'fine', say(own.length > 1 ? 'me.several' : 'me.only'))
  const ways = open.map((platform) => ({
    label: say('link-with', { platform: platformNames[platform] }),
    platform,
    path: '/api/connections' as const,
  }))
  const heading = make('h2', 'heading', say('your-accounts'))
  return make(
    'div',
    '',
    heading,
    make('ul', 'accounts', ...list),
    trouble,
    what,
    ...(open.length ? [makeWays(ways)] : []),
  )
}

function makeUnlink(
  { id, name, platform }: PublicConnection,
  trouble: HTMLElement,
  changed: (sentence: string) => Promise<void>,
): HTMLButtonElement {
  const values = { name, platform: platformNames[platform] }
  const button = makeButton('button plain small', [say('me.unlink')], trouble, async () => {
    const title = sayAround('me.unlink-title', { ...values, name: makeName(name) })
    const sentences = [say('me.unlink-sign-in'), say('me.unlink-stays'), say('me.unlink-again')]
    if (!(await askFirst({ title, sentences, yes: say('me.unlink'), no: say('me.keep') }))) return undefined
    const problem = await change('DELETE', `/api/connections/${id}`)
    if (problem === undefined) await changed(say('me.unlinked', values))
    return problem
  })
  button.setAttribute('aria-label', say('me.unlink-which', values))
  return button
}
