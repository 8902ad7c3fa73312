/**
 * `npm run keys:rotate`: a fresh key seals from now on, and everything is sealed anew under it. Exit code 1 when something does not open.
 * With the key file nobody else may run meanwhile; with STREAMBOT_KEY the new key is put in front by hand.
 */
import { addKey, createVault, loadKeys } from '@streambot/shared/runtime/crypto.ts'
import { openStore } from '@streambot/shared/store/open.ts'
import { countOldSeals, resealAll } from '@streambot/shared/store/reseal.ts'
import { runTool } from './tool.ts'

await runTool(async ({ url, config, say, hold }) => {
  const place = { dataFolder: config.dataFolder, fromEnv: config.keys }
  if (place.fromEnv === undefined) await hold()
  const store = openStore({ url })
  try {
    const present = createVault(await loadKeys(place))
    // What is left under older keys is a rotation that was stopped: it is finished, and no further key is made.
    const isUnderWay = (await countOldSeals(store.pool, present)) > 0
    const isMaking = place.fromEnv === undefined && !isUnderWay
    if (isMaking)
      say('A fresh key was put in front of the others in keys.json. Keep the older ones: backups need them.')
    const vault = isMaking ? createVault(await addKey(place.dataFolder)) : present
    const { rows, lost } = await resealAll(store.pool, vault)
    say(`${rows} ${rows === 1 ? 'row is' : 'rows are'} sealed under the newest key now.`)
    for (const what of lost) say(what)
    return lost.length === 0
  } finally {
    await store.close()
  }
})
