/** The two accounts of a platform: the streamer's own, and the one that speaks as the bot. */
import type { PlatformView } from '@streambot/shared/contract/platforms.ts'
import { make, makeName } from '../parts/dom.ts'
import { makeWay } from '../parts/go.ts'
import { change, makeButton } from '../parts/press.ts'
import { askFirst } from '../parts/sure.ts'
import { platformNames } from '../parts/words.ts'

type Linked = PlatformView['connections']['bot']
type Access = 'channel' | 'bot'

interface Account {
  readonly title: string
  readonly purpose: string
  readonly linked: Linked
  readonly access: Access
  /** What the button says that links it, or gives it leave that it has not; nothing where there is nothing to give. */
  readonly label: string | undefined
}

export function makeAccounts(view: PlatformView, trouble: HTMLElement, changed: () => Promise<void>): HTMLElement {
  const lines = toAccounts(view).map((account) => makeAccount(view, account, trouble, changed))
  const list = make('ul', 'accounts', ...lines)
  return view.canLink || !view.isSetUp ? list : make('div', '', list, make('p', 'fine', cannotLink))
}

function toAccounts({ platform, connections: { identity, channel, bot } }: PlatformView): Account[] {
  return [
    {
      title: 'Your account',
      purpose: channel ? 'The bot may read what only you may.' : 'You sign in with it.',
      linked: identity,
      access: 'channel',
      label: identity ? (channel ? undefined : 'Let the bot read more') : 'Link',
    },
    {
      title: 'The bot’s account',
      purpose:
        bot || platform !== 'youtube' ? 'It speaks in the chat.' : 'Without one the bot speaks with your account.',
      linked: bot,
      access: 'bot',
      label: bot ? undefined : 'Link',
    },
  ]
}

function makeAccount(
  view: PlatformView,
  { title, purpose, linked, access, label }: Account,
  trouble: HTMLElement,
  changed: () => Promise<void>,
): HTMLElement {
  const isDead = linked?.status === 'reconnect-account'
  const who = linked ? makeName(linked.name) : make('span', 'fine', 'Not linked')
  const about = make('p', 'fine', isDead ? linked.detail : purpose)
  const text = make('div', 'which', make('p', 'label', title), make('p', 'who', who), about)
  const line = make('li', '', text)
  line.dataset['state'] = linked?.status ?? 'none'
  const acts = make('div', 'acts')
  const said = isDead ? 'Reconnect' : label
  if (view.canLink && said !== undefined) {
    const { platform } = view
    const way = makeWay({ label: said, platform, path: '/api/connections', access }, trouble)
    way.setAttribute('aria-label', `${said}: ${title}, ${platformNames[platform]}`)
    way.classList.add('small')
    if (isDead) way.classList.remove('plain')
    acts.append(way)
  }
  if (linked) acts.append(makeUnlink(view, linked, access, trouble, changed))
  line.append(acts)
  return line
}

function makeUnlink(
  { platform }: PlatformView,
  { id, name }: NonNullable<Linked>,
  access: Access,
  trouble: HTMLElement,
  changed: () => Promise<void>,
): HTMLButtonElement {
  const button = makeButton('button plain small', ['Unlink'], trouble, async () => {
    const title = ['Unlink ', makeName(name), ` from ${platformNames[platform]}?`]
    if (!(await askFirst({ title, sentences: lost[access], yes: 'Unlink', no: 'Keep it' }))) return undefined
    const problem = await change('DELETE', `/api/connections/${id}`)
    if (problem === undefined) await changed()
    return problem
  })
  button.setAttribute('aria-label', `Unlink ${name}, ${platformNames[platform]}`)
  return button
}

const lost: Readonly<Record<Access, readonly string[]>> = {
  channel: [
    'You can no longer sign in with it here, and what only its owner may read is not read any more.',
    'What it did stays. You can link it again at any time.',
  ],
  bot: ['The bot can no longer use it, and cannot speak there until an account is linked again.'],
}
const cannotLink =
  'Its accounts cannot be linked here: the application in the settings has no secret. From a terminal on the server, npm run link:twitch does it.'
