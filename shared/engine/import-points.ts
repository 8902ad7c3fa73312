/** Points come from another bot: one file, one reversible batch of movements in one transaction; and back again. */
import { mostPoints } from '../giveaway/amount.ts'
import type { ImportRefusal } from '../giveaway/answers.ts'
import type { ImportMode } from '../giveaway/ledger.ts'
import type { Account, StreamerId, ViewerId } from '../giveaway/words.ts'
import type { Cause, Ports } from './ports.ts'
import type { Imported, ImportedPerson, Movement, NewImport, PointImport } from './ports/rows.ts'

export interface ImportAsk extends NewImport {
  /** Accounts of one person add up. */
  readonly people: readonly ImportedPerson[]
}

export type ImportAnswer =
  | {
      readonly ok: true
      readonly value: PointImport
      /** Accounts left out, because they would have more than anybody may. */
      readonly tooRich: readonly Account[]
    }
  /** `first` is the import of the same file that stands. */
  | { readonly ok: false; readonly code: 'already-imported'; readonly first: PointImport }

/** Imports a file's points, once: a second import of it is refused as long as the first stands. */
export function importPoints({ store }: Pick<Ports, 'store'>, ask: ImportAsk, cause: Cause): Promise<ImportAnswer> {
  return store.transact(async (tx): Promise<ImportAnswer> => {
    const { isNew, kept } = await tx.addImport(ask)
    if (!isNew) return { ok: false, code: 'already-imported', first: kept }
    const people = ask.mode === 'set' ? ask.people : ask.people.filter(({ points }) => points > 0)
    const owners = await tx.ensureViewers(
      ask.streamerId,
      people.map(({ account }) => account),
    )
    const owed = sumPoints(owners, people)
    const viewerIds = [...owed.keys()]
    const balances = await tx.lockBalances(ask.streamerId, viewerIds)
    const { amounts, tooRich } = decideAmounts(ask, viewerIds, owed, balances)
    tx.move(movementsOf(ask.streamerId, 'import', kept.id, cause, amounts))
    const sums = { people: amounts.size, points: sumOf(amounts.values()) }
    tx.changeImport(kept.id, sums)
    tx.addAudit(ask.streamerId, cause.actor, 'points imported', undefined, {
      importId: kept.id,
      source: ask.source,
      ...sums,
    })
    const left = people.filter((_, index) => tooRich.has(owners[index] ?? 0)).map(({ account }) => account)
    return { ok: true, value: { ...kept, ...sums }, tooRich: left }
  })
}

/** Somebody who has less than an import brought them. */
export interface Spent extends Imported {
  readonly balance: number
}

export type UndoAnswer =
  | {
      readonly ok: true
      readonly people: number
      /** Points that went, less those that came back to people whom the import had set lower. */
      readonly points: number
      /** Whoever had spent some: what they had left was taken. */
      readonly spent: readonly Spent[]
    }
  | { readonly ok: false; readonly code: Extract<ImportRefusal, 'no-such-import'> }
  | { readonly ok: false; readonly code: Extract<ImportRefusal, 'already-undone'>; readonly undone: PointImport }
  | { readonly ok: false; readonly code: Extract<ImportRefusal, 'points-spent'>; readonly spent: readonly Spent[] }

export interface UndoAsk {
  readonly streamerId: StreamerId
  readonly importId: number
  /** What becomes of points that are spent already: the undoing is refused, or takes what is left. */
  readonly spent: 'refuse' | 'take-the-rest'
  readonly at: Date
}

/** Reverses an import by movements in the other direction, once. A refusal changes nothing. */
export function undoImport({ store }: Pick<Ports, 'store'>, ask: UndoAsk, cause: Cause): Promise<UndoAnswer> {
  return store.transact(async (tx): Promise<UndoAnswer> => {
    const { streamerId, importId, at } = ask
    const kept = await tx.lockImport(streamerId, importId)
    if (!kept) return { ok: false, code: 'no-such-import' }
    if (kept.reversedAt) return { ok: false, code: 'already-undone', undone: kept }
    const imported = await tx.findImported(importId)
    const balances = await tx.lockBalances(
      streamerId,
      imported.map(({ viewerId }) => viewerId),
    )
    const { amounts, spent } = decideUndo(imported, balances)
    if (spent.length > 0 && ask.spent === 'refuse') return { ok: false, code: 'points-spent', spent }
    tx.move(movementsOf(streamerId, 'import-undo', importId, cause, amounts))
    tx.changeImport(importId, { reversedAt: at })
    const sums = { people: amounts.size, points: -sumOf(amounts.values()) }
    tx.addAudit(streamerId, cause.actor, 'import undone', undefined, { importId, ...sums, short: spent.length })
    return { ok: true, ...sums, spent }
  })
}

/** Points by viewer, in the order of the file. */
function sumPoints(owners: readonly ViewerId[], people: readonly ImportedPerson[]): Map<ViewerId, number> {
  const owed = new Map<ViewerId, number>()
  for (const [index, { points }] of people.entries()) {
    const viewerId = owners[index]
    if (viewerId !== undefined) owed.set(viewerId, (owed.get(viewerId) ?? 0) + points)
  }
  return owed
}

/** What moves for somebody who has so much; nothing where they would have more than a command could give them. */
export function amountOf(mode: ImportMode, points: number, had: number): number | undefined {
  const amount = mode === 'set' ? points - had : points
  return had + amount > mostPoints ? undefined : amount
}

/** What moves for whom; nobody is taken over the most that a command could give them. */
function decideAmounts(
  { mode }: ImportAsk,
  viewerIds: readonly ViewerId[],
  owed: ReadonlyMap<ViewerId, number>,
  balances: readonly number[],
) {
  const amounts = new Map<ViewerId, number>()
  const tooRich = new Set<ViewerId>()
  for (const [index, viewerId] of viewerIds.entries()) {
    const amount = amountOf(mode, owed.get(viewerId) ?? 0, balances[index] ?? 0)
    if (amount === undefined) tooRich.add(viewerId)
    else if (amount !== 0) amounts.set(viewerId, amount)
  }
  return { amounts, tooRich }
}

function decideUndo(imported: readonly Imported[], balances: readonly number[]) {
  const amounts = new Map<ViewerId, number>()
  const spent: Spent[] = []
  for (const [index, one] of imported.entries()) {
    const balance = balances[index] ?? 0
    const back = Math.max(-one.amount, -balance)
    if (back > -one.amount) spent.push({ ...one, balance })
    if (back !== 0) amounts.set(one.viewerId, back)
  }
  return { amounts, spent }
}

function movementsOf(
  streamerId: StreamerId,
  reason: 'import' | 'import-undo',
  importId: number,
  { actor }: Cause,
  amounts: ReadonlyMap<ViewerId, number>,
): Movement[] {
  const key = `${reason}:${importId}`
  return Array.from(amounts, ([viewerId, amount]) => ({ streamerId, viewerId, amount, reason, key, actor }))
}

function sumOf(amounts: Iterable<number>): number {
  let sum = 0
  for (const amount of amounts) sum += amount
  return sum
}
