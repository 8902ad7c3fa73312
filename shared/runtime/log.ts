/** The log: one JSON line an event, without secrets. */
import { pino, type DestinationStream, type Logger } from 'pino'
import type { LogLevel } from './config.ts'

export type Log = Logger

/** A log to the terminal's error stream, or to a file that only its owner can read. */
export function makeLog(level: LogLevel, file?: string): Log {
  return makeLogTo(
    level,
    file
      ? pino.destination({ dest: file, mkdir: true, mode: 0o600, sync: true })
      : pino.destination({ dest: 2, sync: true }),
  )
}

/** A log to any stream. */
export function makeLogTo(level: LogLevel, stream: DestinationStream): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: secretPaths, censor: hidden },
      hooks: { streamWrite: hideSecrets },
    },
    stream,
  )
}

const hidden = '[hidden]'

/** Takes secrets out of free text, such as the message of an error that holds an address. */
export function hideSecrets(text: string): string {
  return text
    .replace(/\b(oauth:|bearer |oauth )[\w.~+/=-]{8,}/gi, `$1${hidden}`)
    .replace(/\bsb_[\w-]{8,}/g, `sb_${hidden}`)
    .replace(/\b(\w+:\/\/[^\s:/@"]*):[^\s@/"]+@/g, `$1:${hidden}@`)
    .replace(/\b((?:access_|refresh_|id_|session_)?token|client_secret|password)=[^\s&"]+/gi, `$1=${hidden}`)
    .replace(/([?&](?:code|state)=)[^\s&"]+/g, `$1${hidden}`)
}

const secretNames = [
  'token',
  'accessToken',
  'access_token',
  'refreshToken',
  'refresh_token',
  'sessionToken',
  'clientSecret',
  'client_secret',
  'secret',
  'password',
  'pass',
  'authorization',
  'Authorization',
  'cookie',
  'key',
  'seed',
  'sealedSeed',
  'databaseUrl',
  'redisUrl',
  'connectionString',
]
const depths = ['', '*.', '*.*.', '*.*.*.']
const secretPaths = depths.flatMap((depth) => secretNames.map((name) => `${depth}${name}`))
