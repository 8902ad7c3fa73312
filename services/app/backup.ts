/** `npm run backup`: the whole database into one file of the folder for backups. */
import { backupIfFilled } from '@streambot/shared/store/backup.ts'
import { runTool } from './tool.ts'

await runTool(async ({ url, backupFolder, say }) => {
  await backupIfFilled({ url, backupFolder, say })
  return true
})
