/** The public page of one giveaway: its rules, its result, what the visitor holds, and the check of its draw. */
import type { PublicGiveaway } from '@streambot/shared/contract/http.ts'
import type { LiveMessage } from '@streambot/shared/contract/live.ts'
import { get, isProblem, sayProblem, sayWhy } from '../parts/ask.ts'
import { make } from '../parts/dom.ts'
import { makeLiveFrame, nameTab } from '../parts/frame.ts'
import { connectLive } from '../parts/live.ts'
import { makeProofList } from '../parts/proof.ts'
import { namePoints, say } from '../parts/say.ts'
import { tickClaims } from '../parts/winners.ts'
import { fillHead, sayCounts } from './head.ts'
import { makeMine } from './mine.ts'
import { fillVerifier } from './verify.ts'

const frame = makeLiveFrame(say('giveaway.title'))
const id = location.pathname.split('/').at(-1) ?? ''
const head = make('section', 'hero card')
const mine = makeMine(id)
const verifier = make('section', 'card verify')
const proof = make('section', 'card')
/** What each part shows: it is made anew only when that changes, so that a check that somebody made stays. */
const shown = new Map<HTMLElement, string>()
let current: PublicGiveaway | undefined
let clockOffset = 0
showNothing(say('one-moment'), say('giveaway.loading'))
connectLive<LiveMessage>('/api/live', { onMessage: (message) => void take(message), onState: frame.showConnection })
setInterval(() => tickClaims(head, Date.now() + clockOffset), 1_000)

async function take(message: LiveMessage): Promise<void> {
  if (message.type === 'snapshot') {
    clockOffset = Date.parse(message.at) - Date.now()
    namePoints(message.pointsName)
    return load(message.giveaways.find((one) => one.id === id))
  }
  if (message.type !== 'news' || message.giveawayId !== id) return
  if (message.giveaway) return show(message.giveaway)
  if ('entryCount' in message.news && current) showCounts(current, message.news)
}

/** Older giveaways are not in the snapshot and are asked for by their id. */
async function load(known: PublicGiveaway | undefined): Promise<void> {
  if (known) return show(known)
  try {
    const answer = await get<PublicGiveaway>(`/api/giveaways/${encodeURIComponent(id)}`)
    if (!isProblem(answer)) return show(answer)
    const title = say(answer.code === 'no-such-giveaway' ? 'giveaway.unknown' : 'not-now')
    showNothing(title, sayProblem(answer))
  } catch (error) {
    // What is there stays; that the connection is lost stands above it.
    if (!current) showNothing(say('not-now'), sayWhy(error))
  }
}

function show(giveaway: PublicGiveaway): void {
  if (!current) frame.main.replaceChildren(head, mine.element, make('div', 'columns', verifier, proof))
  current = giveaway
  nameTab(giveaway.title)
  head.dataset['status'] = giveaway.status
  const { entryCount: _entries, ticketCount: _tickets, ...rest } = giveaway
  renew(head, giveaway, () => fillHead(head, giveaway))
  renew(verifier, rest, () => fillVerifier(verifier, giveaway))
  renew(proof, rest, () =>
    proof.replaceChildren(make('h2', 'heading', say('published.title')), makeProofList(giveaway)),
  )
  tickClaims(head, Date.now() + clockOffset)
  mine.show(giveaway)
}

function showCounts(giveaway: PublicGiveaway, { entryCount, ticketCount }: Counts): void {
  current = { ...giveaway, entryCount, ticketCount }
  const counts = head.querySelector('.counts')
  if (counts) counts.textContent = sayCounts(current)
  mine.show(current)
}

type Counts = Pick<PublicGiveaway, 'entryCount' | 'ticketCount'>

function renew(part: HTMLElement, content: unknown, fill: () => void): void {
  const fresh = JSON.stringify(content)
  if (shown.get(part) === fresh) return
  shown.set(part, fresh)
  fill()
}

function showNothing(title: string, sentence: string): void {
  current = undefined
  frame.main.replaceChildren(make('section', 'card nothing', make('h1', 'title', title), make('p', '', sentence)))
}
