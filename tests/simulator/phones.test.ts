/** The phones of the demo, before a real server. */
import { overlaySchema } from '@streambot/shared/contract/overlay.ts'
import { startPhones } from '@streambot/simulator/phones.ts'
import { expect, onTestFinished, test, vi } from 'vitest'
import { draw, open, startApi } from '../support/api.ts'
import { openPanel } from '../support/streamer.ts'

const wait = { timeout: 15_000 }

test('phones before the overlay join what they may, each once, stay there, and claim what they win', async () => {
  const api = await startApi({ revealSeconds: 600 })
  onTestFinished(() => api.close())
  const { store } = api.engine
  const panel = await openPanel(api)
  const made = await panel.write(overlaySchema, 'POST', '/api/channel/overlays', { name: 'Main', options: {}, css: '' })
  const overlay = `${api.address}/overlay/${made.address?.split('/').at(-1)}`
  const chatOnly = await open(api, { word: '!chat' })
  const joined = await open(api, { word: '!phones', joinByCode: 'guests', claimSeconds: 60, presentMinutes: 1 })
  const faults: unknown[] = []
  const phones = startPhones({
    overlay,
    count: 20,
    lookMs: 50,
    slownessMs: 200,
    beatMs: 100,
    onFault: (error) => faults.push(error),
  })
  const count = async (id: string) => (await store.findGiveaway(id))?.entryCount
  await vi.waitFor(async () => expect(await count(joined.id)).toBeGreaterThan(10), wait)
  await draw(api, joined)
  await vi.waitFor(async () => expect(await store.findWinners(joined.id)).toMatchObject([{ state: 'claimed' }]), wait)
  await phones.stop()
  const entries = await count(joined.id)
  expect(entries).toBeLessThanOrEqual(20)
  expect(await count(chatOnly.id)).toBe(0)
  expect(faults).toEqual([])
})

test('phones say so when the server is away, and rest once they are stopped', async () => {
  const faults: unknown[] = []
  const phones = startPhones({
    overlay: 'http://127.0.0.1:1/overlay/none',
    lookMs: 10,
    onFault: (error) => faults.push(error),
  })
  await vi.waitFor(() => expect(faults.length).toBeGreaterThan(2), wait)
  await phones.stop()
  const before = faults.length
  await new Promise((resolve) => setImmediate(resolve))
  expect(faults).toHaveLength(before)
})
