/** Lines as Twitch sends them. Written from its documentation of IRC tags; each shows one trait. */

const usual =
  'badge-info=;badges=;client-nonce=4f;color=#1E90FF;display-name=Nina_K;emotes=;first-msg=0;flags=;' +
  'id=0b5f8c4e-7e6f-4a1c-9d5e-7f2f1b1f8a01;mod=0;returning-chatter=0;room-id=71092938;subscriber=0;' +
  'tmi-sent-ts=1763715600123;turbo=0;user-id=44322889;user-type='

/** The room of all lines here. */
export const roomId = '71092938'

/** A line of somebody in the room, with tags changed; `undefined` takes a tag away. */
export function chatLine(text: string, changes: Record<string, string | undefined> = {}, nick = 'nina_k'): string {
  const tags = new Map(usual.split(';').map((tag) => [tag.slice(0, tag.indexOf('=')), tag.slice(tag.indexOf('=') + 1)]))
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) tags.delete(name)
    else tags.set(name, value)
  }
  const written = [...tags].map(([name, value]) => `${name}=${value}`).join(';')
  return `@${written} :${nick}!${nick}@${nick}.tmi.twitch.tv PRIVMSG #mira_plays :${text}`
}

export const lines = {
  plain: chatLine('!enter 5'),
  cheer: chatLine('Cheer100 !enter', { bits: '100' }),
  action: chatLine('\u0001ACTION !enter\u0001'),
  /** Chatterino and others pad repeated lines so. */
  padded: chatLine('!enter \u{E0000}'),
  reply: chatLine('@StreamBot !enter', {
    'reply-parent-display-name': 'StreamBot',
    'reply-parent-msg-body': 'Type\\s!enter\\sto\\sjoin',
    'reply-parent-msg-id': '5a9a4a8e-9f0f-4f3d-8b7e-2b6d8f2a7c11',
    'reply-parent-user-id': '900100',
    'reply-parent-user-login': 'streambot',
  }),
  sharedCopy: chatLine('!enter', {
    'source-room-id': '55550000',
    'source-id': '9e0f6a52-1c6b-4c0c-8d0b-0e6e9f6f4b5d',
    'source-badges': '',
  }),
  sharedOriginal: chatLine('!enter', {
    'source-room-id': roomId,
    'source-id': '0b5f8c4e-7e6f-4a1c-9d5e-7f2f1b1f8a01',
  }),
  /** tmi.js turns `1` into true and `0` into false in every tag. */
  idOne: chatLine('!enter', { 'user-id': '1', 'display-name': '1' }, '1'),
  idZero: chatLine('!enter', { 'user-id': '0', 'display-name': '0' }, '0'),
  noName: chatLine('!enter', { 'display-name': '' }),
  otherScript: chatLine('!enter', { 'display-name': '니나' }),
  controlName: chatLine('!enter', { 'display-name': '\u0000Nina\u001B[31m\\n\\sK' }),
  escapedName: chatLine('!enter', { 'display-name': 'Nina\\sK\\:\\\\' }),
  noTime: chatLine('!enter', { 'tmi-sent-ts': undefined }),
  noId: chatLine('!enter', { id: undefined }),
  noUser: chatLine('!enter', { 'user-id': undefined }),
  otherRoom: chatLine('!enter', { 'room-id': '3' }),
  untagged: ':nina_k!nina_k@nina_k.tmi.twitch.tv PRIVMSG #mira_plays :!enter',
  fromServer: ':jtv PRIVMSG nina_k :hello',
} as const

/** Who has which roles by which tags. */
export const roleLines = {
  broadcaster: chatLine('hi', {
    badges: 'broadcaster/1,subscriber/3012',
    'badge-info': 'subscriber/15',
    'user-id': roomId,
    subscriber: '1',
  }),
  moderator: chatLine('hi', { badges: 'moderator/1', mod: '1', 'user-type': 'mod' }),
  leadModerator: chatLine('hi', { badges: 'lead_moderator/1' }),
  vip: chatLine('hi', { badges: 'vip/1', vip: '1' }),
  subscriber: chatLine('hi', { badges: 'subscriber/24,premium/1', 'badge-info': 'subscriber/27', subscriber: '1' }),
  tierTwo: chatLine('hi', { badges: 'subscriber/2006', 'badge-info': 'subscriber/7', subscriber: '1' }),
  tierThree: chatLine('hi', { badges: 'subscriber/3000', 'badge-info': 'subscriber/1', subscriber: '1' }),
  founder: chatLine('hi', { badges: 'founder/0,bits/100', 'badge-info': 'founder/13', subscriber: '0' }),
  gifter: chatLine('hi', { badges: 'sub-gifter/50,bits-leader/1' }),
} as const

/** `GET https://api.twitch.tv/helix/users?login=nina_k`. */
export const usersBody = {
  data: [
    {
      id: '44322889',
      login: 'nina_k',
      display_name: 'Nina_K',
      type: '',
      broadcaster_type: '',
      description: '',
      profile_image_url: 'https://static-cdn.jtvnw.net/jtv_user_pictures/x.png',
      offline_image_url: '',
      view_count: 0,
      created_at: '2016-12-14T20:32:28Z',
    },
  ],
}
