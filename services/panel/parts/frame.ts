/** What every page has around its content: the name, the language, how the connection stands, and what is read out. */
import { languageTags } from '@streambot/shared/languages/texts.ts'
import type { LiveState } from './live.ts'
import { makeAccount } from './account.ts'
import { findPage, make, makeLink, makePath, makeSvg, setText } from './dom.ts'
import { chooseLanguage, language, nameLanguage } from './language.ts'
import { say } from './say.ts'

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

/** `title`: what the tab is called. */
export function makeFrame(title: string, ...corner: HTMLElement[]): Frame {
  nameTab(title)
  const notice = make('p', 'notice')
  notice.hidden = true
  const spoken = make('p', 'unseen')
  for (const element of [spoken, notice]) element.setAttribute('aria-live', 'polite')
  const main = make('main', 'main')
  main.tabIndex = -1
  main.id = 'content'
  const tools = make('div', 'corner', makeAccount(), ...corner, makeSwitch())
  const header = make('header', 'header', makeBrand(), tools)
  findPage().replaceChildren(makeLink('#content', 'skip', say('frame.skip')), header, notice, main, spoken)
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
export function makeLiveFrame(title: string): LiveFrame {
  const connection = make('p', 'connection', make('span', 'dot'))
  const label = make('span', '', say('frame.connecting'))
  connection.append(label)
  connection.dataset['state'] = 'connecting'
  const frame = makeFrame(title, connection)
  return {
    ...frame,
    showConnection: (state) => {
      connection.dataset['state'] = state
      setText(label, say(`frame.${state}`))
      frame.notice(state === 'lost' ? say('frame.is-lost') : '')
    },
  }
}

/** Names the page in the tab of the browser. */
export function nameTab(page: string): void {
  document.title = say('frame.title', { page })
}

/** The name, which leads home. */
function makeBrand(): HTMLElement {
  const name = make('span', 'brand-name', 'StreamBot')
  return makeLink('/', 'brand', makeSvg('0 0 32 32', makePath(ticket), makePath(tick, 'tick')), name)
}

/** The languages, each under its own name. */
function makeSwitch(): HTMLElement {
  const options = languageTags.map((tag) => {
    const option = make('option', '', nameLanguage(tag))
    option.value = option.lang = tag
    return option
  })
  const choice = make('select', 'language', ...options)
  choice.value = language
  choice.setAttribute('aria-label', say('frame.language'))
  choice.addEventListener('change', () => {
    const chosen = languageTags.find((tag) => tag === choice.value)
    if (chosen) chooseLanguage(chosen)
  })
  return choice
}
