// A verifier written from docs/verifying-a-draw.md alone: it shares no code with StreamBot, so that both cannot make the same mistake.
// node independent-verifier.js FILE ...   Prints one line a proof; ends with 1 when one fails. Without a file it reads standard input.
// FILE holds a proof, or vectors as in docs/draw-vectors.json.
import { createHash, createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'

const files = process.argv.slice(2)
let failed = false
for (const file of files.length > 0 ? files : [0]) {
  const content = JSON.parse(readFileSync(file, 'utf8'))
  const proofs = Array.isArray(content.vectors) ? content.vectors.map((vector) => vector.proof) : [content]
  for (const proof of proofs) {
    const fault = findFault(proof)
    failed ||= fault !== undefined
    console.log(fault ?? 'ok')
  }
}
process.exitCode = failed ? 1 : 0

/** The step that fails and why, or nothing for a proof that holds. */
function findFault(proof) {
  if (!['streambot-proof-1', 'streambot-proof-2'].includes(proof.format)) return `format: ${proof.format}`
  const faults = [findOrderFault, findDigestFault, findSeedFault, findBeaconFault, findWinnerFault]
  for (const find of faults) {
    const fault = find(proof)
    if (fault !== undefined) return fault
  }
  return undefined
}

/** Signatures are not looked at: Node.js has no BLS12-381. */
function findBeaconFault({ format, beacon }) {
  if (format === 'streambot-proof-1') return undefined
  if (!Number.isInteger(beacon.round) || !/^[0-9a-f]{64}$/.test(beacon.chain)) return 'beacon: no round was named'
  if (beacon.waivedAt !== undefined)
    return beacon.randomness === undefined ? undefined : 'beacon: come, and done without'
  if (!/^[0-9a-f]{96}$/.test(beacon.signature ?? '')) return 'beacon: no signature'
  const found = createHash('sha256').update(Buffer.from(beacon.signature, 'hex')).digest('hex')
  return found === beacon.randomness ? undefined : `beacon: ${found}`
}

function findOrderFault({ entries }) {
  let before = Buffer.alloc(0)
  let sum = 0n
  for (const { platform, userId, tickets } of entries) {
    if (!['twitch', 'youtube', 'kick'].includes(platform)) return `order: no such platform as ${platform}`
    if (!/^[\x21-\x7e]{1,200}$/.test(userId)) return `order: ${JSON.stringify(userId)} is no user id`
    if (!Number.isInteger(tickets) || tickets < 1) return `order: ${userId} has ${tickets} tickets`
    const key = Buffer.from(`${platform}:${userId}`)
    if (Buffer.compare(before, key) >= 0) return `order: ${key} does not come after ${before}`
    before = key
    sum += BigInt(tickets)
  }
  return sum < 2n ** 53n ? undefined : `order: ${sum} tickets`
}

function findDigestFault({ giveaway, entries, digest }) {
  const lines = ['streambot entries 1', giveaway.id]
  for (const { platform, userId, tickets } of entries) lines.push(`${platform}:${userId} ${tickets}`)
  const text = lines.map((line) => `${line}\n`).join('')
  const found = createHash('sha256').update(text, 'utf8').digest('hex')
  return found === digest ? undefined : `digest: ${found}`
}

function findSeedFault({ seed, commitment }) {
  if (!/^[0-9a-f]{64}$/.test(seed ?? '')) return 'commitment: no seed'
  const found = createHash('sha256').update(Buffer.from(seed, 'hex')).digest('hex')
  return found === commitment ? undefined : `commitment: ${found}`
}

function findWinnerFault(proof) {
  const left = [...proof.entries]
  for (let index = 0; index < proof.winners.length; index++) {
    const winner = proof.winners[index]
    const at = findPlace(proof, left, index + 1)
    const [drawn] = at === -1 ? [] : left.splice(at, 1)
    const same = ['platform', 'userId', 'tickets'].every((key) => drawn?.[key] === winner[key])
    if (!same || winner.pick !== index + 1) return `winners: pick ${index + 1} is ${drawn?.platform}:${drawn?.userId}`
    if ((winner.state === 'passed-over') !== (winner.passedOver !== undefined))
      return `winners: pick ${index + 1} lacks its reason`
  }
  return undefined
}

/** The place of the winner among those who are left; -1 when nobody is. */
function findPlace(proof, left, pick) {
  const total = left.reduce((sum, { tickets }) => sum + BigInt(tickets), 0n)
  if (total === 0n) return -1
  const winning = findTicket(proof, pick, total)
  let passed = 0n
  return left.findIndex(({ tickets }) => {
    passed += BigInt(tickets)
    return winning < passed
  })
}

function findTicket({ format, seed, digest, giveaway, beacon }, pick, total) {
  const withBeacon = format === 'streambot-proof-2' && beacon.randomness !== undefined
  const head = withBeacon
    ? ['streambot draw 2', giveaway.id, digest, beacon.randomness]
    : ['streambot draw 1', giveaway.id, digest]
  const all = 2n ** 64n
  for (let counter = 0; ; counter++) {
    const mac = createHmac('sha256', Buffer.from(seed, 'hex'))
    for (const line of [...head, pick, counter]) mac.update(`${line}\n`)
    const number = BigInt(`0x${mac.digest('hex').slice(0, 16)}`)
    if (number < all - (all % total)) return number % total
  }
}
