/** Somebody joins a giveaway by the code on the overlay, with their phone: signed in, or as a guest. */
import { guestOf, type JoinRefusal, nameJoins, whyNotJoining } from '../giveaway/join.ts'
import type { Account, EntryAsk, Giveaway, GiveawayId, Roles, UserId, Winner } from '../giveaway/words.ts'
import { createBatches } from './batch.ts'
import { hearWinner } from './claim.ts'
import type { Entering } from './enter.ts'
import { lookUp, needsLookUp } from './look-up.ts'
import { mergeGuest } from './merge-viewers.ts'
import type { Ports } from './ports.ts'
import type { Device, Joined, JoinStanding, KnownAccount } from './ports/join.ts'

export interface JoinAsk {
  readonly giveaway: Giveaway
  /** Hashes of what the browser alone holds: of the device, always the same, and of the session that begins. */
  readonly deviceId: string
  readonly tokenHash: string
  /** Whoever is signed in there. */
  readonly userId: UserId | undefined
  /** Whether they have just seen the code, or had in time. */
  readonly hasCode: boolean
}

/** What became of it. `refused`: the device joined, and the rules keep the person out; they may ask again. */
export type JoinAnswer =
  | { readonly ok: true; readonly joined: Joined; readonly refused: JoinRefusal | undefined }
  | { readonly ok: false; readonly code: JoinRefusal }

export interface Joining {
  /** Joins, or finds the device that has joined as it stands. Each time the session that it had ends. */
  join(ask: JoinAsk): Promise<JoinAnswer>
  /** Notes that the phone with this session is there. Nothing where the session has ended. */
  beat(tokenHash: string): Promise<Joined | undefined>
  drain(): Promise<void>
}

/** Phones in one transaction, and how many may wait. */
const batchSize = 1_000
const waitingLimit = 50_000

/** How whoever joined with the device stood then. */
type Placed = JoinStanding | 'device-taken' | 'join-ended' | 'busy'

export function createJoining(ports: Ports, entering: Entering): Joining {
  const placing = createBatches<Device, Placed>({
    commit: (giveawayId, devices) => placeAll(ports, giveawayId, devices),
    size: batchSize,
    limit: waitingLimit,
    busy: 'busy',
  })
  const looking = createBatches<string, Joined | undefined>({
    commit: (_, hashes) => lookAt(ports, hashes),
    size: batchSize,
    limit: waitingLimit,
    busy: undefined,
  })
  const beating = createBatches<string, Joined | undefined>({
    commit: async (_, hashes) => {
      await ports.store.noteBeats(hashes, ports.clock.now())
      return lookAt(ports, hashes)
    },
    size: batchSize,
    limit: waitingLimit,
    busy: undefined,
  })
  const desk: Desk = {
    place: (device, giveawayId) => placing.ask(giveawayId, device),
    look: (tokenHash) => looking.ask('looks', tokenHash),
  }
  return {
    join: (ask) => join(ports, entering, desk, ask),
    beat: (tokenHash) => beating.ask('beats', tokenHash),
    drain: async () => void (await Promise.all([placing.drain(), looking.drain(), beating.drain()])),
  }
}

/** Phones come by hundreds a second: what they need is asked for all of them at once. */
interface Desk {
  place(device: Device, giveawayId: GiveawayId): Promise<Placed>
  look(tokenHash: string): Promise<Joined | undefined>
}

async function lookAt({ store }: Ports, tokenHashes: readonly string[]): Promise<(Joined | undefined)[]> {
  const joined = await store.findJoined(tokenHashes)
  return tokenHashes.map((hash) => joined.get(hash))
}

/** A winner presses the button: as good as a line in chat. Gives the winner as they stand then; nothing for somebody who was not drawn. */
export function claimByDevice(ports: Ports, { giveawayId, account, win }: Joined): Promise<Winner | undefined> {
  const message = { platform: account.platform, id: `claim:${giveawayId}:${account.userId}:${win?.pick ?? 0}` }
  return hearWinner(ports, giveawayId, { account, message, text: '!claim', sentAt: ports.clock.now() })
}

async function join(ports: Ports, entering: Entering, desk: Desk, ask: JoinAsk): Promise<JoinAnswer> {
  const { giveaway, deviceId, tokenHash, userId } = ask
  const code = whyNotJoining(giveaway, { isSignedIn: userId !== undefined, hasCode: ask.hasCode })
  // Whoever is in by this device finds themselves again, also when the code is over, and where they have signed out since.
  if (code && (code === 'no-join' || !(await ports.store.hasDevice(giveaway.id, deviceId)))) return { ok: false, code }
  const known = await findPerson(ports, ask)
  if (!known) return { ok: false, code: 'sign-in-first' }
  const { streamerId } = giveaway
  const device = { streamerId, deviceId, tokenHash, account: known.account, at: ports.clock.now() }
  const placed = await desk.place(device, giveaway.id)
  if (typeof placed === 'string') return { ok: false, code: placed }
  const refused = await enter(ports, entering, giveaway, known, placed)
  const joined = await desk.look(tokenHash)
  // Another request of this device came in between, and has the session now.
  return joined ? { ok: true, joined, refused } : { ok: false, code: 'join-ended' }
}

/** As whom somebody joins: with an account that the rules admit, where they are signed in; the guest of this device is that person then. */
async function findPerson(ports: Ports, { giveaway, deviceId, userId }: JoinAsk): Promise<KnownAccount | undefined> {
  const guest = guestOf(deviceId)
  if (userId === undefined) return { account: guest, roles: noRoles }
  const { streamerId, rules } = giveaway
  const accounts = await ports.store.findOwnAccounts(streamerId, userId)
  const { platforms } = rules.conditions
  const known = accounts.find(({ account }) => platforms?.some((one) => one === account.platform)) ?? accounts[0]
  if (!known) return undefined
  await mergeGuest(ports, { streamerId, guest, account: known.account, userId })
  return userId === streamerId ? { ...known, roles: { ...known.roles, broadcaster: true } } : known
}

const noRoles: Roles = { broadcaster: false, moderator: false, vip: false, subscriber: false, tier: 0, months: 0 }

/** Of two requests of one device in one batch the later one has the session, whoever is behind each. */
function placeAll({ store }: Ports, giveawayId: GiveawayId, devices: readonly Device[]): Promise<Placed[]> {
  const last = [...new Map(devices.map((device) => [device.deviceId, device])).values()]
  const accounts = last.map(accountOf)
  // A giveaway is one streamer's.
  const streamerId = last[0]?.streamerId ?? 0
  return store.transact(async (tx) => {
    await tx.ensureViewers(streamerId, accounts)
    const placed = await tx.placeDevices(giveawayId, last)
    const standings = await tx.findJoinStandings({ streamerId, id: giveawayId }, accounts)
    const byDevice = new Map(last.map((device, index) => [device, standings[index]]))
    return devices.map((device) => {
      if (!byDevice.has(device)) return 'join-ended'
      return (placed.has(device.deviceId) && byDevice.get(device)) || 'device-taken'
    })
  })
}

const accountOf = ({ account }: Device): Account => account

/** An ask that was applied before under its name, by whoever the account was then, is asked again under the next one, so many times. */
const mostNames = 10

/** The name of an ask counts on with each: of two phones of one person that ask at once, one is applied. */
async function enter(
  ports: Ports,
  entering: Entering,
  giveaway: Giveaway,
  known: KnownAccount,
  { asks, tickets }: JoinStanding,
): Promise<JoinRefusal | undefined> {
  const { account } = known
  if (tickets > 0) return undefined
  const facts = await findFacts(ports, giveaway, account)
  for (let number = asks; ; number++) {
    const message = { platform: account.platform, id: `${nameJoins(giveaway.id, account.userId)}${number}` }
    const sentAt = ports.clock.now()
    const decision = await entering.enter(giveaway.id, {
      message,
      ...known,
      ...facts,
      tickets: 1,
      sentAt,
      byCode: true,
    })
    if (decision.ok || decision.code === 'already-entered') return undefined
    if (decision.code !== 'already-handled' || number - asks >= mostNames) return decision.code
    const [standing] = await ports.store.findJoinStandings(giveaway, [account])
    if (standing && standing.tickets > 0) return undefined
  }
}

async function findFacts(
  ports: Ports,
  { rules: { conditions } }: Giveaway,
  account: Account,
): Promise<Pick<EntryAsk, 'facts'>> {
  return needsLookUp(conditions) ? { facts: await lookUp(ports, conditions, account) } : {}
}
