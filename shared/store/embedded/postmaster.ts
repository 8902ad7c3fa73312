/** The running server of a cluster: found by its `postmaster.pid`, never by name, since other servers may run on this machine. */
import { spawnSync } from 'node:child_process'
import { readFile, readlink, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { codeOf } from '../../runtime/setup-error.ts'

/** What `postmaster.pid` says. `ready` is false while the server starts, recovers or ends. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
  readonly ready: boolean
}

export const postmasterFile = (cluster: string): string => join(cluster, 'postmaster.pid')

/** Reads `postmaster.pid`; nothing where there is none, or where it is being written. */
export async function readPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const text = await readFile(postmasterFile(cluster), 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return ''
    throw error
  })
  const lines = text.split('\n')
  const pid = Number(lines[0])
  return pid > 0 ? { pid, port: Number(lines[3]), ready: lines[7]?.startsWith('ready') ?? false } : undefined
}

/** Whether the process is a server on this cluster, and not one that got the number of a dead server after a restart of the machine. */
export async function isServing(pid: number, cluster: string): Promise<boolean> {
  if (!exists(pid)) return false
  if (process.platform === 'win32') return true
  if (process.platform !== 'linux') {
    return spawnSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).stdout.includes('postgres')
  }
  // A server works in its cluster. A process that has ended but was not yet collected by its parent has no folder.
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined)
  return folder === (await realpath(cluster))
}

/** Resolves true once the server is gone, or false after so many milliseconds. */
export async function isGoneWithin(pid: number, cluster: string, milliseconds: number): Promise<boolean> {
  for (const end = Date.now() + milliseconds; ; await sleep(20)) {
    if (!(await isServing(pid, cluster))) return true
    if (Date.now() > end) return false
  }
}

/** Sends a signal; a process that ended meanwhile is what the caller wanted. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error
  }
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    if (codeOf(error) === 'EPERM') return true
    if (codeOf(error) === 'ESRCH') return false
    throw error
  }
}
