/** Somebody who receives webhooks: a real web server that writes down what comes and answers as it is told. */
import { createServer, type IncomingHttpHeaders, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { text } from 'node:stream/consumers'

export interface Received {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface Receiver {
  /** `http://127.0.0.1:PORT`, or with `https:` for a secure one. */
  readonly url: string
  readonly port: number
  /** What came so far, in order. */
  readonly came: Received[]
  /** How the next ones are answered; with 204 until it is set. */
  answer: (response: ServerResponse, received: Received) => void
  /** Resolves when so many came in all. */
  count(number: number): Promise<void>
  close(): Promise<void>
}

export interface ReceiverOptions {
  readonly host?: string
  readonly port?: number
  /** With a certificate it is a secure one. */
  readonly tls?: { readonly key: string; readonly cert: string }
}

export async function openReceiver({ host = '127.0.0.1', port = 0, tls }: ReceiverOptions = {}): Promise<Receiver> {
  const came: Received[] = []
  const waiting = new Set<() => void>()
  const listener: RequestListener = async (request, response) => {
    const received = { path: request.url ?? '', headers: request.headers, body: await text(request) }
    came.push(received)
    for (const look of waiting) look()
    receiver.answer(response, received)
  }
  const server = tls ? createSecureServer(tls, listener) : createServer(listener)
  await new Promise<void>((resolve, reject) => server.on('error', reject).listen(port, host, resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The receiver listens on no port.')
  const receiver: Receiver = {
    url: `${tls ? 'https' : 'http'}://${host}:${address.port}`,
    port: address.port,
    came,
    answer: (response) => void response.writeHead(204).end(),
    count: (number) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (came.length < number) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return receiver
}
