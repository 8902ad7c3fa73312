/** Two bots in processes of their own, for the storm to kill. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { TwitchBotSettings } from '../support/twitch-bot.ts'

const script = fileURLToPath(new URL('bot-process.ts', import.meta.url))

export type Place = 0 | 1

export class Bots {
  readonly #running: (ChildProcess | undefined)[] = [undefined, undefined]

  /** Resolves when the bot in this place is in the channel. */
  async start(place: Place, settings: TwitchBotSettings): Promise<void> {
    const child = spawn(process.execPath, [script, JSON.stringify(settings)], { stdio: ['ignore', 'pipe', 'inherit'] })
    this.#running[place] = child
    await once(createInterface(child.stdout), 'line')
  }

  /** Kills it as `kill -9` does. */
  kill(place: Place): void {
    this.#running[place]?.kill('SIGKILL')
  }
}
