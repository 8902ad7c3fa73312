/**
 * Where a run puts what it throws away: into memory where there is room. A database is some three hundred files, and a disk's file system
 * takes about ten times as long to make them.
 */
import { spawnSync } from 'node:child_process'
import { chmod, mkdir, readdir, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const memory = '/dev/shm'
/** A whole run needs less than a quarter of it. */
const leastBytes = 4 * 1024 ** 3
const oldMs = 3 * 3_600_000

/** Has everything that asks for the temporary folder, in this process and those that it starts, use the one in memory. */
export async function setup(): Promise<void> {
  if (process.platform !== 'linux' || !(await hasRoom())) return
  const folder = join(memory, 'streambot-tests')
  await mkdir(folder, { recursive: true })
  await chmod(folder, 0o1777) // as a temporary folder has it: servers run as another user than root
  if (!(await mayRun(folder))) return
  await sweep(folder)
  process.env['TMPDIR'] = folder
}

async function hasRoom(): Promise<boolean> {
  const { bavail, bsize } = await statfs(memory).catch(() => ({ bavail: 0, bsize: 0 })) // no such folder: no room
  return bavail * bsize >= leastBytes
}

/** Whether programs may be started there: containers often forbid it. */
async function mayRun(folder: string): Promise<boolean> {
  const program = join(folder, `try-${process.pid}`)
  await writeFile(program, '#!/bin/sh\nexit 0\n', { mode: 0o700 })
  const { status } = spawnSync(program)
  await rm(program)
  return status === 0
}

/** Removes what runs left that were killed. Servers have an owner, and are ended by whoever starts the next (`postgres.ts`). */
async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const left = await stat(path).catch(() => undefined) // another run may have removed it just now
    const owned = await stat(join(path, 'owner')).catch(() => undefined)
    if (left && !owned && Date.now() - left.mtimeMs > oldMs) await rm(path, { recursive: true, force: true })
  }
}
