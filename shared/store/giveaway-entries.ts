/** `giveaway_entries` and `giveaway_entry_attempts`: a batch is written set-wise, whatever its size. */
import { and, eq } from 'drizzle-orm'
import type { ListedEntry, PageAsk } from '../engine/ports/channel.ts'
import type { NewsEntry } from '../engine/ports/news.ts'
import type { SampledEntry } from '../engine/ports/overlays.ts'
import type { DrawEntry, PickedEntry } from '../engine/ports/rows.ts'
import { describeEvidence } from '../giveaway/eligibility.ts'
import { type Attempt, type BatchState, messageKey } from '../giveaway/entry.ts'
import type { Account, EntryAsk, Giveaway, GiveawayId, ViewerId } from '../giveaway/words.ts'
import { chatIdentities, giveawayEntries } from '../schema.ts'
import { bigints, integers } from './arrays.ts'
import { CopyRows, uuidBytes } from './copy-rows.ts'
import { isKeptOut } from './excluded-viewers.ts'
import { lastWonAt } from './giveaway-winners.ts'
import { lastBeat } from './event-participants.ts'
import { countEntries } from './giveaways.ts'
import { addNews } from './outbox.ts'
import { build, type Reader } from './statements.ts'
import type { Session } from './transaction.ts'
import { debit, refund } from './user-balances.ts'

/** A person's part of a batch: several granted asks of one person are one change of one entry. */
interface Change {
  readonly viewerId: ViewerId
  readonly ask: EntryAsk
  /** Whether they held no entry before this batch. */
  readonly first: boolean
  tickets: number
  bonus: number
  paid: number
}

/** Writes attempts, entries, ledger, balances, counters and the news of them. */
export function addEntries(session: Session, { giveaway }: BatchState, attempts: readonly Attempt[]): void {
  writeAttempts(session, giveaway, attempts)
  const changes = gather(attempts)
  if (changes.size === 0) return
  writeEntries(session, giveaway, [...changes.values()])
  if (giveaway.rules.cost > 0) writeDebits(session, giveaway, attempts, changes)
  const [entries, tickets] = countAdded(attempts)
  countEntries(session, giveaway.id, entries, tickets)
  addNews(session, giveaway, {
    kind: 'entered',
    entryCount: giveaway.entryCount + entries,
    ticketCount: giveaway.ticketCount + tickets,
    latest: [...changes.values()].slice(-10).toReversed().map(toNewsEntry),
  })
}

function gather(attempts: readonly Attempt[]): Map<ViewerId, Change> {
  const changes = new Map<ViewerId, Change>()
  for (const { ask, viewerId, decision } of attempts) {
    if (!decision.ok) continue
    const change = changes.get(viewerId) ?? { viewerId, ask, first: decision.first, tickets: 0, bonus: 0, paid: 0 }
    changes.set(viewerId, change)
    change.tickets += decision.added
    change.bonus += decision.bonus
    change.paid += decision.cost
  }
  return changes
}

function countAdded(attempts: readonly Attempt[]): [entries: number, tickets: number] {
  let entries = 0
  let tickets = 0
  for (const { decision } of attempts) {
    if (!decision.ok) continue
    tickets += decision.added
    if (decision.first) entries++
  }
  return [entries, tickets]
}

function writeAttempts({ copy }: Session, giveaway: Giveaway, attempts: readonly Attempt[]): void {
  const rows = new CopyRows()
  const id = uuidBytes(giveaway.id)
  for (const { ask, viewerId, decision } of attempts) {
    rows.row(7).uuid(id).bigint(viewerId).text(ask.message.platform).text(ask.message.id)
    rows
      .text(decision.ok ? 'entered' : decision.code)
      .integer(decision.ok ? decision.added : 0)
      .time(ask.sentAt)
  }
  copy('giveaway_entry_attempts (giveaway_id, viewer_id, platform, message_id, outcome, tickets, attempted_at)', rows)
}

/** Who is in for the first time gets an entry, who holds one gets more on it. The lock of the giveaway keeps apart who is which. */
function writeEntries({ send, copy }: Session, giveaway: Giveaway, changes: readonly Change[]): void {
  const more = changes.filter((change) => !change.first)
  const rows = new CopyRows()
  const id = uuidBytes(giveaway.id)
  for (const { viewerId, ask, first, tickets, bonus, paid } of changes) {
    if (!first) continue
    rows.row(10).uuid(id).bigint(viewerId).text(ask.account.platform).text(ask.account.userId)
    rows.text(ask.account.name).integer(tickets).integer(bonus).bigint(paid)
    rows.json(JSON.stringify(describeEvidence(ask))).time(ask.sentAt)
  }
  copy(
    'giveaway_entries (giveaway_id, viewer_id, platform, platform_user_id, display_name, tickets, bonus, paid, evidence, entered_at)',
    rows,
  )
  if (more.length === 0) return
  send(
    `UPDATE giveaway_entries held
        SET tickets = held.tickets + added.tickets, bonus = held.bonus + added.bonus, paid = held.paid + added.paid
       FROM unnest($2::bigint[], $3::integer[], $4::integer[], $5::bigint[]) AS added (viewer_id, tickets, bonus, paid)
      WHERE held.giveaway_id = $1 AND held.viewer_id = added.viewer_id`,
    [giveaway.id, ...countsOf(more)],
  )
}

function countsOf(changes: readonly Change[]): [viewerIds: Buffer, tickets: Buffer, bonus: Buffer, paid: Buffer] {
  return [
    bigints(changes.map((change) => change.viewerId)),
    integers(changes.map((change) => change.tickets)),
    integers(changes.map((change) => change.bonus)),
    bigints(changes.map((change) => change.paid)),
  ]
}

/** One ledger row for each granted ask, named after its message, and one debit for each person. */
function writeDebits(
  session: Session,
  giveaway: Giveaway,
  attempts: readonly Attempt[],
  changes: ReadonlyMap<ViewerId, Change>,
): void {
  const rows = new CopyRows()
  const id = uuidBytes(giveaway.id)
  for (const { ask, viewerId, decision } of attempts) {
    if (!decision.ok || decision.cost === 0) continue
    rows.row(6).bigint(giveaway.streamerId).bigint(viewerId).bigint(-decision.cost).text('entry')
    rows.text(`entry:${messageKey(ask.message)}`).uuid(id)
  }
  session.copy('balance_ledger (streamer_id, viewer_id, amount, reason, key, giveaway_id)', rows)
  debit(session, giveaway.streamerId, new Map([...changes.values()].map((change) => [change.viewerId, change.paid])))
}

function toNewsEntry({ ask, tickets }: Change): NewsEntry {
  return { platform: ask.account.platform, name: ask.account.name, tickets }
}

/** Takes one entry out, its points back first. Gives what was refunded; nothing where there was no entry. */
export async function removeEntry(
  session: Session,
  giveaway: Giveaway,
  viewerId: ViewerId,
): Promise<number | undefined> {
  const { refunded } = await refund(session, giveaway, viewerId)
  const [gone] = await session.queryBuilt(
    build
      .delete(giveawayEntries)
      .where(and(eq(giveawayEntries.giveawayId, giveaway.id), eq(giveawayEntries.viewerId, viewerId)))
      .returning({ tickets: giveawayEntries.tickets }),
  )
  if (!gone) return undefined
  countEntries(session, giveaway.id, -1, -gone.tickets)
  const [entryCount, ticketCount] = [giveaway.entryCount - 1, giveaway.ticketCount - gone.tickets]
  addNews(session, giveaway, { kind: 'left', entryCount, ticketCount })
  return refunded
}

const pageSize = 2_000

/**
 * All entries in canonical order, page by page: by `platform:userId`, bytewise whatever the database's own collation. For a reader
 * within a transaction, whose cursor sorts once and holds what it sees.
 */
export async function* readEntries({ query }: Reader, giveawayId: GiveawayId): AsyncGenerator<DrawEntry[]> {
  await query(
    `DECLARE entries NO SCROLL CURSOR FOR
     SELECT viewer_id AS "viewerId", platform, platform_user_id AS "userId", display_name AS name, tickets
       FROM giveaway_entries WHERE giveaway_id = $1 ORDER BY platform COLLATE "C", platform_user_id COLLATE "C"`,
    [giveawayId],
  )
  const fetch = (): Promise<DrawEntry[]> => query<DrawEntry & object>(`FETCH ${pageSize} FROM entries`)
  for (let page = await fetch(); page.length > 0; page = await fetch()) yield page
  await query('CLOSE entries')
}

/** The entries of these viewers in the order asked, and how those stand at this time; accounts may have been linked since. */
export async function findPicked(
  { query }: Reader,
  giveawayId: GiveawayId,
  viewerIds: readonly ViewerId[],
  now: Date,
): Promise<PickedEntry[]> {
  const rows = await query<Nullable<PickedEntry, 'lastWonAt' | 'beatAt' | 'chattedAt'>>(
    `WITH rule AS MATERIALIZED (SELECT streamer_id, cooldown_days, prize_class FROM giveaways WHERE id = $1)
     SELECT e.viewer_id AS "viewerId", e.platform, e.platform_user_id AS "userId", e.display_name AS name, e.tickets, e.evidence,
            coalesce(i.login, '') AS login, ${isKeptOut('rule.streamer_id', '$1', 'coalesce(i.viewer_id, e.viewer_id)')} AS excluded,
            ${lastWonAt('coalesce(i.viewer_id, e.viewer_id)', '$3::timestamptz')} AS "lastWonAt",
            ${lastBeat('$1', 'coalesce(i.viewer_id, e.viewer_id)')} AS "beatAt",
            (SELECT max(chatted_at) FROM chat_identities c WHERE c.viewer_id = coalesce(i.viewer_id, e.viewer_id)) AS "chattedAt"
       FROM rule, unnest($2::bigint[]) WITH ORDINALITY AS asked (viewer_id, position)
       JOIN giveaway_entries e ON e.giveaway_id = $1 AND e.viewer_id = asked.viewer_id
       LEFT JOIN chat_identities i
         ON i.streamer_id = (SELECT streamer_id FROM rule) AND i.platform = e.platform AND i.platform_user_id = e.platform_user_id
      ORDER BY position`,
    [giveawayId, viewerIds, now],
  )
  if (rows.length !== viewerIds.length)
    throw new Error(
      `Giveaway ${giveawayId} has entries of ${rows.length} viewers, where ${viewerIds.length} were asked for.`,
    )
  return rows.map((row) => ({
    ...row,
    lastWonAt: row.lastWonAt ?? undefined,
    beatAt: row.beatAt ?? undefined,
    chattedAt: row.chattedAt ?? undefined,
  }))
}

/** A row in which these fields are null where they are absent. */
type Nullable<Row, Fields extends keyof Row> = Omit<Row, Fields> & {
  [Field in Fields]: Exclude<Row[Field], undefined> | null
}

/** The latest entries, newest first. */
export function findLatestEntries(reader: Reader, giveawayId: GiveawayId, count: number): Promise<NewsEntry[]> {
  return reader.query<NewsEntry>(
    'SELECT platform, display_name AS name, tickets FROM giveaway_entries WHERE giveaway_id = $1 ORDER BY id DESC LIMIT $2',
    [giveawayId, count],
  )
}

/** Each entry is as likely as any other, whatever its tickets. Reads all entries of the giveaway. */
export function findSample(reader: Reader, giveawayId: GiveawayId, count: number): Promise<SampledEntry[]> {
  return reader.query<SampledEntry>(
    `SELECT platform, platform_user_id AS "userId", display_name AS name
       FROM giveaway_entries WHERE giveaway_id = $1 ORDER BY random() LIMIT $2`,
    [giveawayId, count],
  )
}

/** By viewer id, which the unique key has in order. */
export function listEntries(
  reader: Reader,
  giveawayId: GiveawayId,
  { after = 0, count }: PageAsk<ViewerId>,
): Promise<ListedEntry[]> {
  return reader.query<ListedEntry>(
    `SELECT viewer_id AS "viewerId", platform, platform_user_id AS "userId", display_name AS name, tickets, bonus, paid,
            entered_at AS "enteredAt"
       FROM giveaway_entries WHERE giveaway_id = $1 AND viewer_id > $2 ORDER BY viewer_id LIMIT $3`,
    [giveawayId, after, count],
  )
}

/** Tickets held by the person behind a chat account; 0 without an entry. */
export async function findTickets(
  reader: Reader,
  giveawayId: GiveawayId,
  account: Pick<Account, 'platform' | 'userId'>,
): Promise<number> {
  const [row] = await reader.queryBuilt(
    build
      .select({ tickets: giveawayEntries.tickets })
      .from(giveawayEntries)
      .innerJoin(chatIdentities, eq(chatIdentities.viewerId, giveawayEntries.viewerId))
      .where(
        and(
          eq(giveawayEntries.giveawayId, giveawayId),
          eq(chatIdentities.platform, account.platform),
          eq(chatIdentities.platformUserId, account.userId),
        ),
      ),
  )
  return row?.tickets ?? 0
}
