/** Every setting, from the environment: read once, at the start, and nowhere else. `readConfig` is the list of them. */
import { fileURLToPath } from 'node:url'
import { resolve } from 'node:path'
import { z } from 'zod'
import { readJson } from './json.ts'
import { SetupError } from './setup-error.ts'
import { address, platformAddress, portNumber, yesOrNo } from './settings/fields.ts'
import { type KickConfig, kickFields, kickNeeds, kickTakes, toKick } from './settings/kick.ts'
import { toTwitch, type TwitchConfig, twitchFields, twitchNeeds, twitchTakes } from './settings/twitch.ts'
import {
  toYoutube,
  whatIsHalf,
  type YoutubeConfig,
  youtubeFields,
  youtubeNeeds,
  youtubeTakes,
} from './settings/youtube.ts'

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
  /** The address under which people reach the pages, without a slash at the end; without it, this computer's. */
  readonly publicUrl: string | undefined
  readonly logLevel: LogLevel
  /** The keys that seal tokens and seeds at rest, as `loadKeys` reads them; without them one is made in the data folder. */
  readonly keys: string | undefined
  /** For how many days attempts to enter and handled messages are kept. */
  readonly keepDays: number
  /** Whether events may be posted to this computer and into private networks, also without encryption. */
  readonly webhooksAllowPrivate: boolean
  /** A relay of the public beacon, without a slash at the end; without it draws rest on the seed alone. */
  readonly beaconUrl: string | undefined
  /** Another chain than drand's quicknet. */
  readonly beaconChain: ChainSettings | undefined
  /** The platforms; without any the demo runs. */
  readonly twitch: TwitchConfig | undefined
  readonly youtube: YoutubeConfig | undefined
  readonly kick: KickConfig | undefined
}

/** A chain of a drand beacon; hash and key in hex, times in seconds. */
export interface ChainSettings {
  readonly hash: string
  readonly publicKey: string
  readonly genesisTime: number
  readonly period: number
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
  return [
    ...(given['REDIS_URL'] && !given['DATABASE_URL'] ? [redisAlone] : []),
    ...whatIsMissing('Twitch', twitchNeeds, twitchTakes, given),
    ...whatIsMissing('YouTube', youtubeNeeds, youtubeTakes, given),
    ...whatIsHalf(given),
    ...whatIsMissing('Kick', kickNeeds, kickTakes, given),
  ]
}

/** A platform is used with all that it needs, or not at all. */
function whatIsMissing(
  platform: string,
  needs: readonly string[],
  takes: readonly string[],
  given: Readonly<Record<string, string | undefined>>,
): string[] {
  const missing = needs.filter((name) => !given[name])
  const isWanted = [...needs, ...takes].some((name) => given[name])
  return isWanted && missing.length > 0 ? [incomplete(platform, missing)] : []
}

const redisAlone =
  'REDIS_URL is set without DATABASE_URL: Redis needs a PostgreSQL server beside it, so set both or neither'
const incomplete = (platform: string, missing: readonly string[]): string =>
  `the ${platform} settings are incomplete, ${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} missing (set them all, or none for the demo)`

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
  ...twitchFields.shape,
  ...youtubeFields.shape,
  ...kickFields.shape,
  STREAMBOT_DATA: z.string().optional(),
  STREAMBOT_BACKUPS: z.string().optional(),
  DATABASE_URL: address('DATABASE_URL', ['postgres:', 'postgresql:']).optional(),
  REDIS_URL: address('REDIS_URL', ['redis:', 'rediss:']).optional(),
  STREAMBOT_HOST: z.string().trim().optional(),
  STREAMBOT_PORT: portNumber('STREAMBOT_PORT').optional(),
  PORT: portNumber('PORT').optional(),
  STREAMBOT_PUBLIC_URL: platformAddress('STREAMBOT_PUBLIC_URL', 'https:', 'http:').optional(),
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
  STREAMBOT_WEBHOOKS_ALLOW_PRIVATE: yesOrNo('STREAMBOT_WEBHOOKS_ALLOW_PRIVATE').optional(),
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
    publicUrl: given.STREAMBOT_PUBLIC_URL,
    logLevel: given.STREAMBOT_LOG_LEVEL ?? 'info',
    keys: given.STREAMBOT_KEY,
    keepDays: given.STREAMBOT_KEEP_DAYS ?? 30,
    webhooksAllowPrivate: given.STREAMBOT_WEBHOOKS_ALLOW_PRIVATE ?? false,
    beaconUrl: given.STREAMBOT_BEACON_URL,
    beaconChain: given.STREAMBOT_BEACON_CHAIN,
    twitch: toTwitch(given),
    youtube: toYoutube(given),
    kick: toKick(given),
  }
}

function areKeys(text: string): boolean {
  return isKey(text) || text.split(',').every((part) => isKey(/^\s*[\w-]+:(.*)$/.exec(part)?.[1]?.trim() ?? ''))
}

function isKey(text: string): boolean {
  return /^[\w+/-]+={0,2}$/.test(text) && Buffer.from(text, 'base64').length === 32
}
