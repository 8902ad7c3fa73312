/** `npm run doctor`: checks on the live database that the promises hold. Exit code 1 when one is broken. */
import { describeFindings, examine } from '@streambot/shared/store/doctor.ts'
import { knownChains } from './beacon.ts'
import { runTool } from './tool.ts'

await runTool(async ({ url, config, say }) => {
  const findings = await examine(url, knownChains(config))
  const broken = findings.filter((finding) => finding.broken.length > 0)
  say(describeFindings(findings))
  say(
    broken.length === 0
      ? 'All promises hold.'
      : `${broken.length} of ${findings.length} checks found a broken promise.`,
  )
  return broken.length === 0
})
