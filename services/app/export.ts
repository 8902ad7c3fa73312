/** `npm run export -- entries ID | winners [ID] | ledger | balances`: rows out, to a file or to the next program. */
import { parseArgs } from 'node:util'
import { reasonOf, SetupError } from '@streambot/shared/runtime/setup-error.ts'
import { type ExportAsk, readExport } from '@streambot/shared/store/exports.ts'
import { type OpenStore, openStore } from '@streambot/shared/store/open.ts'
import { type Format, formatPages, formats } from './export/formats.ts'
import { writeTo, writeWhole } from './export/write.ts'
import { runTool } from './tool.ts'

const usage = `Use: npm run export -- entries GIVEAWAY_ID | winners [GIVEAWAY_ID] | ledger | balances [--format ${formats.join('|')}] [--out FILE]`

await runTool(async ({ url }) => {
  const { ask, format, out } = readAsk(process.argv.slice(2))
  const store = openStore({ url, connections: 1 })
  const streamerId = await check(store, ask).finally(() => store.close())
  const text = formatPages(readExport(url, streamerId, ask), format)
  await (out === undefined ? writeTo(process.stdout, text) : writeWhole(out, text))
  return true
})

interface Asked {
  readonly ask: ExportAsk
  readonly format: Format
  readonly out: string | undefined
}

function readAsk(args: readonly string[]): Asked {
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
  return (kind === 'ledger' || kind === 'balances') && giveawayId === undefined ? { kind } : undefined
}

/** The streamer whose rows they are. Throws where there is nothing to export. */
async function check(store: OpenStore, ask: ExportAsk): Promise<number> {
  const streamerId = await store.findFirstStreamer()
  if (streamerId === undefined) throw new SetupError('There is nothing in the database yet: run npm start once.')
  const giveawayId = 'giveawayId' in ask ? ask.giveawayId : undefined
  if (giveawayId !== undefined && (await store.findGiveaway(giveawayId))?.streamerId !== streamerId)
    throw new SetupError(`There is no giveaway ${giveawayId}.`)
  return streamerId
}
