/** `npm run migrate:status | migrate:up | migrate:down [NAME ...]`. */
import { fileURLToPath } from 'node:url'
import { SetupError } from '@streambot/shared/runtime/setup-error.ts'
import { migrateDown, migrateUp, type Migration, migrationStatus } from '@streambot/shared/store/migrate.ts'
import { runTool } from './tool.ts'

const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url))
const usage = 'Use: npm run migrate:status, npm run migrate:up, or npm run migrate:down [NAME ...]'

await runTool(async ({ url, backupFolder, say }) => {
  const [command, ...names] = process.argv.slice(2)
  const migration: Migration = { url, backupFolder, say, migrationsFolder }
  if (command === 'status' && names.length === 0) return (await migrationStatus(migration)).ok
  if (command === 'up' && names.length === 0) await migrateUp(migration)
  else if (command === 'down') await migrateDown(migration, ...names)
  else throw new SetupError(usage)
  return true
})
