/** One platform: how it stands, the two accounts, the chat, and the quota where there is one. */
import type { PlatformView } from '@streambot/shared/contract/platforms.ts'
import type { Platform } from '@streambot/shared/giveaway/words.ts'
import { make } from '../parts/dom.ts'
import { makeSign } from '../parts/mark.ts'
import { makeTrouble } from '../parts/press.ts'
import { platformNames } from '../parts/words.ts'
import { makeAccounts } from './accounts.ts'
import { makeChat } from './chat.ts'
import { makeQuota } from './quota.ts'

export interface PlatformCard {
  readonly element: HTMLElement
  /** Shows how it stands now. Gives a sentence where that is another state than before. */
  show(view: PlatformView): string | undefined
}

/** `changed` is called when an account was taken off. */
export function makePlatformCard(platform: Platform, changed: () => Promise<void>): PlatformCard {
  const heading = make('h2', 'heading', makeSign(platform), platformNames[platform])
  heading.id = `platform-${platform}`
  const badge = make('span', 'badge')
  const content = make('div', 'content')
  const trouble = makeTrouble()
  const element = make('section', 'card platform', make('div', 'platform-head', heading, badge), content, trouble)
  element.setAttribute('aria-labelledby', heading.id)
  let shown = ''
  let state: string | undefined

  return {
    element,
    show(view) {
      const fresh = JSON.stringify(view)
      if (fresh === shown) return undefined
      shown = fresh
      const word = sayState(view)
      badge.textContent = word
      element.dataset['state'] = view.chat?.state ?? 'none'
      keepFocus(content, () =>
        content.replaceChildren(
          make('p', 'detail', view.detail),
          ...(view.budget ? [makeQuota(view.budget)] : []),
          makeAccounts(view, trouble, changed),
          ...(view.chat ? [makeChat(view.chat)] : []),
        ),
      )
      const before = state
      state = word
      return before === undefined || before === word ? undefined : `${platformNames[platform]}: ${word}. ${view.detail}`
    },
  }
}

function sayState({ isSetUp, chat }: PlatformView): string {
  if (!isSetUp || !chat) return 'Not set up'
  switch (chat.state) {
    case 'connected':
      return 'Chat is read'
    case 'connecting':
      return 'Connecting'
    case 'disconnected':
      return 'Chat is not read'
    case 'reconnect-account':
      return 'Reconnect the account'
  }
}

/** What has the focus has it afterwards, too: buttons are made anew with each change. */
function keepFocus(content: HTMLElement, change: () => void): void {
  const focused = document.activeElement
  const label = content.contains(focused) ? focused?.getAttribute('aria-label') : undefined
  change()
  if (label === undefined || label === null) return
  const again = [...content.querySelectorAll('button')].find((button) => button.getAttribute('aria-label') === label)
  again?.focus({ preventScroll: true })
}
