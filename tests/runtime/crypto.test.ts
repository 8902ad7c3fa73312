import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createVault, loadKeys, SealError, type VaultKey } from '@streambot/shared/runtime/crypto.ts'
import { SetupError } from '@streambot/shared/runtime/setup-error.ts'
import { assert, property, string } from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const keyOf = (id: string, byte: number): VaultKey => ({ id, key: new Uint8Array(32).fill(byte) })
const old = keyOf('old', 1)
const fresh = keyOf('fresh', 2)

describe('a vault', () => {
  test('any text opens again in its own place', () => {
    const vault = createVault([fresh])
    assert(
      property(string({ unit: 'grapheme' }), string(), (text, context) => {
        expect(vault.open(vault.seal(text, context), context)).toBe(text)
      }),
    )
  })

  test('the same text is sealed differently each time, and never shows', () => {
    const vault = createVault([fresh])
    const blob = vault.seal('secret-token', 'row')
    expect(vault.seal('secret-token', 'row')).not.toBe(blob)
    expect(blob).toMatch(/^v1\.fresh\.[\w-]+$/)
    expect(Buffer.from(blob).includes('secret-token')).toBe(false)
  })

  test('after a rotation the old key opens and the new one seals', () => {
    const before = createVault([old]).seal('token', 'row')
    const rotated = createVault([fresh, old])
    expect(rotated.open(before, 'row')).toBe('token')
    expect(rotated.seal('token', 'row')).toMatch(/^v1\.fresh\./)
  })

  test('a key that is gone is named', () => {
    const blob = createVault([old]).seal('token', 'platform_connections:7:access')
    expect(() => createVault([fresh]).open(blob, 'platform_connections:7:access')).toThrow(
      'platform_connections:7:access was sealed under the key "old", which is gone: add that key again.',
    )
  })

  test('a blob copied to another row does not open', () => {
    const vault = createVault([fresh])
    const blob = vault.seal('token', 'platform_connections:7:access')
    expect(() => vault.open(blob, 'platform_connections:8:access')).toThrow(SealError)
  })

  test('a blob with any byte changed does not open', () => {
    const vault = createVault([fresh])
    const [version, id, body] = vault.seal('token', 'row').split('.')
    const bytes = Buffer.from(body ?? '', 'base64url')
    expect(bytes.length).toBe(12 + 16 + 5)
    for (let index = 0; index < bytes.length; index++) {
      const changed = Buffer.from(bytes)
      changed[index] = (changed[index] ?? 0) ^ 1
      expect(() => vault.open(`${version}.${id}.${changed.toString('base64url')}`, 'row')).toThrow(SealError)
    }
  })

  test.each(['', 'token', 'v1.fresh.', 'v1.fresh.AAAA', 'v2.fresh.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'])(
    'what was never sealed is said to be so: %j',
    (blob) => {
      expect(() => createVault([fresh]).open(blob, 'row')).toThrow('What is stored for row is not a sealed text.')
    },
  )

  test.each<[string, VaultKey[]]>([
    ['no key', []],
    ['a short key', [{ id: 'a', key: new Uint8Array(16) }]],
    ['an id with a dot', [keyOf('a.b', 1)]],
    ['the same id twice', [keyOf('a', 1), keyOf('a', 2)]],
  ])('%s is refused at the start', (_what, keys) => {
    expect(() => createVault(keys)).toThrow(SetupError)
  })
})

describe('the keys', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'streambot-keys-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  test('on first use a file is made that only its owner may read, and it is read from then on', async () => {
    const dataFolder = join(folder, 'new', 'data')
    const first = await loadKeys({ dataFolder })
    const info = await stat(join(dataFolder, 'keys.json'))
    expect(info.mode & 0o777).toBe(0o600)
    expect(await loadKeys({ dataFolder })).toEqual(first)
    expect(first[0]?.key).toHaveLength(32)
  })

  test('twenty that start at once agree on one key and leave nothing behind', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => loadKeys({ dataFolder: folder })))
    expect(new Set(all.map((keys) => Buffer.from(keys[0]?.key ?? []).toString('hex'))).size).toBe(1)
    expect(await readdir(folder)).toEqual(['keys.json'])
  })

  test.each(['', '{', '[]', '{"id":"a"}', '[{"id":"a","key":"AAAA"}]', '[{"id":1,"key":"AAAA"}]'])(
    'a broken file is an error and stays as it is: %j',
    async (text) => {
      const file = join(folder, 'keys.json')
      await writeFile(file, text)
      await expect(loadKeys({ dataFolder: folder })).rejects.toThrow(SetupError)
      expect(await readFile(file, 'utf8')).toBe(text)
    },
  )

  test('a folder that cannot be written is an error that names it', async () => {
    const file = join(folder, 'a-file')
    await writeFile(file, '')
    await chmod(file, 0o600)
    await expect(loadKeys({ dataFolder: join(file, 'data') })).rejects.toThrow(/a-file/)
  })

  test('keys from the settings are used as they are, and no file is made', async () => {
    const encoded = Buffer.alloc(32, 7).toString('base64')
    const keys = await loadKeys({
      dataFolder: folder,
      fromEnv: `second:${encoded}, first:${Buffer.alloc(32, 8).toString('base64')}`,
    })
    expect(keys.map((key) => key.id)).toEqual(['second', 'first'])
    expect(Buffer.from(keys[0]?.key ?? []).toString('base64')).toBe(encoded)
    expect(await readdir(folder)).toEqual([])
  })

  test.each(['', 'no-colon', 'a:AAAA', 'a:!!!!'])(
    'keys in the settings that are not keys are refused: %j',
    async (fromEnv) => {
      await expect(loadKeys({ dataFolder: folder, fromEnv })).rejects.toThrow(SetupError)
    },
  )
})
