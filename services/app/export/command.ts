/** What `npm run export` is asked for. */
import { parseArgs } from 'node:util'
import { reasonOf, SetupError } from '@streambot/shared/runtime/setup-error.ts'
import type { ExportAsk } from '@streambot/shared/engine/ports/exports.ts'
import { type Format, formats } from '@streambot/shared/files/formats.ts'

export interface Asked {
  readonly ask: ExportAsk
  readonly format: Format
  /** The file; without one the rows go to the standard output. */
  readonly out: string | undefined
}

const usage = `Use: npm run export -- entries GIVEAWAY_ID | winners [GIVEAWAY_ID] | ledger | balances | viewers | audit [--format ${formats.join('|')}] [--out FILE]`

/** Reads the arguments. Throws a `SetupError` with the usage for what it does not know. */
export function readAsk(args: readonly string[]): Asked {
  const { values, positionals } = parse(args)
  const [kind, giveawayId, ...more] = positionals
  const format = formats.find((one) => one === values.format)
  const ask = kind && more.length === 0 && format ? readKind(kind, giveawayId) : undefined
  if (!ask || !format) throw new SetupError(usage)
  return { ask, format, out: values.out }
}

function parse(args: readonly string[]) {
  const options = { format: { type: 'string', default: 'csv' }, out: { type: 'string' } } as const
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (cause) {
    throw new SetupError(`${reasonOf(cause)}\n${usage}`, { cause })
  }
}

function readKind(kind: string, giveawayId: string | undefined): ExportAsk | undefined {
  if (giveawayId !== undefined && !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(giveawayId))
    throw new SetupError(
      `${JSON.stringify(giveawayId)} is no id of a giveaway: it stands in the address of its page, /g/ID.`,
    )
  if (kind === 'winners') return { kind, giveawayId }
  if (kind === 'entries') return giveawayId === undefined ? undefined : { kind, giveawayId }
  const whole = (['ledger', 'balances', 'viewers', 'audit'] as const).find((one) => one === kind)
  return whole && giveawayId === undefined ? { kind: whole } : undefined
}
