/** `npm run doctor`: checks on the live database that the promises hold. Exits 1 when one is broken. */
import { readConfig } from '@streambot/shared/runtime/config.ts'
import { openDatabase } from '@streambot/shared/store/database.ts'
import { describeFindings, examine } from '@streambot/shared/store/doctor.ts'

const database = await openDatabase(readConfig(process.env))
try {
  const findings = await examine(database.url)
  const broken = findings.filter((finding) => finding.broken.length > 0)
  console.log(describeFindings(findings))
  console.log(
    broken.length === 0
      ? 'All promises hold.'
      : `${broken.length} of ${findings.length} checks found a broken promise.`,
  )
  process.exitCode = broken.length === 0 ? 0 : 1
} finally {
  await database.stop()
}
