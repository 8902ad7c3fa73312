/** Luck from the system's randomness. It fulfils the engine's `Chance`. */
import { randomInt } from 'node:crypto'

export const chance = { below: (most: number): number => randomInt(most) }
