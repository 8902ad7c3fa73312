/** The public beacon of the settings. */
import { createDrand } from '@streambot/shared/beacon/drand.ts'
import type { Beacon } from '@streambot/shared/engine/ports.ts'
import { type Chain, quicknet } from '@streambot/shared/giveaway/beacon.ts'
import type { Config } from '@streambot/shared/runtime/config.ts'

/** Nothing where no relay is set. */
export function openBeacon(
  { beaconUrl: url, beaconChain }: Config,
  onError: (error: unknown) => void,
): Beacon | undefined {
  return url === undefined ? undefined : createDrand({ url, chain: beaconChain ?? quicknet, onError })
}

/** The chains whose signatures count: drand's, and the one of the settings. */
export function knownChains({ beaconChain }: Config): readonly Chain[] {
  return beaconChain ? [quicknet, beaconChain] : [quicknet]
}
