/** The demo as a process of its own, with an empty data folder and a free port. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface RunningDemo {
  /** Without a slash at the end. */
  readonly home: string
  /** Signs in as the streamer. */
  readonly door: string
  /** What OBS shows. */
  readonly overlay: string
  stop(): Promise<void>
}

/** Resolves once the demo has said where its panel is. Rejects where it ends before. */
export async function startDemo(): Promise<RunningDemo> {
  const folder = await mkdtemp(join(tmpdir(), 'streambot-pictures-'))
  const env = { ...process.env, PORT: String(await findPort()), STREAMBOT_DATA: folder, STREAMBOT_BACKUPS: folder }
  const child = spawn(process.execPath, [join(root, 'services', 'app', 'start.cjs')], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const { door, overlay } = await findAddresses(child)
  return {
    home: new URL(door).origin,
    door,
    overlay,
    async stop() {
      child.kill('SIGINT')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function findAddresses(child: ChildProcess): Promise<Pick<RunningDemo, 'door' | 'overlay'>> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout?.on('data', (data: Buffer) => {
      said += data.toString()
      const [, door] = /^panel\s+(\S+)/m.exec(said) ?? []
      const [, overlay] = /^overlay\s+(\S+)/m.exec(said) ?? []
      if (door !== undefined && overlay !== undefined) resolve({ door, overlay })
    })
    child.once('exit', (code) => reject(new Error(`The demo ended with ${code} before it was there: ${said}`)))
  })
}

function findPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('No port.')),
      )
    })
  })
}
