/** The latest entries, newest on top. */
import type { LiveEntry } from '@streambot/shared/contract/live.ts'
import { make, makeName } from '../parts/dom.ts'
import { makeMark } from '../parts/mark.ts'
import { say } from '../parts/say.ts'
import { keyOf } from '../parts/state.ts'

export interface Latest {
  readonly element: HTMLElement
  show(entries: readonly LiveEntry[]): void
}

export function makeLatest(): Latest {
  const list = make('ol', 'latest')
  const empty = make('p', 'empty', say('home.latest-none'))
  const shown = new Map<string, HTMLElement>()

  return {
    element: make('section', 'card', make('h2', 'heading', say('home.latest')), list, empty),
    show: (entries) => {
      empty.hidden = entries.length > 0
      const items = entries.map((entry) => shown.get(rowOf(entry)) ?? makeItem(entry))
      for (const item of shown.values()) if (!items.includes(item)) item.remove()
      // Only what is new is put in: an item that moves would begin its entrance again.
      items.forEach((item, index) => {
        if (list.children[index] !== item) list.insertBefore(item, list.children[index] ?? null)
      })
      shown.clear()
      entries.forEach((entry, index) => shown.set(rowOf(entry), items[index] ?? makeItem(entry)))
    },
  }
}

function rowOf(entry: LiveEntry): string {
  return `${keyOf(entry)} ${entry.tickets}`
}

function makeItem({ platform, name, tickets }: LiveEntry): HTMLElement {
  const item = make('li', '', makeMark(platform), makeName(name))
  if (tickets > 1) item.append(make('span', 'tickets number', say('tickets', { count: tickets })))
  return item
}
