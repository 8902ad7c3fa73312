import { findDestination } from '@streambot/shared/webhooks/destination.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

/** What becomes of an address whose name leads to these, on a server whose operator did or did not allow private ones. */
async function ask(url: string, behind: readonly string[] = ['93.184.215.14'], allowsPrivate = false): Promise<string> {
  const found = await findDestination(url, { allowsPrivate, resolve: async () => behind })
  return found.ok ? found.addresses.join(' ') : found.code
}

describe('an address', () => {
  test.each<[url: string, verdict: string]>([
    ['https://example.com/hook?key=1', '93.184.215.14'],
    ['https://example.com:443/', '93.184.215.14'],
    ['https://example.com:8443/', '93.184.215.14'],
    ['https://example.com:22/', 'odd-port'],
    ['https://example.com:25/', 'odd-port'],
    ['http://example.com/', 'not-encrypted'],
    ['https://user:pass@example.com/', 'bad-address'],
    ['https://user@example.com/', 'bad-address'],
    ['ftp://example.com/', 'bad-address'],
    ['file:///etc/passwd', 'bad-address'],
    ['data:text/plain,hello', 'bad-address'],
    ['example.com', 'bad-address'],
    ['', 'bad-address'],
    [`https://example.com/${'x'.repeat(2_000)}`, 'bad-address'],
  ])('%j is %s', async (url, verdict) => {
    expect(await ask(url)).toBe(verdict)
  })

  test('that names a number is judged in whichever way it is written, and nobody is asked where it leads', async () => {
    const spelled = ['127.0.0.1', '2130706433', '0x7f.1', '0177.0.0.1', '127.1', '[::1]', '[::ffff:127.0.0.1]', '0']
    for (const host of [...spelled, '[::ffff:7f00:1]', '[::127.0.0.1]', '[64:ff9b::7f00:1]'])
      expect(await ask(`https://${host}/`, []), host).toBe('private-address')
    expect(await ask('https://93.184.215.14/', [])).toBe('93.184.215.14')
    expect(await ask('https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/', [])).toMatch(/^2606:/)
  })

  test('whose name leads nowhere, or to no address at all, is refused', async () => {
    expect(await ask('https://example.com/', [])).toBe('unknown-address')
    expect(await ask('https://example.com/', ['not an address'])).toBe('private-address')
    const away = async () => Promise.reject(new Error('the name server is away'))
    expect(await findDestination('https://example.com/', { allowsPrivate: false, resolve: away })).toMatchObject({
      code: 'unknown-address',
      fault: 'The name example.com cannot be found.',
    })
  })
})

/** Ranges that nobody outside can own, by what they are. */
const closed: [what: string, address: string, opens: boolean][] = [
  ['this computer', '127.0.0.1', true],
  ['this computer', '127.255.255.254', true],
  ['this computer', '::1', true],
  ['this computer, mapped', '::ffff:127.0.0.1', true],
  ['a private network', '10.0.0.1', true],
  ['a private network', '172.16.0.1', true],
  ['a private network', '172.31.255.255', true],
  ['a private network', '192.168.1.1', true],
  ['a private network, mapped', '::ffff:10.1.2.3', true],
  ['a private network', 'fd00::1', true],
  ["a carrier's network", '100.64.0.1', true],
  ['nowhere', '0.0.0.0', false],
  ['nowhere', '::', false],
  ['the cloud that runs this', '169.254.169.254', false],
  ['the cloud that runs this, mapped', '::ffff:169.254.169.254', false],
  ['a link', 'fe80::1', false],
  ['a link', 'fe80::1%eth0', false],
  ['many at once', '224.0.0.1', false],
  ['many at once', 'ff02::1', false],
  ['everybody', '255.255.255.255', false],
  ['a reserved range', '240.0.0.1', false],
  ['a range for examples', '192.0.2.1', false],
  ['a range for measuring', '198.18.0.1', false],
  ['IPv4 through NAT64', '64:ff9b::a00:1', false],
  ['IPv4 through NAT64 of an own prefix', '64:ff9b:1::a00:1', false],
  ['IPv4 through 6to4', '2002:7f00:1::1', false],
  ['IPv4 through Teredo', '2001:0:1::1', false],
  ['IPv4 in the old way', '::a00:1', false],
  ['a site, in the old way', 'fec0::1', false],
  ['a range for examples', '2001:db8::1', false],
]

describe('a name that leads to', () => {
  test.each(closed)('%s (%s) is refused', async (_, address, opens) => {
    expect(await ask('https://example.com/', [address])).toBe('private-address')
    // One good address among them does not help: whoever chooses among them is not asked.
    expect(await ask('https://example.com/', ['93.184.215.14', address])).toBe('private-address')
    expect(await ask('http://example.com:80/', [address], true)).toBe(opens ? address : 'private-address')
  })

  test('any address of a private range is refused, however IPv6 spells it', async () => {
    const byte = fc.integer({ min: 0, max: 255 })
    const first = fc.constantFrom([127], [10], [192, 168], [169, 254], [100, 64], [0])
    await fc.assert(
      fc.asyncProperty(first, fc.tuple(byte, byte, byte), async (head, tail) => {
        const bytes = [...head, ...tail].slice(0, 4)
        const hex = bytes.map((one) => one.toString(16).padStart(2, '0')).join('')
        const mapped = `::ffff:${hex.slice(0, 4)}:${hex.slice(4)}`
        for (const address of [bytes.join('.'), mapped, `64:ff9b::${hex.slice(0, 4)}:${hex.slice(4)}`])
          expect(await ask('https://example.com/', [address])).toBe('private-address')
      }),
    )
  })
})

test('the name of this computer is refused without a resolver of our own', async () => {
  expect(await findDestination('https://localhost/', { allowsPrivate: false })).toMatchObject({
    code: 'private-address',
  })
  expect(await findDestination('http://localhost:3000/', { allowsPrivate: true })).toMatchObject({ ok: true })
})
