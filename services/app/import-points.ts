/** `npm run import:points -- FILE [--apply]`, and `-- --undo ID`: points from other bots. A dry run unless it is told otherwise. */
import { join } from 'node:path'
import { makeLog } from '@streambot/shared/runtime/log.ts'
import { SetupError } from '@streambot/shared/runtime/setup-error.ts'
import { type OpenStore, openStore } from '@streambot/shared/store/open.ts'
import { type ImportCommand, readCommand } from './import/command.ts'
import { runImport, runUndo } from './import/run.ts'
import { openTwitchAccounts } from './import/twitch-accounts.ts'
import { runTool, type Tool } from './tool.ts'

const clock = { now: () => new Date() }

await runTool(async (tool) => {
  const command = readCommand(process.argv.slice(2))
  const store = openStore({ url: tool.url })
  try {
    const streamerId = await findStreamer(store)
    const world = { store, streamerId, platform: undefined, clock, say: tool.say }
    return await (command.kind === 'undo' ? runUndo(world, command) : importFile(tool, world, command))
  } finally {
    await store.close()
  }
})

async function importFile(
  { config, url }: Tool,
  world: Parameters<typeof runImport>[0],
  command: ImportCommand,
): Promise<boolean> {
  if (!config.twitch) return runImport(world, command)
  const log = makeLog(config.logLevel, join(config.dataFolder, 'streambot.log'))
  const twitch = await openTwitchAccounts(config, config.twitch, url, log)
  if (!twitch) return runImport(world, command)
  return runImport({ ...world, platform: twitch.find }, command).finally(twitch.close)
}

async function findStreamer(store: OpenStore): Promise<number> {
  const streamerId = await store.findFirstStreamer()
  if (streamerId === undefined)
    throw new SetupError('There is no streamer in the database yet: run npm start once, then import.')
  return streamerId
}
