/** The steps that come by themselves: a planned opening, reminders, the planned close, entries becoming final, winners who stay silent, the reveal of the seed. */
import { type BeaconRound, nameRound } from '../giveaway/beacon.ts'
import { findSilent } from '../giveaway/claim.ts'
import { type DueStep, nextStep } from '../giveaway/lifecycle.ts'
import type { Giveaway, GiveawayId, NamedRound } from '../giveaway/words.ts'
import { fetchRound, takeRound } from './await-round.ts'
import { missSilent } from './claim.ts'
import { asNews, closeWithin } from './close.ts'
import { countEntries, type CountedEntries } from './count-entries.ts'
import { drawWithin, settle } from './draw-winner.ts'
import { lookAt, type NextPicks, openDraw, type Seen, withPicks } from './next-picks.ts'
import { openOnTime } from './plan.ts'
import type { Ports } from './ports.ts'
import { remindWithin } from './remind.ts'
import { takeActive } from './take-active.ts'
import type { LockedGiveaway } from './ports/rows.ts'
import type { Tx } from './ports/store.ts'

const retryMs = 2_000

/** Takes every step of a giveaway that is due and plans the next one. A wake-up that comes twice or too early does nothing. */
export async function advanceGiveaway(ports: Ports, giveawayId: GiveawayId): Promise<void> {
  let counted: CountedEntries | undefined
  for (;;) {
    const ready = await makeReady(ports, giveawayId)
    counted = ready.counted ?? counted
    const { stepped, giveaway } = await withPicks(
      ports,
      giveawayId,
      (seen) => countPicks(ports, seen),
      (picks) => ports.store.transact((tx) => takeDueStep(ports, tx, giveawayId, { ...ready, picks })),
      counted,
    )
    if (stepped) ports.live.nudge()
    else return planNext(ports, giveaway)
  }
}

/** What takes long, done before the transaction of a step. */
interface Ready {
  readonly round?: BeaconRound | undefined
  /** The entries of a giveaway that is to be sealed, as they were in this version of it. */
  readonly counted?: CountedEntries
  readonly version?: string
  readonly picks?: NextPicks | undefined
}

async function makeReady(ports: Ports, giveawayId: GiveawayId): Promise<Ready> {
  const seen = await lookAt(ports, giveawayId)
  const step = seen && findDue(ports, seen.giveaway)
  if (!seen || !step) return {}
  const { giveaway, winners } = seen
  if (step === 'round') return { round: await fetchRound(ports, giveaway) }
  if (step !== 'seal') return {}
  const counted = await countEntries(giveaway, winners, ports.store.readEntries(giveawayId))
  return { counted, version: giveaway.version }
}

/** How many are to be picked by the step that is due. */
function countPicks(ports: Ports, { giveaway, winners }: Seen): number | undefined {
  const step = findDue(ports, giveaway)
  if (step === 'draw') return giveaway.drawWhenSealed
  return step === 'miss' ? findSilent(winners, giveaway.settings.graceSeconds, ports.clock.now()).length : undefined
}

function findDue({ clock }: Pick<Ports, 'clock'>, giveaway: Giveaway): DueStep | undefined {
  const next = nextStep(giveaway)
  return next && next.at <= clock.now() ? next.step : undefined
}

async function takeDueStep(
  ports: Ports,
  tx: Tx,
  giveawayId: GiveawayId,
  ready: Ready,
): Promise<{ stepped: boolean; giveaway?: Giveaway }> {
  const giveaway = await tx.lockGiveaway(giveawayId)
  if (!giveaway) return { stepped: false }
  const step = findDue(ports, giveaway)
  switch (step) {
    case undefined:
      return { stepped: false, giveaway }
    case 'open':
      // While another giveaway has the word nothing is planned: the sweep tries again.
      if (!(await openOnTime(ports, tx, giveaway))) return { stepped: false }
      break
    case 'remind':
      remindWithin(ports, tx, giveaway)
      break
    case 'close':
      closeWithin(ports, tx, giveaway, { actor: 'timer' })
      break
    case 'seal':
      await seal(ports, tx, giveaway, ready)
      break
    case 'round':
      return { stepped: takeRound(ports, tx, giveaway, ready.round), giveaway }
    case 'draw':
      await drawWithin(ports, tx, giveaway, ready.picks)
      break
    case 'miss':
      await missSilent(ports, tx, giveaway, ready.picks)
      break
    case 'complete':
      complete(ports, tx, giveaway)
      break
  }
  return { stepped: true }
}

/**
 * Makes the entries final: their digest is taken and published; from here on the database refuses to change them. They were counted
 * before, so that nobody waits for the lock meanwhile; when something was written since, they are counted again under it.
 */
async function seal(ports: Ports, tx: Tx, giveaway: LockedGiveaway, ready: Ready): Promise<void> {
  const taken = await takeActive(tx, giveaway)
  const { id, entryCount, ticketCount, version } = taken
  const beacon = nameAgain(ports, taken)
  const isCounted = ready.version === version && ready.counted
  const { digest } = isCounted || (await countEntries(taken, [], tx.readEntries(id)))
  tx.changeGiveaway(id, { sealedAt: ports.clock.now(), digest, ...(beacon && { beacon }) })
  const named = beacon && { beacon: asNews(beacon) }
  tx.addNews(taken, { kind: 'sealed', digest, entryCount, ticketCount, ...named })
  if (taken.rules.kind === 'first') settle(ports, tx, taken, await tx.findWinners(id))
}

/** The round stays the one that was named at closing, unless it is out already: who saw it could still have changed the entries. */
function nameAgain({ clock, beacon }: Ports, { beacon: named }: Giveaway): NamedRound | undefined {
  if (!named || named.at > clock.now() || beacon?.chain.hash !== named.chain) return named
  return nameRound(beacon.chain, clock.now())
}

function complete(ports: Ports, tx: Tx, giveaway: LockedGiveaway): void {
  // Where the first ones won there was no draw, and so no seed.
  const revealed = giveaway.rules.kind === 'first' ? {} : { seed: openDraw(ports, giveaway).seed }
  tx.changeGiveaway(giveaway.id, { status: 'completed', completedAt: ports.clock.now(), ...revealed })
  tx.addNews(giveaway, { kind: 'completed', ...revealed })
}

async function planNext(ports: Ports, giveaway: Giveaway | undefined): Promise<void> {
  const next = giveaway && nextStep(giveaway)
  if (!giveaway || !next) return
  // What is due and still to come, such as a round of the beacon, is looked for again in a while.
  const soon = ports.clock.now().getTime() + retryMs
  await ports.later.wake(giveaway.id, new Date(next.step === 'round' ? Math.max(next.at.getTime(), soon) : next.at))
}
