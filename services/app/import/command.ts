/** What `npm run import:points` is asked to do. */
import { parseArgs } from 'node:util'
import { type ImportMode, type ImportSource, importSources } from '@streambot/shared/giveaway/ledger.ts'
import { reasonOf, SetupError } from '@streambot/shared/runtime/setup-error.ts'
import type { Mapping } from '@streambot/shared/files/points/columns.ts'

export interface ImportCommand {
  readonly kind: 'import'
  readonly file: string
  readonly source: ImportSource
  readonly mode: ImportMode
  readonly mapping: Mapping
  /** Without it the file is only looked at. */
  readonly apply: boolean
  /** Imports the good rows where there are bad ones. */
  readonly skipBad: boolean
}

export interface UndoCommand {
  readonly kind: 'undo'
  readonly importId: number
  readonly spent: 'refuse' | 'take-the-rest'
}

const usage = `Use: npm run import:points -- FILE [--from ${importSources.join('|')}] [--add|--set] [--apply] [--skip-bad]
        [--name-column NAME] [--points-column NAME] [--id-column NAME]
 or: npm run import:points -- --undo ID [--as-far-as-possible]`

const flag = { type: 'boolean', default: false } as const
const text = { type: 'string' } as const
const options = {
  from: { type: 'string', default: 'csv' },
  apply: flag,
  set: flag,
  add: flag,
  'skip-bad': flag,
  'name-column': text,
  'points-column': text,
  'id-column': text,
  undo: text,
  'as-far-as-possible': flag,
} as const

/** Reads the arguments. Throws a `SetupError` with the usage for what it does not know. */
export function readCommand(args: readonly string[]): ImportCommand | UndoCommand {
  const { values, positionals } = parse(args)
  if (values.undo !== undefined) {
    if (positionals.length > 0 || values.apply || !/^[1-9]\d{0,14}$/.test(values.undo)) throw new SetupError(usage)
    const spent = values['as-far-as-possible'] ? 'take-the-rest' : 'refuse'
    return { kind: 'undo', importId: Number(values.undo), spent }
  }
  const [file, ...more] = positionals
  const source = importSources.find((one) => one === values.from)
  if (!file || more.length > 0 || !source || (values.set && values.add) || values['as-far-as-possible'])
    throw new SetupError(usage)
  const mapping = { name: values['name-column'], points: values['points-column'], id: values['id-column'] }
  const mode = values.set ? 'set' : 'add'
  return { kind: 'import', file, source, mode, mapping, apply: values.apply, skipBad: values['skip-bad'] }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (cause) {
    throw new SetupError(`${reasonOf(cause)}\n${usage}`, { cause })
  }
}
