/** `npm run export -- entries ID | winners [ID] | ledger | balances`: rows out, to a file or to the next program. */
import { SetupError } from '@streambot/shared/runtime/setup-error.ts'
import type { ExportAsk } from '@streambot/shared/engine/ports/exports.ts'
import { readExport } from '@streambot/shared/store/exports.ts'
import { type OpenStore, openStore } from '@streambot/shared/store/open.ts'
import { readAsk } from './export/command.ts'
import { formatPages } from '@streambot/shared/files/formats.ts'
import { writeTo, writeWhole } from './export/write.ts'
import { runTool } from './tool.ts'

await runTool(async ({ url }) => {
  const { ask, format, out } = readAsk(process.argv.slice(2))
  const store = openStore({ url, connections: 1 })
  const streamerId = await check(store, ask).finally(() => store.close())
  const text = formatPages(readExport(url, streamerId, ask), format)
  await (out === undefined ? writeTo(process.stdout, text) : writeWhole(out, text))
  return true
})

/** The streamer whose rows they are. Throws where there is nothing to export. */
async function check(store: OpenStore, ask: ExportAsk): Promise<number> {
  const streamerId = await store.findFirstStreamer()
  if (streamerId === undefined) throw new SetupError('There is nothing in the database yet: run npm start once.')
  const giveawayId = 'giveawayId' in ask ? ask.giveawayId : undefined
  if (giveawayId !== undefined && (await store.findGiveaway(giveawayId))?.streamerId !== streamerId)
    throw new SetupError(`There is no giveaway ${giveawayId}.`)
  return streamerId
}
