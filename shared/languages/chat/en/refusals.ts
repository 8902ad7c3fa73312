/** Every "no" in English, written to follow "@name, ", and how commands are used. Only an invitation says "type ..."; other sentences speak of "using" a command. */

export const refusals = {
  // Why an entry was refused.
  'no.nothing-open': 'no giveaway is running right now.',
  'no.not-yet-open': 'the giveaway has not opened yet.',
  'no.paused': 'the giveaway is paused. Try again when it goes on.',
  'no.closed': 'the giveaway is closed, no more entries.',
  'no.full': 'the giveaway is full, no more entries.',
  'no.chatting-enters': 'there is nothing to enter here: whoever chats takes part.',
  'no.already-entered': 'you are in already.',
  'no.too-many-tickets':
    'one person may hold at most {tickets, plural, one {# ticket} other {# tickets}} in this giveaway.',
  'no.too-many-tickets-plain': 'that is more tickets than one person may hold.',
  'no.insufficient-balance': 'you do not have enough points. See yours with !points.',
  'no.insufficient-for-cost': 'a ticket costs {points} and you do not have enough. See yours with !points.',
  'no.insufficient-to-enter': 'one needs at least {least} to enter and you do not have enough. See yours with !points.',
  'no.insufficient-for-both':
    'one needs at least {least} to enter, a ticket costs {points} and you do not have enough. See yours with !points.',
  'no.rate-limited': 'that was too often. Wait a minute, then try again.',
  'no.not-follower': 'this giveaway is for followers of the channel.',
  'no.follow-too-new':
    'you have not followed the channel for long enough: {days, plural, one {# day} other {# days}} or more it has to be.',
  'no.follow-too-new-plain': 'you have not followed the channel for long enough.',
  'no.not-subscriber': 'this giveaway is for subscribers.',
  'no.not-subscriber-tier': 'this giveaway is for subscribers of tier {tier} or higher.',
  'no.not-vip': 'this giveaway is for VIPs and moderators.',
  'no.not-moderator': 'this giveaway is for moderators.',
  'no.moderators-out': 'moderators cannot enter this giveaway.',
  'no.account-too-new':
    'your account is too new for this giveaway: {days, plural, one {# day} other {# days}} or more it has to be.',
  'no.account-too-new-plain': 'your account is too new for this giveaway.',
  'no.cannot-check': 'I cannot find out whether you may enter this giveaway. Try again in a minute.',
  'no.excluded': 'this account cannot take part in this giveaway.',
  'no.won-recently': 'you won not long ago, so others have their turn now.',
  'no.platform-off': 'this giveaway does not take entries from this platform.',
  'no.already-handled': 'I have that message already.',
  'no.busy': 'more people are entering than I can take at once. If you are not in yet, try again in a moment.',

  // Why something else was refused.
  'refused.already-handled': 'I have that message already.',
  'refused.key-reused': 'that was asked for under the name of something else. Nothing changed.',
  'refused.no-such-giveaway': 'there is no such giveaway.',
  'refused.wrong-status': 'the giveaway for {prize} is {status}, so that is not possible.',
  'refused.wrong-status-plain': 'the giveaway does not stand where that is possible.',
  'refused.sealed': 'the entries for {prize} are final: their digest was published, so that nobody can change them.',
  'refused.sealed-plain': 'the entries are final: their digest was published, so that nobody can change them.',
  'refused.word-taken': 'another open giveaway has that word. Close it first, or choose another word.',
  'refused.bad-rules': 'a giveaway cannot have these settings. Nothing changed.',
  'refused.bad-word':
    'that word calls one of my commands, so nobody could enter with it: choose another one. Nothing changed.',
  'refused.bad-time': 'a giveaway can be planned for a time from now to a year ahead. Nothing changed.',
  'refused.bad-name': 'the name of a template is one word that begins with a letter or a number. Nothing changed.',
  'refused.no-such-template': 'there is no template of that name. !giveaway template list names them.',
  'refused.not-final-yet': 'the entries are not final yet. Try again in a few seconds.',
  'refused.beacon-not-late': 'no draw waits for a public beacon that is late, so there is nothing to do without.',
  'refused.no-entries': 'nobody is left to draw.',
  'refused.first-come':
    'who comes first has won there: nothing is drawn, and nobody is taken out. !giveaway cancel gives every point back.',
  'refused.not-excluded': 'nobody keeps that person out of giveaways. Nothing changed.',
  'refused.not-entered': 'you are not in the giveaway.',
  'refused.leaving-off': 'entries of this giveaway cannot be taken back.',
  'refused.no-such-viewer': 'I know nobody with that name.',
  'refused.no-such-winner': 'no such winner stands: see them with !winners. Nothing changed.',
  'refused.seed-revealed': 'the seed of this draw is public already, so nobody can be drawn any more.',
  'refused.bad-amount': 'I cannot read that amount: use a whole number of 1 or more. Nothing changed.',
  'refused.self': 'you cannot give points to yourself.',
  'refused.too-rich': 'nobody can have more than {most}. Nothing changed.',
  'refused.insufficient-balance': 'there are not enough points for that. Nothing changed.',
  'refused.gamble-off': 'nobody gambles for points here.',
  'refused.bad-stake': 'that is more, or less, than one may stake. Nothing changed.',
  'refused.bad-settings': 'the smallest stake would be above the largest one. Nothing changed.',
  'refused.too-soon': 'you gambled not long ago. Wait a little, then try again.',
  'refused.raffle-running': 'a raffle is running already. Nothing changed.',
  'refused.no-raffle': 'no raffle is running right now.',
  'refused.busy': 'more people are writing than I can take at once. Try again in a moment.',
  'refused.nothing-to-undo': 'there is no change of points from the last ten minutes to undo.',
  'refused.already-undone': 'the last change of points is undone already. Nothing changed.',
  'refused.points-spent':
    'the points of that change are spent in part already, so it cannot be undone. Nothing changed.',

  // How a command is used, where an argument is missing or cannot be read.
  'usage.my-command': '"{word}" is one of my own commands. Choose another word.',
  'usage.bad-flag': 'I cannot read "{flag}". {usage}',
  'usage.enter': 'tickets are a whole number, or max: for example !enter 5.',
  'usage.points': 'use !points, or !points @name. Moderators can use !points undo, too.',
  'usage.gamble': 'use !gamble 100. A stake may also be 1k, 25%, or all.',
  'usage.raffle':
    'use !raffle POINTS SECONDS, with the number of winners behind it for more than one: for example !raffle 1000 60 5.',
  'usage.top': 'use !top, or !top 10 for more; 10 is the most.',
  'usage.give': 'use !give @name 100. An amount may also be 1k, 25%, or all.',
  'usage.addpoints': 'use !addpoints @name 100. An amount may also be 1k or 25%.',
  'usage.removepoints': 'use !removepoints @name 100. An amount may also be 1k, 25%, or all.',
  'usage.setpoints': 'use !setpoints @name 100. An amount may also be 0 or 1k.',
  'usage.exclude': 'use !exclude @name REASON.',
  'usage.include': 'use !include @name.',
  'usage.manage':
    'use !giveaway open, draft, drafts, pause, resume, extend, close, reopen, draw, redraw, remove, cancel, or status.',
  'usage.draft':
    'use !giveaway draft WORD PRIZE, with the flags of !giveaway open but -in; !giveaway open WORD opens it.',
  'usage.extend': 'use !giveaway extend 5 for five more minutes, at most 10080.',
  'usage.template': 'use !giveaway template save NAME, list, or delete NAME.',
  'usage.remove': 'use !giveaway remove @name REASON, with the word of the giveaway behind it where several run.',
  'usage.open':
    'use !giveaway open WORD PRIZE, with any of -cost 50, -tickets 10, -max 500, -winners 2, -claim 60, -minutes 15, -in 10, -active 10, -kind first, -template NAME, -for subs, vips, mods, followers, or everyone. The guide has more: -tier, -follow, -age, -min, -on, -mods, -unknown, -subx, -vipx, -followx, -class, -cooldown.',
  'usage.redraw': 'use !giveaway redraw REASON, or !giveaway redraw @name REASON where several have won.',
  'usage.draw':
    'use !giveaway draw, or !giveaway draw 3 for three winners. With -without-beacon it does without a public beacon that is late.',
} as const
