/** What the HTTP API says of imports of points from other bots. Times are ISO 8601 in UTC. */
import { z } from 'zod'
import { importModes, importSources } from '../giveaway/ledger.ts'

const count = z.int().nonnegative()
const points = z.int()
const time = z.iso.datetime()
const column = z.string().min(1).max(200).optional()
const line = z.int().positive()

/**
 * The query of `POST /api/channel/imports/preview` and `POST /api/channel/imports`, whose body is the file as it is. Columns are named by
 * header or by number from 1; what is not named is found where the source is known to have it.
 */
export const importQuerySchema = z.object({
  source: z.enum(importSources).default('csv'),
  /** `add` puts the points on top of what people have, `set` in its place. */
  mode: z.enum(importModes).default('add'),
  nameColumn: column,
  pointsColumn: column,
  idColumn: column,
})

export const applyQuerySchema = importQuerySchema.extend({
  /** Whether lines that cannot be used are left out; else a file that has any is not imported. */
  skipBad: z.enum(['true', 'false']).default('false'),
})

export const importSchema = z.object({
  id: z.int().positive(),
  source: z.string(),
  mode: z.enum(importModes),
  /** Lines of the file, those that could not be used included. */
  rows: count,
  /** Whose points it moved, and the sum of it. */
  people: count,
  points,
  createdAt: time,
  undoneAt: time.nullable(),
})

export type PublicImport = z.infer<typeof importSchema>

/** A line of the file, by name or by id. The texts are a stranger's. */
const lineSchema = z.object({ line, name: z.string(), points })

/** A list of which the first are shown. */
const listOf = <Item extends z.ZodType>(item: Item) => z.object({ count, first: z.array(item) })

const columnNumber = z.int().positive().nullable()

/** `POST /api/channel/imports/preview`: what an import would do. Nothing is changed. */
export const importPreviewSchema = z.object({
  source: z.enum(importSources),
  mode: z.enum(importModes),
  hasHeader: z.boolean(),
  /** The cells of the first line, to choose columns from; of many the first. */
  cells: z.array(z.string()),
  /** Which columns are read, by number from 1; all null where the lines are read as the source is known to write them. */
  columns: z.object({ name: columnNumber, points: columnNumber, id: columnNumber }),
  rows: count,
  /** People whose points would be moved: known from the chat, and new here. */
  known: count,
  newcomers: count,
  /** What their lines add up to. */
  points,
  /** The first of them, with what they have and would have. */
  people: z.array(
    z.object({ name: z.string(), login: z.string(), points, before: points, after: points, isTooRich: z.boolean() }),
  ),
  bad: listOf(z.object({ line, why: z.string() })),
  notFound: listOf(lineSchema),
  /** Other bots. */
  excluded: listOf(lineSchema),
  /** Whether Twitch was asked for people who were never seen in the chat. */
  askedTwitch: z.boolean(),
  /** The import of the same file that stands; the file cannot be imported again before that one is undone. */
  imported: importSchema.nullable(),
})
export type ImportPreview = z.infer<typeof importPreviewSchema>

/** `POST /api/channel/imports`. `isNew` is false where this file was imported before, and nothing more was done. */
export const importedSchema = z.object({
  import: importSchema,
  isNew: z.boolean(),
  /** People left out, because they would have more than anybody may. */
  tooRich: z.array(z.string()),
})

export type Imported = z.infer<typeof importedSchema>

/** `POST /api/channel/imports/ID/undo`: what becomes of points that were spent: it is refused, or what is left is taken. */
export const importUndoAskSchema = z.strictObject({ spent: z.enum(['refuse', 'take-the-rest']).default('refuse') })

export const importUndoneSchema = z.object({
  people: count,
  points,
  /** Those who had spent some, with what they had left. */
  spent: listOf(z.object({ name: z.string(), amount: points, balance: points })),
})
export type ImportUndone = z.infer<typeof importUndoneSchema>
