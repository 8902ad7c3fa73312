/** What the bot answers to people in German. Behind "@name, " a sentence begins small. */
import type { answers as english } from '../en/answers.ts'

export const answers: Record<keyof typeof english, string> = {
  // Teilnahmen.
  'entries.named': '{names}: {people, plural, one {Du bist} other {Ihr seid}} dabei.',
  'entries.counted': '+{added} dabei, {people} insgesamt.',
  'entries.counted-word': '+{added} mit {word} dabei, {people} insgesamt.',
  'entry.tickets': '{name} ({tickets, plural, one {# Los} other {# Lose}})',
  'entry.left': '{name} (noch {balance})',
  'entry.tickets-left': '{name} ({tickets, plural, one {# Los} other {# Lose}}, noch {balance})',
  'entries.gone': 'du bist nicht mehr in der Verlosung ({prize}).',
  'entries.gone-refunded':
    'du bist nicht mehr in der Verlosung ({prize}). {points} gingen an dich zurück, du hast {balance}.',

  // Wonach Zuschauer fragen.
  'asked.open': 'zu gewinnen gibt es: {prize}. {howToEnter} {terms} {people} dabei. {yours} {link}',
  'asked.active': 'zu gewinnen gibt es: {prize}. {howToEnter} {terms} {link}',
  'asked.first':
    'zu gewinnen gibt es: {prize}. {howToEnter} {terms} {people} von {winners, plural, one {# Platz} other {# Plätzen}} vergeben. {yours} {link}',
  'asked.status': 'die Verlosung ({prize}) ist {status}: {link}',
  'yours.none': 'Du bist noch nicht dabei.',
  'yours.tickets': 'Du hast {held, plural, one {# Los} other {# Lose}}, {chance}.',
  'yours.won': 'Du hast gewonnen.',
  'odds.chance': 'eine Chance von {share} bei jeder Ziehung',
  'odds.tickets': 'du hast {held} von {tickets, plural, one {# Los} other {# Losen}} ({prize}): {chance}.',
  'odds.none': 'du hast kein Los ({prize}).',
  'odds.active': 'die Chancen ({prize}) stehen fest, wenn alle gezählt sind, die gechattet haben.',
  'odds.first': 'hier wird nichts gezogen ({prize}): Wer zuerst kommt, gewinnt.',
  'odds.first-won': 'hier wird nichts gezogen ({prize}): Du hast gewonnen.',
  'proof.fixed':
    'die Verlosung ({prize}) kann jeder prüfen. Ihre Ziehung wurde beim Öffnen festgelegt durch {commitment}. {link}',
  'proof.plain': 'die Verlosung ({prize}) kann jeder prüfen. {link}',
  'proof.first': 'hier wurde nichts gezogen ({prize}): Wer zuerst kam, hat gewonnen, in dieser Reihenfolge: {link}',
  'link.offer':
    'verbinde deine Konten innerhalb von {minutes} Minuten zu einem, indem du dich bei jedem anmeldest: {link}',
  'none.running': 'gerade läuft keine Verlosung.',
  'none.yet': 'hier gab es noch keine Verlosung.',
  'none.winners': 'hier hat noch niemand etwas gewonnen.',
  'none.word': 'keine Verlosung hat das Wort "{word}".',

  // Gewinner fragen, wie es um ihren Preis steht.
  'winners.latest': 'zuletzt gewonnen ({prize}): {names}.',
  'won.pending': 'deine Zeit, {prize} abzuholen, ist vorbei.',
  'won.claimed': 'du hast {prize} schon abgeholt.',
  'won.confirmed': 'du hast gewonnen: {prize}. Mehr ist nicht zu tun.',
  'won.missed': 'du wurdest gezogen ({prize}), hast aber nicht rechtzeitig geschrieben.',
  'won.set-aside': 'du wurdest gezogen ({prize}), aber ein Moderator hat das zurückgestellt.',
  'won.passed-over': 'du wurdest gezogen ({prize}), aber die Regeln haben dich übergangen ({reason}).',
  'won.nothing': 'für dich gibt es nichts abzuholen.',
  'note.pending': '{name} (muss noch etwas schreiben)',
  'note.claimed': '{name}',
  'note.confirmed': '{name}',
  'note.missed': '{name} (schrieb nicht rechtzeitig)',
  'note.set-aside': '{name} (zurückgestellt)',
  'note.passed-over': '{name} (übergangen)',

  // Punkte.
  'points.mine': 'du hast {points}.',
  'points.theirs': '{name} hat {points}.',
  'points.gave': 'du hast {name} {points} gegeben, das macht dort {theirs}. Dir bleiben {balance}.',
  'points.richest': 'die Bestenliste: {list}.',
  'points.place': '{rank}. {name} ({points})',
  'points.nobody': 'noch hat niemand Punkte.',
  'gamble.won': 'du hast {points} gewonnen und jetzt {balance}. Die Chance zu verdoppeln ist {percent} %.',
  'gamble.lost': 'du hast {points} verloren und jetzt {balance}. Die Chance zu verdoppeln ist {percent} %.',
  'gamble.stakes': 'ein Einsatz ist {least} bis {points}. Es wurde nichts geändert.',

  // Moderatoren.
  'undone.taken': 'rückgängig gemacht: {points} weniger für {name}, jetzt {theirs}.',
  'undone.returned': 'rückgängig gemacht: {points} zurück an {name}, jetzt {theirs}.',
  'people.excluded':
    '{name} ist ab jetzt von Verlosungen ausgeschlossen und wird übergangen, wo gezogen wird. !include nimmt das zurück.',
  'people.included': '{name} darf wieder an Verlosungen teilnehmen.',
  'people.removed': '{name} ist nicht mehr in der Verlosung ({prize}) und bleibt draußen: !include nimmt das zurück.',
  'people.removed-refunded':
    '{name} ist nicht mehr in der Verlosung ({prize}) und bleibt draußen: !include nimmt das zurück. {points} gingen zurück.',
  'people.not-in': '{name} ist nicht in der Verlosung ({prize}).',
  'draw.follows':
    'die Ziehung ({prize}) kommt {seconds, plural, =0 {gleich} one {in etwa # Sekunde} other {in etwa # Sekunden}}, wenn die Teilnahmen feststehen.',
  'draw.follows-beacon':
    'die Ziehung ({prize}) kommt {seconds, plural, =0 {gleich} one {in etwa # Sekunde} other {in etwa # Sekunden}}, mit Runde {round} der öffentlichen Zufallsquelle.',
  'told.keys-short':
    'für {winners, plural, one {# Gewinn} other {# Gewinne}} ({prize}) {count, plural, =0 {ist kein Schlüssel} one {ist nur # Schlüssel} other {sind nur # Schlüssel}} da: {missing, number} zu wenig. Füge im Panel welche hinzu; wer leer ausgeht, bekommt einen, sobald er da ist.',
  'told.status':
    'die Verlosung ({prize}) mit dem Wort "{word}" ist {status}. {people, plural, one {# Person} other {# Personen}} mit {tickets, plural, one {# Los} other {# Losen}}. {timeLeft} {link}',
  'told.status-active':
    'die Verlosung ({prize}) mit dem Wort "{word}" ist {status}. Wer gechattet hat, wird nach dem Schluss gezählt. {timeLeft} {link}',
  'plans.scheduled':
    'die Verlosung ({prize}) mit dem Wort "{word}" öffnet von selbst in {minutes, plural, one {# Minute} other {# Minuten}}.',
  'drafts.noted': 'der Entwurf mit dem Wort "{word}" ({prize}) ist notiert: !giveaway open {word} öffnet ihn.',
  'drafts.changed': 'der Entwurf mit dem Wort "{word}" ({prize}) ist geändert: !giveaway open {word} öffnet ihn.',
  'drafts.gone': 'der Entwurf mit dem Wort "{word}" ({prize}) ist weg.',
  'drafts.list': 'die Entwürfe: {list}.',
  'drafts.one': '"{word}" ({prize})',
  'drafts.none': 'es gibt keine Entwürfe. !giveaway draft WORT PREIS notiert eine Verlosung für später.',
  'templates.saved':
    'die Einstellungen der Verlosung ({prize}) sind als "{template}" gemerkt: Benutze sie mit -template {template}.',
  'templates.gone': 'die Vorlage "{template}" ist weg.',
  'templates.list': 'die Vorlagen: {list}.',
  'templates.none':
    'es gibt keine Vorlagen. !giveaway template save NAME merkt sich die Einstellungen einer Verlosung.',

  // Die kleinen Teile der Sätze.
  'part.points': '{count, plural, one {# Punkt} other {# Punkte}}',
  'part.prize': 'ein Preis',
  'part.someone': 'jemand',
  'part.reason': 'kein Grund',
  'part.more': '{count} weitere',
  'part.elsewhere': '{name} ({platforms})',
  'time.moment': 'weniger als eine Minute',
  'time.seconds': '{count} s',
  'time.minutes': '{count, plural, one {# Minute} other {# Minuten}}',
  'time.hours': '{count, plural, one {# Stunde} other {# Stunden}}',
  'time.days': '{count, plural, one {# Tag} other {# Tage}}',

  // Wenn etwas schiefgeht.
  'fault.outage': 'Meine Datenbank ist gerade nicht erreichbar. Versuch es gleich noch einmal.',
  'fault.broken': 'das ging bei mir schief, und es wurde nichts geändert. Das Log sagt, warum.',
}
