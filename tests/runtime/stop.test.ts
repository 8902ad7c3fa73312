import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const stopFile = fileURLToPath(new URL('../../shared/runtime/stop.ts', import.meta.url))

/** A process with these parts; it says each line on its output. */
function run(parts: string): ChildProcessWithoutNullStreams {
  const script = `
    import { makeStop } from ${JSON.stringify(stopFile)}
    const say = (line) => console.log(line)
    const alive = setInterval(() => {}, 1000)
    const stop = makeStop({ say, limit: 200 })
    ${parts}
    console.log('up')`
  return spawn(process.execPath, ['--input-type=module', '-e', script])
}

/** Sends the signals once it is up and gives what it said, with its exit code. */
async function endWith(parts: string, ...signals: NodeJS.Signals[]): Promise<{ said: string[]; code: unknown }> {
  const child = run(parts)
  const said: string[] = []
  for await (const line of createInterface(child.stdout)) {
    said.push(line)
    const next = line === 'up' || line === 'again' ? signals.shift() : undefined
    if (next) child.kill(next)
  }
  const code: unknown = child.exitCode ?? (await once(child, 'exit'))[0]
  return { said, code }
}

const two = `stop.add('first', () => say('first stopped')); stop.add('second', async () => say('second stopped'))`

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s stops the parts, the last one first', async (signal) => {
  expect(await endWith(two, signal)).toEqual({ said: ['up', 'second stopped', 'first stopped'], code: 0 })
})

test('a part that fails does not keep the others from stopping', async () => {
  const { said, code } = await endWith(`${two}; stop.add('third', () => { throw new Error('stuck') })`, 'SIGTERM')
  expect(said).toEqual(['up', 'third did not stop: stuck', 'second stopped', 'first stopped'])
  expect(code).toBe(1)
})

test('a part that takes too long is left behind', async () => {
  const { said, code } = await endWith(`${two}; stop.add('third', () => new Promise(() => {}))`, 'SIGTERM')
  expect(said).toEqual(['up', 'third did not stop: it took longer than 0.2 s', 'second stopped', 'first stopped'])
  expect(code).toBe(1)
})

test('a Ctrl-C that npm passes on as well counts once', async () => {
  const slow = `stop.add('slow', async () => { say('again'); await new Promise((done) => setTimeout(done, 150)); say('slow stopped') })`
  expect(await endWith(slow, 'SIGINT', 'SIGINT')).toEqual({ said: ['up', 'again', 'slow stopped'], code: 0 })
})

test('a second Ctrl-C ends at once', async () => {
  // The parts turn the clock that tells a second keystroke from an echo of the first.
  const stuck = `stop.add('stuck', () => { const now = performance.now() + 2000; performance.now = () => now; say('again'); return new Promise(() => {}) })`
  expect(await endWith(stuck, 'SIGINT', 'SIGINT')).toEqual({ said: ['up', 'again', 'Stopped at once.'], code: 130 })
})

test('the caller of end gives the exit code', async () => {
  const child = run(`stop.add('part', () => say('stopped')); stop.end(3)`)
  expect((await once(child, 'exit'))[0]).toBe(3)
})
