/** Logging in to the chat: who one is, and the greeting. */
import type { Faults } from '../faults.ts'
import type { World } from '../world.ts'
import { hasCommands, type Connection, type Delivery } from './delivery.ts'
import type { Gate } from './limits.ts'
import { writeGlobalUserState } from './tags.ts'

export interface LoginParts {
  readonly world: World
  readonly faults: Faults
  readonly delivery: Delivery
  readonly gate: Gate
}

/** Answers `NICK`. The name in it does not matter: the token says who one is. */
export function logIn(parts: LoginParts, connection: Connection, name: string): void {
  if (parts.faults.neverReady || connection.nick) return
  const nick = name.toLowerCase()
  const refusal = whyNoLogin(parts, connection, nick)
  const { send } = parts.delivery
  if (refusal) return send(connection, `:tmi.twitch.tv NOTICE * :${refusal}`)
  connection.nick = connection.person?.login ?? nick
  const state = connection.person && hasCommands(connection) ? [writeGlobalUserState(connection.person)] : []
  send(connection, ...greet(connection.nick), ...state)
}

function whyNoLogin({ faults, gate, world }: LoginParts, connection: Connection, nick: string): string | undefined {
  if (!/^\w+$/.test(nick)) return 'Invalid NICK'
  if (/^justinfan\d+$/.test(nick)) return undefined
  if (connection.password === undefined) return 'Login unsuccessful'
  if (!connection.password.startsWith('oauth:')) return 'Improperly formatted auth'
  if (faults.failLogins > 0) {
    faults.failLogins -= 1
    return 'Login authentication failed'
  }
  const token = world.tokens.find(connection.password.slice('oauth:'.length))
  if (!token?.person || !token.scopes.some((scope) => scope.startsWith('chat:'))) return 'Login authentication failed'
  if (!gate.mayLogIn(token.person.id, token.person.verified)) return 'Login unsuccessful'
  connection.person = token.person
  connection.scopes = token.scopes
  return undefined
}

function greet(nick: string): string[] {
  const numeric = (code: string, text: string) => `:tmi.twitch.tv ${code} ${nick} :${text}`
  return [
    numeric('001', 'Welcome, GLHF!'),
    numeric('002', 'Your host is tmi.twitch.tv'),
    numeric('003', 'This server is rather new'),
    numeric('004', '-'),
    numeric('375', '-'),
    numeric('372', 'You are in a maze of twisty passages, all alike.'),
    numeric('376', '>'),
  ]
}
