/** What the bot says of giveaways in English. Templates are ICU messages; their values are explained in `about.ts`. */

export const giveaways = {
  // News of a giveaway, for everybody in the chat.
  'news.opened': 'Giveaway: {prize}! {howToEnter} {terms} Fair draw, fixed by {commitment}: {link}',
  'news.opened-first': 'Giveaway: {prize}! {howToEnter} {terms} Who came first stands here: {link}',
  'news.blocked':
    'The giveaway for {prize} has to wait: another one has the word "{word}". It opens when that one closes.',
  'news.paused': 'Paused: {prize} takes no entries for now. Who is in stays in.',
  'news.reopened': 'Open again: {prize}! {howToEnter} {timeLeft}',
  'news.extended': 'More time for {prize}. {timeLeft}',
  'news.reminder': 'Still open: {prize}! {howToEnter} {standing} {timeLeft}',
  'news.closed':
    'Closed: {prize} takes no more entries. {people, plural, one {# person is} other {# people are}} in. {beacon}',
  'news.closed-active': 'Closed: {prize} takes no more entries. Who chatted is taken in now. {beacon}',
  'news.beacon-late':
    'The draw for {prize} waits: round {round} of the public beacon cannot be had for ten minutes. A moderator can use !giveaway draw -without-beacon, and the proof will say so.',
  'news.beacon-waived':
    'The draw for {prize} is done without round {round} of the public beacon, which did not come. The proof says so.',
  'news.completed': 'The seed of the draw for {prize} is public now. Check the draw yourself: {link}',
  'news.cancelled': 'Cancelled: {prize}.',
  'news.cancelled-refunded':
    'Cancelled: {prize}. All points went back: {points} to {people, plural, one {# person} other {# people}}.',

  // How one takes part: stands in other sentences as {howToEnter}.
  'enter.keyword': 'Type {word} to enter.',
  'enter.keyword-cost': 'Type {word} to enter. It costs {points}.',
  'enter.tickets':
    'Type {word} to enter, up to {tickets, plural, one {# ticket} other {# tickets}} a person ({word} 2).',
  'enter.tickets-cost':
    'Type {word} to enter, up to {tickets, plural, one {# ticket} other {# tickets}} a person ({word} 2). A ticket costs {points}.',
  'enter.chat':
    'Just chat: whoever writes within the last {minutes, plural, one {# minute} other {# minutes}} before it closes is in.',
  'enter.first': 'Type {word}: {winners, plural, one {who comes first wins} other {the first # win}}!',
  'enter.first-cost':
    'Type {word}: {winners, plural, one {who comes first wins} other {the first # win}}! It costs {points}.',

  // Who may, how many win, how long: stand in other sentences, one after the other, as {terms}.
  'terms.subscribers': 'For subscribers.',
  'terms.vips': 'For VIPs and moderators.',
  'terms.moderators': 'For moderators.',
  'terms.platforms': 'Only on {platforms}.',
  'terms.tier': 'For subscribers of tier {tier} or higher.',
  'terms.followers': 'For followers.',
  'terms.follow-days': 'For followers since {days, plural, one {# day} other {# days}} or more.',
  'terms.account-days': 'For accounts of {days, plural, one {# day} other {# days}} or more.',
  'terms.least-points': 'For those with {points} or more.',
  'terms.no-moderators': 'Not for moderators.',
  'terms.cooldown': 'Not for winners of the last {days, plural, one {# day} other {# days}}.',
  'terms.factors': 'Tickets count more: for {list}.',
  'terms.join': 'A phone can join by the QR code on the stream.',
  'terms.present':
    'To win be there at the draw: write something in the last {minutes, plural, one {minute} other {# minutes}} before it, or keep the page of the QR code open.',
  'terms.room': 'Room for {people, plural, one {# person} other {# people}}.',
  'terms.tickets': '{tickets, plural, one {# ticket} other {# tickets}} in all.',
  'terms.winners': '{winners, plural, one {# winner} other {# winners}}.',
  'terms.time-left': 'Open for {time}.',
  'factor.subscribers': 'subscribers {factor} times',
  'factor.tier': 'tier {tier} {factor} times',
  'factor.vips': 'VIPs {factor} times',
  'factor.followers': 'followers {factor} times',

  // How it stands: stand in other sentences.
  'standing.people': '{people, plural, =0 {Nobody is in yet.} one {# person is in.} other {# people are in.}}',
  'standing.places': '{places, plural, one {# place is} other {# places are}} left.',
  'standing.beacon': 'The draw takes round {round} of the public beacon, which nobody can know yet.',
  'status.draft': 'draft',
  'status.scheduled': 'scheduled',
  'status.open': 'open',
  'status.paused': 'paused',
  'status.closed': 'closed',
  'status.drawn': 'drawn',
  'status.completed': 'completed',
  'status.cancelled': 'cancelled',

  // Winners, for everybody in the chat.
  'winners.nobody': 'Nobody entered for {prize}, so nobody wins.',
  'winners.drawn':
    '{winners, plural, one {The winner is} other {The winners are}} {names}, congratulations! Prize: {prize}. Check the draw: {link}',
  'winners.drawn-claim':
    '{winners, plural, one {The winner is} other {The winners are}} {names}: say something here within {time} to claim {prize}! Check the draw: {link}',
  'winners.drawn-late':
    '{winners, plural, one {The winner is} other {The winners are}} {names} for {prize}, and the time to say something is over. Check the draw: {link}',
  'winners.first':
    'In time: {names} {winners, plural, one {wins} other {win}} {prize}, congratulations! {places, plural, =0 {All places are taken.} one {# place is left.} other {# places are left.}}',
  'winners.claimed': 'Claimed: {prize} goes to {name}, congratulations! Check the draw: {link}',
  'winners.key': 'Find your key here: {link}',
  'winners.missed': 'No word from {names} in time for {prize}. {next}',
  'winners.set-aside': 'Set aside: {name} ({reason}). {next}',
  'winners.passed-over': 'Passed over for {prize}: {names}. {next}',
  'next.one': 'The next one is drawn.',
  'next.several': 'The next ones are drawn.',
  'next.others': 'Others are drawn.',
  'next.nobody': 'Nobody else is left to draw.',
  'barred.not-follower': 'does not follow the channel',
  'barred.follow-too-new': 'has not followed for long enough',
  'barred.not-subscriber': 'is no subscriber of that tier',
  'barred.not-vip': 'is no VIP',
  'barred.not-moderator': 'is no moderator',
  'barred.moderators-out': 'moderates the channel',
  'barred.account-too-new': 'the account is too new',
  'barred.cannot-check': 'cannot be looked up',
  'barred.excluded': 'is kept out of giveaways',
  'barred.won-recently': 'won not long ago',
  'barred.not-present': 'was not there at the draw',
  'barred.unknown': 'no reason is known',

  // Raffles of points, for everybody in the chat.
  'raffle.opened':
    'Raffle: {points} for {winners, plural, one {one of you} other {# of you, in even shares}}! Type !joinraffle within {seconds, plural, one {# second} other {# seconds}}.',
  'raffle.nobody': 'The raffle is over, and nobody joined.',
  'raffle.ended':
    'The raffle is over, {people, plural, one {# person} other {# people}} joined. Congratulations, {points}{winners, plural, one {} other { each}}: {names}',
  'raffle.shares': '{least} or {points}',
} as const
