/** The page, built afresh into a temporary folder. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

export async function buildPage(): Promise<{ folder: string; remove(): Promise<void> }> {
  const panel = fileURLToPath(new URL('../../services/panel/', import.meta.url))
  const vite = dirname(createRequire(join(panel, 'package.json')).resolve('vite/package.json'))
  const folder = await mkdtemp(join(tmpdir(), 'streambot-page-'))
  const env = { ...process.env, NODE_ENV: 'production' }
  await promisify(execFile)(
    process.execPath,
    [join(vite, 'bin', 'vite.js'), 'build', '--outDir', folder, '--emptyOutDir'],
    { cwd: panel, env },
  )
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}
