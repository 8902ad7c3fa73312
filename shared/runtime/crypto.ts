/** Secrets at rest: AES-256-GCM under keys that can be rotated, and the file that holds the keys. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { codeOf, SetupError } from './setup-error.ts'

/** A 256-bit key. Its id stands in every blob that it sealed, so ids are never used again. */
export interface VaultKey {
  readonly id: string
  readonly key: Uint8Array
}

/** Seals texts. `context` names the row and column; a blob copied to another place does not open. */
export interface Vault {
  /** Seals under the first key. */
  seal(text: string, context: string): string
  /** Opens under the key that sealed. Throws a `SealError` when that key is gone, the context differs or the blob was changed. */
  open(blob: string, context: string): string
  /** With what every text begins that is sealed now: whatever begins otherwise was sealed under an older key. */
  readonly prefix: string
}

/** A sealed text that cannot be opened. The message says why and what to do, never the text. */
export class SealError extends Error {
  override name = 'SealError'
}

/** A vault: the first key seals, all open. Throws a `SetupError` for keys that cannot be used. To rotate, put a new key in front and keep the old ones. */
export function createVault(keys: readonly VaultKey[]): Vault {
  const [sealing] = keys
  if (!sealing) throw new SetupError('There is no key to seal with: give at least one.')
  const byId = new Map(keys.map((key) => [checkKey(key).id, key.key]))
  if (byId.size !== keys.length) throw new SetupError('Two keys have the same id: give each its own.')
  return {
    seal: (text, context) => seal(sealing, text, context),
    open: (blob, context) => openBlob(byId, blob, context),
    prefix: prefixOf(sealing),
  }
}

/** Opens a text, or gives nothing where it does not open: whoever asks says so to the streamer, who alone can do something about it. */
export function openOrNothing(vault: Pick<Vault, 'open'>, blob: string, context: string): string | undefined {
  try {
    return vault.open(blob, context)
  } catch (error) {
    if (error instanceof SealError) return undefined
    throw error
  }
}

export interface KeyPlace {
  readonly dataFolder: string
  /** Keys from the settings, as `id:BASE64` with commas between; they are used instead of the file. */
  readonly fromEnv?: string | undefined
}

/** The keys from the settings, or those of `keys.json` in the data folder, which is made with a fresh key on first use. */
export async function loadKeys({ dataFolder, fromEnv }: KeyPlace): Promise<VaultKey[]> {
  if (fromEnv !== undefined) return readSettingKeys(fromEnv)
  const file = join(dataFolder, 'keys.json')
  const found = await readKeyFile(file)
  if (found) return found
  await makeKeyFile(file)
  const made = await readKeyFile(file)
  if (!made) throw new SetupError(`${file} was written and is gone again: is somebody clearing the folder?`)
  return made
}

/**
 * Puts a fresh key in front of those of `keys.json`: it seals from now on, and the others go on to open. Whoever runs with the keys of
 * before cannot open what it seals, so nobody else may work with the data folder meanwhile.
 */
export async function addKey(dataFolder: string): Promise<VaultKey[]> {
  const file = join(dataFolder, 'keys.json')
  const keys = await loadKeys({ dataFolder })
  const today = new Date().toISOString().slice(0, 10)
  const taken = new Set(keys.map(({ id }) => id))
  let id = today
  for (let number = 2; taken.has(id); number++) id = `${today}-${number}`
  const grown = [{ id, key: randomBytes(keyBytes) }, ...keys]
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  await writeDurably(draft, writeKeys(grown))
  // In one step: a machine that stops here has the file of before or the new one, and never half of it.
  await rename(draft, file)
  return grown
}

const version = 'v1'
const keyBytes = 32
const ivBytes = 12
const tagBytes = 16

/** A blob is `v1.KEY.BODY`; the body is nonce, tag and ciphertext in base64url. */
function seal({ id, key }: VaultKey, text: string, context: string): string {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return `${prefixOf({ id })}${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')}`
}

const prefixOf = ({ id }: Pick<VaultKey, 'id'>): string => `${version}.${id}.`

function openBlob(keys: ReadonlyMap<string, Uint8Array>, blob: string, context: string): string {
  const [, id, body] = /^v1\.([\w-]+)\.([\w-]+)$/.exec(blob) ?? []
  const bytes = Buffer.from(body ?? '', 'base64url')
  if (id === undefined || bytes.length < ivBytes + tagBytes)
    throw new SealError(`What is stored for ${context} is not a sealed text.`)
  const key = keys.get(id)
  if (!key) throw new SealError(`${context} was sealed under the key "${id}", which is gone: add that key again.`)
  return decrypt(key, bytes, context)
}

function decrypt(key: Uint8Array, bytes: Buffer, context: string): string {
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
  decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
  try {
    return decipher.update(bytes.subarray(ivBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8')
  } catch (cause) {
    throw new SealError(`${context} does not open: it was changed, or sealed for another place.`, { cause })
  }
}

function checkKey(key: VaultKey): VaultKey {
  if (!/^[\w-]{1,32}$/.test(key.id))
    throw new SetupError(`"${key.id}" is no id for a key: use up to 32 letters, digits, - and _.`)
  if (key.key.length !== keyBytes)
    throw new SetupError(`The key "${key.id}" has ${key.key.length} bytes and needs ${keyBytes}.`)
  return key
}

function readSettingKeys(setting: string): VaultKey[] {
  return setting.split(',').map((part, index) => {
    const [, id, key] = /^\s*([\w-]+):([\w+/=-]+)\s*$/.exec(part) ?? []
    if (id === undefined || key === undefined)
      throw new SetupError(`Key ${index + 1} in the settings is not written as id:BASE64.`)
    return checkKey({ id, key: Buffer.from(key, 'base64') })
  })
}

async function readKeyFile(file: string): Promise<VaultKey[] | undefined> {
  try {
    return parseKeyFile(await readFile(file, 'utf8'), file)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

function parseKeyFile(text: string, file: string): VaultKey[] {
  const broken = (cause?: unknown) =>
    new SetupError(`${file} is not a list of keys: restore it from a backup, without it no stored token opens.`, {
      cause,
    })
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (cause) {
    throw broken(cause)
  }
  if (!Array.isArray(content) || content.length === 0) throw broken()
  return content.map((entry: unknown) => {
    if (!isStoredKey(entry)) throw broken()
    return checkKey({ id: entry.id, key: Buffer.from(entry.key, 'base64') })
  })
}

function isStoredKey(value: unknown): value is { id: string; key: string } {
  if (typeof value !== 'object' || value === null) return false
  return 'id' in value && typeof value.id === 'string' && 'key' in value && typeof value.key === 'string'
}

/** Two processes may start at once: each writes its own file, and the link lets only one of them be `keys.json`, always whole. */
async function makeKeyFile(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  const id = new Date().toISOString().slice(0, 10)
  await writeDurably(draft, writeKeys([{ id, key: randomBytes(keyBytes) }]))
  try {
    await link(draft, file)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  } finally {
    await rm(draft)
  }
}

function writeKeys(keys: readonly VaultKey[]): string {
  const stored = keys.map(({ id, key }) => ({ id, key: Buffer.from(key).toString('base64') }))
  return `${JSON.stringify(stored, null, 2)}\n`
}

async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
