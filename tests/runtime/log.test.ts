import { expect, test } from 'vitest'
import { hideSecrets, makeLogTo } from '@streambot/shared/runtime/log.ts'

function logged(write: (log: ReturnType<typeof makeLogTo>) => void): string {
  const lines: string[] = []
  write(makeLogTo('info', { write: (line) => void lines.push(line) }))
  return lines.join('')
}

test.each([
  ['a token at the top', { accessToken: 'hush-hush' }],
  ['a password inside', { database: { password: 'hush-hush' } }],
  ['a header deep inside', { request: { sent: { headers: { authorization: 'hush-hush' } } } }],
  ['an address with a password in an error', { err: new Error('no answer from postgres://me:hush-hush@host/db') }],
])('%s is hidden', (_, fields) => {
  const line = logged((log) => log.info(fields, 'something happened'))
  expect(line).toContain('something happened')
  expect(line).toContain('[hidden]')
  expect(line).not.toContain('hush-hush')
})

test.each([
  'PASS oauth:hushhush123',
  'Bearer hushhush123',
  'https://host/?code=hushhush123',
  'access_token=hushhush123',
  'the key sb_hushhush123 was sent',
  '/api/channel/giveaways?key=sb_hushhush123',
])('the secret in "%s" is hidden', (text) => expect(hideSecrets(text)).not.toContain('hushhush123'))

test('what is no secret stays', () => {
  const text = 'giveaway 7 opened by twitch:42, see http://127.0.0.1:3000/g/7'
  expect(hideSecrets(text)).toBe(text)
})

test('a line below the level is not written', () => {
  expect(logged((log) => log.debug('quiet'))).toBe('')
})
