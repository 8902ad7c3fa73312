import { followProgress } from '@streambot/app/terminal.ts'
import { refundOrder, serveNext } from '@streambot/shared/engine/serve.ts'
import { expect, onTestFinished, test, vi } from 'vitest'
import { pay, person, type TestEngine } from '../support/engine.ts'
import { redeemAll, said, stock } from '../support/shop.ts'
import { withEngine } from '../support/with-engine.ts'

let engine: TestEngine
withEngine((opened) => void ({ engine } = opened))

test('orders are told in the terminal as they are made, served and refunded, each once', async () => {
  const streamerId = await engine.store.addStreamer('streamer')
  const lines: string[] = []
  const print = vi
    .spyOn(console, 'log')
    .mockImplementation((line: string) => void lines.push(line.replace(/^\S+ +/, '')))
  onTestFinished(() => print.mockRestore())
  const progress = await followProgress(engine.store, 'http://localhost')
  const teller = { ...person(1), name: 'A\u001b[2Jb' }
  await pay(engine, streamerId, [teller], 30)
  await stock(engine, streamerId)
  await redeemAll(engine, streamerId, [teller])
  await Promise.all([progress.tell(), progress.tell()])
  expect(lines).toEqual(['ordered   A-001 song for A[2Jb'])
  await serveNext(engine.ports, streamerId, said())
  await refundOrder(engine.ports, streamerId, 'serving', said())
  await progress.tell()
  expect(lines.slice(1)).toEqual([
    'serving   A-001 song for A[2Jb',
    'refunded  A-001 song for A[2Jb: 10 points went back',
  ])
})
