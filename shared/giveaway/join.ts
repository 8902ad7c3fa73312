/** Joining by the code on the overlay: what a code is and for how long, who may join with one, and who counts as present. */
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Refusal } from './answers.ts'
import type { Account, Giveaway, GiveawayId, GiveawayStatus } from './words.ts'

/** A code is shown for so long, in milliseconds, and taken until the next one is over: a picture of it is no ticket for ever. */
export const codeMs = 30_000

/** Whoever came by a code has so long to sign in and to press the button, in milliseconds. */
const passMs = 1_800_000

/** Why a device does not join. */
export const joinRefusals = ['no-join', 'old-code', 'sign-in-first', 'device-taken', 'join-ended'] as const

export type JoinRefusal = (typeof joinRefusals)[number] | Refusal

/** What stands in the address behind the QR code: which giveaway, and what proves that one has just seen it. */
export interface JoinCode {
  readonly giveawayId: GiveawayId
  readonly proof: string
}

/** The code of a giveaway at this time. `key` is the giveaway's own and secret. */
export function makeJoinCode(key: string, giveawayId: GiveawayId, now: Date): string {
  return giveawayId.replaceAll('-', '') + proveCode(key, giveawayId, stepOf(now))
}

/** Reads the code of an address. Nothing for what was never one; whether it still counts `isJoinCode` says. */
export function readJoinCode(text: string): JoinCode | undefined {
  const parts = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})([0-9a-f]{16})$/.exec(text)
  const proof = parts?.[6]
  return parts && proof !== undefined ? { giveawayId: parts.slice(1, 6).join('-'), proof } : undefined
}

/** Whether it is the code of now, or the one before it: phones need a moment. */
export function isJoinCode(key: string, { giveawayId, proof }: JoinCode, now: Date): boolean {
  const step = stepOf(now)
  return [step, step - 1].some((one) => proveCode(key, giveawayId, one) === proof)
}

/** What a device that came by a code in time is given, so that it may join a little later: for this device alone, with its end in it. */
export function makePass(key: string, giveawayId: GiveawayId, deviceId: string, now: Date): string {
  const until = now.getTime() + passMs
  return `${until}.${provePass(key, giveawayId, deviceId, until)}`
}

export function isPass(key: string, giveawayId: GiveawayId, deviceId: string, pass: string, now: Date): boolean {
  const [, until, proof] = /^(\d{1,15})\.([0-9a-f]{32})$/.exec(pass) ?? []
  return Number(until) > now.getTime() && provePass(key, giveawayId, deviceId, Number(until)) === proof
}

/** Who asks to join, and with what. */
export interface Joiner {
  readonly isSignedIn: boolean
  /** Whether they have just seen the code, or had in time. */
  readonly hasCode: boolean
}

/** Why somebody may not join by code at all, or nothing: whether they may enter the rules of entering say. */
export function whyNotJoining(
  { rules }: Pick<Giveaway, 'rules'>,
  { isSignedIn, hasCode }: Joiner,
): JoinRefusal | undefined {
  if (rules.joinByCode === undefined) return 'no-join'
  if (!hasCode) return 'old-code'
  return isSignedIn || rules.joinByCode === 'guests' ? undefined : 'sign-in-first'
}

/** With what the names of an account's asks to join begin; a number follows, so that of two at once one is applied. */
export const nameJoins = (giveawayId: GiveawayId, userId: string): string => `join:${giveawayId}:${userId}:`

/** Who a device is where nobody is signed in: the same guest in all giveaways, whose id tells nothing of the device's. */
export function guestOf(deviceId: string): Account {
  const hash = bytesToHex(sha256(utf8ToBytes(`streambot guest 1\n${deviceId}`)))
  const name = `Guest ${Number.parseInt(hash.slice(24, 36), 16) % 1_000_000}`
  return { platform: 'guest', userId: hash.slice(0, 24), login: name.toLowerCase(), name }
}

/** After how many seconds a phone says again that it is there: sooner while a result is near. */
export function beatAfter(status: GiveawayStatus): number {
  return status === 'closed' || status === 'drawn' ? 10 : 20
}

/** A phone counts as there for so long after its last sign, in milliseconds. */
export const presentMs = 60_000

/** When somebody was last heard of. */
export interface Presence {
  /** By a phone of theirs that joined the giveaway. */
  readonly beatAt: Date | undefined
  /** By a line in chat. */
  readonly chattedAt: Date | undefined
}

/** Whether somebody is there: by a phone that joined, or a line in chat within so many minutes. */
export function isPresent({ beatAt, chattedAt }: Presence, minutes: number, now: Date): boolean {
  return isWithin(beatAt, presentMs, now) || isWithin(chattedAt, minutes * 60_000, now)
}

function isWithin(at: Date | undefined, milliseconds: number, now: Date): boolean {
  return at !== undefined && now.getTime() - at.getTime() <= milliseconds
}

const stepOf = (at: Date): number => Math.floor(at.getTime() / codeMs)

function proveCode(key: string, giveawayId: GiveawayId, step: number): string {
  return prove(key, `streambot join 1\n${giveawayId}\n${step}\n`).slice(0, 16)
}

function provePass(key: string, giveawayId: GiveawayId, deviceId: string, until: number): string {
  return prove(key, `streambot pass 1\n${giveawayId}\n${deviceId}\n${until}\n`).slice(0, 32)
}

const prove = (key: string, text: string): string => bytesToHex(hmac(sha256, utf8ToBytes(key), utf8ToBytes(text)))
