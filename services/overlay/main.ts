/** `/overlay/TOKEN`: the page that OBS opens. It asks what to show, follows the news, and comes back by itself after a break. */
import type { OverlayMessage, OverlayView, Sample } from '@streambot/shared/contract/overlay.ts'
import { findPage } from '../panel/parts/dom.ts'
import { connectLive } from '../panel/parts/live.ts'
import { showGone } from './gone.ts'
import { showOverlay } from './overlay.ts'
import { speak } from './words.ts'

const token = location.pathname.split('/').at(-1) ?? ''
const api = `/api/overlay/${token}`
const againMs = 3_000
/** Leaderboard, queue and the code of now are no news, so they are asked for. */
const leadersMs = 30_000
const queueMs = 4_000
/** A code is shown for half a minute, and taken for half a minute more. */
const codeMs = 12_000

/** The panel shows whoever sets up an overlay what it will look like. */
const isTrial = new URLSearchParams(location.search).has('trial')

const page = findPage()
void start()

async function start(): Promise<void> {
  const view = await read<OverlayView>('')
  if (view === 'away') return void setTimeout(() => void start(), againMs)
  if (view === 'gone') return showGone(page)
  addStyle()
  const overlay = showOverlay(page, view, async (giveawayId) => {
    if (isTrial) return (await import('./trial.ts')).trialSample
    const sample = await read<Sample>(`/sample/${giveawayId}`)
    return typeof sample === 'string' ? undefined : sample
  })
  const refresh = async (): Promise<void> => {
    const fresh = await read<OverlayView>('')
    if (fresh === 'away') return
    if (fresh === 'gone' || fresh.look !== view.look) return location.reload()
    overlay.refresh(fresh)
  }
  const { leaderboard, serving, code } = view.options.widgets
  const every = [
    ...(serving.shown ? [queueMs] : []),
    ...(code.shown ? [codeMs] : []),
    ...(leaderboard.shown ? [leadersMs] : []),
  ]
  if (every.length > 0) setInterval(() => void refresh(), Math.min(...every))
  connectLive<OverlayMessage>(`${api}/live`, {
    onMessage(message) {
      if (message.type === 'changed') location.reload()
      else if (message.type !== 'ping' && !isTrial) overlay.take(message)
      // Whatever changes how a giveaway stands may change what its code leads to.
      if (code.shown && message.type === 'news' && message.giveaway) void refresh()
    },
    // Behind a break it may be another overlay, or none.
    onState: (state) => void (state !== 'connecting' && refresh()),
  })
  if (!isTrial) return
  const { playTrial } = await import('./trial.ts')
  playTrial(overlay.take, speak(view.options.language)('trial.prize'), view.options.drawSeconds)
}

/** What the server answers; `gone` where the address opens nothing, `away` where it does not answer as it should. */
async function read<Answer>(path: string): Promise<Answer | 'gone' | 'away'> {
  try {
    const response = await fetch(api + path)
    if (response.ok) return (await response.json()) as Answer // our own server keeps the contract
    return response.status === 404 ? 'gone' : 'away'
  } catch (error) {
    // Without a network `fetch` throws a TypeError, and a body that is cut off is no JSON: it is asked for again.
    if (error instanceof TypeError || error instanceof SyntaxError) return 'away'
    throw error
  }
}

/** The streamer's own CSS, behind ours. */
function addStyle(): void {
  const link = document.createElement('link')
  link.rel = 'stylesheet'
  link.href = `${api}/style.css`
  document.head.append(link)
}
