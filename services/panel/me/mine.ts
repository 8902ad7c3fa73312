/** Keys, points, entries and wins of whoever is signed in. */
import type { OwnEntryView, OwnPoints, OwnWinView } from '@streambot/shared/contract/mine.ts'
import type { OwnKeyView } from '@streambot/shared/contract/prize-keys.ts'
import { get, must, sayWhy } from '../parts/ask.ts'
import { make, makeLink, makeName, makeTime } from '../parts/dom.ts'
import { makeMark } from '../parts/mark.ts'
import { sayOutcome } from '../parts/outcome.ts'
import { makeButton, makeTrouble } from '../parts/press.ts'
import { namePoints, say, sayAround } from '../parts/say.ts'
import { sayMoment, sayNumber, sayStatus } from '../parts/words.ts'
import { makeKey } from './keys.ts'

interface Page<Item> {
  readonly items: readonly Item[]
  readonly next: string | null
}

/** Shows how things stand now. What cannot be had says so. */
export async function showMine(side: HTMLElement): Promise<void> {
  try {
    const [points, entries, wins, keys] = await Promise.all([
      get<OwnPoints>('/api/me/points'),
      get<Page<OwnEntryView>>('/api/me/entries'),
      get<Page<OwnWinView>>('/api/me/wins'),
      get<Page<OwnKeyView>>('/api/me/keys'),
    ])
    const won = must(keys)
    namePoints(must(points).name)
    side.replaceChildren(
      ...(won.items.length > 0 ? [makeList(say('me.keys.title'), won, '/api/me/keys', makeKey, '')] : []),
      makePoints(must(points)),
      makeList(say('me.entries'), must(entries), '/api/me/entries', makeEntry, say('me.entries-none')),
      makeList(say('me.wins'), must(wins), '/api/me/wins', makeWin, say('me.wins-none')),
    )
  } catch (error) {
    const why = make('p', 'empty', sayWhy(error))
    side.replaceChildren(make('section', 'card', make('h2', 'heading', say('not-now')), why))
    throw error
  }
}

function makePoints({ name, balance, earned, spent }: OwnPoints): HTMLElement {
  const line = make('p', 'balance', make('strong', 'number', sayNumber(balance)), ' ', makeName(name))
  const ever = make('p', 'fine', say('me.ever', { earned, spent }))
  return make('section', 'card', make('h2', 'heading', say('me.points')), line, ever)
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
  if (first.next !== null) card.append(...makeMore(first.next, path, toLine, list))
  return card
}

function makeMore<Item>(
  next: string,
  path: string,
  toLine: (item: Item) => HTMLElement,
  list: HTMLElement,
): HTMLElement[] {
  const trouble = makeTrouble()
  let after: string | null = next
  const more = makeButton('button plain', [say('show-more')], trouble, async () => {
    try {
      const page = must(await get<Page<Item>>(`${path}?after=${after}`))
      const lines = page.items.map(toLine)
      list.append(...lines)
      after = page.next
      if (after !== null) return undefined
      // The button goes, and the focus with it: it moves on to what came.
      if (document.activeElement === more) lines[0]?.querySelector('a')?.focus()
      more.remove()
      return undefined
    } catch (error) {
      return sayWhy(error)
    }
  })
  return [more, trouble]
}

function makeEntry({ giveawayId, title, status, tickets, paid, enteredAt }: OwnEntryView): HTMLElement {
  const time = makeTime(enteredAt, sayMoment(enteredAt))
  const values = { status: sayStatus({ status, kind: 'tickets' }), count: tickets, paid, time }
  return makeRow(giveawayId, title, make('p', 'fine', ...sayAround(paid > 0 ? 'me.entry-paid' : 'me.entry', values)))
}

function makeWin(win: OwnWinView): HTMLElement {
  const time = makeTime(win.drawnAt, sayMoment(win.drawnAt))
  const by = make('p', 'fine', makeMark(win.platform), makeName(win.name), ', ', time)
  const row = makeRow(win.giveawayId, win.title, make('p', 'outcome', sayOutcome(win)), by)
  row.dataset['state'] = win.state
  return row
}

function makeRow(giveawayId: string, title: string, ...lines: HTMLElement[]): HTMLElement {
  return make('li', '', makeLink(`/g/${giveawayId}`, 'more', make('bdi', '', title)), ...lines)
}
