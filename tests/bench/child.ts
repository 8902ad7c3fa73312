/** A process of its own beside the bench: asked over its channel, killed by its id. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export interface Child<Ask, Answer> {
  /** Asks; one question at a time. Rejects when the process ends instead of answering. */
  ask(question: Ask): Promise<Answer>
  kill(): Promise<void>
}

/** Starts a script of this folder with these settings, and waits until it says that it is ready. Gives what it said, too. */
export async function startChild<Ask, Answer, Ready = unknown>(
  script: string,
  settings: unknown,
): Promise<Child<Ask, Answer> & { readonly ready: Ready }> {
  const path = fileURLToPath(new URL(script, import.meta.url))
  const child = fork(path, [JSON.stringify(settings)])
  const ended = once(child, 'exit').then(() => {
    throw new Error(`The process ${script} of the bench ended by itself.`)
  })
  ended.catch(() => undefined) // It also ends by our kill; who waits for an answer hears of it.
  const hear = async <T>(): Promise<T> => {
    const [message] = await Promise.race([once(child, 'message'), ended])
    return message as T // written by the script, for this caller
  }
  const ready = await hear<Ready>()
  return {
    ready,
    ask: (question) => {
      child.send(question as object) // an object for every script
      return hear<Answer>()
    },
    async kill() {
      child.kill('SIGKILL')
      await ended.catch(() => undefined)
    },
  }
}

/** Within a child: its settings, as the parent wrote them. */
export function readSettings<Settings>(): Settings {
  return JSON.parse(process.argv[2] ?? '{}') as Settings // written by the parent
}

/** Within a child: says that it is ready, then answers each question. */
export function serve<Ask>(ready: unknown, answer: (question: Ask) => Promise<unknown>): void {
  process.on('message', (question) => {
    void answer(question as Ask).then((said) => process.send?.(said)) // sent by the parent; a fault ends the process, which the parent sees
  })
  process.send?.(ready)
}
