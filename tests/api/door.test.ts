import { expect, test } from 'vitest'
import { startApi } from '../support/api.ts'
import { createVisitor } from '../support/visitor.ts'

test('the address of the demo lets in as the streamer, under a session of its own each time', async () => {
  const api = await startApi({ demoSecret: 'open-sesame' })
  const visitor = createVisitor(`http://localhost:${api.port}`)
  const first = await visitor.get('/enter/open-sesame')
  expect([first.status, first.headers.get('location')]).toEqual([303, '/'])
  expect(await visitor.me()).toMatchObject({ role: 'streamer' })
  const before = [...visitor.cookies.values()]
  await visitor.get('/enter/open-sesame')
  expect([...visitor.cookies.values()]).not.toEqual(before)
  expect((await api.engine.store.pool.query('SELECT 1 FROM sessions')).rowCount).toBe(1)
  await api.close()
})

test.for([undefined, 'open-sesame'])(
  'no other address lets anybody in, and outside the demo none does (%s)',
  async (demoSecret) => {
    const api = await startApi({ demoSecret })
    const visitor = createVisitor(`http://localhost:${api.port}`)
    for (const token of ['undefined', '', 'open-sesam', 'x'.repeat(90)]) {
      const answer = await visitor.get(`/enter/${token}`)
      expect(answer.status).toBe(404)
    }
    expect(visitor.cookies.size).toBe(0)
    await api.close()
  },
)
