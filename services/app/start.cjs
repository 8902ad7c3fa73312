// `npm start`: checks the machine in words a person understands, builds the page, then runs everything in this process.
// Plain JavaScript that any Node can read, because its first job is to tell when Node is too old.
const { spawnSync } = require('node:child_process')
const { existsSync } = require('node:fs')
const { join } = require('node:path')

const root = join(__dirname, '..', '..')

if (!existsSync(join(root, 'node_modules'))) {
  console.error('StreamBot: the packages are not installed yet. Run "npm ci" in this folder first, then "npm start".')
  process.exit(1)
}
if (Number(process.versions.node.split('.')[0]) < 26) {
  console.error(
    `StreamBot: it needs the Node.js 26 that "npm ci" installs beside it, and found ${process.version}. ` +
      'Start it with "npm start"; if you did, no Node.js 26 package exists for this machine: use Linux (glibc), macOS or Windows on x64 or arm64.',
  )
  process.exit(1)
}

const turbo = join(root, 'node_modules', 'turbo', 'bin', 'turbo')
const build = spawnSync(process.execPath, [turbo, 'run', 'build', '--ui=stream', '--output-logs=errors-only'], {
  cwd: root,
  env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' },
  encoding: 'utf8',
})
if (build.status !== 0) {
  console.error(
    `${build.stdout ?? ''}${build.stderr ?? ''}\nStreamBot: the page could not be built; the reason stands above.`,
  )
  process.exit(1)
}

import('./main.ts')
