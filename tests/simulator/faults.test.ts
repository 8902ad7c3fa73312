import { expect, test } from 'vitest'
import { collect, firstOf, joinWithTmi, joinWithWire, makeClient, next, openWire, setStage, tagsOf } from './stage.ts'

test.each(['terminate', 'close', 'reconnect'] as const)('after %s tmi.js comes back and rejoins', async (strike) => {
  const stage = await setStage()
  const client = await joinWithTmi(stage)
  const back = next(client, 'roomstate')
  stage.twitch.faults[strike]()
  await back
  await stage.twitch.waitUntil(() => stage.twitch.connections === 1)
  const heard = next(client, 'message')
  stage.twitch.say(stage.room, firstOf(stage.people), 'back again')
  expect((await heard)[2]).toBe('back again')
})

test('each strike looks on the wire as it does on Twitch', async () => {
  const stage = await setStage()
  const { faults } = stage.twitch
  const [cut, away, told] = [await joinWithWire(stage), await openWire(stage), await openWire(stage)]
  faults.terminate()
  expect(await cut.closed).toBe(1006)
  expect(await Promise.all([away.closed, told.closed])).toEqual([1006, 1006])
  const closing = await joinWithWire(stage)
  faults.close()
  expect(await closing.closed).toBe(1001)
  const reconnecting = await joinWithWire(stage)
  faults.reconnect()
  await reconnecting.read(/^:tmi.twitch.tv RECONNECT$/)
  expect(await reconnecting.closed).toBe(1001)
})

test('the socket is accepted, but nobody is ever connected', async () => {
  const stage = await setStage()
  stage.twitch.faults.neverReady = true
  const wire = await openWire(stage)
  wire.send('CAP REQ :twitch.tv/tags', `PASS oauth:${stage.botToken.access}`, 'NICK x', 'PING')
  await wire.read(/PONG/)
  expect(wire.lines.some((line) => line.includes(' 376 '))).toBe(false)
})

test('a deaf server does not answer pings', async () => {
  const stage = await setStage()
  const client = await joinWithTmi(stage)
  await client.ping()
  stage.twitch.faults.deafToPings = true
  await expect(client.ping()).rejects.toBe('No response from Twitch.')
})

test('so many logins fail, and the next one works on the same client', async () => {
  const stage = await setStage()
  stage.twitch.faults.failLogins = 2
  const client = makeClient(stage)
  await expect(client.connect()).rejects.toBe('Login authentication failed')
  await expect(client.connect()).rejects.toBe('Login authentication failed')
  await client.connect()
  expect(client.readyState()).toBe('OPEN')
})

test('expired tokens leave connections open and refuse the next login', async () => {
  const stage = await setStage()
  const client = await joinWithTmi(stage)
  stage.twitch.faults.expireTokens()
  const heard = next(client, 'message')
  stage.twitch.say(stage.room, firstOf(stage.people), 'still here')
  expect((await heard)[2]).toBe('still here')
  await expect(makeClient(stage).connect()).rejects.toBe('Login authentication failed')
})

test('each message comes several times with one id', async () => {
  const stage = await setStage()
  const client = await joinWithTmi(stage)
  const got = collect(client)
  stage.twitch.faults.copies = 3
  const id = stage.twitch.say(stage.room, firstOf(stage.people), 'again')
  stage.twitch.faults.copies = 1
  const last = stage.twitch.say(stage.room, firstOf(stage.people), 'once')
  await new Promise<void>((resolve) => client.on('message', (_c, _t, text) => text === 'once' && resolve()))
  expect(got.ids).toEqual([id, id, id, last])
})

test('pairs arrive turned round, with their own times', async () => {
  const stage = await setStage()
  const wire = await joinWithWire(stage)
  const { twitch, room, people } = stage
  twitch.faults.swapPairs = true
  for (const [text, sentAt] of [
    ['one', 1],
    ['two', 2],
    ['three', 3],
    ['four', 4],
    ['five', 5],
  ] as const) {
    twitch.say(room, firstOf(people), text, { sentAt })
  }
  twitch.faults.calm()
  twitch.say(room, firstOf(people), 'six', { sentAt: 6 })
  await wire.read(/:six$/)
  const lines = wire.lines.filter((line) => line.includes('PRIVMSG'))
  expect(lines.map((line) => tagsOf(line)['tmi-sent-ts'])).toEqual(['2', '1', '4', '3', '5', '6'])
})

test('shared chat brings a copy from the other room under an id of its own', async () => {
  const stage = await setStage()
  const wire = await joinWithWire(stage)
  stage.twitch.faults.sharedFrom = '4242'
  const id = stage.twitch.say(stage.room, firstOf(stage.people), '!enter')
  const [own, copy] = [tagsOf(await wire.read(/PRIVMSG/)), tagsOf(await wire.read(/PRIVMSG/))]
  expect(own).toMatchObject({ id })
  expect(own['source-room-id']).toBeUndefined()
  expect(copy).toMatchObject({ 'source-id': id, 'source-room-id': '4242', 'room-id': stage.room.id })
  expect(copy['id']).not.toBe(id)
})

test('a person with the id 1 keeps it in the raw line, and loses it in the tags of tmi.js', async () => {
  const stage = await setStage()
  const client = await joinWithTmi(stage)
  const one = stage.world.addPerson({ id: '1', login: 'number_one' })
  const [raw, heard] = [next(client, 'raw_message'), next(client, 'message')]
  stage.twitch.say(stage.room, one, 'hi')
  expect((await raw)[0]).toMatchObject({ tags: { 'user-id': '1' } })
  expect((await heard)[1]).toMatchObject({ 'user-id': true })
})

test.each(['msg_ratelimit', 'msg_duplicate', 'msg_timedout'])('%s refuses the next line only', async (code) => {
  const stage = await setStage()
  const client = await joinWithTmi(stage)
  const notice = next(client, 'notice')
  stage.twitch.faults.refuse(code)
  await client.say(stage.room.login, 'lost')
  expect((await notice)[1]).toBe(code)
  await client.say(stage.room.login, 'kept')
  await stage.twitch.waitFor((line) => line.text === 'kept')
  expect(stage.twitch.heard).toHaveLength(1)
  expect(stage.twitch.refused).toMatchObject([{ text: 'lost', code }])
})

test('a rejected line comes as automod of tmi.js', async () => {
  const stage = await setStage()
  const client = await joinWithTmi(stage)
  const automod = next(client, 'automod')
  stage.twitch.faults.refuse('msg_rejected')
  await client.say(stage.room.login, 'lost')
  expect((await automod).slice(0, 2)).toEqual(['#mira_plays', 'msg_rejected'])
})

test('what does not come is said with what was heard last', async () => {
  const stage = await setStage()
  const client = await joinWithTmi(stage)
  await client.say(stage.room.login, 'something else')
  await stage.twitch.waitFor((line) => line.text === 'something else')
  await expect(stage.twitch.waitFor((line) => line.text === 'hello', 1)).rejects.toThrow('heard last: "something else"')
})
