// `npm test`: every check and every test, then one line that counts the tests.
const { spawnSync } = require('node:child_process')
const { existsSync, readFileSync, rmSync } = require('node:fs')
const { join } = require('node:path')

const root = join(__dirname, '..')
const results = join(__dirname, 'results', 'tests.json')
const compiled = join(__dirname, 'results', 'compiled')

if (Number(process.versions.node.split('.')[0]) < 26) {
  console.error(
    `StreamBot: the tests need the Node.js 26 that "npm ci" installs, and found ${process.version}. Run "npm ci && npm test".`,
  )
  process.exit(1)
}

rmSync(results, { force: true })
const turbo = join(root, 'node_modules', 'turbo', 'bin', 'turbo')
const tasks = ['//#lint', '//#format:check', '//#typecheck', '//#deadcode', 'build', 'test']
const run = spawnSync(
  process.execPath,
  [turbo, 'run', ...tasks, '--ui=stream', '--log-prefix=none', '--output-logs=new-only'],
  {
    cwd: root,
    // Hundreds of processes load the same modules: what Node.js compiled once they all use.
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', NODE_COMPILE_CACHE: compiled },
    stdio: 'inherit',
  },
)

if (!existsSync(results)) {
  console.error('A check failed before the tests could run; the reason stands above.')
  console.log('0 passed, 1 failed')
  process.exit(1)
}
const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(results, 'utf8'))
const skipped = numPendingTests + numTodoTests
if (process.env.CI && skipped > 0)
  console.error('Tests were skipped, which counts as a failure in CI; the summary above names them.')
console.log(`${numPassedTests} passed, ${numFailedTests} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exit(run.status === 0 && !(process.env.CI && skipped > 0) ? 0 : 1)
