import { createHash } from 'node:crypto'
import type { Seeds } from '@streambot/shared/engine/ports.ts'
import { createVault, SealError } from '@streambot/shared/runtime/crypto.ts'
import { createSeeds } from '@streambot/shared/runtime/seeds.ts'
import { expect, test } from 'vitest'

const seeds: Seeds = createSeeds(createVault([{ id: 'a', key: new Uint8Array(32).fill(9) }]))

test('a seed opens as 32 bytes whose SHA-256 is the commitment', () => {
  const { sealed, commitment } = seeds.make('giveaway-1')
  const seed = seeds.open('giveaway-1', sealed)
  expect(seed).toMatch(/^[0-9a-f]{64}$/)
  expect(createHash('sha256').update(Buffer.from(seed, 'hex')).digest('hex')).toBe(commitment)
})

test('no two seeds are the same', () => {
  const commitments = Array.from({ length: 100 }, () => seeds.make('giveaway-1').commitment)
  expect(new Set(commitments).size).toBe(100)
})

test('a seed put into another giveaway does not open', () => {
  const { sealed } = seeds.make('giveaway-1')
  expect(() => seeds.open('giveaway-2', sealed)).toThrow(SealError)
})

test('ids are random UUIDs', () => {
  const ids = Array.from({ length: 100 }, () => seeds.newId())
  expect(new Set(ids).size).toBe(100)
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})
