/** Overlays for OBS: what can be set of them, what the streamer is told, and what their pages are told. */
import { z } from 'zod'
import { isClean } from '../giveaway/text.ts'
import { platforms } from '../giveaway/words.ts'
import { liveMessageSchema } from './live.ts'
import { leaderboardSchema } from './points.ts'
import { queueSchema } from './rewards.ts'

/** The nine places of the picture. */
export const places = [
  'top-left',
  'top',
  'top-right',
  'left',
  'middle',
  'right',
  'bottom-left',
  'bottom',
  'bottom-right',
] as const
export type Place = (typeof places)[number]

const percent = z.number().min(0).max(100)

/** One of the nine places, or the middle of a box in percent of the picture. */
const spotSchema = z.union([
  z.enum(places),
  z.strictObject({ x: percent, y: percent, width: z.number().min(5).max(100) }),
])

function widget(place: Place, shown = true) {
  const shape = {
    shown: z.boolean().default(shown),
    place: spotSchema.default(place),
    scale: z.number().min(0.5).max(2).default(1),
  }
  return z.strictObject(shape).prefault({})
}

/** What an overlay shows and how. What is not said is as usual. */
export const overlayOptionsSchema = z.strictObject({
  language: z.enum(['en', 'de']).default('en'),
  /** Light text on dark glass, or dark text on light. */
  theme: z.enum(['dark', 'light']).default('dark'),
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .default('#8b5cf6'),
  /** Of texts, in percent. */
  fontSize: z.number().min(60).max(160).default(100),
  /** Of everything. */
  scale: z.number().min(0.5).max(2).default(1),
  draw: z.enum(['wheel', 'reel']).default('wheel'),
  /** How long wheel or reel turns for one winner. */
  drawSeconds: z.number().min(2).max(30).default(8),
  /** How long winners stay when all is over. */
  winnerSeconds: z.number().min(5).max(600).default(30),
  /** How many people the leaderboard has. */
  leaders: z.int().min(1).max(10).default(5),
  sound: z.boolean().default(false),
  widgets: z
    .strictObject({
      counter: widget('bottom-left'),
      enter: widget('bottom-left'),
      code: widget('bottom-right'),
      draw: widget('middle'),
      winner: widget('middle'),
      leaderboard: widget('right', false),
      serving: widget('top-right', false),
    })
    .prefault({}),
})
export type OverlayOptions = z.infer<typeof overlayOptionsSchema>

const time = z.iso.datetime()
const css = z
  .string()
  .max(20_000)
  .refine(
    (text) => isClean(text.replaceAll(/[\n\r\t]/g, '')),
    'CSS has no control characters but tabs and ends of lines.',
  )
const named = { error: 'One to sixty letters, digits and signs, on one line.' }
const name = z.string(named).trim().min(1, named).max(60, named).refine(isClean, named)

export const overlaySchema = z.object({
  id: z.uuid(),
  name: z.string(),
  /** What OBS opens: whoever has it sees the overlay. Null where it cannot be read any more, and only a new one helps. */
  address: z.url().nullable(),
  options: overlayOptionsSchema,
  css: z.string(),
  createdAt: time,
  /** To the minute; null where it was never opened. */
  lastUsedAt: time.nullable(),
})
export type PublicOverlay = z.infer<typeof overlaySchema>

/** `GET /api/channel/overlays`: by age. */
export const overlayListSchema = z.object({ overlays: z.array(overlaySchema) })

/** `POST /api/channel/overlays`. */
export const newOverlaySchema = z.strictObject({
  name,
  options: overlayOptionsSchema.prefault({}),
  css: css.default(''),
})

/** `PATCH /api/channel/overlays/ID`. What is absent stays; options are given whole. */
export const overlayChangeSchema = z.strictObject({
  name: name.optional(),
  options: overlayOptionsSchema.optional(),
  css: css.optional(),
})

/** `GET /api/overlay/TOKEN`: what the page shows beside the news. */
export const overlayViewSchema = z.object({
  /** The server's time, to count down by. */
  at: time,
  options: overlayOptionsSchema,
  /** Another one where options or CSS are others. */
  look: z.string(),
  /** What the QR code leads to, with the id of the giveaway behind it. */
  giveawayUrl: z.url(),
  /** What it leads to instead, by the id of the giveaway, where one joins by it at the moment: another address every half minute. */
  joinUrls: z.record(z.string(), z.url()),
  /** Who has the most points, and what those are called here; empty where no leaderboard is shown. */
  leaders: leaderboardSchema.shape.viewers,
  pointsName: z.string(),
  /** Whose turn it is in the queue of rewards, and who comes next; null where that is not shown. */
  queue: queueSchema.nullable(),
})
export type OverlayView = z.infer<typeof overlayViewSchema>

/** `GET /api/overlay/TOKEN/sample/ID`: some of those who entered, by chance, for the picture of a draw. */
export const sampleSchema = z.object({
  /** How many entered. */
  entryCount: z.int().nonnegative(),
  entries: z.array(z.object({ platform: z.enum(platforms), userId: z.string(), name: z.string() })),
})
export type Sample = z.infer<typeof sampleSchema>

/** A message of `/api/overlay/TOKEN/live`: those of `/api/live`, and that the options or the CSS are others now. */
export const overlayMessageSchema = z.discriminatedUnion('type', [
  ...liveMessageSchema.options,
  z.object({ type: z.literal('changed') }),
])
export type OverlayMessage = z.infer<typeof overlayMessageSchema>
