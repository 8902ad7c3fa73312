/** The port of a platform. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Answerer } from './http.ts'

export interface Doors {
  readonly port: number
  /** For platforms that speak more than HTTP. */
  readonly server: Server
  /** Cuts every connection and frees the port. */
  close(): Promise<void>
}

/** Opens a port on 127.0.0.1; 0 takes any that is free. */
export async function openDoors(answer: Answerer, port: number): Promise<Doors> {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined))
  })
  return {
    port: await listen(server, port),
    server,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve())
  })
  return (server.address() as AddressInfo).port // a server that listens on a port has such an address
}
