/** What the bot says of giveaways in German. */
import type { giveaways as english } from '../en/giveaways.ts'

export const giveaways: Record<keyof typeof english, string> = {
  // Neues von einer Verlosung, für alle im Chat.
  'news.opened': 'Verlosung: {prize}! {howToEnter} {terms} Faire Ziehung, festgelegt durch {commitment}: {link}',
  'news.opened-first': 'Verlosung: {prize}! {howToEnter} {terms} Wer zuerst kam, steht hier: {link}',
  'news.blocked':
    'Die Verlosung ({prize}) muss warten: Eine andere hat das Wort "{word}". Sie öffnet, sobald jene schließt.',
  'news.paused': 'Pause: {prize} nimmt gerade niemanden auf. Wer dabei ist, bleibt dabei.',
  'news.reopened': 'Wieder offen: {prize}! {howToEnter} {timeLeft}',
  'news.extended': 'Mehr Zeit für {prize}. {timeLeft}',
  'news.reminder': 'Noch offen: {prize}! {howToEnter} {standing} {timeLeft}',
  'news.closed':
    'Geschlossen: {prize} nimmt niemanden mehr auf. {people, plural, one {# Person ist} other {# Personen sind}} dabei. {beacon}',
  'news.closed-active':
    'Geschlossen: {prize} nimmt niemanden mehr auf. Wer gechattet hat, wird jetzt aufgenommen. {beacon}',
  'news.beacon-late':
    'Die Ziehung ({prize}) wartet: Runde {round} der öffentlichen Zufallsquelle ist seit zehn Minuten nicht zu bekommen. Moderatoren können !giveaway draw -without-beacon benutzen; der Nachweis sagt es dann.',
  'news.beacon-waived':
    'Die Ziehung ({prize}) kommt ohne Runde {round} der öffentlichen Zufallsquelle aus, die nicht kam. Der Nachweis sagt es.',
  'news.completed': 'Der Startwert der Ziehung ({prize}) ist jetzt öffentlich. Prüfe sie selbst: {link}',
  'news.cancelled': 'Abgebrochen: {prize}.',
  'news.cancelled-refunded':
    'Abgebrochen: {prize}. Alle Punkte gingen zurück: {points} an {people, plural, one {# Person} other {# Personen}}.',

  // Wie man teilnimmt: steht als {howToEnter} in anderen Sätzen.
  'enter.keyword': 'Schreib {word}, um dabei zu sein.',
  'enter.keyword-cost': 'Schreib {word}, um dabei zu sein. Das kostet {points}.',
  'enter.tickets':
    'Schreib {word}, um dabei zu sein, mit bis zu {tickets, plural, one {# Los} other {# Losen}} pro Person ({word} 2).',
  'enter.tickets-cost':
    'Schreib {word}, um dabei zu sein, mit bis zu {tickets, plural, one {# Los} other {# Losen}} pro Person ({word} 2). Ein Los kostet {points}.',
  'enter.chat':
    'Chatte einfach: Wer in {minutes, plural, one {der letzten Minute} other {den letzten # Minuten}} vor dem Schluss schreibt, ist dabei.',
  'enter.first': 'Schreib {word}: {winners, plural, one {Wer zuerst kommt, gewinnt} other {Die ersten # gewinnen}}!',
  'enter.first-cost':
    'Schreib {word}: {winners, plural, one {Wer zuerst kommt, gewinnt} other {Die ersten # gewinnen}}! Das kostet {points}.',

  // Wer darf, wie viele gewinnen, wie lange: stehen hintereinander als {terms} in anderen Sätzen.
  'terms.subscribers': 'Für Abonnenten.',
  'terms.vips': 'Für VIPs und Moderatoren.',
  'terms.moderators': 'Für Moderatoren.',
  'terms.platforms': 'Nur auf {platforms}.',
  'terms.tier': 'Für Abonnenten ab Stufe {tier}.',
  'terms.followers': 'Für Follower.',
  'terms.follow-days': 'Für Follower seit mindestens {days, plural, one {# Tag} other {# Tagen}}.',
  'terms.account-days': 'Für Konten, die mindestens {days, plural, one {# Tag} other {# Tage}} alt sind.',
  'terms.least-points': 'Für alle mit mindestens {points}.',
  'terms.no-moderators': 'Nicht für Moderatoren.',
  'terms.cooldown': 'Nicht für Gewinner {days, plural, one {des letzten Tages} other {der letzten # Tage}}.',
  'terms.factors': 'Lose zählen mehrfach: für {list}.',
  'terms.join': 'Per Handy geht es mit dem QR-Code im Stream.',
  'terms.present':
    'Wer gewinnen will, muss bei der Ziehung da sein: schreib etwas in {minutes, plural, one {der letzten Minute} other {den letzten # Minuten}} davor, oder lass die Seite zum QR-Code offen.',
  'terms.room': 'Platz für {people, plural, one {# Person} other {# Personen}}.',
  'terms.tickets': '{tickets, plural, one {# Los} other {# Lose}} insgesamt.',
  'terms.winners': '{winners} Gewinner.',
  'terms.time-left': 'Noch {time} offen.',
  'factor.subscribers': 'Abonnenten {factor}-fach',
  'factor.tier': 'Stufe {tier} {factor}-fach',
  'factor.vips': 'VIPs {factor}-fach',
  'factor.followers': 'Follower {factor}-fach',

  // Wie es steht: stehen in anderen Sätzen.
  'standing.people':
    '{people, plural, =0 {Noch ist niemand dabei.} one {# Person ist dabei.} other {# Personen sind dabei.}}',
  'standing.places': '{places, plural, one {# Platz ist} other {# Plätze sind}} noch frei.',
  'standing.beacon': 'Die Ziehung nimmt Runde {round} der öffentlichen Zufallsquelle, die noch niemand kennen kann.',
  'status.draft': 'in Vorbereitung',
  'status.scheduled': 'geplant',
  'status.open': 'offen',
  'status.paused': 'pausiert',
  'status.closed': 'geschlossen',
  'status.drawn': 'ausgelost',
  'status.completed': 'abgeschlossen',
  'status.cancelled': 'abgebrochen',

  // Gewinner, für alle im Chat.
  'winners.nobody': 'Für {prize} hat niemand teilgenommen, also gewinnt niemand.',
  'winners.drawn':
    '{winners, plural, one {Gewonnen hat} other {Gewonnen haben}} {names}, herzlichen Glückwunsch! Preis: {prize}. Prüfe die Ziehung: {link}',
  'winners.drawn-claim':
    '{winners, plural, one {Gewonnen hat} other {Gewonnen haben}} {names}: Schreib hier innerhalb von {time} etwas, um {prize} zu bekommen! Prüfe die Ziehung: {link}',
  'winners.drawn-late':
    '{winners, plural, one {Gezogen wurde} other {Gezogen wurden}} {names} für {prize}, und die Zeit, etwas zu schreiben, ist vorbei. Prüfe die Ziehung: {link}',
  'winners.first':
    'Rechtzeitig: {names} {winners, plural, one {gewinnt} other {gewinnen}} {prize}, herzlichen Glückwunsch! {places, plural, =0 {Alle Plätze sind weg.} one {# Platz ist noch frei.} other {# Plätze sind noch frei.}}',
  'winners.claimed': 'Abgeholt: {prize} geht an {name}, herzlichen Glückwunsch! Prüfe die Ziehung: {link}',
  'winners.key': 'Deinen Schlüssel findest du hier: {link}',
  'winners.missed': 'Kein Wort von {names} in der Zeit für {prize}. {next}',
  'winners.set-aside': 'Zurückgestellt: {name} ({reason}). {next}',
  'winners.passed-over': 'Übergangen für {prize}: {names}. {next}',
  'next.one': 'Jemand anderes wird gezogen.',
  'next.several': 'Die Nächsten werden gezogen.',
  'next.others': 'Andere werden gezogen.',
  'next.nobody': 'Es ist niemand mehr zu ziehen.',
  'barred.not-follower': 'folgt dem Kanal nicht',
  'barred.follow-too-new': 'folgt noch nicht lange genug',
  'barred.not-subscriber': 'hat kein Abo dieser Stufe',
  'barred.not-vip': 'ist kein VIP',
  'barred.not-moderator': 'ist kein Moderator',
  'barred.moderators-out': 'moderiert den Kanal',
  'barred.account-too-new': 'das Konto ist zu neu',
  'barred.cannot-check': 'lässt sich nicht nachschlagen',
  'barred.excluded': 'ist von Verlosungen ausgeschlossen',
  'barred.won-recently': 'hat vor Kurzem gewonnen',
  'barred.not-present': 'war bei der Ziehung nicht da',
  'barred.unknown': 'der Grund ist nicht bekannt',

  // Verlosungen von Punkten, für alle im Chat.
  'raffle.opened':
    'Punkteregen: {points} für {winners, plural, one {jemanden von euch} other {# von euch, zu gleichen Teilen}}! Schreib !joinraffle innerhalb von {seconds, plural, one {# Sekunde} other {# Sekunden}}.',
  'raffle.nobody': 'Der Punkteregen ist vorbei, und niemand hat mitgemacht.',
  'raffle.ended':
    'Der Punkteregen ist vorbei, {people, plural, one {# Person hat} other {# Personen haben}} mitgemacht. Herzlichen Glückwunsch, {winners, plural, one {} other {je }}{points}: {names}',
  'raffle.shares': '{least} oder {points}',
}
