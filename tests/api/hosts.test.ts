import { isOurHost, isOurOrigin } from '@streambot/api/hosts.ts'
import { describe, expect, test } from 'vitest'

describe('a Host header', () => {
  test.for([
    'localhost',
    'localhost:3000',
    'LOCALHOST:3000',
    'panel.localhost:3000',
    '127.0.0.1:3000',
    '192.168.1.20',
    '[::1]:3000',
    '[fe80::1]',
    'Give.Example.org',
    'give.example.org:443',
  ])('%s names this server', (host) => {
    expect(isOurHost(host, 'give.example.org')).toBe(true)
  })

  test.for([
    undefined,
    '',
    'evil.example',
    'localhost.evil.example',
    'evil.example:3000',
    '127.0.0.1.evil.example',
    'notlocalhost',
    'give.example.org.evil.example',
    'localhost:3000@evil.example',
    'localhost/evil.example',
    '[::1',
    '0x7f.1',
    'evil.example#localhost',
  ])('%s does not', (host) => {
    expect(isOurHost(host, 'give.example.org')).toBe(false)
  })

  test('without a configured name only loopback names and addresses are ours', () => {
    expect(isOurHost('give.example.org', undefined)).toBe(false)
    expect(isOurHost('undefined', undefined)).toBe(false)
  })
})

describe('an Origin header', () => {
  test.for([
    ['http://localhost:3000', 'localhost:3000'],
    ['http://127.0.0.1:3000', '127.0.0.1:3000'],
    ['https://give.example.org', 'localhost:3000'],
  ])('%s may listen at %s', ([origin, host]) => {
    expect(isOurOrigin(origin, host, 'give.example.org')).toBe(true)
  })

  test.for([
    [undefined, 'localhost:3000'],
    ['null', 'localhost:3000'],
    ['http://evil.example', 'localhost:3000'],
    ['http://localhost:4000', 'localhost:3000'],
    ['http://localhost:3000.evil.example', 'localhost:3000'],
    ['file://localhost:3000', 'localhost:3000'],
    ['http://localhost:3000', undefined],
  ])('%s may not listen at %s', ([origin, host]) => {
    expect(isOurOrigin(origin, host, 'give.example.org')).toBe(false)
  })
})
