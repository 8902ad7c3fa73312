/** What a phone and the server say to each other when somebody joins a giveaway by the code on the overlay. */
import { z } from 'zod'
import { refusals } from '../giveaway/answers.ts'
import { joinRefusals } from '../giveaway/join.ts'
import { winnerStates } from '../giveaway/words.ts'
import { publicGiveawaySchema } from './http.ts'
import { joinSession } from './join-session.ts'

const time = z.iso.datetime()

/** What asks with a session says it in this header. */
export const joinHeadersSchema = z.object({
  [joinSession]: z.string().max(200).optional().describe('The `token` of the answer to joining.'),
})

const giveaway = publicGiveawaySchema.omit({ winners: true })

/** `GET /api/join/CODE`: what one joins, and how this browser stands to it. */
export const joinViewSchema = z.object({
  giveaway,
  /** Whether the code still counts. */
  isCurrent: z.boolean(),
  /** For this browser alone: with it one may join a little later, when the code is over. Null for a code that is. */
  pass: z.string().nullable(),
  /** Whether this device joined before: then it needs no code. */
  hasJoined: z.boolean(),
  /** Who is signed in. */
  name: z.string().nullable(),
  /** What points are called; `points` where they have no name of their own. */
  pointsName: z.string(),
})
export type JoinView = z.infer<typeof joinViewSchema>

/** `POST /api/join/CODE`. */
export const joinAskSchema = z.strictObject({ pass: z.string().max(100).optional() })

/** `GET /api/join/state`, `POST /api/join/heartbeat`, `POST /api/join/claim`: how whoever joined stands. */
export const joinStateSchema = z.object({
  /** The server's time, to count down by. */
  at: time,
  giveaway,
  name: z.string(),
  isGuest: z.boolean(),
  tickets: z.int().nonnegative(),
  win: z.object({ pick: z.int().positive(), state: z.enum(winnerStates), claimDeadline: time.nullable() }).nullable(),
  /** In how many milliseconds the phone should say again that it is there. */
  nextMs: z.int().positive(),
})
export type JoinState = z.infer<typeof joinStateSchema>

/** The answer to joining. `token` is the session of this device from now on; `refused`: why the rules keep the person out. */
export const joinedSchema = joinStateSchema.extend({
  token: z.string(),
  refused: z.enum([...joinRefusals, ...refusals]).nullable(),
})
export type JoinedAnswer = z.infer<typeof joinedSchema>
