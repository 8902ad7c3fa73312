/** A process of its own with the web server on a database: `node join-process.ts URL STREAMER`. Prints its port, and serves until it is killed. */
import { openEngine } from '../support/engine.ts'
import { realClock, serve } from '../support/serve.ts'

const [url = '', streamer = ''] = process.argv.slice(2)
const { port } = await serve(openEngine(url, realClock), Number(streamer))
process.stdout.write(`${port}\n`)
