/** Who wrote in chat, when, and as what: gathered in memory, written for all of them in one statement. */
import type { StreamerId } from '../giveaway/words.ts'
import { byPlatform } from './by-platform.ts'
import type { Ports } from './ports.ts'
import type { ChatMessage } from './ports/chat.ts'

type Line = Pick<ChatMessage, 'account' | 'roles' | 'sentAt'>

export interface ChatNotes {
  /** Notes a line. Costs a look-up; roles are read of one line for each person and flush. */
  saw(line: Line): void
  /** Writes what was noted since the last flush. After a failure it stays noted for the next one. */
  flush(): Promise<void>
}

interface Noted {
  readonly line: Line
  first: number
  last: number
}

/** People noted at most; past it new ones wait for their next line. */
const limit = 200_000

/** The caller flushes every few seconds. Any number of bots may note the same lines; a crash loses those of the last seconds. */
export function createChatNotes({ store }: Pick<Ports, 'store'>, streamerId: StreamerId): ChatNotes {
  let noted = emptyNotes()

  function note(line: Line, first: number, last: number): void {
    const { platform, userId } = line.account
    const known = noted[platform].get(userId)
    if (!known) {
      if (noted[platform].size < limit) noted[platform].set(userId, { line, first, last })
      return
    }
    if (first < known.first) known.first = first
    if (last > known.last) known.last = last
  }

  return {
    saw(line) {
      const at = line.sentAt.getTime()
      note(line, at, at)
    },
    async flush() {
      const writing = Object.values(noted).flatMap((people) => [...people.values()])
      if (writing.length === 0) return
      noted = emptyNotes()
      try {
        await store.noteChatters(streamerId, writing.map(toNote))
      } catch (cause) {
        for (const { line, first, last } of writing) note(line, first, last)
        throw new Error('Who chatted could not be written down; the next flush tries again.', { cause })
      }
    },
  }
}

const emptyNotes = () => byPlatform(() => new Map<string, Noted>())

function toNote({ line: { account, roles }, first, last }: Noted) {
  return { account, roles, firstAt: new Date(first), lastAt: new Date(last) }
}
