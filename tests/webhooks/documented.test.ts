/** What the documentation tells receivers to do, done. */
import { readFile } from 'node:fs/promises'
import { createCourier } from '@streambot/shared/webhooks/courier.ts'
import { expect, onTestFinished, test } from 'vitest'
import { openReceiver } from '../support/receiver.ts'

type IsOurs = (secret: string, headers: Record<string, unknown>, body: string) => boolean

/** The lines of the HTTP API's page, as the module that a receiver would make of them. */
async function readSnippet(): Promise<IsOurs> {
  const page = await readFile(new URL('../../docs/http-api.md', import.meta.url), 'utf8')
  const [snippet = ''] = /(?:^ {4}.*\n|^\n)*^ {4}export function isOurs.*\n(?:^ {4}.*\n)*/m.exec(page) ?? []
  const source = snippet.replaceAll(/^ {4}/gm, '')
  const module: unknown = await import(`data:text/javascript,${encodeURIComponent(source)}`)
  return (module as { isOurs: IsOurs }).isOurs // the page says what it exports
}

test('the documented lines take what was signed, and nothing that is changed, old, unsigned or from somebody else', async () => {
  const isOurs = await readSnippet()
  const receiver = await openReceiver()
  onTestFinished(() => receiver.close())
  const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
  const courier = createCourier({ allowsPrivate: true })
  const send = async (at: Date) => {
    await courier.post({ url: receiver.url, secret, id: 'event-1', at, body: '{"type":"test"}' })
    return receiver.came.at(-1)?.headers ?? {}
  }
  const headers = await send(new Date())
  expect(isOurs(secret, headers, '{"type":"test"}')).toBe(true)
  const two = { ...headers, 'webhook-signature': `v1,ä ${headers['webhook-signature']}` }
  expect(isOurs(secret, two, '{"type":"test"}')).toBe(true)
  expect(isOurs(secret, headers, '{"type":"best"}')).toBe(false)
  expect(isOurs(secret, { ...headers, 'webhook-id': 'event-2' }, '{"type":"test"}')).toBe(false)
  expect(isOurs(`whsec_${Buffer.alloc(32, 8).toString('base64')}`, headers, '{"type":"test"}')).toBe(false)
  expect(isOurs(secret, {}, '{"type":"test"}')).toBe(false)
  expect(isOurs(secret, await send(new Date(Date.now() - 400_000)), '{"type":"test"}')).toBe(false)
})
