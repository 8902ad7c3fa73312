/** Data folders with an embedded server of their own, which is gone when the test ends, whatever the test did to it. */
import { existsSync } from 'node:fs'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, onTestFinished } from 'vitest'
import { type EmbeddedOptions, startEmbedded } from '@streambot/shared/store/embedded.ts'

/** A path with a space, as people have them. */
export async function makeDataFolder(): Promise<string> {
  const above = await mkdtemp(join(tmpdir(), 'streambot data '))
  onTestFinished(async () => {
    if (isServed(join(above, 'data'))) await (await startEmbedded(join(above, 'data'))).stopImmediately()
    await rm(above, { recursive: true, force: true })
  })
  return join(above, 'data')
}

let template: Promise<string> | undefined
afterAll(async () => {
  if (template) await rm(await template, { recursive: true })
})

/** As `makeDataFolder`, with a database in it that was made before: a copy is quicker than making one. */
export async function makeFilledFolder(): Promise<string> {
  const folder = await makeDataFolder()
  await cp(await (template ??= makeTemplate()), folder, { recursive: true })
  return folder
}

async function makeTemplate(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'streambot data '))
  await (await start(folder)).stop()
  await rm(join(folder, 'postgres', 'port'))
  return folder
}

export const clusterOf = (dataFolder: string): string => join(dataFolder, 'postgres', 'cluster')
export const isServed = (dataFolder: string): boolean => existsSync(join(clusterOf(dataFolder), 'postmaster.pid'))

/** Starts without waiting for the disk: these servers are thrown away. */
export const start = (dataFolder: string, options: EmbeddedOptions = {}) =>
  startEmbedded(dataFolder, { settings: { fsync: 'off' }, ...options })
