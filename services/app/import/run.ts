/** Imports a file of points, or undoes an import, and says what came of it. */
import { createReadStream } from 'node:fs'
import { importPoints, undoImport } from '@streambot/shared/engine/import-points.ts'
import type { Clock } from '@streambot/shared/engine/ports.ts'
import type { FindAccounts } from '@streambot/shared/engine/ports/chat.ts'
import type { PointImport } from '@streambot/shared/engine/ports/rows.ts'
import type { StreamerId } from '@streambot/shared/giveaway/words.ts'
import { FileError } from '@streambot/shared/files/file-error.ts'
import { type PointsFile, readPoints } from '@streambot/shared/files/points/read-points.ts'
import { resolvePeople } from '@streambot/shared/files/points/resolve.ts'
import { codeOf, reasonOf, SetupError } from '@streambot/shared/runtime/setup-error.ts'
import type { OpenStore } from '@streambot/shared/store/open.ts'
import { clean } from '../terminal.ts'
import type { ImportCommand, UndoCommand } from './command.ts'
import { count, describeImport, describeList } from './preview.ts'

export interface ImportWorld {
  readonly store: OpenStore
  readonly streamerId: StreamerId
  /** Absent where there are no credentials. */
  readonly platform: FindAccounts | undefined
  readonly clock: Clock
  readonly say: (line: string) => void
}

const cause = { actor: 'operator' }

/** False where it was refused, in words that were said. */
export async function runImport(world: ImportWorld, command: ImportCommand): Promise<boolean> {
  const { store, streamerId, say } = world
  const file = await readFile(command, say)
  const first = await store.findImport(streamerId, file.checksum)
  if (first) return refuseAgain(first, say)
  const resolved = await resolve(world, file)
  for (const line of describeImport(file, resolved, command.mode)) say(line)
  if (!command.apply) return sayDry(say)
  if (file.bad.length > 0 && !command.skipBad) {
    say('Nothing is imported: put the bad rows right, or leave them out with --skip-bad.')
    return false
  }
  say(`writing the points of ${count(resolved.people.length)} people in one transaction ...`)
  const { source, mode } = command
  const ask = { streamerId, source, mode, checksum: file.checksum, rows: file.rows, people: resolved.people }
  const answer = await importPoints(world, ask, cause)
  if (!answer.ok) return refuseAgain(answer.first, say)
  const rich = answer.tooRich.map(({ name }) => clean(name))
  for (const line of describeList('left out, because they would have more than anybody may', rich)) say(line)
  const { id, people, points } = answer.value
  say(
    `Import ${id}: ${count(points)} points for ${count(people)} people. npm run import:points -- --undo ${id} takes them back.`,
  )
  return true
}

/** Undoes an import; false where it was refused, in words that were said. */
export async function runUndo({ store, streamerId, clock, say }: ImportWorld, command: UndoCommand): Promise<boolean> {
  const { importId, spent } = command
  const answer = await undoImport({ store }, { streamerId, importId, spent, at: clock.now() }, cause)
  const short = ('spent' in answer ? answer.spent : []).map(
    (one) => `${clean(one.name)}: ${count(one.balance)} left of ${count(one.amount)}`,
  )
  for (const line of describeList('people who have spent some of these points', short)) say(line)
  if (answer.ok) {
    say(
      `Import ${importId} is undone: ${count(answer.points)} points of ${count(answer.people)} people were taken back.`,
    )
    return true
  }
  switch (answer.code) {
    case 'no-such-import':
      say(`There is no import ${importId}.`)
      return false
    case 'already-undone':
      say(`Import ${importId} was undone already, on ${dayOf(answer.undone.reversedAt)}.`)
      return false
    case 'points-spent':
      say('Nothing is taken back. With --as-far-as-possible what these people have left is taken.')
      return false
  }
}

async function readFile({ file, source, mapping }: ImportCommand, say: (line: string) => void): Promise<PointsFile> {
  try {
    const onProgress = (lines: number) => say(`read ${count(lines)} rows ...`)
    return await readPoints(createReadStream(file), { source, mapping, onProgress })
  } catch (error) {
    if (error instanceof FileError)
      throw new SetupError(error.message + (isOfColumns(error) ? hint : ''), { cause: error })
    if (codeOf(error) === undefined) throw error
    throw new SetupError(`${file} cannot be read: ${reasonOf(error)}.`, { cause: error })
  }
}

const isOfColumns = ({ about }: FileError): boolean => about === 'columns'
const hint = ' Use --name-column, --points-column and --id-column.'

async function resolve({ store, streamerId, platform, say }: ImportWorld, file: PointsFile) {
  const { excluded } = await store.findSettings(streamerId)
  if (!platform) say('Without Twitch credentials in the settings only people are found who were seen in your chat.')
  return resolvePeople(file.good, {
    platform,
    seen: (by, values) => store.findAccounts(streamerId, 'twitch', by, values),
    excluded,
    onProgress: (asked, of) => say(`looked ${count(asked)} of ${count(of)} people up ...`),
  })
}

function refuseAgain(first: PointImport, say: (line: string) => void): boolean {
  say(
    `This file was imported already, on ${dayOf(first.createdAt)}: import ${first.id}, ${count(first.points)} points. ` +
      `To import it again, undo that one first: npm run import:points -- --undo ${first.id}`,
  )
  return false
}

function sayDry(say: (line: string) => void): boolean {
  say('This was a dry run, and nothing is changed. With --apply it is imported.')
  return true
}

const dayOf = (at: Date | undefined): string => at?.toISOString().slice(0, 16).replace('T', ' at ') ?? 'an unknown day'
