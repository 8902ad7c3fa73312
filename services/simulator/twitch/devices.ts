/** The device flow: a device shows a code, a person types it elsewhere, the device polls. */
import { randomUUID } from 'node:crypto'
import type { App } from '../tokens.ts'
import type { Person, World } from '../world.ts'
import { findChosen, writePage, type Agreement, type Browser } from '../consent.ts'
import type { Ask, Reply } from '../http.ts'
import { complain } from './errors.ts'

export interface Devices {
  begin(ask: Ask): Reply
  /** The page behind the address that the device shows. */
  activate(ask: Ask): Reply
  /** What was agreed, or the word that says why there is nothing. */
  poll(app: App, deviceCode: string): Agreement | string
  /** A person types the code and agrees. False: nobody waits with it. */
  approve(userCode: string, person: Person): boolean
  deny(userCode: string): boolean
}

interface Device {
  readonly app: App
  readonly scopes: readonly string[]
  readonly userCode: string
  readonly until: number
  polledAt: number
  answer: Person | 'denied' | undefined
}

const lifeSeconds = 1800
const intervalSeconds = 5

/** The devices of one simulator. `address` gives its base. */
export function createDevices(world: World, browser: Browser, address: () => string): Devices {
  const waiting = new Map<string, Device>()
  const find = (userCode: string) => waiting.values().find((device) => device.userCode === userCode.toUpperCase())

  function settle(userCode: string, answer: Person | 'denied'): boolean {
    const device = find(userCode)
    if (device) device.answer = answer
    return device !== undefined
  }

  return {
    begin({ form }) {
      const app = world.tokens.findApp(form.get('client_id') ?? '')
      if (!app) return complain(400, 'invalid client')
      const scopes = (form.get('scopes') ?? form.get('scope') ?? '').split(' ').filter(Boolean)
      const [code, userCode] = [randomUUID().replaceAll('-', ''), world.chance.word(8).toUpperCase()]
      const until = world.now() + lifeSeconds * 1000
      waiting.set(code, { app, scopes, userCode, until, polledAt: -Infinity, answer: undefined })
      return { status: 200, body: describe(code, userCode, address()) }
    },
    activate(ask) {
      const userCode = ask.query.get('device-code') ?? ''
      const person = findChosen(world, browser, ask.query)
      if (!find(userCode)) return { status: 404, body: 'Nobody waits with this code.' }
      if (ask.query.has('denied')) settle(userCode, 'denied')
      else if (person) settle(userCode, person)
      else return { status: 200, body: writePage(world, ask, `A device shows the code ${userCode}`) }
      return { status: 200, body: 'Done. You can close this page.' }
    },
    poll(app, deviceCode) {
      const device = waiting.get(deviceCode)
      if (device?.app !== app) return 'invalid device code'
      if (world.now() >= device.until) return 'expired_token'
      const isHasty = world.now() - device.polledAt < intervalSeconds * 1000
      device.polledAt = world.now()
      if (device.answer === undefined) return isHasty ? 'slow_down' : 'authorization_pending'
      waiting.delete(deviceCode)
      return device.answer === 'denied' ? 'access_denied' : { app, person: device.answer, scopes: device.scopes }
    },
    approve: settle,
    deny: (userCode) => settle(userCode, 'denied'),
  }
}

function describe(code: string, userCode: string, address: string): object {
  return {
    device_code: code,
    expires_in: lifeSeconds,
    interval: intervalSeconds,
    user_code: userCode,
    verification_uri: `${address}/activate?public=true&device-code=${userCode}`,
  }
}
