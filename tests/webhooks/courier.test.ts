import { setDefaultCACertificates, getCACertificates } from 'node:tls'
import { createCourier } from '@streambot/shared/webhooks/courier.ts'
import type { Resolve } from '@streambot/shared/webhooks/destination.ts'
import type { Post, Posted } from '@streambot/shared/engine/ports/webhooks.ts'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { receiverCertificate } from '../support/payloads/certificate.ts'
import { openReceiver, type Receiver, type ReceiverOptions } from '../support/receiver.ts'

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const body = '{"type":"giveaway.opened","data":{"title":"Schlüssel 🎁"}}'

let receiver: Receiver
beforeEach(async () => {
  receiver = await openReceiver()
})
afterEach(() => receiver.close())

function post(url = receiver.url, options: { resolve?: Resolve; patienceMs?: number; asked?: Partial<Post> } = {}) {
  const { asked, ...rest } = options
  const courier = createCourier({ allowsPrivate: true, ...rest })
  return courier.post({ url, secret, id: 'event-1', at: new Date(), body, ...asked })
}

async function another(options: ReceiverOptions): Promise<Receiver> {
  const opened = await openReceiver(options)
  onTestFinished(() => opened.close())
  return opened
}

test('an event arrives whole, and a library of others finds its signature right and any change of it wrong', async () => {
  expect(await post(`${receiver.url}/hook?x=1`)).toMatchObject({ status: 204, fault: undefined })
  const [received] = receiver.came
  expect(received).toMatchObject({ path: '/hook?x=1', body, headers: { 'content-type': 'application/json' } })
  const headers = received?.headers as Record<string, string> // none of these comes twice
  expect(headers['webhook-id']).toBe('event-1')
  const verifier = new Webhook(secret)
  expect(verifier.verify(body, headers)).toEqual(JSON.parse(body))
  expect(() => verifier.verify(body.replace('opened', 'closed'), headers)).toThrow('No matching signature')
  expect(() => verifier.verify(body, { ...headers, 'webhook-id': 'event-2' })).toThrow('No matching signature')
  const stranger = new Webhook(`whsec_${Buffer.alloc(32, 8).toString('base64')}`)
  expect(() => stranger.verify(body, headers)).toThrow('No matching signature')
})

test.each<[status: number, fault: string | undefined]>([
  [200, undefined],
  [202, undefined],
  [400, 'It answered 400.'],
  [410, 'It answered 410.'],
  [500, 'It answered 500.'],
])('an answer of %i is told with its status and sentence', async (status, fault) => {
  receiver.answer = (response) => void response.writeHead(status).end('text')
  expect(await post()).toMatchObject({ status, fault })
})

test('a redirect to this computer, or anywhere, is not followed', async () => {
  const inner = await another({})
  receiver.answer = (response) => void response.writeHead(307, { location: inner.url }).end()
  expect(await post()).toMatchObject({ status: 307, fault: 'It answered 307, and redirects are not followed.' })
  expect(inner.came).toEqual([])
})

test('a silent receiver is given up in time, and so is one whose answer never begins', async () => {
  const patienceMs = 300
  receiver.answer = () => undefined
  const silent = await post(receiver.url, { patienceMs })
  expect(silent).toMatchObject({ status: undefined, fault: 'It gave no answer within 0.3 seconds.' })
  expect(silent.ms).toBeGreaterThanOrEqual(250)
  receiver.answer = (response) => void response.writeProcessing()
  expect((await post(receiver.url, { patienceMs })).fault).toBe('It gave no answer within 0.3 seconds.')
})

test('a name server that is silent is given up in time', async () => {
  const resolve = () => new Promise<never>(() => undefined)
  const outcome = await post('http://receiver.test/', { resolve, patienceMs: 200 })
  expect(outcome).toMatchObject({ status: undefined, fault: 'It gave no answer within 0.2 seconds.' })
})

test('a try that is broken off ends at once', async () => {
  const stop = new AbortController()
  receiver.answer = () => stop.abort()
  const courier = createCourier({ allowsPrivate: true, patienceMs: 60_000 })
  const asked = { url: receiver.url, secret, id: 'event-1', at: new Date(), body }
  const outcome = await courier.post(asked, stop.signal)
  expect(outcome.status).toBeUndefined()
  expect(outcome.fault).toBeDefined()
})

test('an answer that drips is left in time, and counts by its status', async () => {
  let broken: (() => void) | undefined
  const left = new Promise<void>((resolve) => (broken = resolve))
  receiver.answer = (response) => {
    response.on('close', () => broken?.())
    response.writeHead(200).write('.')
  }
  const outcome = await post(receiver.url, { patienceMs: 300 })
  expect(outcome).toMatchObject({ status: 200, fault: undefined })
  expect(outcome.ms).toBeLessThan(5_000)
  await left
})

test('an answer without end is left after 64 KiB', async () => {
  let written = 0
  let end: (() => void) | undefined
  const ended = new Promise<void>((resolve) => (end = resolve))
  receiver.answer = (response) => {
    const more = (): void => {
      do written += 16_384
      while (response.write(Buffer.alloc(16_384)))
    }
    response.on('drain', more)
    response.on('close', () => end?.())
    response.writeHead(200)
    more()
  }
  expect(await post()).toMatchObject({ status: 200 })
  await ended
  // What the sockets held on both ends is written, too.
  expect(written).toBeLessThan(32 * 1024 * 1024)
})

test('whoever does not listen, breaks off or speaks something else is told so', async () => {
  const gone = await openReceiver()
  await gone.close()
  expect((await post(gone.url)).fault).toBe('Nobody takes connections there.')
  receiver.answer = (response) => void response.socket?.destroy()
  expect((await post()).fault).toBe('It broke the connection off.')
  receiver.answer = (response) => void response.socket?.end('no web server\r\n\r\n')
  expect((await post()).fault).toMatch(/^The connection failed \(HPE_/)
})

test('nothing reaches this computer where the operator allows it not, by number or by name', async () => {
  const tls = await another({ tls: receiverCertificate })
  const courier = createCourier({ allowsPrivate: false, resolve: async () => ['127.0.0.1'] })
  for (const url of [tls.url, `https://receiver.test:${tls.port}/`, `https://[::1]:${tls.port}/`]) {
    expect(await courier.whyRefused(url)).toBe('private-address')
    const outcome: Posted = await courier.post({ url, secret, id: 'event-1', at: new Date(), body })
    expect(outcome.fault).toMatch(/leads to (127\.0\.0\.1|::1), which is no public address\.$/)
  }
  expect(tls.came).toEqual([])
})

test('a name that was public when it was registered and leads inside afterwards is refused', async () => {
  const answers = [['93.184.215.14'], ['10.0.0.1']]
  const courier = createCourier({ allowsPrivate: false, resolve: async () => answers.shift() ?? [] })
  const url = 'https://receiver.test/'
  expect(await courier.whyRefused(url)).toBeUndefined()
  const outcome = await courier.post({ url, secret, id: 'event-1', at: new Date(), body })
  expect(outcome.fault).toBe('receiver.test leads to 10.0.0.1, which is no public address.')
})

test('the address that was checked is the one that is connected to: a second answer of the name server is never asked for', async () => {
  const other = await another({ host: '127.0.0.2', port: receiver.port })
  const answers = [['127.0.0.1'], ['127.0.0.2'], ['127.0.0.2']]
  const resolve = async () => answers.shift() ?? []
  expect(await post(`http://receiver.test:${receiver.port}/`, { resolve })).toMatchObject({ status: 204 })
  expect(receiver.came[0]?.headers.host).toBe(`receiver.test:${receiver.port}`)
  expect(other.came).toEqual([])
  expect(answers).toHaveLength(2)
})

test('over TLS the certificate has to be of the name, whichever address it leads to', async () => {
  const secure = await another({ tls: receiverCertificate })
  const resolve = async () => ['127.0.0.1']
  const url = (name: string) => `https://${name}:${secure.port}/`
  expect((await post(url('receiver.test'), { resolve })).fault).toBe(
    'Its certificate cannot be trusted (DEPTH_ZERO_SELF_SIGNED_CERT).',
  )
  const trusted = getCACertificates('default')
  setDefaultCACertificates([...trusted, receiverCertificate.cert])
  onTestFinished(() => setDefaultCACertificates(trusted))
  expect(await post(url('receiver.test'), { resolve })).toMatchObject({ status: 204, fault: undefined })
  expect((await post(url('other.test'), { resolve })).fault).toMatch(/^Its certificate cannot be trusted/)
  expect(secure.came).toHaveLength(1)
})
