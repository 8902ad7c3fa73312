/** What every page has around its content: the name, how the connection stands, and what is read out. */
import type { LiveState } from './live.ts'
import { makeAccount } from './account.ts'
import { findPage, make, makeLink, makePath, makeSvg, setText } from './dom.ts'

const ticket =
  'M5 7h22a3 3 0 0 1 3 3v3.200a3 3 0 0 0 0 5.600V22a3 3 0 0 1-3 3H5a3 3 0 0 1-3-3v-3.200a3 3 0 0 0 0-5.600V10a3 3 0 0 1 3-3Z'
const tick = 'm10.500 16.500 4 4 7.500-8.500'

export interface Frame {
  readonly main: HTMLElement
  /** Shows one card in the place of all else: why there is nothing more to see. */
  showAlone(title: string, ...content: Node[]): void
  /** Says something above everything else, until it says nothing. */
  notice(sentence: string): void
  /** Reads a sentence out to people who listen to the page. */
  announce(sentence: string): void
}

export interface LiveFrame extends Frame {
  showConnection(state: LiveState): void
}

export function makeFrame(...corner: HTMLElement[]): Frame {
  const notice = make('p', 'notice')
  notice.hidden = true
  const spoken = make('p', 'unseen')
  for (const element of [spoken, notice]) element.setAttribute('aria-live', 'polite')
  const main = make('main', 'main')
  const header = make('header', 'header', makeBrand(), make('div', 'corner', ...corner, makeAccount()))
  findPage().replaceChildren(header, notice, main, spoken)
  return {
    main,
    showAlone: (title, ...content) =>
      main.replaceChildren(make('section', 'card join', make('h1', 'title', title), ...content)),
    announce: (sentence) => setText(spoken, sentence),
    notice: (sentence) => {
      notice.hidden = sentence === ''
      setText(notice, sentence)
    },
  }
}

/** For pages that follow the news. */
export function makeLiveFrame(): LiveFrame {
  const connection = make('p', 'connection', make('span', 'dot'))
  const label = make('span', '', 'Connecting')
  connection.append(label)
  connection.dataset['state'] = 'connecting'
  const frame = makeFrame(connection)
  return {
    ...frame,
    showConnection: (state) => {
      connection.dataset['state'] = state
      setText(label, { connecting: 'Connecting', connected: 'Live', lost: 'Reconnecting' }[state])
      frame.notice(state === 'lost' ? lost : '')
    },
  }
}

/** The name, which leads home. */
function makeBrand(): HTMLElement {
  return makeLink('/', 'brand', makeSvg('0 0 32 32', makePath(ticket), makePath(tick, 'tick')), 'StreamBot')
}

const lost = 'The connection is lost. Trying again by itself; what happens meanwhile is caught up.'
