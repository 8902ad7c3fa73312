/** A Chromium to open pages in: the one of the system, or on Debian and as root one that is installed for it. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'

const run = promisify(execFile)
const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

export type Chromium = { readonly path: string } | { readonly missing: string }

export async function findChromium(): Promise<Chromium> {
  const path = places.find(existsSync)
  if (path) return { path }
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version') || !existsSync('/usr/bin/apt-get'))
    return { missing: 'There is no Chromium on this machine, and it can be installed by root on Debian only.' }
  try {
    await run('apt-get', ['update'])
    await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'])
  } catch (error) {
    return { missing: `Chromium could not be installed: ${error instanceof Error ? error.message : String(error)}` }
  }
  const installed = places.find(existsSync)
  return installed ? { path: installed } : { missing: 'The package "chromium" was installed but brought no browser.' }
}

/** Quiet, and without services that phone home. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]
