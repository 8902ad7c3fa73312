/**
 * Everything that is said in English. Templates are ICU messages; a key names where the text stands. Another language is one more file
 * of this form; `texts.ts` says which there are. What the bot says stands in `chat`, so that pages do not carry it.
 */

/** The pages. */
export const screens = {
  'status.draft': 'In preparation',
  'status.scheduled': 'Scheduled',
  'status.open': 'Open',
  'status.paused': 'Paused',
  'status.closed': 'Closed',
  'status.drawn': 'Drawn',
  'status.completed': 'Completed',
  'status.cancelled': 'Cancelled',
} as const

/** The panel of whoever runs the channel. */
export const panel = {
  // Everywhere.
  again: 'Try again',
  away: 'The server cannot be reached at the moment. Try again in a while.',
  failed: 'Something went wrong on this page. Try again; if it stays, the log of the server says more.',
  loading: 'Loading',
  more: 'Show more',
  'not-there': 'There is no such page.',
  'not-there.home': 'To the dashboard',
  'ask.no': 'Leave it',
  'ask.reason': 'Reason',
  'ask.reason-why': 'It stands in the audit log.',
  'gate.title': 'This is the panel of the channel',
  'gate.why': 'Sign in with the account of the channel to run giveaways here.',
  'gate.sign-in': 'Sign in',
  'gate.not-yours': 'This is not your channel',
  'gate.not-yours-why': 'You are signed in as {name}. Only whoever runs the channel can open its panel.',
  'gate.mine': 'To your own entries and points',
  'frame.skip': 'To the content',
  'frame.menu': 'Open the menu',
  'frame.close': 'Close',
  'frame.places': 'Pages of the panel',
  'nav.dashboard': 'Dashboard',
  'connection.connecting': 'Connecting',
  'connection.connected': 'Live',
  'connection.lost': 'Reconnecting',
  'account.mine': 'My accounts and entries',
  'account.colours': 'Colours',
  'account.auto': 'As the system has it',
  'account.light': 'Light',
  'account.dark': 'Dark',
  'account.language': 'Language',
  'account.sign-out': 'Sign out',
  // Dashboard.
  'dashboard.none': 'No giveaway has been opened yet.',
  'dashboard.in': '{count, plural, one {person is in} other {people are in}}',
  'dashboard.latest': 'Latest entries',
} as const
