/** The check of a draw, made in this browser from what is published. */
import type { PublicGiveaway } from '@streambot/shared/contract/http.ts'
import { type Proof, type ProofStep, readProof, verifyProof } from '@streambot/shared/giveaway/proof.ts'
import { make, makeLink } from '../parts/dom.ts'
import { sayHour } from '../parts/words.ts'

const titles = {
  published: 'The file and this page',
  order: 'The list of entries',
  digest: 'Digest of the entries',
  commitment: 'Seed and commitment',
  beacon: 'The public beacon',
  winners: 'The draw, done again',
} satisfies Record<ProofStep['name'] | 'published', string>

export function makeVerifier(giveaway: PublicGiveaway): HTMLElement {
  if (giveaway.kind === 'first') return makeNothing()
  const button = make('button', 'button', 'Verify in this browser')
  button.type = 'button'
  const address = `/api/giveaways/${giveaway.id}/proof`
  const download = makeLink(address, 'more', 'Download the proof')
  download.download = ''
  const result = make('div', 'result')
  result.setAttribute('aria-live', 'polite')
  button.addEventListener('click', () => {
    button.disabled = true
    result.replaceChildren(make('p', 'fine', 'Downloading the proof and drawing again …'))
    void check(address, giveaway)
      .then((found) => result.replaceChildren(...found))
      .finally(() => (button.disabled = false))
  })
  const ready = giveaway.digest !== null
  const intro = make('p', '', ready ? introduction : 'The draw can be checked here once the entries are final.')
  const actions = ready ? [make('p', 'actions', button, download), result] : []
  return make(
    'section',
    'card verify',
    make('h2', 'heading', 'Verify the draw'),
    intro,
    ...actions,
    makeCaution(giveaway),
  )
}

/** Nobody has to trust a draw where there was none. */
function makeNothing(): HTMLElement {
  const why =
    'Who comes first wins. The order in which the bot took the entries is the result; it is published as it comes about, and the database refuses to change it.'
  return make('section', 'card verify', make('h2', 'heading', 'There is no draw'), make('p', '', why))
}

const introduction =
  'Your browser downloads every entry, computes the digest, compares the seed with the commitment and draws again. If you would rather not trust this page, download the proof and check it elsewhere: the format is open.'

/** What a passed check does not show. */
function makeCaution({ beacon, closedAt }: PublicGiveaway): HTMLElement {
  const shown =
    'What it does show: neither the entries nor the winners were changed after the digest and the commitment were published.'
  if (!beacon && closedAt === null) return make('p', 'caution', shown)
  if (beacon && beacon.waivedAt === null) {
    const round = `With a public beacon: round ${beacon.round} of drand was named when the entries closed, and nobody, whoever runs this bot included, could know what it would bring.`
    return make('p', 'caution', `${round} ${shown}`)
  }
  const why = beacon ? `round ${beacon.round} of the public beacon did not come` : 'no public beacon took part'
  const known = `What this cannot show: ${why}, so whoever runs this bot could have known the seed beforehand.`
  return make('p', 'caution', `${known} ${shown}`)
}

async function check(address: string, giveaway: PublicGiveaway): Promise<Node[]> {
  try {
    const response = await fetch(address)
    if (!response.ok) return [makeVerdict('failed', 'The proof could not be downloaded. Try again in a moment.')]
    const proof = readProof(await response.json())
    return proof
      ? await report(proof, giveaway)
      : [makeVerdict('failed', 'The download is not a proof that can be read.')]
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return [makeVerdict('failed', `The proof could not be checked: ${reason}`)]
  }
}

/** A step of `verifyProof`, or the look at whether the file is about what this page shows. */
type Step = Omit<ProofStep, 'name'> & { readonly name: keyof typeof titles }

async function report(proof: Proof, giveaway: PublicGiveaway): Promise<Node[]> {
  const steps: Step[] = [comparePublished(proof, giveaway), ...(await verifyProof(proof)).steps]
  const list = make('ol', 'steps', ...steps.map((step) => makeStep(step, isWaiting(proof, step))))
  if (steps.every((step) => step.ok))
    return [makeVerdict('passed', 'All steps passed: this draw is what it claims to be.'), list]
  if (steps.every((step) => step.ok || isWaiting(proof, step)))
    return [makeVerdict('waiting', `So far everything fits. ${sayWhen(giveaway.completesAt)}`), list]
  return [makeVerdict('failed', 'The check failed: what was published does not fit together.'), list]
}

/** The file has to prove what this page shows, not something else. */
function comparePublished(proof: Proof, giveaway: PublicGiveaway): Step {
  const name = 'published'
  const differing = (['commitment', 'digest'] as const).filter((key) => proof[key] !== giveaway[key])
  const parts = [
    ...(proof.giveaway.id === giveaway.id ? [] : ['giveaway']),
    ...differing,
    ...(nameRound(proof.beacon) === nameRound(giveaway.beacon) ? [] : ['beacon']),
    ...(nameWinners(proof) === nameWinners(giveaway) ? [] : ['winners']),
  ]
  if (parts.length === 0)
    return { name, ok: true, detail: 'The proof is about the same numbers and winners as this page.' }
  return { name, ok: false, detail: `The proof differs from this page in: ${parts.join(', ')}.` }
}

function nameWinners({ winners }: Pick<Proof, 'winners'>): string {
  return JSON.stringify(winners.map(({ pick, platform, userId, tickets }) => [pick, platform, userId, tickets]))
}

function nameRound(beacon: Proof['beacon'] | PublicGiveaway['beacon']): string | undefined {
  return beacon
    ? JSON.stringify([beacon.chain, beacon.round, beacon.randomness ?? null, beacon.waivedAt ?? null])
    : undefined
}

function sayWhen(completesAt: string | null): string {
  if (completesAt === null) return 'The draw itself can be checked once the seed is revealed.'
  return `The draw itself can be checked once the seed is revealed, at ${sayHour(completesAt)}.`
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

function makeStep({ name, ok, detail }: Step, waiting: boolean): HTMLElement {
  const outcome: Outcome = ok ? 'passed' : waiting ? 'waiting' : 'failed'
  const word = { passed: 'Passed', failed: 'Failed', waiting: 'Not yet' }[outcome]
  const step = make('li', '', make('h3', '', titles[name], make('span', 'outcome', word)), make('p', 'fine', detail))
  step.dataset['outcome'] = outcome
  return step
}
