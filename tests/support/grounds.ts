/**
 * What all browser tests of a run share: one Chromium, and the pages of each service, built once. Each is made when the first file
 * asks for it, so that runs without a browser do without.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { chromiumArgs, findChromium } from './chromium.ts'
import { buildPage, type Service } from './page.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the files of a run ask for what they share. */
    readonly groundsAddress: string
  }
}

/** Where a Chromium is reached, or why there is none. */
export type SharedChromium = { readonly endpoint: string } | { readonly missing: string }

interface Made {
  readonly told: object
  end(): Promise<void>
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const made = new Map<string, Promise<Made>>()
  const server = createServer((request, response) => {
    const name = (request.url ?? '').slice(1)
    const asked = made.get(name) ?? makers[name]?.() ?? Promise.reject(new Error(`Nothing is shared as "${name}".`))
    made.set(name, asked)
    asked.then(
      ({ told }) => response.end(JSON.stringify(told)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // a port was listened on
  project.provide('groundsAddress', `http://127.0.0.1:${port}`)
  return async () => {
    server.close()
    server.closeAllConnections()
    for (const one of await Promise.allSettled(made.values())) if (one.status === 'fulfilled') await one.value.end()
  }
}

const makers: Readonly<Record<string, () => Promise<Made>>> = {
  chromium: startChromium,
  panel: () => buildShared('panel'),
  overlay: () => buildShared('overlay'),
}

async function startChromium(): Promise<Made> {
  const found = await findChromium()
  if ('missing' in found) return { told: found, end: async () => undefined }
  const server = await chromium.launchServer({ executablePath: found.path, args: chromiumArgs })
  return { told: { endpoint: server.wsEndpoint() }, end: () => server.close() }
}

async function buildShared(service: Service): Promise<Made> {
  const { folder, remove } = await buildPage(service)
  return { told: { folder }, end: remove }
}
