/** The public page of one giveaway: its rules, its result, and the check of its draw. */
import type { Problem, PublicGiveaway } from '@streambot/shared/contract/http.ts'
import type { LiveMessage } from '@streambot/shared/contract/live.ts'
import { make, makeTime } from '../parts/dom.ts'
import { makeLiveFrame } from '../parts/frame.ts'
import { connectLive } from '../parts/live.ts'
import { makeProofList } from '../parts/proof.ts'
import { makeWinnerCard, tickClaims } from '../parts/winners.ts'
import { isCounted, sayCount, sayMoment, sayNext, sayNumber, sayStatus, sayTerms } from '../parts/words.ts'
import { makeVerifier } from './verify.ts'

const frame = makeLiveFrame()
const id = location.pathname.split('/').at(-1) ?? ''
let counts = make('dd', 'number')
let shown = ''
showNothing('One moment', 'Looking up this giveaway.')
let clockOffset = 0
connectLive<LiveMessage>('/api/live', { onMessage: (message) => void take(message), onState: frame.showConnection })
setInterval(() => tickClaims(frame.main, Date.now() + clockOffset), 1_000)

async function take(message: LiveMessage): Promise<void> {
  if (message.type === 'snapshot') clockOffset = Date.parse(message.at) - Date.now()
  if (message.type === 'snapshot') return load(message.giveaways.find((one) => one.id === id))
  if (message.type !== 'news' || message.giveawayId !== id) return
  if (message.giveaway) return show(message.giveaway)
  if ('entryCount' in message.news) counts.textContent = sayCounts(message.news)
}

/** Older giveaways are not in the snapshot and are asked for by their id. */
async function load(known: PublicGiveaway | undefined): Promise<void> {
  if (known) return show(known)
  try {
    const response = await fetch(`/api/giveaways/${encodeURIComponent(id)}`)
    const answer = (await response.json()) as PublicGiveaway | Problem // our own server keeps the contract
    if (!('detail' in answer)) return show(answer)
    return showNothing(response.status === 404 ? 'No such giveaway' : 'Not now', answer.detail)
  } catch {
    return showNothing('Not now', 'The server cannot be reached at the moment. Reload the page in a while.')
  }
}

function show(giveaway: PublicGiveaway): void {
  // News may tell what stands here already, and a check that somebody made is not thrown away for nothing.
  const fresh = JSON.stringify(giveaway)
  if (fresh === shown) return
  shown = fresh
  document.title = `${giveaway.title} · StreamBot`
  const badge = make('p', 'status', make('span', 'badge', sayStatus(giveaway)), make('span', 'left', sayNext(giveaway)))
  const head = make('section', 'hero card', badge, make('h1', 'title', giveaway.title), makeFacts(giveaway))
  head.dataset['status'] = giveaway.status
  if (giveaway.winners.length > 0) head.append(makeWinnerCard(giveaway))
  const proof = make('section', 'card', make('h2', 'heading', 'What is published'), makeProofList(giveaway))
  tickClaims(head, Date.now() + clockOffset)
  frame.main.replaceChildren(head, make('div', 'columns', makeVerifier(giveaway), proof))
}

function showNothing(title: string, sentence: string): void {
  shown = ''
  frame.main.replaceChildren(make('section', 'card nothing', make('h1', 'title', title), make('p', '', sentence)))
}

function makeFacts(giveaway: PublicGiveaway): HTMLElement {
  const { openedAt, closedAt, closesAt, word, kind } = giveaway
  const end = closedAt ?? closesAt
  counts = make('dd', 'number', isCounted(giveaway) ? sayCounts(giveaway) : 'counted after the close')
  return make(
    'dl',
    'facts',
    ...makeFact('Rules', make('dd', '', sayTerms(giveaway).join(' · '))),
    ...makeFact(
      'Entered with',
      make('dd', '', ...(kind === 'active' ? ['a line in the chat'] : [make('kbd', '', make('bdi', '', word))])),
    ),
    ...makeFact('Entries', counts),
    ...(openedAt === null ? [] : makeFact('Opened', make('dd', '', makeTime(openedAt, sayMoment(openedAt))))),
    ...(end === null
      ? []
      : makeFact(closedAt === null ? 'Closes' : 'Closed', make('dd', '', makeTime(end, sayMoment(end))))),
  )
}

function makeFact(name: string, fact: HTMLElement): HTMLElement[] {
  return [make('div', '', make('dt', '', name), fact)]
}

function sayCounts({ entryCount, ticketCount }: { entryCount: number; ticketCount: number }): string {
  const people = sayCount(entryCount, 'person', 'people')
  return ticketCount === entryCount ? people : `${people}, ${sayNumber(ticketCount)} tickets`
}
