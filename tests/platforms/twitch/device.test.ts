/** Signing in by a code that is typed on another device, against the simulated Twitch and its clock. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Access } from '@streambot/shared/engine/ports/people.ts'
import { type DeviceCode, signInByDevice } from '@streambot/shared/platforms/twitch/device.ts'
import { expect, onTestFinished, test } from 'vitest'
import { setStage, type Stage } from '../../simulator/stage.ts'

const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code'

/** Signs in; `meanwhile` is called after each wait, with how many there were and the code. */
async function signIn(stage: Stage, meanwhile: (waits: number, code: string) => unknown, access: Access = 'bot') {
  const waits: number[] = []
  let shown: DeviceCode | undefined
  const answer = await signInByDevice(
    {
      idUrl: stage.twitch.url,
      apiUrl: stage.twitch.url,
      clientId: stage.publicApp.id,
      clock: { now: () => new Date(stage.world.now()) },
      wait: async (ms) => {
        stage.turn(ms / 1_000)
        await meanwhile(waits.push(ms), shown?.code ?? '')
      },
    },
    access,
    (code) => (shown = code),
  )
  return { answer, waits, shown }
}

const polls = ({ twitch }: Stage) =>
  twitch.requests
    .filter(({ path }) => path === '/oauth2/token')
    .map(({ body }) => new URLSearchParams(body))
    .filter((form) => form.get('grant_type') === deviceGrant)

/** Polls with the same code as the last time, as another program might. */
async function pollBeside(stage: Stage): Promise<void> {
  const body = polls(stage).at(-1)
  if (!body) throw new Error('Nobody has polled yet.')
  await fetch(`${stage.twitch.url}/oauth2/token`, { method: 'POST', body })
}

test('whoever types the code and agrees is signed in, with the scopes of what it is for', async () => {
  const stage = await setStage()
  const { answer, waits, shown } = await signIn(stage, (count, code) => {
    if (count === 3) expect(stage.twitch.approveDevice(code, stage.bot)).toBe(true)
  })
  expect(shown?.address).toContain(stage.twitch.url)
  expect(shown?.expiresAt.getTime()).toBe(Date.UTC(2026, 10, 21, 12, 30))
  expect(waits).toEqual([5_000, 5_000, 5_000])
  expect(answer).toMatchObject({
    account: { platform: 'twitch', userId: stage.bot.id, login: stage.bot.login },
    tokens: { refreshToken: expect.any(String), scopes: expect.arrayContaining(['chat:read', 'chat:edit']) },
  })
})

test('the secret of an app is not asked for, and none is sent', async () => {
  const stage = await setStage()
  await signIn(stage, (_count, code) => stage.twitch.approveDevice(code, stage.bot))
  expect(polls(stage).map((form) => form.has('client_secret'))).toEqual([false])
})

test('who refuses is told from who does nothing until the time is over', async () => {
  const stage = await setStage()
  expect((await signIn(stage, (_count, code) => stage.twitch.denyDevice(code))).answer).toBe('denied')
  const { answer, waits } = await signIn(stage, () => undefined)
  expect(answer).toBe('expired')
  expect(waits.reduce((sum, ms) => sum + ms, 0)).toBe(1_800_000)
})

test('told to slow down it waits five seconds more from then on, each time', async () => {
  const stage = await setStage()
  const { waits } = await signIn(stage, async (count, code) => {
    if (count === 2 || count === 3) await pollBeside(stage)
    if (count === 5) stage.twitch.approveDevice(code, stage.bot)
  })
  expect(waits).toEqual([5_000, 5_000, 10_000, 15_000, 15_000])
})

test('a server that fails, or is gone for a moment, is asked on, more slowly', async () => {
  const stage = await setStage()
  const door = await openDoor(stage)
  const { answer, waits } = await signIn({ ...stage, twitch: { ...stage.twitch, url: door.url } }, (count, code) => {
    door.is = count === 1 ? 'broken' : count === 2 ? 'shut' : 'open'
    if (count === 3) stage.twitch.approveDevice(code, stage.bot)
  })
  expect([answer, waits]).toMatchObject([{ account: { login: stage.bot.login } }, [5_000, 10_000, 15_000]])
})

test('an app that Twitch does not know is told at once, and no secret travels unencrypted', async () => {
  const stage = await setStage()
  const options = {
    idUrl: stage.twitch.url,
    apiUrl: stage.twitch.url,
    clientId: 'nobody',
    clock: { now: () => new Date() },
    wait: async () => undefined,
  }
  await expect(signInByDevice(options, 'bot', () => undefined)).rejects.toThrow('answered 400 with "invalid client"')
  const bare = signInByDevice({ ...options, idUrl: 'http://id.example.org' }, 'bot', () => undefined)
  await expect(bare).rejects.toThrow('not encrypted')
})

/** Stands before the simulated Twitch, and can be in disorder. */
async function openDoor({ twitch }: Stage): Promise<{ readonly url: string; is: 'open' | 'broken' | 'shut' }> {
  const door = { url: '', is: 'open' as 'open' | 'broken' | 'shut' }
  const server = createServer(async (request, response) => {
    if (door.is === 'shut') return request.socket.destroy()
    if (door.is === 'broken') return response.writeHead(503).end()
    const body = await text(request)
    const headers = {
      authorization: request.headers.authorization ?? '',
      'client-id': String(request.headers['client-id']),
    }
    const form = { method: 'POST', body: new URLSearchParams(body) }
    const answer = await fetch(`${twitch.url}${request.url}`, request.method === 'POST' ? form : { headers })
    return response.writeHead(answer.status).end(await answer.text())
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => void server.close())
  const address = server.address()
  door.url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  return door
}
