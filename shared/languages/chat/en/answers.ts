/** What the bot answers to people in English. Behind "@name, " a sentence begins small. */

export const answers = {
  // Entries.
  'entries.named': '{names}: you are in.',
  'entries.counted': '+{added} entered, {people} in all.',
  'entries.counted-word': '+{added} entered with {word}, {people} in all.',
  'entry.tickets': '{name} ({tickets, plural, one {# ticket} other {# tickets}})',
  'entry.left': '{name} ({balance} left)',
  'entry.tickets-left': '{name} ({tickets, plural, one {# ticket} other {# tickets}}, {balance} left)',
  'entries.gone': 'you are out of the giveaway for {prize}.',
  'entries.gone-refunded': 'you are out of the giveaway for {prize}. {points} came back, you have {balance}.',

  // What viewers ask for.
  'asked.open': 'the prize is {prize}. {howToEnter} {terms} {people} in. {yours} {link}',
  'asked.active': 'the prize is {prize}. {howToEnter} {terms} {link}',
  'asked.first':
    'the prize is {prize}. {howToEnter} {terms} {people} of {winners, plural, one {# place} other {# places}} taken. {yours} {link}',
  'asked.status': 'the giveaway for {prize} is {status}: {link}',
  'yours.none': 'You are not in yet.',
  'yours.tickets': 'You hold {held, plural, one {# ticket} other {# tickets}}, {chance}.',
  'yours.won': 'You have won.',
  'odds.chance': 'a chance of {share} in each pick',
  'odds.tickets': 'you hold {held} of {tickets, plural, one {# ticket} other {# tickets}} for {prize}: {chance}.',
  'odds.none': 'you hold no ticket for {prize}.',
  'odds.active': 'the odds for {prize} are known when all who chatted are counted.',
  'odds.first': 'nothing is drawn for {prize}: who comes first wins.',
  'odds.first-won': 'nothing is drawn for {prize}: you have won.',
  'proof.fixed': 'anybody can check the giveaway for {prize}. Its draw was fixed at opening by {commitment}. {link}',
  'proof.plain': 'anybody can check the giveaway for {prize}. {link}',
  'proof.first': 'nothing was drawn for {prize}: who came first has won, in this order: {link}',
  'link.offer': 'join your accounts into one within {minutes} minutes, by signing in to each: {link}',
  'none.running': 'no giveaway is running right now.',
  'none.yet': 'there has been no giveaway here yet.',
  'none.winners': 'nobody has won anything here yet.',
  'none.word': 'no giveaway has the word "{word}".',

  // Winners ask how their prize stands.
  'winners.latest': 'the latest winners, for {prize}: {names}.',
  'won.pending': 'your time to claim {prize} is over.',
  'won.claimed': 'you have claimed {prize} already.',
  'won.confirmed': 'you have won {prize}, there is nothing more to do.',
  'won.missed': 'you were drawn for {prize}, but said nothing in time.',
  'won.set-aside': 'you were drawn for {prize}, but a moderator set that aside.',
  'won.passed-over': 'you were drawn for {prize}, but the rules passed you over ({reason}).',
  'won.nothing': 'there is nothing for you to claim.',
  'note.pending': '{name} (has to say something)',
  'note.claimed': '{name}',
  'note.confirmed': '{name}',
  'note.missed': '{name} (said nothing in time)',
  'note.set-aside': '{name} (set aside)',
  'note.passed-over': '{name} (passed over)',

  // Points.
  'points.mine': 'you have {points}.',
  'points.theirs': '{name} has {points}.',
  'points.gave': 'you gave {points} to {name}, who has {theirs} now. You have {balance} left.',
  'points.richest': 'the leaderboard: {list}.',
  'points.place': '{rank}. {name} ({points})',
  'points.nobody': 'nobody has any points yet.',
  'gamble.won': 'you won {points} and have {balance} now. The chance to double is {percent} %.',
  'gamble.lost': 'you lost {points} and have {balance} now. The chance to double is {percent} %.',
  'gamble.stakes': 'a stake is {least} to {points}. Nothing changed.',

  // Moderators.
  'undone.taken': 'undone: {points} went from {name}, who has {theirs} now.',
  'undone.returned': 'undone: {points} came back to {name}, who has {theirs} now.',
  'people.excluded':
    '{name} is kept out of giveaways from now on, and passed over where they are drawn. !include lets them in again.',
  'people.included': '{name} may enter giveaways again.',
  'people.removed': '{name} is out of the giveaway for {prize} and stays out: !include lets them in again.',
  'people.removed-refunded':
    '{name} is out of the giveaway for {prize} and stays out: !include lets them in again. {points} went back.',
  'people.not-in': '{name} is not in the giveaway for {prize}.',
  'draw.follows':
    'the draw for {prize} comes {seconds, plural, =0 {in a moment} one {in about # second} other {in about # seconds}}, when the entries are final.',
  'draw.follows-beacon':
    'the draw for {prize} comes {seconds, plural, =0 {in a moment} one {in about # second} other {in about # seconds}}, with round {round} of the public beacon.',
  'told.keys-short':
    '{count, plural, =0 {no key is} one {only # key is} other {only # keys are}} left for {winners, plural, one {# winner} other {# winners}} of {prize}: {missing, number} too few. Add keys in the panel; whoever goes without gets one as soon as it is there.',
  'told.status':
    'the giveaway for {prize} with the word "{word}" is {status}. {people, plural, one {# person} other {# people}} with {tickets, plural, one {# ticket} other {# tickets}}. {timeLeft} {link}',
  'told.status-active':
    'the giveaway for {prize} with the word "{word}" is {status}. Who chatted is counted after the close. {timeLeft} {link}',
  'plans.scheduled':
    'the giveaway for {prize} with the word "{word}" opens by itself in {minutes, plural, one {# minute} other {# minutes}}.',
  'drafts.noted': 'the draft with the word "{word}" for {prize} is noted: !giveaway open {word} opens it.',
  'drafts.changed': 'the draft with the word "{word}" for {prize} is changed: !giveaway open {word} opens it.',
  'drafts.gone': 'the draft with the word "{word}" for {prize} is gone.',
  'drafts.list': 'the drafts: {list}.',
  'drafts.one': '"{word}" ({prize})',
  'drafts.none': 'there are no drafts. !giveaway draft WORD PRIZE notes a giveaway for later.',
  'templates.saved':
    'the settings of the giveaway for {prize} are kept as "{template}": use them with -template {template}.',
  'templates.gone': 'the template "{template}" is gone.',
  'templates.list': 'the templates: {list}.',
  'templates.none': 'there are no templates. !giveaway template save NAME keeps the settings of a giveaway.',

  // The small parts of sentences.
  'part.points': '{count, plural, one {# point} other {# points}}',
  'part.prize': 'a prize',
  'part.someone': 'someone',
  'part.reason': 'no reason',
  'part.more': '{count} more',
  'part.elsewhere': '{name} ({platforms})',
  'time.moment': 'less than a minute',
  'time.seconds': '{count} s',
  'time.minutes': '{count, plural, one {# minute} other {# minutes}}',
  'time.hours': '{count, plural, one {# hour} other {# hours}}',
  'time.days': '{count, plural, one {# day} other {# days}}',

  // When something goes wrong.
  'fault.outage': 'I cannot reach my database right now. Try again in a moment.',
  'fault.broken': 'that went wrong on my side, and nothing changed. The log says why.',
} as const
