/** One change of a giveaway: counted once, decided under its lock, told after the commit. */
import { nextStep } from '../giveaway/lifecycle.ts'
import type { Answer, DeedRefusal } from '../giveaway/answers.ts'
import type { Giveaway, GiveawayId } from '../giveaway/words.ts'
import type { Cause, Ports } from './ports.ts'
import type { LockedGiveaway } from './ports/rows.ts'
import type { Tx } from './ports/store.ts'

/** The message counts once, the giveaway is locked, the change is decided and written: one transaction. */
export function change<T>(
  { store }: Pick<Ports, 'store'>,
  giveawayId: GiveawayId,
  cause: Cause,
  decide: (tx: Tx, giveaway: LockedGiveaway) => Promise<Answer<T>>,
): Promise<Answer<T>> {
  return doOnce(store, cause, async (tx) => {
    const giveaway = await tx.lockGiveaway(giveawayId)
    return giveaway ? decide(tx, giveaway) : no('no-such-giveaway')
  })
}

/**
 * Does a deed in one transaction, once for its cause. A message that comes again is refused; a request that comes again gets the
 * answer that it got, also a no, which is written down in the transaction that did the deed.
 */
export function doOnce<T>(
  store: Pick<Ports['store'], 'transact'>,
  cause: Cause,
  work: (tx: Tx) => Promise<Answer<T>>,
): Promise<Answer<T>> {
  return store.transact(async (tx): Promise<Answer<T>> => {
    const { request } = cause
    const kept = request && (await tx.claimRequest(request))
    if (kept && kept.fingerprint !== request.fingerprint) return no('key-reused')
    // What stands under a key was written below, by the same deed: the fingerprint says so.
    if (kept) return kept.answer as Answer<T>
    if (!(await isFirst(tx, cause))) return no('already-handled')
    const answer = await work(tx)
    if (request) tx.keepAnswer(request, answer)
    return answer
  })
}

/** Marks the message of a cause as handled. False: it already was. */
export async function isFirst(tx: Tx, { message }: Cause): Promise<boolean> {
  return message === undefined || tx.markHandled(message)
}

/** After the commit: the screens are told, and what comes next is planned. */
export async function tell(ports: Ports, answer: Answer<Giveaway>): Promise<Answer<Giveaway>> {
  if (!answer.ok) return answer
  ports.live.nudge()
  const next = nextStep(answer.value)
  if (next) await ports.later.wake(answer.value.id, next.at)
  return answer
}

export function yes<T>(value: T): Answer<T> {
  return { ok: true, value }
}

export function no(code: DeedRefusal): { readonly ok: false; readonly code: DeedRefusal } {
  return { ok: false, code }
}
