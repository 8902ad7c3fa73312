import { once } from 'node:events'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { collect, firstOf, joinWithTmi, joinWithWire, makeClient, next, openWire, setStage, tagsOf } from './stage.ts'

test('tmi.js logs in, joins and hears what people say', async () => {
  const stage = await setStage()
  const client = await joinWithTmi(stage)
  const heard = next(client, 'message')
  const id = stage.twitch.say(stage.room, firstOf(stage.people), 'hello there')
  expect(await heard).toMatchObject(['#mira_plays', { id, 'user-id': firstOf(stage.people).id }, 'hello there', false])
})

test('the greeting carries the login of the token, whatever name was given', async () => {
  const stage = await setStage()
  const wire = await openWire(stage)
  wire.send('CAP REQ :twitch.tv/tags twitch.tv/commands')
  expect(await wire.read(/CAP/)).toBe(':tmi.twitch.tv CAP * ACK :twitch.tv/tags twitch.tv/commands')
  wire.send(`PASS oauth:${stage.botToken.access}`)
  wire.send('NICK another_name')
  for (const code of ['001', '002', '003', '004', '375', '372', '376']) {
    expect(await wire.read(/tmi/)).toMatch(new RegExp(`^:tmi.twitch.tv ${code} streambot_demo :`))
  }
  expect(tagsOf(await wire.read(/GLOBALUSERSTATE/))).toMatchObject({ 'user-id': stage.bot.id })
})

test('a join brings the echo, the names, the state of the user and the state of the room', async () => {
  const stage = await setStage()
  const wire = await openWire(stage)
  wire.send('CAP REQ :twitch.tv/tags twitch.tv/commands', `PASS oauth:${stage.botToken.access}`, 'NICK x')
  wire.send('JOIN #mira_plays')
  expect(await wire.read(/ JOIN /)).toBe(':streambot_demo!streambot_demo@streambot_demo.tmi.twitch.tv JOIN #mira_plays')
  await wire.read(/ 353 streambot_demo = #mira_plays :streambot_demo$/)
  await wire.read(/ 366 /)
  expect(tagsOf(await wire.read(/ USERSTATE #mira_plays$/))).toMatchObject({ mod: '1', badges: 'moderator/1' })
  expect(tagsOf(await wire.read(/ ROOMSTATE #mira_plays$/))).toMatchObject({
    'room-id': stage.room.id,
    'followers-only': '-1',
  })
})

test('an unknown channel is answered with a notice', async () => {
  const wire = await joinWithWire(await setStage())
  wire.send('JOIN #nobody_is_here')
  expect(await wire.read(/NOTICE/)).toMatch(/^@msg-id=msg_channel_suspended :tmi.twitch.tv NOTICE #nobody_is_here :/)
})

test.each([
  ['an unknown token', 'oauth:nosuchtoken', 'Login authentication failed'],
  ['a token without its prefix', 'nosuchtoken', 'Improperly formatted auth'],
])('%s is refused', async (_, password, notice) => {
  const wire = await openWire(await setStage())
  wire.send(`PASS ${password}`, 'NICK streambot_demo')
  expect(await wire.read(/NOTICE/)).toBe(`:tmi.twitch.tv NOTICE * :${notice}`)
})

test('tmi.js is told that its token is bad', async () => {
  const stage = await setStage()
  const client = makeClient(stage, { username: 'streambot_demo', password: 'oauth:nosuchtoken' })
  await expect(client.connect()).rejects.toBe('Login authentication failed')
})

test('an expired token, an app token and one without chat scopes do not log in', async () => {
  const stage = await setStage()
  const { tokens } = stage.world
  const expired = tokens.issue(stage.app, stage.bot, ['chat:read'], 60)
  stage.turn(61)
  const others = [tokens.issueForApp(stage.app), tokens.issue(stage.app, stage.bot, ['user:read:chat'])]
  for (const { access } of [expired, ...others]) {
    const wire = await openWire(stage)
    wire.send(`PASS oauth:${access}`, 'NICK streambot_demo')
    expect(await wire.read(/NOTICE/)).toContain('Login authentication failed')
  }
})

test('an anonymous client reads along', async () => {
  const stage = await setStage()
  const client = await joinWithTmi(stage, 'anonymous')
  const heard = next(client, 'message')
  stage.twitch.say('mira_plays', firstOf(stage.people), 'hi')
  expect((await heard)[2]).toBe('hi')
  expect(client.getUsername()).toMatch(/^justinfan\d+$/)
})

test('a sent line comes back to its sender as a state with an id, and to others as a message with that id', async () => {
  const stage = await setStage()
  const [sender, other] = [await joinWithWire(stage), await joinWithWire(stage)]
  sender.send('@client-nonce=abc PRIVMSG #mira_plays :hello  all')
  const state = tagsOf(await sender.read(/ USERSTATE /))
  const message = await other.read(/ PRIVMSG /)
  expect(message).toMatch(
    / :streambot_demo!streambot_demo@streambot_demo.tmi.twitch.tv PRIVMSG #mira_plays :hello {2}all$/,
  )
  expect(tagsOf(message)).toMatchObject({ id: state['id'], 'user-id': stage.bot.id, mod: '1' })
  expect(state['client-nonce']).toBe('abc')
  expect(stage.twitch.heard).toMatchObject([
    { id: state['id'], login: 'streambot_demo', text: 'hello  all', via: 'irc' },
  ])
  expect(sender.lines.some((line) => line.includes('PRIVMSG'))).toBe(false)
})

test('badges, months, tiers, VIPs and the owner stand in the tags', async () => {
  const stage = await setStage({ people: 0 })
  const { world, room, twitch } = stage
  const wire = await joinWithWire(stage)
  const speak = async (login: string, standing: Parameters<typeof world.setStanding>[2]) => {
    const person = world.addPerson({ login })
    world.setStanding(room, person, standing)
    twitch.say(room, person, 'x')
    return tagsOf(await wire.read(/PRIVMSG/))
  }
  expect(await speak('one', {})).toMatchObject({ badges: '', 'badge-info': '', mod: '0', subscriber: '0' })
  expect(await speak('two', { subscription: { months: 14, tier: 1 } })).toMatchObject({
    badges: 'subscriber/12',
    'badge-info': 'subscriber/14',
    subscriber: '1',
  })
  expect(await speak('three', { subscription: { months: 3, tier: 3 }, vip: true })).toMatchObject({
    badges: 'vip/1,subscriber/3003',
    vip: '1',
  })
  expect(await speak('four', { subscription: { months: 30, tier: 1 }, founder: true })).toMatchObject({
    badges: 'founder/0',
    'badge-info': 'founder/30',
  })
  expect(await speak('five', { moderator: true })).toMatchObject({
    badges: 'moderator/1',
    mod: '1',
    'user-type': 'mod',
  })
  twitch.say(room, stage.streamer, 'x')
  const owner = tagsOf(await wire.read(/PRIVMSG/))
  expect(owner).toMatchObject({ badges: 'broadcaster/1', 'room-id': room.id, 'user-id': room.id })
})

test('cheers, replies, first messages, actions and shared chat carry their tags', async () => {
  const stage = await setStage()
  const { twitch, room, people } = stage
  const wire = await joinWithWire(stage)
  const person = firstOf(people)
  const say = async (text: string, options: Parameters<typeof twitch.say>[3]) => {
    twitch.say(room, person, text, options)
    return wire.read(/PRIVMSG/)
  }
  expect(tagsOf(await say('Cheer100', { bits: 100 }))).toMatchObject({ bits: '100' })
  expect(tagsOf(await say('hello', { firstMessage: true, sentAt: 5, id: 'p' }))).toMatchObject({
    'first-msg': '1',
    'tmi-sent-ts': '5',
    id: 'p',
  })
  expect(tagsOf(await say('yes', { replyTo: 'p' }))).toMatchObject({
    'reply-parent-msg-id': 'p',
    'reply-parent-msg-body': 'hello',
    'reply-parent-user-id': person.id,
  })
  expect(await say('waves', { action: true })).toContain(' :\u0001ACTION waves\u0001')
  expect(tagsOf(await say('hi', { sharedFrom: '777' }))).toMatchObject({ 'source-room-id': '777', 'room-id': room.id })
  expect(tagsOf(await say('a', { tags: { 'custom-reward-id': 'b c;d\\' } }))['custom-reward-id']).toBe('b\\sc\\:d\\\\')
})

test('a client without the tags capability gets plain lines', async () => {
  const stage = await setStage()
  const wire = await openWire(stage)
  wire.send('NICK justinfan1', 'JOIN #mira_plays')
  await wire.read(/ 366 /)
  stage.twitch.say(stage.room, firstOf(stage.people), 'hi')
  expect(await wire.read(/PRIVMSG/)).toMatch(/^:\w+!\w+@\w+.tmi.twitch.tv PRIVMSG #mira_plays :hi$/)
  expect(wire.lines.some((line) => line.includes('ROOMSTATE'))).toBe(false)
})

test('a whisper reaches the person who is logged in', async () => {
  const stage = await setStage()
  const client = await joinWithTmi(stage)
  const heard = next(client, 'whisper')
  stage.twitch.whisper(firstOf(stage.people), stage.bot, '!enter')
  expect(await heard).toMatchObject([`#${firstOf(stage.people).login}`, { 'message-type': 'whisper' }, '!enter', false])
})

test('a bare PING is answered without a prefix, one with a text with a prefix', async () => {
  const wire = await joinWithWire(await setStage())
  wire.send('PING')
  expect(await wire.read(/PONG/)).toBe('PONG :tmi.twitch.tv')
  wire.send('PING :are you there')
  expect(await wire.read(/PONG/)).toBe(':tmi.twitch.tv PONG tmi.twitch.tv :are you there')
})

test('who does not answer the PING of the server is cut off at the next one', async () => {
  const stage = await setStage()
  const wire = await joinWithWire(stage)
  stage.twitch.ping()
  await wire.read(/^PING :tmi.twitch.tv$/)
  wire.send('PONG', 'PING')
  await wire.read(/PONG/)
  stage.twitch.ping()
  await wire.read(/^PING/)
  stage.twitch.ping()
  expect(await wire.closed).toBe(1006)
})

test('members hear who comes and goes', async () => {
  const stage = await setStage()
  const member = await joinWithTmi(stage)
  const came = next(member, 'join')
  const wire = await joinWithWire(
    stage,
    stage.world.tokens.issue(stage.app, firstOf(stage.people), ['chat:read']).access,
  )
  expect(await came).toEqual(['#mira_plays', firstOf(stage.people).login, false])
  const left = next(member, 'part')
  wire.send('PART #mira_plays')
  await wire.read(/ PART #mira_plays$/)
  expect(await left).toEqual(['#mira_plays', firstOf(stage.people).login, false])
  expect(stage.room.present.has(firstOf(stage.people))).toBe(false)
})

test('who parted hears nothing more', async () => {
  const stage = await setStage()
  const [wire, other] = [await joinWithWire(stage), await joinWithWire(stage)]
  wire.send('PART #mira_plays')
  await wire.read(/PART/)
  stage.twitch.say(stage.room, firstOf(stage.people), 'hi')
  await other.read(/PRIVMSG/)
  wire.send('PING')
  await wire.read(/PONG/)
  expect(wire.lines.some((line) => line.includes('PRIVMSG'))).toBe(false)
})

test('a rename changes the nick and keeps the id', async () => {
  const stage = await setStage()
  const client = await joinWithTmi(stage)
  const person = firstOf(stage.people)
  stage.world.rename(person, 'Brand_New_Name')
  const heard = next(client, 'message')
  stage.twitch.say(stage.room, person, 'it is me')
  expect((await heard)[1]).toMatchObject({ username: 'brand_new_name', 'user-id': person.id })
})

test('other addresses have no sockets', async () => {
  const stage = await setStage()
  const socket = new WebSocket(`ws://127.0.0.1:${stage.twitch.port}/ws`)
  const [, answer] = await once(socket, 'unexpected-response')
  expect(answer.statusCode).toBe(501)
})

test('20,000 lines arrive completely and in order', async () => {
  const stage = await setStage()
  const client = await joinWithTmi(stage)
  const got = collect(client)
  const lines = Array.from({ length: 20_000 }, (_, index) => ({ person: firstOf(stage.people), text: `line ${index}` }))
  const ended = new Promise<void>((resolve) => {
    client.on('message', (_channel, _tags, text) => {
      if (text === 'the end') resolve()
    })
  })
  const ids = await stage.twitch.sayMany(stage.room, lines)
  stage.twitch.say(stage.room, firstOf(stage.people), 'the end')
  await ended
  expect(got.texts.slice(0, -1)).toEqual(lines.map((line) => line.text))
  expect(got.ids.slice(0, -1)).toEqual(ids)
  expect(new Set(ids).size).toBe(20_000)
})
