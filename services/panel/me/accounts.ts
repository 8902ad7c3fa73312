/** The accounts that somebody linked: how each stands, another one beside them, and taking one off. */
import type { Me, PublicConnection } from '@streambot/shared/contract/people.ts'
import type { Platform } from '@streambot/shared/giveaway/words.ts'
import { make, makeName } from '../parts/dom.ts'
import { makeWay, makeWays } from '../parts/go.ts'
import { makeMark } from '../parts/mark.ts'
import { change, makeButton, makeTrouble } from '../parts/press.ts'
import { askFirst } from '../parts/sure.ts'
import { platformNames } from '../parts/words.ts'

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
    const state = make('span', 'state', one.status === 'connected' ? 'Linked' : 'Has to be linked again')
    const line = make('li', '', makeMark(one.platform), makeName(one.name), state)
    line.dataset['state'] = one.status
    const { platform } = one
    if (one.status !== 'connected') {
      const access = role === 'streamer' ? ({ access: 'channel' } as const) : {}
      line.append(makeWay({ label: 'Reconnect', platform, path: '/api/connections', ...access }, trouble))
    }
    if (own.length > 1) line.append(makeUnlink(one, trouble, changed))
    return line
  })
  const what = make('p', 'fine', own.length > 1 ? several : only)
  const ways = open.map((platform) => ({
    label: `Link ${platformNames[platform]}`,
    platform,
    path: '/api/connections' as const,
  }))
  const heading = make('h2', 'heading', 'Your accounts')
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
  const button = makeButton('button plain small', ['Unlink'], trouble, async () => {
    const title = ['Unlink ', makeName(name), ` from ${platformNames[platform]}?`]
    if (!(await askFirst({ title, sentences: stays, yes: 'Unlink', no: 'Keep it' }))) return undefined
    const problem = await change('DELETE', `/api/connections/${id}`)
    if (problem === undefined) await changed(`Your ${platformNames[platform]} account is unlinked.`)
    return problem
  })
  button.setAttribute('aria-label', `Unlink ${name} on ${platformNames[platform]}`)
  return button
}

const several = 'They count as one person in the chat: one balance, and one entry in each giveaway.'
const only =
  'Link your account on another platform, and both count as one person: one balance, and one entry in each giveaway.'
const stays = [
  'You can no longer sign in with it here.',
  'What it did stays: points, entries and wins. In the chat it goes on to count as the same person as your other accounts, so nobody enters twice by it.',
  'You can link it again at any time.',
]
