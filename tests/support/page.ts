/** The pages of a service, built afresh into a temporary folder. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

export type Service = 'panel' | 'overlay'

export async function buildPage(service: Service): Promise<{ folder: string; remove(): Promise<void> }> {
  const source = fileURLToPath(new URL(`../../services/${service}/`, import.meta.url))
  const vite = dirname(createRequire(join(source, 'package.json')).resolve('vite/package.json'))
  const folder = await mkdtemp(join(tmpdir(), 'streambot-page-'))
  const env = { ...process.env, NODE_ENV: 'production' }
  await promisify(execFile)(
    process.execPath,
    [join(vite, 'bin', 'vite.js'), 'build', '--outDir', folder, '--emptyOutDir'],
    { cwd: source, env },
  )
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}
