/** Speaking over the API, and taking messages away (https://docs.kick.com/apis/chat). */
import { randomUUID } from 'node:crypto'
import { readFields, type Ask, type Reply, type Route } from '../http.ts'
import { isModerator, type Person, type Room, type World } from '../world.ts'
import { forbidden, noChannel, notFound, refuse, tooMany } from './errors.ts'
import { forUsers } from './gate.ts'
import type { Outlets } from './outlets.ts'
import { accountOf, findRoomById } from './people.ts'
import type { ApiRoute } from './routes.ts'
import type { Said, Speech } from './speech.ts'
import type { Subscriptions } from './subscriptions.ts'

export interface ChatCallParts {
  readonly world: World
  readonly speech: Speech
  readonly subscriptions: Subscriptions
  readonly outlets: Outlets
}

type ChatRoute = Extract<ApiRoute, `${string}/chat${string}`>

/** The routes of the chat. */
export function createChatCalls(parts: ChatCallParts): Readonly<Record<ChatRoute, Route>> {
  const { world, speech, subscriptions, outlets } = parts
  return {
    'POST /public/v1/chat': forUsers(world, { scope: 'chat:write' }, (ask, person, { app }) => {
      const { type, content, reply_to_message_id: replyTo, broadcaster_user_id: id } = readFields(ask)
      if (typeof content !== 'string' || content === '' || content.length > longest) return invalid
      if (type !== 'user' && type !== 'bot') return invalid
      if (type === 'user' && typeof id !== 'number') return invalid
      const { bot } = subscriptions.settingsOf(app)
      const [room, speaker] = type === 'user' ? [findRoomById(world, id), person] : [findOwnRoom(world, person), bot]
      if (!room || !speaker) return noChannel
      const isReply = typeof replyTo === 'string' ? replyTo : undefined
      return write(speech.say({ room, person: speaker, text: content, isBot: type === 'bot', replyTo: isReply }))
    }),
    'DELETE /public/v1/chat/*': forUsers(world, { scope: 'moderation:chat_message:manage' }, (ask, person) => {
      const id = readLast(ask)
      const message = speech.find(id)
      if (!message) return notFound
      if (!isModerator(message.room, person)) return forbidden
      speech.forget(id)
      const payload = { id: randomUUID(), message: { id }, aiModerated: false, violatedRules: [] }
      outlets.tellChat(message.room, { name: 'MessageDeletedEvent', payload })
      return { status: 204 }
    }),
  }
}

const longest = 500
const invalid = refuse(400, 'Invalid request')

/** A bot speaks in the channel of the one who let the app in, whatever channel is named. */
function findOwnRoom(world: World, person: Person): Room | undefined {
  return findRoomById(world, accountOf(person).id)
}

function write(said: Said): Reply {
  if (said.ok) return { status: 200, body: { data: { is_sent: true, message_id: said.id }, message: 'OK' } }
  if (said.why === 'too-many') return tooMany
  if (said.why === 'banned') return forbidden
  return { status: 200, body: { data: { is_sent: false, message_id: '' }, message: 'OK' } }
}

function readLast({ path }: Ask): string {
  return decodeURIComponent(path.slice(path.lastIndexOf('/') + 1))
}
