import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'

const program = fileURLToPath(new URL('../../services/simulator/main.ts', import.meta.url))

function start(...options: string[]): ChildProcess {
  const child = spawn(process.execPath, [program, ...options], { stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

/** Reads what a program prints until it fits. */
function readUntil(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (chunk) => {
      text += String(chunk)
      if (pattern.test(text)) resolve(text)
    })
    child.once('exit', () => reject(new Error(`it ended, having said: ${text}`)))
  })
}

test('the program says where it listens, answers with its tokens, and ends cleanly', async () => {
  const child = start('--port', '0', '--youtube', '0', '--kick', '0', '--people', '5', '--host')
  const text = await readUntil(child, /Ctrl\+C/)
  const url = /simulated at (http:\S+?):? chat/.exec(text)?.[1]
  const access = /access token (\S+)/.exec(text)?.[1]
  const answer = await fetch(`${url}/oauth2/validate`, { headers: { authorization: `OAuth ${access}` } })
  expect(await answer.json()).toMatchObject({ login: 'streambot_demo' })
  expect(text).toContain("connection: { server: '127.0.0.1', port:")
  const [, youtubeUrl, key] = /YouTube is simulated at (http:[^:]+:\d+):.*API key (\S+)/s.exec(text) ?? []
  const id = /video (\S+)/.exec(text)?.[1]
  const video = await fetch(`${youtubeUrl}/youtube/v3/videos?part=liveStreamingDetails&id=${id}&key=${key}`)
  expect(await video.json()).toMatchObject({
    items: [{ id, liveStreamingDetails: { activeLiveChatId: expect.any(String) } }],
  })
  const [, kickUrl, kickToken] =
    /Kick is simulated at (http:[^:]+:\d+):.*streamer +access token (\S+)/s.exec(text) ?? []
  const channel = await fetch(`${kickUrl}/public/v1/channels`, { headers: { authorization: `Bearer ${kickToken}` } })
  expect(await channel.json()).toMatchObject({ data: [{ slug: 'mira-plays', stream: { is_live: true } }] })
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
})

test('a wrong number is refused', async () => {
  const child = start('--port', 'many')
  expect((await once(child, 'exit'))[0]).toBe(1)
})
