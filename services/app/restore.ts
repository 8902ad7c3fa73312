/** `npm run restore -- FILE [--replace]`: brings a backup back while nothing else is at work. */
import { parseArgs } from 'node:util'
import { restoreBackup } from '@streambot/shared/store/restore.ts'
import { SetupError } from '@streambot/shared/runtime/setup-error.ts'
import { runTool } from './tool.ts'

await runTool(async ({ url, backupFolder, say, hold }) => {
  const { values, positionals } = parseArgs({
    options: { replace: { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  const [file, ...more] = positionals
  if (!file || more.length > 0)
    throw new SetupError('Use: npm run restore -- FILE, or: npm run restore -- --replace FILE')
  await hold()
  await restoreBackup({ url, file, replace: values.replace, backupFolder, say })
  return true
})
