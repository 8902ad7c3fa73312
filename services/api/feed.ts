/** The feed of news: read once from the outbox, told to every page that is connected. */
import type { NewsMessage } from '@streambot/shared/contract/live.ts'
import { mergeNews } from '@streambot/shared/views/merge.ts'
import { describeNews } from '@streambot/shared/views/news.ts'
import type { Api } from './options.ts'
import { keepTurning, type Rhythm } from './rhythm.ts'
import { type Snapshot, shareSnapshots } from './snapshot.ts'

/** One connected page. */
export interface Member {
  /** The id of the news it has. */
  position: number
  readonly open: boolean
  send(text: string): void
}

const pageSize = 500
/** Behind by more than this, a snapshot says the same in less. */
const mostMissed = 5_000

export class Feed {
  readonly #api: Api
  readonly #members = new Set<Member>()
  readonly #readSnapshot: () => Promise<Snapshot>
  readonly #rhythm: Rhythm
  readonly #offNudge: () => void
  /** What was read up to here was told to all members. */
  #position = 0

  constructor(api: Api) {
    this.#api = api
    this.#readSnapshot = shareSnapshots(api)
    const { readEvery, sendEvery } = api.limits
    this.#rhythm = keepTurning(() => this.#turn(), { every: readEvery, gap: sendEvery })
    this.#offNudge = api.live.onNudge(() => this.#rhythm.soon())
  }

  /** Greets a page with a snapshot, or lets it go on behind `after`, and tells it the news from there without gap or double. */
  async join(member: Member, after: number | undefined): Promise<void> {
    if (after !== undefined && (await this.#isAtHand(after))) member.position = after
    else await this.#greet(member)
    await this.#catchUp(member)
    // Between the last look at the position and this line nothing waits, so no news falls between catching up and the feed.
    if (this.#members.size === 0) this.#position = Math.max(this.#position, member.position)
    if (member.open) this.#members.add(member)
    this.#rhythm.soon()
  }

  leave(member: Member): void {
    this.#members.delete(member)
  }

  stop(): void {
    this.#offNudge()
    this.#rhythm.stop()
  }

  async #greet(member: Member): Promise<void> {
    const { id, text } = await this.#readSnapshot()
    member.position = id
    member.send(text)
  }

  /** Old news is removed from the front: while the row itself is there, so is all that came after it. */
  async #isAtHand(after: number): Promise<boolean> {
    const { store } = this.#api
    const [[row], last] = await Promise.all([store.findNews(after - 1, 1), store.findLastNewsId()])
    return row?.id === after && last - after <= mostMissed
  }

  async #catchUp(member: Member): Promise<void> {
    const { store, streamerId } = this.#api
    while (member.open && member.position < this.#position) {
      const rows = await store.findNews(member.position, pageSize)
      if (rows.length === 0) return
      this.#tell([member], rows.at(-1)?.id ?? member.position, await describeNews(store, streamerId, rows))
    }
  }

  async #turn(): Promise<void> {
    try {
      let read = pageSize
      while (this.#members.size > 0 && read === pageSize) read = await this.#readPage()
    } catch (error) {
      this.#api.log.error({ err: error }, 'The live feed could not read the news; it tries again.')
    }
  }

  async #readPage(): Promise<number> {
    const { store, streamerId } = this.#api
    const rows = await store.findNews(this.#position, pageSize)
    const last = rows.at(-1)
    if (!last) return 0
    const messages = await describeNews(store, streamerId, rows)
    this.#position = Math.max(this.#position, last.id)
    this.#tell(this.#members, last.id, messages)
    return rows.length
  }

  /** Pages that stand at the same place get the same texts, made once. */
  #tell(members: Iterable<Member>, last: number, messages: readonly NewsMessage[]): void {
    const texts = new Map<number, string[]>()
    for (const member of members) {
      const { position } = member
      const due =
        texts.get(position) ?? mergeNews(messages.filter(({ id }) => id > position)).map((m) => JSON.stringify(m))
      texts.set(position, due)
      for (const text of due) member.send(text)
      member.position = Math.max(position, last)
    }
  }
}
