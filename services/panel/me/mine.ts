/** Points, entries and wins of whoever is signed in. */
import type { OwnEntryView, OwnPoints, OwnWinView } from '@streambot/shared/contract/mine.ts'
import { away, get, must, sayWhy } from '../parts/ask.ts'
import { make, makeLink, makeName, makeTime } from '../parts/dom.ts'
import { makeMark } from '../parts/mark.ts'
import { sayCount, sayHour, sayMoment, sayNumber, sayStatus } from '../parts/words.ts'

interface Page<Item> {
  readonly items: readonly Item[]
  readonly next: string | null
}

/** Shows how things stand now. What cannot be had says so. */
export async function showMine(side: HTMLElement): Promise<void> {
  try {
    const [points, entries, wins] = await Promise.all([
      get<OwnPoints>('/api/me/points'),
      get<Page<OwnEntryView>>('/api/me/entries'),
      get<Page<OwnWinView>>('/api/me/wins'),
    ])
    side.replaceChildren(
      makePoints(must(points)),
      makeList('You are in', must(entries), '/api/me/entries', makeEntry, nothingOpen),
      makeList('You were drawn', must(wins), '/api/me/wins', makeWin, neverDrawn),
    )
  } catch (error) {
    side.replaceChildren(make('section', 'card', make('h2', 'heading', 'Not now'), make('p', 'empty', sayWhy(error))))
    throw error
  }
}

const nothingOpen = 'In no giveaway that is open. When you enter one, it stands here.'
const neverDrawn = 'In no giveaway so far.'

function makePoints({ name, balance, earned, spent }: OwnPoints): HTMLElement {
  const line = make('p', 'balance', make('strong', 'number', sayNumber(balance)), ' ', makeName(name))
  const ever = make('p', 'fine', `${sayNumber(earned)} earned and ${sayNumber(spent)} spent so far.`)
  return make('section', 'card', make('h2', 'heading', 'You have'), line, ever)
}

function makeList<Item>(
  title: string,
  first: Page<Item>,
  path: string,
  toLine: (item: Item) => HTMLElement,
  empty: string,
): HTMLElement {
  const list = make('ul', 'rows', ...first.items.map(toLine))
  const card = make('section', 'card', make('h2', 'heading', title), list)
  if (first.items.length === 0) card.append(make('p', 'empty', empty))
  if (first.next !== null) card.append(makeMore(first.next, path, toLine, list))
  return card
}

function makeMore<Item>(
  next: string,
  path: string,
  toLine: (item: Item) => HTMLElement,
  list: HTMLElement,
): HTMLElement {
  const more = make('button', 'button plain', 'Show more')
  more.type = 'button'
  let after: string | null = next
  more.addEventListener('click', async () => {
    more.disabled = true
    const page = await get<Page<Item>>(`${path}?after=${after}`).catch(() => ({ detail: away }))
    more.disabled = false
    if ('detail' in page) return void (more.textContent = page.detail)
    list.append(...page.items.map(toLine))
    after = page.next
    if (after === null) more.remove()
  })
  return more
}

function makeEntry({ giveawayId, title, status, tickets, paid, enteredAt }: OwnEntryView): HTMLElement {
  const paying = paid > 0 ? ` for ${sayCount(paid, 'point', 'points')}` : ''
  const held = `${sayStatus({ status, kind: 'tickets' })}, ${sayCount(tickets, 'ticket', 'tickets')}${paying}, since `
  return makeRow(giveawayId, title, make('p', 'fine', held, makeTime(enteredAt, sayMoment(enteredAt))))
}

function makeWin(win: OwnWinView): HTMLElement {
  const by = make(
    'p',
    'fine',
    makeMark(win.platform),
    makeName(win.name),
    ', ',
    makeTime(win.drawnAt, sayMoment(win.drawnAt)),
  )
  const row = makeRow(win.giveawayId, win.title, make('p', 'outcome', sayOutcome(win)), by)
  row.dataset['state'] = win.state
  return row
}

function makeRow(giveawayId: string, title: string, ...lines: HTMLElement[]): HTMLElement {
  return make('li', '', makeLink(`/g/${giveawayId}`, 'more', make('bdi', '', title)), ...lines)
}

function sayOutcome({ state, status, claimDeadline }: OwnWinView): string {
  if (status === 'cancelled') return 'The giveaway was cancelled.'
  switch (state) {
    case 'pending':
      return claimDeadline === null
        ? 'Say something in the chat.'
        : `Say something in the chat until ${sayHour(claimDeadline)}.`
    case 'claimed':
      return 'You won, and claimed it.'
    case 'confirmed':
      return 'You won.'
    case 'missed':
      return 'You said nothing in time, so somebody else was drawn.'
    case 'set-aside':
      return 'You were set aside, and somebody else was drawn.'
    case 'passed-over':
      return 'The rules passed you over, and somebody else was drawn.'
  }
}
