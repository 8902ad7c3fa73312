/** How the streamer has the bot speak: the language, the name of points, and texts of their own, read again when they change. */
import type { BotSettings } from '@streambot/shared/engine/ports/rows.ts'
import type { Store } from '@streambot/shared/engine/ports/store.ts'
import type { SaidNames } from '@streambot/shared/giveaway/commands.ts'
import type { StreamerId } from '@streambot/shared/giveaway/words.ts'
import { readOwnTexts } from '@streambot/shared/languages/chat/check.ts'
import { createSpeech, type OwnTexts, type Speech } from '@streambot/shared/languages/chat/speech.ts'
import type { Log } from '@streambot/shared/runtime/log.ts'

export interface Speaking {
  /** As it is now. */
  speech(): Speech
  /** Takes over what the streamer changed. */
  refresh(): Promise<void>
}

export function createSpeaking(
  store: Pick<Store, 'findTexts'>,
  streamerId: StreamerId,
  settings: () => BotSettings,
  names: () => SaidNames,
  log: Pick<Log, 'warn'>,
): Speaking {
  let own: OwnTexts = new Map()
  /** What `own` was made of: most news changes nothing of it. */
  let madeOf = ''
  return {
    speech: () => createSpeech(settings(), own, names()),
    async refresh() {
      const texts = await store.findTexts(streamerId)
      const { language } = settings()
      const found = JSON.stringify([language, ...texts])
      if (found === madeOf) return
      madeOf = found
      const read = readOwnTexts(language, texts)
      own = read.own
      if (read.unsaid.length > 0)
        log.warn({ streamerId, keys: read.unsaid }, 'Own texts that cannot be said are left out; the language speaks')
    },
  }
}
