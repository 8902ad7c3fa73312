/** `npm run bench [-- NAME ...]`: measures the bars, prints one line each, exits 1 when one is short. */
import { attemptsBar } from './attempts.ts'
import type { Bar } from './bar.ts'
import { dashboardBar } from './dashboard.ts'
import { drawBar } from './draw.ts'
import { entriesBars } from './entries.ts'
import { openGround } from './ground.ts'
import { latencyBars } from './latency.ts'
import { listenerBar } from './listener.ts'
import { overlayBytesBar, overlaysBar } from './overlays.ts'
import { panelBytesBar } from './panel-bytes.ts'
import { payoutBar } from './payout.ts'
import { processesBars } from './processes.ts'
import { socketBar } from './socket.ts'

const bars: readonly Bar[] = [
  ...entriesBars,
  ...latencyBars,
  payoutBar,
  drawBar,
  listenerBar,
  socketBar,
  ...processesBars,
  attemptsBar,
  overlaysBar,
  overlayBytesBar,
  dashboardBar,
  panelBytesBar,
]

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => bars.every((bar) => bar.name !== name))
if (unknown.length > 0) {
  console.error(`There is no bar ${unknown.join(', ')}. There are: ${bars.map((bar) => bar.name).join(', ')}`)
  process.exit(2)
}

let short = 0
for (const bar of bars.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const ground = await openGround()
  try {
    const ratio = await bar.measure(ground)
    const ok = bar.kind === 'at-least' ? ratio >= bar.limit : ratio <= bar.limit
    if (!ok) short++
    console.log(`bar ${bar.name} ${ratio.toFixed(2)} ${bar.kind} ${bar.limit} ${ok ? 'ok' : 'short'}`)
  } finally {
    await ground.stop()
  }
}
process.exit(short === 0 ? 0 : 1)
