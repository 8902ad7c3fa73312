/** `npm run link:twitch [-- channel]`: links the bot's account of Twitch, or the streamer's, by a code that is typed on another device. */
import { setTimeout as sleep } from 'node:timers/promises'
import { createVault, loadKeys } from '@streambot/shared/runtime/crypto.ts'
import { openStore } from '@streambot/shared/store/open.ts'
import { Pool } from 'pg'
import { linkTwitch, readLinkCommand } from './link/twitch.ts'
import { runTool } from './tool.ts'

await runTool(async ({ url, config, say }) => {
  const access = readLinkCommand(process.argv.slice(2))
  const vault = createVault(await loadKeys({ dataFolder: config.dataFolder, fromEnv: config.keys }))
  const store = openStore({ url })
  const pool = new Pool({ connectionString: url, max: 1, application_name: 'streambot link' })
  const clock = { now: () => new Date() }
  try {
    return await linkTwitch({ store, pool, vault, settings: config, say, clock, wait: (ms) => sleep(ms) }, access)
  } finally {
    await Promise.all([store.close(), pool.end()])
  }
})
