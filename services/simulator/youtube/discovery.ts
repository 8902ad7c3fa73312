/** How a chat is found: channels, broadcasts and videos. */
import type { Ask, Reply } from '../http.ts'
import { pictureOf } from '../pictures.ts'
import type { Person, World } from '../world.ts'
import type { Broadcast, Broadcasts } from './broadcasts.ts'
import { reading, type Call, type Caller } from './door.ts'
import { fail } from './errors.ts'
import { makeEtag } from './items.ts'
import { choose, readAll, readParts, writeList } from './lists.ts'

export interface DiscoveryParts {
  readonly world: World
  readonly broadcasts: Broadcasts
  readonly address: () => string
}

/** The calls that find things. */
export function createDiscovery(parts: DiscoveryParts): Readonly<Record<string, Call>> {
  return {
    'GET /youtube/v3/channels': {
      name: 'channels',
      scopes: reading,
      isPublic: true,
      answer: (ask, caller) => listChannels(parts, ask, caller),
    },
    'GET /youtube/v3/liveBroadcasts': {
      name: 'broadcasts',
      scopes: reading,
      answer: (ask, caller) => listBroadcasts(parts, ask, caller),
    },
    'GET /youtube/v3/videos': {
      name: 'videos',
      scopes: reading,
      isPublic: true,
      answer: (ask) => listVideos(parts, ask),
    },
  }
}

/** A list without channels has no `items` at all: so does the API. */
function listChannels({ world, address }: DiscoveryParts, ask: Ask, { person }: Caller): Reply {
  const chosen = readParts(ask, ['id', 'snippet', 'statistics', 'contentDetails', 'status', 'brandingSettings'])
  if ('status' in chosen) return chosen
  const [ids, handle] = [readAll(ask, 'id'), ask.query.get('forHandle')]
  const isMine = ask.query.get('mine') === 'true'
  if (isMine && !person) return fail('required')
  if (ids.length === 0 && handle === null && !isMine) return noFilter('id, mine, forHandle, forUsername')
  const people = isMine ? [person] : [...world.people.values()].filter((one) => isAsked(one, ids, handle))
  const channels = people.flatMap((one) => describeChannel(one, address()))
  const reply = writeList(
    ask,
    'youtube#channelListResponse',
    channels.map((channel) => choose(channel, chosen)),
  )
  if (channels.length > 0 || reply.status !== 200) return reply
  const pageInfo = { totalResults: 0, resultsPerPage: 5 }
  return { status: 200, body: { kind: 'youtube#channelListResponse', etag: makeEtag(), pageInfo } }
}

function isAsked({ youtube }: Person, ids: readonly string[], handle: string | null): boolean {
  if (!youtube) return false
  return handle === null ? ids.includes(youtube.id) : youtube.login === handle.replace(/^@/, '').toLowerCase()
}

function listBroadcasts({ broadcasts, world }: DiscoveryParts, ask: Ask, { person }: Caller): Reply {
  const parts = readParts(ask, ['id', 'snippet', 'status', 'contentDetails', 'monetizationDetails', 'statistics'])
  if ('status' in parts) return parts
  const { query } = ask
  const filters = ['broadcastStatus', 'id', 'mine'].filter((name) => query.has(name))
  if (filters.length === 0) return noFilter('broadcastStatus, id, mine')
  if (filters.length > 1) return fail('incompatibleParameters')
  if (!person?.youtube || !world.rooms.has(person.id)) return fail('liveStreamingNotEnabled')
  const theirs = [...broadcasts.all.values()].filter((one) => one.room.owner === person)
  const [wanted, type, ids] = [query.get('broadcastStatus'), query.get('broadcastType') ?? 'event', readAll(ask, 'id')]
  if (wanted !== null && !(wanted in statuses)) return fail('invalidParameter', `Invalid value '${wanted}'.`)
  const found = query.has('id')
    ? theirs.filter((one) => ids.includes(one.id))
    : theirs.filter((one) => (type === 'all' || one.type === type) && isIn(one, wanted ?? 'all'))
  const resources = found.toReversed().map((one) => choose(describeBroadcast(one), parts))
  return writeList(ask, 'youtube#liveBroadcastListResponse', resources)
}

const statuses = { active: 'live', completed: 'complete', upcoming: 'ready', all: '' }

function isIn(broadcast: Broadcast, status: string): boolean {
  return status === 'all' || statuses[status as keyof typeof statuses] === lifeCycleOf(broadcast) // checked by the caller
}

function listVideos({ broadcasts }: DiscoveryParts, ask: Ask): Reply {
  const parts = readParts(ask, ['id', 'snippet', 'status', 'statistics', 'contentDetails', 'liveStreamingDetails'])
  if ('status' in parts) return parts
  const ids = readAll(ask, 'id')
  if (ids.length === 0) return noFilter('chart, id, myRating')
  const found = ids.flatMap((id) => broadcasts.all.get(id) ?? [])
  const resources = found.map((one) => choose(describeVideo(one), parts))
  return writeList(ask, 'youtube#videoListResponse', resources)
}

function noFilter(expected: string): Reply {
  return fail('missingRequiredParameter', `No filter selected. Expected one of: ${expected}`)
}

function describeChannel(person: Person | undefined, address: string): object[] {
  const account = person?.youtube
  if (!account) return []
  const url = pictureOf(person, address)
  const thumbnails = { default: { url, width: 88, height: 88 }, medium: { url, width: 240, height: 240 } }
  const snippet = {
    title: account.displayName,
    description: '',
    customUrl: `@${account.login}`,
    publishedAt: person.createdAt.toISOString(),
    thumbnails,
    localized: { title: account.displayName, description: '' },
  }
  const statistics = { viewCount: '0', subscriberCount: '0', hiddenSubscriberCount: false, videoCount: '0' }
  return [{ kind: 'youtube#channel', etag: makeEtag(), id: account.id, snippet, statistics }]
}

function describeBroadcast(broadcast: Broadcast): object {
  const { id, title, room, chat, startedAt, type } = broadcast
  const start = startedAt.toISOString()
  const snippet = {
    publishedAt: start,
    channelId: room.owner.youtube?.id,
    title,
    description: '',
    thumbnails: {},
    scheduledStartTime: start,
    actualStartTime: start,
    ...(chat.endedAt && { actualEndTime: chat.endedAt.toISOString() }),
    isDefaultBroadcast: type === 'persistent',
    liveChatId: chat.id,
  }
  const status = {
    lifeCycleStatus: lifeCycleOf(broadcast),
    privacyStatus: 'public',
    recordingStatus: chat.endedAt ? 'recorded' : 'recording',
    madeForKids: false,
    selfDeclaredMadeForKids: false,
  }
  return { kind: 'youtube#liveBroadcast', etag: makeEtag(), id, snippet, status }
}

/** The chat stands only under a video that is live and has one. */
function describeVideo({ id, title, room, chat, startedAt }: Broadcast): object {
  const start = startedAt.toISOString()
  const snippet = {
    publishedAt: start,
    channelId: room.owner.youtube?.id,
    title,
    channelTitle: room.owner.youtube?.displayName,
    liveBroadcastContent: chat.endedAt ? 'none' : 'live',
  }
  const liveStreamingDetails = {
    actualStartTime: start,
    scheduledStartTime: start,
    ...(chat.endedAt
      ? { actualEndTime: chat.endedAt.toISOString() }
      : { concurrentViewers: String(room.present.size), ...(!chat.isDisabled && { activeLiveChatId: chat.id }) }),
  }
  return { kind: 'youtube#video', etag: makeEtag(), id, snippet, liveStreamingDetails }
}

function lifeCycleOf({ chat }: Broadcast): string {
  return chat.endedAt ? 'complete' : 'live'
}
