/** Overlays: made, changed, given a new address, and revoked for good. */
import type { StreamerId } from '../giveaway/words.ts'
import type { Cause, Ports } from './ports.ts'
import type { NewOverlay, Overlay, OverlayAddress, OverlayStep } from './ports/overlays.ts'
import type { Tx } from './ports/store.ts'

/** So many overlays a streamer may have at a time. */
const mostOverlays = 20

/** One overlay of a streamer. */
interface OverlayKey {
  readonly streamerId: StreamerId
  readonly id: string
}

/** Makes an overlay; its token is the caller's to keep safe. Nothing: there are as many as there may be. */
export function addOverlay(
  { store }: Pick<Ports, 'store'>,
  overlay: NewOverlay,
  { actor }: Cause,
): Promise<Overlay | undefined> {
  const { streamerId, id, name, options } = overlay
  return store.transact(async (tx) => {
    // Of two that are made at once the second is counted behind the first.
    await tx.lockUser(streamerId)
    if ((await tx.countOverlays(streamerId)) >= mostOverlays) return undefined
    const added = await tx.addOverlay(overlay)
    tx.addAudit(streamerId, actor, 'overlay added', undefined, { id, name, options })
    return added
  })
}

/** Changes what is named. Nothing: there is no such overlay, or not any more. */
export function changeOverlay(
  { store }: Pick<Ports, 'store'>,
  { streamerId, id, change }: OverlayKey & { readonly change: Omit<OverlayStep, keyof OverlayAddress> },
  { actor }: Cause,
): Promise<Overlay | undefined> {
  return withOverlay(store, { streamerId, id }, async (tx, before) => {
    if (Object.keys(change).length === 0) return before
    const { css, ...told } = change
    tx.addAudit(streamerId, actor, 'overlay changed', undefined, {
      id,
      ...told,
      ...(css !== undefined && { css: css.length }),
    })
    return tx.changeOverlay(id, change)
  })
}

/** Gives it another address: from the commit on the old one opens nothing. */
export function moveOverlay(
  { store }: Pick<Ports, 'store'>,
  { streamerId, id, address }: OverlayKey & { readonly address: OverlayAddress },
  { actor }: Cause,
): Promise<Overlay | undefined> {
  return withOverlay(store, { streamerId, id }, async (tx, { name }) => {
    tx.addAudit(streamerId, actor, 'overlay moved', undefined, { id, name })
    return tx.changeOverlay(id, address)
  })
}

/** From the commit on its address opens nothing. */
export function revokeOverlay(
  { store }: Pick<Ports, 'store'>,
  { streamerId, id }: OverlayKey,
  { actor }: Cause,
): Promise<Overlay | undefined> {
  return withOverlay(store, { streamerId, id }, async (tx, overlay) => {
    tx.revokeOverlay(id)
    tx.addAudit(streamerId, actor, 'overlay revoked', undefined, { id, name: overlay.name })
    return overlay
  })
}

function withOverlay(
  store: Ports['store'],
  { streamerId, id }: OverlayKey,
  work: (tx: Tx, overlay: Overlay) => Promise<Overlay>,
): Promise<Overlay | undefined> {
  return store.transact(async (tx) => {
    const overlay = await tx.lockOverlay(streamerId, id)
    return overlay && work(tx, overlay)
  })
}
