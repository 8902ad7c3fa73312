/** `node tests/support/look.ts FOLDER`: starts the server that a failed run kept, until Ctrl-C. */
import { startEmbedded } from '@streambot/shared/store/embedded.ts'

const folder = process.argv[2]
if (!folder) throw new Error('Say which folder: node tests/support/look.ts FOLDER')
const server = await startEmbedded(folder)
console.log(`psql "${server.url}" (the kept databases are listed by \\l). Ctrl-C ends it.`)
const waiting = setInterval(() => undefined, 60_000)
process.once('SIGINT', () => {
  clearInterval(waiting)
  void server.stop()
})
