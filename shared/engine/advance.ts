/** The steps that come by themselves: a planned opening, the planned close, entries becoming final, winners who stay silent, the reveal of the seed. */
import { type BeaconRound, nameRound } from '../giveaway/beacon.ts'
import { digestEntries } from '../giveaway/draw.ts'
import { nextStep } from '../giveaway/lifecycle.ts'
import type { Giveaway, GiveawayId, NamedRound } from '../giveaway/words.ts'
import { fetchDueRound, takeRound } from './await-round.ts'
import { missSilent } from './claim.ts'
import { asNews, closeWithin } from './close.ts'
import { drawFrom, openDraw } from './draw-winner.ts'
import { openOnTime } from './plan.ts'
import type { Ports } from './ports.ts'
import { takeActive } from './take-active.ts'
import type { LockedGiveaway } from './ports/rows.ts'
import type { Tx } from './ports/store.ts'

const retryMs = 2_000

/** Takes every step of a giveaway that is due and plans the next one. A wake-up that comes twice or too early does nothing. */
export async function advanceGiveaway(ports: Ports, giveawayId: GiveawayId): Promise<void> {
  for (;;) {
    const round = await fetchDueRound(ports, giveawayId)
    const { stepped, giveaway } = await ports.store.transact((tx) => takeDueStep(ports, tx, giveawayId, round))
    if (stepped) ports.live.nudge()
    else return planNext(ports, giveaway)
  }
}

async function takeDueStep(
  ports: Ports,
  tx: Tx,
  giveawayId: GiveawayId,
  round: BeaconRound | undefined,
): Promise<{ stepped: boolean; giveaway?: Giveaway }> {
  const giveaway = await tx.lockGiveaway(giveawayId)
  if (!giveaway) return { stepped: false }
  const next = nextStep(giveaway)
  if (!next || next.at > ports.clock.now()) return { stepped: false, giveaway }
  switch (next.step) {
    case 'open':
      // While another giveaway has the word nothing is planned: the sweep tries again.
      if (!(await openOnTime(ports, tx, giveaway))) return { stepped: false }
      break
    case 'close':
      closeWithin(ports, tx, giveaway, { actor: 'timer' })
      break
    case 'seal':
      await seal(ports, tx, giveaway)
      break
    case 'round':
      return { stepped: await takeRound(ports, tx, giveaway, round), giveaway }
    case 'miss':
      await missSilent(ports, tx, giveaway)
      break
    case 'complete':
      complete(ports, tx, giveaway)
      break
  }
  return { stepped: true }
}

/** Makes the entries final: their digest is taken and published; from here on the database refuses to change them. */
async function seal(ports: Ports, tx: Tx, giveaway: LockedGiveaway): Promise<void> {
  const taken = await takeActive(tx, giveaway)
  const { id, entryCount, ticketCount, drawWhenSealed } = taken
  const beacon = nameAgain(ports, taken)
  const step = {
    sealedAt: ports.clock.now(),
    digest: digestEntries(id, await tx.listEntries(id)),
    ...(beacon && { beacon }),
  }
  tx.changeGiveaway(id, step)
  const named = beacon && { beacon: asNews(beacon) }
  tx.addNews(taken, { kind: 'sealed', digest: step.digest, entryCount, ticketCount, ...named })
  if (drawWhenSealed !== undefined && !beacon) await drawFrom(ports, tx, { ...taken, ...step }, drawWhenSealed)
}

/** The round stays the one that was named at closing, unless it is out already: who saw it could still have changed the entries. */
function nameAgain({ clock, beacon }: Ports, { beacon: named }: Giveaway): NamedRound | undefined {
  if (!named || named.at > clock.now() || beacon?.chain.hash !== named.chain) return named
  return nameRound(beacon.chain, clock.now())
}

function complete(ports: Ports, tx: Tx, giveaway: LockedGiveaway): void {
  const { seed } = openDraw(ports, giveaway)
  tx.changeGiveaway(giveaway.id, { status: 'completed', completedAt: ports.clock.now(), seed })
  tx.addNews(giveaway, { kind: 'completed', seed })
}

async function planNext(ports: Ports, giveaway: Giveaway | undefined): Promise<void> {
  const next = giveaway && nextStep(giveaway)
  if (!giveaway || !next) return
  // What is due and still to come, such as a round of the beacon, is looked for again in a while.
  const soon = ports.clock.now().getTime() + retryMs
  await ports.later.wake(giveaway.id, new Date(next.step === 'round' ? Math.max(next.at.getTime(), soon) : next.at))
}
