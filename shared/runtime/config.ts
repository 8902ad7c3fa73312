/** Every setting, from the environment: read once, at the start, and nowhere else. `readConfig` is the list of them. */
import { fileURLToPath } from 'node:url'
import { resolve } from 'node:path'
import { z } from 'zod'
import { readJson } from './json.ts'
import { SetupError } from './setup-error.ts'

export interface Config {
  /** Where the embedded database, the log and the keys live. */
  readonly dataFolder: string
  readonly backupFolder: string
  /** A PostgreSQL server of one's own; without it the embedded one is used. */
  readonly databaseUrl: string | undefined
  /** Asks for the split mode. */
  readonly redisUrl: string | undefined
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  readonly logLevel: LogLevel
  /** The keys that seal tokens and seeds at rest, as `loadKeys` reads them; without them one is made in the data folder. */
  readonly keys: string | undefined
  /** For how many days attempts to enter and handled messages are kept. */
  readonly keepDays: number
  /** A relay of the public beacon, without a slash at the end; without it draws rest on the seed alone. */
  readonly beaconUrl: string | undefined
  /** Another chain than drand's quicknet. */
  readonly beaconChain: ChainSettings | undefined
  /** Nothing: the demo runs. */
  readonly twitch: TwitchConfig | undefined
}

/** A chain of a drand beacon; hash and key in hex, times in seconds. */
export interface ChainSettings {
  readonly hash: string
  readonly publicKey: string
  readonly genesisTime: number
  readonly period: number
}

export interface TwitchConfig {
  readonly channel: string
  readonly botLogin: string
  readonly clientId: string
  readonly clientSecret: string | undefined
  readonly accessToken: string
  readonly refreshToken: string | undefined
  /** Base addresses without a slash at the end. Another one than Twitch's own is for the simulator. */
  readonly ircUrl: string
  readonly idUrl: string
  readonly apiUrl: string
}

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

const repository = fileURLToPath(new URL('../..', import.meta.url))

/** Checks all settings together. Throws one `SetupError` that names everything that is wrong; no secret stands in it. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  // An empty value means "not set", as compose files write it.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()))
  const parsed = settings.safeParse(given)
  const wrong = [...(parsed.error?.issues.map((issue) => issue.message) ?? []), ...whatDoesNotFit(given)]
  if (parsed.success && wrong.length === 0) return toConfig(parsed.data)
  throw new SetupError(`The settings are wrong: ${wrong.join('; ')}.`)
}

/** What is wrong between settings, whether or not each is right by itself. */
function whatDoesNotFit(given: Readonly<Record<string, string | undefined>>): string[] {
  const missing = needed.filter((name) => !given[name])
  const wantsTwitch = [...needed, 'TWITCH_CLIENT_SECRET', 'TWITCH_REFRESH_TOKEN'].some((name) => given[name])
  return [
    ...(given['REDIS_URL'] && !given['DATABASE_URL'] ? [redisAlone] : []),
    ...(wantsTwitch && missing.length > 0 ? [incomplete(missing)] : []),
  ]
}

const needed = ['TWITCH_CHANNEL', 'TWITCH_BOT_LOGIN', 'TWITCH_CLIENT_ID', 'TWITCH_ACCESS_TOKEN'] as const
const redisAlone =
  'REDIS_URL is set without DATABASE_URL: Redis needs a PostgreSQL server beside it, so set both or neither'
const incomplete = (missing: readonly string[]): string =>
  `the Twitch settings are incomplete, ${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} missing (set them all, or none for the demo)`

const login = (name: string) =>
  z
    .string()
    .trim()
    .transform((text) => text.replace(/^[#@]/, '').toLowerCase())
    .refine((text) => /^[a-z0-9_]{1,25}$/.test(text), `${name} must be a Twitch login name, such as streambot_tv`)

const portNumber = (name: string) =>
  z
    .string()
    .refine((text) => /^\d{1,5}$/.test(text.trim()) && Number(text) <= 65_535, `${name} must be a port from 0 to 65535`)
    .transform(Number)

const address = (name: string, protocols: readonly string[]) =>
  z
    .string()
    .trim()
    .refine(
      (text) => protocols.includes(protocolOf(text)),
      `${name} must be an address that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    )

/** The open protocol is for the simulator on this machine only: tokens go over these addresses. */
const platformAddress = (name: string, secure: string, open: string) =>
  z
    .string()
    .trim()
    .refine(
      (text) => protocolOf(text) === secure || (protocolOf(text) === open && isLoopback(text)),
      `${name} must be an address that starts with ${secure}// (${open}// only for this machine, such as 127.0.0.1)`,
    )
    .transform((text) => text.replace(/\/+$/, ''))

/** A chain as a relay tells of it under `/HASH/info`. */
const chain = (name: string) =>
  z.string().transform((text, context): ChainSettings => {
    const info = chainInfo.safeParse(readJson(text)).data
    if (!info) {
      context.addIssue(`${name} must be the JSON that a drand relay gives under /HASH/info, of scheme ${scheme}`)
      return z.NEVER
    }
    return { hash: info.hash, publicKey: info.public_key, genesisTime: info.genesis_time, period: info.period }
  })

const scheme = 'bls-unchained-g1-rfc9380'
const chainInfo = z.object({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  public_key: z.string().regex(/^[0-9a-f]{192}$/),
  genesis_time: z.int().positive(),
  period: z.int().positive(),
  schemeID: z.literal(scheme),
})

const settings = z.object({
  STREAMBOT_DATA: z.string().optional(),
  STREAMBOT_BACKUPS: z.string().optional(),
  DATABASE_URL: address('DATABASE_URL', ['postgres:', 'postgresql:']).optional(),
  REDIS_URL: address('REDIS_URL', ['redis:', 'rediss:']).optional(),
  STREAMBOT_HOST: z.string().trim().optional(),
  STREAMBOT_PORT: portNumber('STREAMBOT_PORT').optional(),
  PORT: portNumber('PORT').optional(),
  STREAMBOT_BEACON_URL: platformAddress('STREAMBOT_BEACON_URL', 'https:', 'http:').optional(),
  STREAMBOT_BEACON_CHAIN: chain('STREAMBOT_BEACON_CHAIN').optional(),
  STREAMBOT_KEEP_DAYS: z
    .string()
    .refine(
      (text) => /^\d{1,4}$/.test(text.trim()) && Number(text) >= 1,
      'STREAMBOT_KEEP_DAYS must be a number of days, 1 or more',
    )
    .transform(Number)
    .optional(),
  STREAMBOT_LOG_LEVEL: z.enum(logLevels, `STREAMBOT_LOG_LEVEL must be one of ${logLevels.join(', ')}`).optional(),
  STREAMBOT_KEY: z
    .string()
    .trim()
    .refine(
      areKeys,
      'STREAMBOT_KEY must be 32 bytes in base64 ("openssl rand -base64 32" makes one), or several as ID:BASE64 with commas between, the newest first',
    )
    // A key alone has no name of its own.
    .transform((text) => (text.includes(':') ? text : `env:${text}`))
    .optional(),
  TWITCH_CHANNEL: login('TWITCH_CHANNEL').optional(),
  TWITCH_BOT_LOGIN: login('TWITCH_BOT_LOGIN').optional(),
  TWITCH_CLIENT_ID: z.string().trim().optional(),
  TWITCH_CLIENT_SECRET: z.string().trim().optional(),
  TWITCH_ACCESS_TOKEN: z.string().trim().optional(),
  TWITCH_REFRESH_TOKEN: z.string().trim().optional(),
  TWITCH_IRC_URL: platformAddress('TWITCH_IRC_URL', 'wss:', 'ws:').default('wss://irc-ws.chat.twitch.tv:443'),
  TWITCH_ID_URL: platformAddress('TWITCH_ID_URL', 'https:', 'http:').default('https://id.twitch.tv'),
  TWITCH_API_URL: platformAddress('TWITCH_API_URL', 'https:', 'http:').default('https://api.twitch.tv'),
})

type Settings = z.infer<typeof settings>

function toConfig(given: Settings): Config {
  return {
    dataFolder: resolve(given.STREAMBOT_DATA ?? `${repository}/data`),
    backupFolder: resolve(given.STREAMBOT_BACKUPS ?? `${repository}/backups`),
    databaseUrl: given.DATABASE_URL,
    redisUrl: given.REDIS_URL,
    host: given.STREAMBOT_HOST ?? '127.0.0.1',
    port: given.STREAMBOT_PORT ?? given.PORT ?? 3000,
    logLevel: given.STREAMBOT_LOG_LEVEL ?? 'info',
    keys: given.STREAMBOT_KEY,
    keepDays: given.STREAMBOT_KEEP_DAYS ?? 30,
    beaconUrl: given.STREAMBOT_BEACON_URL,
    beaconChain: given.STREAMBOT_BEACON_CHAIN,
    twitch: toTwitch(given),
  }
}

function toTwitch(given: Settings): TwitchConfig | undefined {
  const { TWITCH_CHANNEL, TWITCH_BOT_LOGIN, TWITCH_CLIENT_ID, TWITCH_ACCESS_TOKEN } = given
  if (!TWITCH_CHANNEL || !TWITCH_BOT_LOGIN || !TWITCH_CLIENT_ID || !TWITCH_ACCESS_TOKEN) return undefined
  return {
    channel: TWITCH_CHANNEL,
    botLogin: TWITCH_BOT_LOGIN,
    clientId: TWITCH_CLIENT_ID,
    clientSecret: given.TWITCH_CLIENT_SECRET,
    // Chat clients print tokens with this word in front; the API wants them without.
    accessToken: TWITCH_ACCESS_TOKEN.replace(/^oauth:/, ''),
    refreshToken: given.TWITCH_REFRESH_TOKEN,
    ircUrl: given.TWITCH_IRC_URL,
    idUrl: given.TWITCH_ID_URL,
    apiUrl: given.TWITCH_API_URL,
  }
}

const protocolOf = (text: string): string => URL.parse(text)?.protocol ?? ''

function isLoopback(text: string): boolean {
  const host = URL.parse(text)?.hostname ?? ''
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host)
}

function areKeys(text: string): boolean {
  return isKey(text) || text.split(',').every((part) => isKey(/^\s*[\w-]+:(.*)$/.exec(part)?.[1]?.trim() ?? ''))
}

function isKey(text: string): boolean {
  return /^[\w+/-]+={0,2}$/.test(text) && Buffer.from(text, 'base64').length === 32
}
