/** The files of the embedded database: made once, whole or not at all, and checked before each start. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import {
  access,
  chown,
  constants,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { codeOf, reasonOf, SetupError } from '../../runtime/setup-error.ts'
import { type ServerAccount, serverEnvironment } from './account.ts'
import { type Binaries, programOf } from './binaries.ts'

/** Paths inside the data folder. `cluster` is PostgreSQL's own folder. */
export interface Home {
  readonly folder: string
  readonly cluster: string
  readonly passwordFile: string
  readonly portFile: string
  readonly logFile: string
}

/** Makes the data folder, or says why it cannot be used. */
export async function prepareDataFolder(dataFolder: string): Promise<void> {
  try {
    await mkdir(dataFolder, { recursive: true })
    await access(dataFolder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new SetupError(
      `The data folder ${resolve(dataFolder)} cannot be written (${reasonOf(error)}). Give it to the user who runs StreamBot, or set STREAMBOT_DATA to another folder.`,
      { cause: error },
    )
  }
}

/** Makes the cluster where there is none, in the data folder's real path. Two that do so at the same moment end with one cluster. */
export async function ensureCluster(dataFolder: string, binaries: Binaries, account: ServerAccount): Promise<Home> {
  const home = placesIn(join(dataFolder, 'postgres'))
  await removeAbandoned(dataFolder)
  if (!existsSync(home.cluster)) await makeCluster(dataFolder, home, binaries, account)
  await checkVersion(home, binaries)
  await checkOwner(home, account)
  return home
}

export async function readPassword(home: Home): Promise<string> {
  return (await readFile(home.passwordFile, 'utf8')).trim()
}

function placesIn(folder: string): Home {
  return {
    folder,
    cluster: join(folder, 'cluster'),
    passwordFile: join(folder, 'password'),
    portFile: join(folder, 'port'),
    logFile: join(folder, 'server.log'),
  }
}

const making = /^postgres-making-(\d+)-/

/** Takes away what an earlier start left half made because it was killed. */
async function removeAbandoned(dataFolder: string): Promise<void> {
  for (const name of await readdir(dataFolder)) {
    const pid = Number(making.exec(name)?.[1])
    if (pid > 0 && !isRunning(pid)) await rm(join(dataFolder, name), { recursive: true, force: true })
  }
}

async function makeCluster(dataFolder: string, home: Home, binaries: Binaries, account: ServerAccount): Promise<void> {
  // Beside its place and renamed when it is whole, so that a killed start leaves no half database.
  const folder = await mkdtemp(join(dataFolder, `postgres-making-${process.pid}-`))
  const made = placesIn(folder)
  try {
    await writeFile(made.passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 })
    if (account.owner) await giveAway([folder, made.passwordFile], account.owner)
    await runInitdb(made, binaries, account)
    await rename(folder, home.folder)
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    if (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'EEXIST') throw error
  }
}

async function runInitdb(home: Home, binaries: Binaries, account: ServerAccount): Promise<void> {
  const initdb = [programOf(binaries, 'initdb'), '-D', home.cluster, '-U', 'streambot', '-A', 'scram-sha-256']
  const rest = [
    `--pwfile=${home.passwordFile}`,
    '--locale=C',
    '--locale-provider=libc',
    '-E',
    'UTF8',
    '--no-instructions',
  ]
  const { code, output } = await collect([...account.command, ...initdb, ...rest], home.folder, account)
  if (code !== 0) throw new SetupError(explain(output, home.folder))
}

function explain(output: string, folder: string): string {
  const place = resolve(folder, '..')
  if (/no space left|disk quota|file too large|check free disk space/i.test(output)) {
    return `The disk is full: the database needs about 100 MB in ${place}. Make room, or set STREAMBOT_DATA to a folder on another disk.`
  }
  if (/permission denied|read-only file system/i.test(output)) {
    return `The database cannot be made in ${place}: ${lastLine(output)}. ${closedToOthers}`
  }
  return `The database could not be made in ${place}: ${lastLine(output)}`
}

const lastLine = (text: string): string =>
  text
    .split('\n')
    .filter((line) => /error|fatal|could not|cannot|denied/i.test(line))
    .at(-1) ?? text.trim()

/** Runs a program to its end and gives its exit code with all it said. */
async function collect(
  [program = '', ...args]: string[],
  cwd: string,
  account: ServerAccount,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(program, args, { cwd, ...account.owner, ...(serverEnvironment && { env: serverEnvironment }) })
  let output = ''
  child.stdout.on('data', (text) => (output += String(text)))
  child.stderr.on('data', (text) => (output += String(text)))
  return new Promise((resolve, reject) => {
    child.once('error', (cause) => reject(cannotRun(program, cause, account)))
    child.once('close', (code) => resolve({ code, output }))
  })
}

/** The sentence for a program that the system cannot start at all. */
export function cannotRun(program: string, cause: Error, account: ServerAccount): SetupError {
  const what = `${program} cannot be started (${cause.message}).`
  if (codeOf(cause) === 'EACCES' && account.owner) return new SetupError(`${what} ${closedToOthers}`, { cause })
  return new SetupError(
    `${what} The embedded PostgreSQL needs Linux with glibc (not Alpine), macOS or Windows; elsewhere set DATABASE_URL to a PostgreSQL server of your own (15 or newer).`,
    { cause },
  )
}

const closedToOthers =
  'Where root runs StreamBot and the machine forbids user namespaces, the database runs as the user "nobody", so the data folder and all folders above it must be open to others: set STREAMBOT_DATA to such a folder, or start StreamBot as an ordinary user.'

async function checkVersion(home: Home, binaries: Binaries): Promise<void> {
  const major = Number.parseInt(await readOrExplain(join(home.cluster, 'PG_VERSION')), 10)
  if (major === binaries.major) return
  throw new SetupError(
    `The database in ${home.folder} was made by PostgreSQL ${major}, and this StreamBot carries PostgreSQL ${binaries.major}. Make a backup with the StreamBot that made it ("npm run backup"), move the folder away, and restore with this one ("npm run restore -- FILE").`,
  )
}

async function checkOwner(home: Home, account: ServerAccount): Promise<void> {
  const { uid } = await lstat(home.cluster)
  const us = process.getuid?.()
  const wanted = account.owner?.uid ?? us
  if (us === undefined || uid === wanted) return
  // Root's own database changes hands when the machine begins or ceases to allow user namespaces.
  const ours = us === 0 && (uid === 0 || uid === 65_534)
  if (!ours) {
    throw new SetupError(
      `The database in ${home.folder} belongs to another user (number ${uid}, and this is ${us}). Start StreamBot as that user, or set STREAMBOT_DATA to another folder.`,
    )
  }
  await giveTree(home.folder, account.owner ?? { uid: 0, gid: 0 })
}

async function readOrExplain(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new SetupError(`The database cannot be read (${reasonOf(cause)}). Start StreamBot as the user who owns it.`, {
      cause,
    })
  })
}

async function giveTree(folder: string, to: { uid: number; gid: number }): Promise<void> {
  const inside = await readdir(folder, { recursive: true, withFileTypes: true })
  const real = inside.filter((item) => !item.isSymbolicLink()).map((item) => join(item.parentPath, item.name))
  await giveAway([folder, ...real], to)
}

async function giveAway(paths: readonly string[], to: { uid: number; gid: number }): Promise<void> {
  for (const path of paths) await chown(path, to.uid, to.gid)
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}
