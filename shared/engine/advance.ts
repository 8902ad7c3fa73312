/** The steps that come by themselves: the planned close, entries becoming final, the reveal of the seed. */
import { digestEntries } from '../giveaway/draw.ts'
import { nextStep } from '../giveaway/lifecycle.ts'
import type { Giveaway, GiveawayId } from '../giveaway/words.ts'
import { closeWithin } from './close.ts'
import { drawFrom, openDraw } from './draw-winner.ts'
import type { LockedGiveaway, Ports, Tx } from './ports.ts'

/** Takes every step of a giveaway that is due and plans the next one. A wake-up that comes twice or too early does nothing. */
export async function advanceGiveaway(ports: Ports, giveawayId: GiveawayId): Promise<void> {
  for (;;) {
    const { stepped, giveaway } = await ports.store.transact((tx) => takeDueStep(ports, tx, giveawayId))
    if (stepped) ports.live.nudge()
    else return planNext(ports, giveaway)
  }
}

async function takeDueStep(
  ports: Ports,
  tx: Tx,
  giveawayId: GiveawayId,
): Promise<{ stepped: boolean; giveaway?: Giveaway }> {
  const giveaway = await tx.lockGiveaway(giveawayId)
  if (!giveaway) return { stepped: false }
  const next = nextStep(giveaway)
  if (!next || next.at > ports.clock.now()) return { stepped: false, giveaway }
  switch (next.step) {
    case 'close':
      closeWithin(ports, tx, giveaway, { actor: 'timer' })
      break
    case 'seal':
      await seal(ports, tx, giveaway)
      break
    case 'complete':
      complete(ports, tx, giveaway)
      break
  }
  return { stepped: true }
}

/** Makes the entries final: their digest is taken and published; from here on the database refuses to change them. */
async function seal(ports: Ports, tx: Tx, giveaway: LockedGiveaway): Promise<void> {
  const { id, entryCount, ticketCount, drawWhenSealed } = giveaway
  const step = { sealedAt: ports.clock.now(), digest: digestEntries(id, await tx.listEntries(id)) }
  tx.changeGiveaway(id, step)
  tx.addNews(giveaway, { kind: 'sealed', digest: step.digest, entryCount, ticketCount })
  if (drawWhenSealed !== undefined) await drawFrom(ports, tx, { ...giveaway, ...step }, drawWhenSealed)
}

function complete(ports: Ports, tx: Tx, giveaway: LockedGiveaway): void {
  const { seed } = openDraw(ports, giveaway)
  tx.changeGiveaway(giveaway.id, { status: 'completed', completedAt: ports.clock.now(), seed })
  tx.addNews(giveaway, { kind: 'completed', seed })
}

async function planNext(ports: Ports, giveaway: Giveaway | undefined): Promise<void> {
  const next = giveaway && nextStep(giveaway)
  if (giveaway && next) await ports.later.wake(giveaway.id, next.at)
}
