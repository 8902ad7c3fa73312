/** The check of a draw, made in this browser from what is published. */
import type { PublicGiveaway } from '@streambot/shared/contract/http.ts'
import { type Proof, type ProofStep, readProof, verifyProof } from '@streambot/shared/giveaway/proof.ts'
import { away } from '../parts/ask.ts'
import { make, makeLink } from '../parts/dom.ts'
import { makeButton, makeTrouble } from '../parts/press.ts'
import { say } from '../parts/say.ts'
import { sayHour, sayList } from '../parts/words.ts'

export function fillVerifier(card: HTMLElement, giveaway: PublicGiveaway): void {
  if (giveaway.kind === 'first') return card.replaceChildren(...makeNothing())
  const isReady = giveaway.digest !== null
  const intro = make('p', '', say(isReady ? 'verify.intro' : 'verify.later'))
  const heading = make('h2', 'heading', say('verify.title'))
  card.replaceChildren(heading, intro, ...(isReady ? makeCheck(giveaway) : []), makeCaution(giveaway))
}

function makeCheck(giveaway: PublicGiveaway): HTMLElement[] {
  const address = `/api/giveaways/${giveaway.id}/proof`
  const result = make('div', 'result')
  result.setAttribute('aria-live', 'polite')
  const trouble = makeTrouble()
  const button = makeButton('button', [say('verify.start')], trouble, async () => {
    result.replaceChildren(make('p', 'fine', say('verify.working')))
    const found = await check(address, giveaway)
    result.replaceChildren(...(typeof found === 'string' ? [] : found))
    return typeof found === 'string' ? found : undefined
  })
  const download = makeLink(address, 'more', say('verify.download'))
  download.download = ''
  return [make('p', 'actions', button, download), trouble, result]
}

/** Nobody has to trust a draw where there was none. */
function makeNothing(): HTMLElement[] {
  return [make('h2', 'heading', say('verify.none')), make('p', '', say('verify.none-why'))]
}

/** What a passed check does not show. */
function makeCaution({ beacon, closedAt }: PublicGiveaway): HTMLElement {
  const shown = say('verify.shows')
  if (!beacon && closedAt === null) return make('p', 'caution', shown)
  return make('p', 'caution', `${sayWhoCouldKnow(beacon)} ${shown}`)
}

function sayWhoCouldKnow(beacon: PublicGiveaway['beacon']): string {
  if (!beacon) return say('verify.no-beacon')
  return say(beacon.waivedAt === null ? 'verify.with-beacon' : 'verify.beacon-missed', { round: String(beacon.round) })
}

/** What was found, or why nothing could be checked. */
async function check(address: string, giveaway: PublicGiveaway): Promise<Node[] | string> {
  const response = await fetch(address).catch(() => undefined)
  if (!response) return away
  if (!response.ok) return say('verify.no-download')
  try {
    const proof = readProof(await response.json())
    return proof ? await report(proof, giveaway) : [makeVerdict('failed', say('verify.no-proof'))]
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return [makeVerdict('failed', say('verify.broken', { reason }))]
  }
}

/** A step of `verifyProof`, or the look at whether the file is about what this page shows. */
interface Step {
  readonly name: ProofStep['name'] | 'published'
  readonly ok: boolean
  readonly sentence: string
}

async function report(proof: Proof, giveaway: PublicGiveaway): Promise<Node[]> {
  const steps = [comparePublished(proof, giveaway), ...(await verifyProof(proof)).steps.map(toStep)]
  const list = make('ol', 'steps', ...steps.map((step) => makeStep(step, isWaiting(proof, step))))
  return [makeConclusion(proof, giveaway, steps), list]
}

function makeConclusion(proof: Proof, { completesAt }: PublicGiveaway, steps: readonly Step[]): HTMLElement {
  if (steps.every((step) => step.ok)) return makeVerdict('passed', say('verify.passed'))
  if (!steps.every((step) => step.ok || isWaiting(proof, step))) return makeVerdict('failed', say('verify.failed'))
  return makeVerdict(
    'waiting',
    completesAt === null ? say('verify.waiting') : say('verify.waiting-until', { time: sayHour(completesAt) }),
  )
}

function toStep({ name, ok, found, values }: ProofStep): Step {
  return { name, ok, sentence: say(`proof.${found}`, values) }
}

/** The file has to prove what this page shows, not something else. */
function comparePublished(proof: Proof, giveaway: PublicGiveaway): Step {
  const isSame = {
    giveaway: proof.giveaway.id === giveaway.id,
    commitment: proof.commitment === giveaway.commitment,
    digest: proof.digest === giveaway.digest,
    beacon: nameRound(proof.beacon) === nameRound(giveaway.beacon),
    winners: nameWinners(proof) === nameWinners(giveaway),
  }
  const parts = (['giveaway', 'commitment', 'digest', 'beacon', 'winners'] as const).filter((part) => !isSame[part])
  if (parts.length === 0) return { name: 'published', ok: true, sentence: say('verify.same') }
  const named = sayList(parts.map((part) => say(`verify.part-${part}`)))
  return { name: 'published', ok: false, sentence: say('verify.differs', { parts: named }) }
}

function nameWinners({ winners }: Pick<Proof, 'winners'>): string {
  return JSON.stringify(winners.map(({ pick, platform, userId, tickets }) => [pick, platform, userId, tickets]))
}

function nameRound(beacon: Proof['beacon'] | PublicGiveaway['beacon']): string | undefined {
  return beacon
    ? JSON.stringify([beacon.chain, beacon.round, beacon.randomness ?? null, beacon.waivedAt ?? null])
    : undefined
}

/** Without the seed, or the round of the beacon, some steps cannot be done yet, which is no failure. */
function isWaiting({ seed, beacon }: Proof, { name }: Step): boolean {
  if (name === 'beacon') return beacon?.randomness === undefined
  return seed === undefined && (name === 'commitment' || name === 'winners')
}

type Outcome = 'passed' | 'failed' | 'waiting'

function makeVerdict(outcome: Outcome, sentence: string): HTMLElement {
  const verdict = make('p', 'verdict', sentence)
  verdict.dataset['outcome'] = outcome
  return verdict
}

function makeStep({ name, ok, sentence }: Step, waiting: boolean): HTMLElement {
  const outcome: Outcome = ok ? 'passed' : waiting ? 'waiting' : 'failed'
  const title = make('h3', '', say(`verify.${name}`), ' ', make('span', 'outcome', say(`verify.step-${outcome}`)))
  const step = make('li', '', title, make('p', 'fine', sentence))
  step.dataset['outcome'] = outcome
  return step
}
