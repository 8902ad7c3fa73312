/** The public pages, in German. */
import type { Texts } from '../texts.ts'

export const screens: Texts['screens'] = {
  'status.draft': 'In Vorbereitung',
  'status.scheduled': 'Geplant',
  'status.open': 'Offen',
  'status.paused': 'Pausiert',
  'status.closed': 'Geschlossen',
  'status.drawn': 'Ausgelost',
  'status.completed': 'Abgeschlossen',
  'status.cancelled': 'Abgebrochen',

  // Words of several pages.
  'one-moment': 'Einen Moment',
  'not-now': 'Das geht gerade nicht',
  away: 'Der Server ist gerade nicht erreichbar. Versuch es in einer Weile noch einmal.',
  'sign-in': 'Anmelden',
  'sign-in-with': 'Mit {platform} anmelden',
  'link-with': '{platform} verknüpfen',
  'your-accounts': 'Deine Konten',
  'not-signed-in': 'Du bist nicht angemeldet',
  'show-more': 'Mehr anzeigen',
  'go-back': 'Zurück',
  people: '{count, plural, one {# Person} other {# Personen}}',
  tickets: '{count, plural, one {# Los} other {# Lose}}',

  // The frame of every page.
  'frame.title': '{page} · StreamBot',
  'frame.skip': 'Zum Inhalt springen',
  'frame.language': 'Sprache',
  'frame.connecting': 'Verbinden',
  'frame.connected': 'Live',
  'frame.lost': 'Neu verbinden',
  'frame.is-lost':
    'Die Verbindung ist abgebrochen. Sie wird von selbst wieder aufgebaut; was inzwischen geschieht, wird nachgeholt.',

  // How a giveaway stands, and what its rules are.
  'next.first': 'Wer zuerst da war, hat gewonnen',
  'next.planned': 'Noch nicht offen',
  'next.open': 'Offen, bis der Streamer es schließt',
  'next.paused': 'Gleich geht es weiter',
  'next.sealing': 'Die letzten Teilnahmen kommen noch an',
  'next.draw': 'Als Nächstes wird ausgelost',
  'next.waiting': 'Der Gewinner muss sich noch melden',
  'next.seed': 'Der Startwert wird um {time} aufgedeckt',
  'next.nobody': 'Es endete ohne Gewinner',
  'next.check': 'Alle können die Ziehung prüfen',
  'next.cancelled': 'Alle Punkte wurden zurückgegeben',
  'next.closes': 'Schließt in {left}',
  'next.closing': 'Schließt jetzt',
  'how.chat': 'Zum Mitmachen schreib im Chat',
  'how.type': 'Zum Mitmachen schreib in den Chat',
  'how.more': 'Mehr Lose: {word}',
  'terms.free': 'Kostenlos',
  'terms.ticket-cost': '{count, plural, one {# Punkt} other {# Punkte}} pro Los',
  'terms.entry-cost': '{count, plural, one {# Punkt} other {# Punkte}} für die Teilnahme',
  'terms.keyword': 'eine Teilnahme pro Person',
  'terms.tickets': 'bis zu {count, plural, one {# Los} other {# Lose}} pro Person',
  'terms.first': '{count, plural, one {wer zuerst kommt, gewinnt} other {die ersten # gewinnen}}',
  'terms.active':
    'alle, die in den letzten {count, plural, one {# Minute} other {# Minuten}} vor dem Schluss geschrieben haben',
  'terms.subscribers': 'nur für Abonnenten',
  'terms.vips': 'nur für VIPs',
  'terms.moderators': 'nur für Moderatoren',
  'terms.room': 'Platz für {count, plural, one {# Person} other {# Personen}}',
  'terms.winners': '{count, plural, one {# Gewinner} other {# Gewinner}}',
  'terms.claim': '{count, plural, one {# Sekunde} other {# Sekunden}} Zeit, sich zu melden',

  // Winners.
  'winners.title': '{count, plural, one {Gewinner} other {Gewinner}}',
  'winners.drawn': 'Ausgelost unter {count, plural, one {# Person} other {# Personen}}, gewichtet nach Losen.',
  'winners.first': 'In der Reihenfolge, in der sie kamen. Ausgelost wurde nicht.',
  'winners.place': 'Nummer {pick, number}',
  'winners.share': '{count, plural, one {# Los} other {# Lose}} von {all, number}',
  'winners.one': '{name} auf {platform}',
  'winners.spoken': '{count, plural, one {Gewonnen hat {names}.} other {Gewonnen haben {names}.}}',
  'claim.left': 'hat noch {left}, um sich zu melden',
  'claim.pending': 'muss sich melden',
  'claim.claimed': 'hat sich gemeldet',
  'claim.confirmed': 'hat gewonnen',
  'claim.missed': 'hat sich nicht rechtzeitig gemeldet',
  'claim.set-aside': 'wurde ersetzt',
  'claim.passed-over': 'wurde übergangen',
  'claim.passed-over-for': 'wurde übergangen: {reason}',
  'reason.not-follower': 'folgt dem Kanal nicht',
  'reason.follow-too-new': 'folgt ihm noch nicht lange genug',
  'reason.not-subscriber': 'hat kein Abo dieser Stufe',
  'reason.not-vip': 'ist kein VIP',
  'reason.not-moderator': 'ist kein Moderator',
  'reason.moderators-out': 'moderiert den Kanal',
  'reason.account-too-new': 'das Konto ist zu neu',
  'reason.cannot-check': 'konnte nicht nachgeschlagen werden',
  'reason.excluded': 'ist von Giveaways ausgeschlossen',
  'reason.won-recently': 'hat kurz zuvor gewonnen',

  // What is published of a draw.
  'published.title': 'Was veröffentlicht ist',
  'published.commitment': 'Festlegung',
  'published.commitment-is': 'veröffentlicht beim Öffnen: der Fingerabdruck eines geheimen Startwerts',
  'published.commitment-comes': 'Wird beim Öffnen veröffentlicht.',
  'published.digest': 'Prüfsumme',
  'published.digest-is': 'veröffentlicht nach dem Schließen: der Fingerabdruck aller Teilnahmen',
  'published.digest-comes': 'Kommt, wenn das Giveaway schließt.',
  'published.digest-soon': 'Kommt gleich, wenn die letzten Teilnahmen da sind.',
  'published.seed': 'Startwert',
  'published.seed-is': 'aufgedeckt nach der Ziehung: er muss zur Festlegung passen',
  'published.seed-secret': 'Bleibt bis nach der Ziehung geheim.',
  'published.seed-at': 'Wird um {time} aufgedeckt.',
  'published.never': 'Nicht veröffentlicht: Das Giveaway wurde abgebrochen.',
  'published.order': 'Reihenfolge',
  'published.order-is': 'sofort veröffentlicht: Alle stehen so, wie sie gekommen sind',
  'published.places': '{taken, number} von {count, plural, one {# Platz} other {# Plätzen}} vergeben.',
  'published.end-digest-is': 'veröffentlicht am Ende: der Fingerabdruck aller Teilnahmen',
  'published.end-digest-comes': 'Kommt, wenn es vorbei ist.',
  'published.beacon': 'Öffentlicher Zufall',
  'published.beacon-is': 'Zufall, den niemand kennen kann',
  'published.beacon-none': 'Keiner war beteiligt.',
  'published.beacon-named': 'genannt beim Schließen: Runde {round} der drand-Kette {chain}, fällig um {time}',
  'published.beacon-waived': 'Er kam nicht; ausgelost wurde ohne ihn.',
  'published.beacon-comes': 'Kommt zu seiner Zeit; die Ziehung wartet darauf.',

  // The live page.
  'home.title': 'Giveaways',
  'home.loading': 'Ich sehe nach, was gerade läuft.',
  'home.none': 'Noch kein Giveaway',
  'home.none-hint': 'Sobald der Streamer eines öffnet, erscheint es hier von selbst.',
  'home.verify': 'Regeln und Prüfung',
  'home.is-in': '{count, plural, one {Person ist dabei} other {Personen sind dabei}}',
  'home.entered': '{count, plural, one {Person war dabei} other {Personen waren dabei}}',
  'home.counted-later': 'Wer geschrieben hat, wird nach dem Schluss gezählt',
  'home.spoken': '{count, plural, one {# Person ist} other {# Personen sind}} dabei: {title}.',
  'home.latest': 'Neueste Teilnahmen',
  'home.latest-none': 'Noch niemand. Der erste Name erscheint hier, sobald jemand mitmacht.',
  'home.earlier': 'Andere Giveaways',
  'home.earlier-none': 'Hier stehen später die beendeten Giveaways, jedes mit seinen Gewinnern und seinem Nachweis.',
  'home.no-winner': 'Kein Gewinner',
  'home.more-winners': 'und {count, number} weitere',
  'home.rate': '{change} in der letzten Minute',
  'home.span': '{count, plural, one {letzte Minute} other {letzte # Minuten}}',

  // The page of one giveaway.
  'giveaway.title': 'Giveaway',
  'giveaway.loading': 'Ich suche dieses Giveaway.',
  'giveaway.unknown': 'Dieses Giveaway gibt es nicht',
  'giveaway.rules': 'Regeln',
  'giveaway.word': 'Mitmachen mit',
  'giveaway.any-line': 'einer Zeile im Chat',
  'giveaway.entries': 'Teilnahmen',
  'giveaway.counted-later': 'werden nach dem Schluss gezählt',
  'giveaway.counts':
    '{people, plural, one {# Person} other {# Personen}}, {tickets, plural, one {# Los} other {# Lose}}',
  'giveaway.opened': 'Geöffnet',
  'giveaway.closes': 'Schließt',
  'giveaway.closed': 'Geschlossen',

  // What somebody holds in a giveaway.
  'mine.title': 'Deine Lose',
  'mine.loading': 'Ich sehe nach, was du hast.',
  'mine.sign-in': 'Melde dich mit dem Konto an, mit dem du chattest, dann siehst du hier deine Lose und deine Chance.',
  'mine.not-counted':
    'Wer geschrieben hat, wird nach dem Schluss gezählt. Dann stehen hier deine Lose und deine Chance.',
  'mine.planned': 'Es ist noch nicht offen. Sobald es offen ist, stehen hier deine Lose.',
  'mine.not-in': 'Du bist noch nicht dabei. Schreib {word} in den Chat, um mitzumachen.',
  'mine.not-in-paused': 'Du bist noch nicht dabei. Gerade ist Pause; wenn es weitergeht, schreib {word} in den Chat.',
  'mine.was-not-in': 'Du bist bei diesem Giveaway nicht dabei.',
  'mine.chance':
    'Du hast {tickets, number} von {all, plural, one {# Los} other {# Losen}}: bei jeder Ziehung eine Chance von {part, number, ::percent @#}.',
  'mine.held':
    'Du hattest {tickets, number} von {all, plural, one {# Los} other {# Losen}}, bei jeder Ziehung eine Chance von {part, number, ::percent @#}, und wurdest nicht gezogen.',
  'mine.bonus': '{count, plural, one {# davon ist} other {# davon sind}} ein Bonus.',
  'mine.paid': 'Du hast {count, plural, one {# Punkt} other {# Punkte}} bezahlt.',
  'mine.first': 'Du warst schnell genug: Du bist Nummer {pick, number}.',
  'mine.refunded':
    'Das Giveaway wurde abgebrochen, und {count, plural, one {dein Punkt} other {deine # Punkte}} kamen zurück.',

  // What became of somebody who was drawn.
  'outcome.cancelled': 'Das Giveaway wurde abgebrochen.',
  'outcome.pending': 'Schreib etwas in den Chat.',
  'outcome.pending-until': 'Schreib bis {time} etwas in den Chat.',
  'outcome.claimed': 'Du hast gewonnen und dich gemeldet.',
  'outcome.confirmed': 'Du hast gewonnen.',
  'outcome.missed': 'Du hast dich nicht rechtzeitig gemeldet, deshalb wurde jemand anders gezogen.',
  'outcome.set-aside': 'Du wurdest ersetzt, und jemand anders wurde gezogen.',
  'outcome.passed-over': 'Die Regeln haben dich übergangen, und jemand anders wurde gezogen.',

  // The check of a draw.
  'verify.title': 'Die Ziehung prüfen',
  'verify.intro':
    'Dein Browser lädt alle Teilnahmen, berechnet die Prüfsumme, vergleicht den Startwert mit der Festlegung und lost noch einmal aus. Wenn du dieser Seite nicht trauen willst, lade den Nachweis herunter und prüfe ihn anderswo: Das Format ist offen.',
  'verify.later': 'Die Ziehung lässt sich hier prüfen, sobald die Teilnahmen feststehen.',
  'verify.start': 'In diesem Browser prüfen',
  'verify.download': 'Nachweis herunterladen',
  'verify.working': 'Der Nachweis wird geladen und noch einmal ausgelost …',
  'verify.none': 'Hier gibt es keine Ziehung',
  'verify.none-why':
    'Wer zuerst kommt, gewinnt. Das Ergebnis ist die Reihenfolge, in der der Bot die Teilnahmen angenommen hat; sie wird sofort veröffentlicht, und die Datenbank lässt keine Änderung zu.',
  'verify.shows':
    'Was sie zeigt: Weder die Teilnahmen noch die Gewinner wurden geändert, nachdem Prüfsumme und Festlegung veröffentlicht waren.',
  'verify.with-beacon':
    'Mit öffentlichem Zufall: Runde {round} von drand wurde beim Schließen genannt, und niemand, auch nicht der Betreiber dieses Bots, konnte wissen, was sie bringt.',
  'verify.beacon-missed':
    'Was die Prüfung nicht zeigen kann: Runde {round} des öffentlichen Zufalls kam nicht, also hätte der Betreiber dieses Bots den Startwert vorher kennen können.',
  'verify.no-beacon':
    'Was die Prüfung nicht zeigen kann: Kein öffentlicher Zufall war beteiligt, also hätte der Betreiber dieses Bots den Startwert vorher kennen können.',
  'verify.no-download': 'Der Nachweis konnte nicht geladen werden. Versuch es gleich noch einmal.',
  'verify.no-proof': 'Was geladen wurde, ist kein lesbarer Nachweis.',
  'verify.broken': 'Der Nachweis konnte nicht geprüft werden: {reason}',
  'verify.passed': 'Alle Schritte bestanden: Diese Ziehung ist, was sie zu sein vorgibt.',
  'verify.waiting':
    'Bis hierher passt alles. Die Ziehung selbst lässt sich prüfen, sobald der Startwert aufgedeckt ist.',
  'verify.waiting-until':
    'Bis hierher passt alles. Die Ziehung selbst lässt sich prüfen, sobald der Startwert aufgedeckt ist, um {time}.',
  'verify.failed': 'Die Prüfung ist fehlgeschlagen: Was veröffentlicht wurde, passt nicht zusammen.',
  'verify.step-passed': 'Bestanden',
  'verify.step-failed': 'Fehlgeschlagen',
  'verify.step-waiting': 'Noch nicht',
  'verify.published': 'Die Datei und diese Seite',
  'verify.order': 'Die Liste der Teilnahmen',
  'verify.digest': 'Prüfsumme der Teilnahmen',
  'verify.commitment': 'Startwert und Festlegung',
  'verify.beacon': 'Der öffentliche Zufall',
  'verify.winners': 'Die Ziehung, noch einmal',
  'verify.same': 'Der Nachweis handelt von denselben Zahlen und Gewinnern wie diese Seite.',
  'verify.differs': 'Der Nachweis weicht von dieser Seite ab: {parts}.',
  'verify.part-giveaway': 'Giveaway',
  'verify.part-commitment': 'Festlegung',
  'verify.part-digest': 'Prüfsumme',
  'verify.part-beacon': 'öffentlicher Zufall',
  'verify.part-winners': 'Gewinner',

  // What each step of that check found, on the page and in the terminal.
  'proof.entry-wrong':
    'Die Teilnahme {who} steht an der falschen Stelle, ist doppelt, falsch geschrieben oder ohne Los.',
  'proof.too-many-tickets': 'Es sind mehr Lose, als sich genau zählen lassen.',
  'proof.order-kept':
    '{count, plural, one {# Teilnahme steht} other {# Teilnahmen stehen}} in der festgelegten Reihenfolge, jede Person einmal.',
  'proof.digest-same': 'Die Liste der Teilnahmen hat die veröffentlichte Prüfsumme {digest}.',
  'proof.digest-differs':
    'Die Liste der Teilnahmen hat die Prüfsumme {found}, veröffentlicht war {digest}: Die Liste wurde geändert.',
  'proof.seed-hidden': 'Der Startwert ist noch nicht aufgedeckt: Danach lässt sich die Ziehung prüfen.',
  'proof.seed-unreadable': 'Der Startwert besteht nicht aus 32 hexadezimalen Bytes.',
  'proof.seed-fits': 'Der Startwert ist der, der beim Öffnen festgelegt wurde.',
  'proof.seed-swapped':
    'Der Startwert hat den SHA-256 {found}, festgelegt war {commitment}: Der Startwert wurde ausgetauscht.',
  'proof.round-waived':
    'Runde {round} des öffentlichen Zufalls wurde genannt und kam nicht: Am {at} wurde entschieden, ohne sie auszulosen.',
  'proof.round-missing': 'Runde {round} des öffentlichen Zufalls ist noch nicht da.',
  'proof.chain-unknown':
    'Hier ist kein öffentlicher Zufall mit der Kette {chain} bekannt: Nichts zeigt, wer die Runde unterschrieben hat.',
  'proof.round-unsigned': 'Runde {round} ist nicht von der Kette unterschrieben, die genannt wurde.',
  'proof.round-signed': 'Runde {round} ist vom öffentlichen Zufall unterschrieben; vor {at} konnte sie niemand kennen.',
  'proof.no-round': 'Ohne die Runde des öffentlichen Zufalls lässt sich niemand ziehen.',
  'proof.no-seed': 'Ohne den Startwert lässt sich niemand ziehen.',
  'proof.no-reason': 'Zug {pick} wurde ohne Grund übergangen, oder hat einen und wurde es nicht.',
  'proof.winners-same':
    'Noch einmal ausgelost ergibt {count, plural, one {denselben Gewinner} other {dieselben # Gewinner}}.',
  'proof.winners-same-but':
    'Noch einmal ausgelost ergibt {count, plural, one {denselben Gewinner} other {dieselben # Gewinner}}. Von den Regeln übergangen: Zug {passed}{more, plural, =0 {} other { und # weitere}}.',
  'proof.winner-differs': 'Zug {pick} ist als {published} veröffentlicht, die Ziehung ergibt aber {drawn}.',
  'proof.nobody-left': 'Zug {pick} ist als {published} veröffentlicht, die Ziehung ergibt aber niemanden.',

  // Signing in.
  'signing.hint': 'Nimm das Konto, mit dem du chattest. Wenn das hier dein Kanal ist, nimm das Konto des Kanals.',
  'signing.kept':
    'Die Plattform sagt, wer du bist, und das wird gespeichert: deine Kennung und dein Name dort. Kein Passwort kommt hierher, nichts geschieht in deinem Namen, und kein Zugang zu deinem Konto wird behalten. Ein Cookie hält dich 30 Tage angemeldet.',
  'signing.google':
    'Google hat keine kleinere Erlaubnis, als dein YouTube-Konto zu sehen; deshalb fragt es dich danach.',
  'signing.nobody': 'Hier kann sich niemand anmelden',
  'signing.not-set-up': 'Keine Plattform ist dafür eingerichtet. Wie es geht, steht in der Anleitung für Betreiber.',
  'signing.is-in': 'Du bist angemeldet',
  'signing.who': 'Hier bist du {name}. Für ein anderes Konto melde dich zuerst ab.',
  'signing.go-on': 'Weiter',
  'signing.out': 'Abmelden',

  // Der Link, der Helfer ins Panel lässt.
  'invitation.title': 'Hilf bei einem Kanal',
  'invitation.as-moderator': '{streamer} lädt dich ein, als Moderator zu helfen.',
  'invitation.as-editor': '{streamer} lädt dich ein, als Editor zu helfen.',
  'invitation.moderator-may':
    'Damit führst du Verlosungen: Du öffnest, pausierst, ziehst und brichst ab. Du siehst, wer teilnimmt, schließt Leute aus und rufst die Nummern der Warteschlange auf.',
  'invitation.editor-may':
    'Damit führst du Verlosungen, siehst, wer teilnimmt, und bereitest den Stream vor: Punkte, Belohnungen, Schlüssel, Overlays, was der Bot sagt, und die Einstellungen.',
  'invitation.open-end': 'Sie gilt, bis der Streamer sie beendet.',
  'invitation.until': 'Sie endet von selbst am {time}.',
  'invitation.sign-in': 'Melde dich an, um sie anzunehmen. Der Link gilt einmal, für eine Person.',
  'invitation.take': 'Einladung annehmen',
  'invitation.who': 'Du bist als {name} angemeldet.',
  'invitation.other': 'Anderes Konto verwenden',
  'invitation.own': 'Das ist deine eigene Einladung',
  'invitation.unknown': 'Diese Einladung gilt nicht',
  'invitation.in': 'Du bist schon dabei',
  'invitation.in-hint': 'Du hilfst beim Kanal von {streamer}.',
  'invitation.panel': 'Zum Panel',
  'invitation.not-here': 'Öffne den Link noch einmal',
  'invitation.open-again': 'Öffne den Link, den du vom Streamer bekommen hast, noch einmal in diesem Browser.',

  // The link from chat that joins accounts.
  'link.title': 'Deine Konten verbinden',
  'link.loading': 'Ich sehe mir diesen Link an.',
  'link.unknown': 'Dieser Link funktioniert nicht',
  'link.joined': 'Deine Konten sind verbunden',
  'link.joined-hint': 'Sie zählen von jetzt an als eine Person.',
  'link.becomes':
    'Deine Konten werden im Chat von {streamer} zu einer Person: ein Guthaben und eine Teilnahme pro Giveaway.',
  'link.no-other': 'Hier gibt es keine weitere Plattform zum Verbinden.',
  'link.add': '{platform} hinzufügen',
  'link.asked': 'Angefordert von {name} im Chat von {streamer}, gültig bis {time}.',
  'link.show-first': 'Zeig zuerst, dass das Konto dir gehört: Melde dich mit {platform} an.',
  'link.other': 'Der Link von jemand anderem',
  'link.other-for': 'Dieser Link ist für {name} auf {platform}, und du bist als {mine} angemeldet.',
  'link.other-hint': 'Wenn dieses Konto auch dir gehört, melde dich damit an. Sonst schreib selbst !link in den Chat.',

  // What is mine.
  'me.title': 'Du',
  'me.loading': 'Ich sehe nach, wer du bist.',
  'me.nobody': 'Melde dich an, um deine Konten, deine Punkte und deine Teilnahmen zu sehen.',
  'me.user': 'Du nimmst hier an Giveaways teil.',
  'me.streamer': 'Das ist dein Kanal. {link}',
  'me.connections': 'Seine Verbindungen',
  'me.helper': 'Du hilfst beim Kanal von {streamer}. {link}',
  'me.sign-out': 'Hier abmelden',
  'me.sign-out-everywhere': 'Überall abmelden',
  'me.linked': 'Verknüpft',
  'me.dead': 'Muss neu verknüpft werden',
  'me.reconnect': 'Neu verknüpfen',
  'me.several': 'Sie zählen im Chat als eine Person: ein Guthaben und eine Teilnahme pro Giveaway.',
  'me.only':
    'Verknüpfe dein Konto auf einer anderen Plattform, dann zählen beide als eine Person: ein Guthaben und eine Teilnahme pro Giveaway.',
  'me.unlink': 'Trennen',
  'me.unlink-which': '{name} auf {platform} trennen',
  'me.unlink-title': '{name} von {platform} trennen?',
  'me.unlink-sign-in': 'Du kannst dich damit hier nicht mehr anmelden.',
  'me.unlink-stays':
    'Was es getan hat, bleibt: Punkte, Teilnahmen und Gewinne. Im Chat zählt es weiter als dieselbe Person wie deine anderen Konten, damit niemand doppelt teilnimmt.',
  'me.unlink-again': 'Du kannst es jederzeit wieder verknüpfen.',
  'me.keep': 'Behalten',
  'me.unlinked': 'Dein {platform}-Konto ist getrennt.',
  'me.points': 'Du hast',
  'me.ever': 'Bisher {earned, number} verdient und {spent, number} ausgegeben.',
  'me.entries': 'Du bist dabei',
  'me.entries-none': 'Bei keinem offenen Giveaway. Wenn du bei einem mitmachst, steht es hier.',
  'me.entry': '{status}, {count, plural, one {# Los} other {# Lose}}, seit {time}',
  'me.entry-paid':
    '{status}, {count, plural, one {# Los} other {# Lose}} für {paid, plural, one {# Punkt} other {# Punkte}}, seit {time}',
  'me.wins': 'Du wurdest gezogen',
  'me.wins-none': 'Bisher bei keinem Giveaway.',
  // Keys that they won.
  'me.keys.title': 'Du hast einen Schlüssel gewonnen',
  'me.keys.waiting': 'Dein Schlüssel wartet auf dich.',
  'me.keys.seen': 'Du hast deinen Schlüssel schon gesehen. Niemand sonst bekommt ihn.',
  'me.keys.none': 'Gerade ist kein Schlüssel mehr da. Du bekommst einen, sobald es wieder einen gibt.',
  'me.keys.claim': 'Schreib zuerst etwas in den Chat, bevor deine Zeit um ist: Dann gehört der Schlüssel dir.',
  'me.keys.lost': 'Dieser Schlüssel gehört dir nicht mehr.',
  'me.keys.show': 'Schlüssel zeigen',
  'me.keys.show-which': 'Den Schlüssel von {title} zeigen',
  'me.keys.ask': 'Noch einmal fragen',
  'me.keys.ask-which': 'Noch einmal nach dem Schlüssel von {title} fragen',
  'me.keys.shown': 'Dein Schlüssel von {title}: {key}',

  // Problems that people on these pages meet, by the code of the answer.
  'problem.title': 'Das hat nicht geklappt',
  'problem.no-such-giveaway': 'Unter dieser Adresse gibt es kein Giveaway. Prüf, ob der Link vollständig ist.',
  'problem.no-such-link': 'Dieser Link ist verbraucht oder zu alt. Hol dir mit !link im Chat einen neuen.',
  'problem.no-such-platform': 'Mit dieser Plattform kann sich hier niemand anmelden: Sie ist nicht eingerichtet.',
  'problem.other-address':
    'Das Anmelden geht nur unter der öffentlichen Adresse dieses Servers. Öffne die Seite dort und versuch es noch einmal.',
  'problem.not-signed-in': 'Du bist nicht oder nicht mehr angemeldet. Melde dich an und versuch es noch einmal.',
  'problem.not-for-you': 'Das ist nur für den Streamer dieses Kanals.',
  'problem.not-shared':
    'Was der Streamer mit dir geteilt hat, umfasst das nicht. Es hat sich nichts geändert: Frag ihn, wenn du es brauchst.',
  'problem.no-such-invitation':
    'Diese Einladung wurde schon benutzt oder zurückgenommen, oder sie ist abgelaufen. Bitte den Streamer um eine neue.',
  'problem.own-invitation':
    'Das ist dein eigenes Panel und deine eigene Einladung: Schick den Link denen, die dir helfen sollen.',
  'problem.sign-in-lost':
    'Diese Anmeldung wurde nicht in diesem Browser begonnen, ist verbraucht oder hat länger als zehn Minuten gedauert. Geh zurück und fang noch einmal an.',
  'problem.sign-in-declined':
    'Du hast nicht zugestimmt, also hat sich nichts geändert. Geh zurück, um es noch einmal zu versuchen.',
  'problem.code-refused':
    'Die Plattform hat diese Anmeldung nicht bestätigt, also hat sich nichts geändert. Geh zurück und versuch es noch einmal.',
  'problem.bot-account': 'Dieses Konto spricht hier als Bot eines Kanals. Melde dich mit deinem eigenen Konto an.',
  'problem.linked-to-another-user':
    'Dieses Konto ist schon mit jemand anderem verknüpft. Wenn es dir gehört, melde dich damit an und trenne es dort zuerst.',
  'problem.linked-for-another-purpose':
    'Du hast dieses Konto schon für etwas anderes verknüpft: Der Bot und dein eigenes Konto müssen zwei Konten sein.',
  'problem.platform-taken': 'Du hast schon ein anderes Konto dieser Plattform verknüpft. Trenne zuerst jenes.',
  'problem.shared-person':
    'Eines dieser Konten war zusammen mit einem Konto verknüpft, das jetzt jemand anders benutzt, und zählt im Chat als dieselbe Person. Trenne es zuerst dort.',
  'problem.last-account':
    'Das ist das einzige Konto, mit dem du dich anmelden kannst. Verknüpfe ein anderes, bevor du es trennst.',
  'problem.no-such-connection': 'Du hast kein solches Konto verknüpft.',
  'problem.platform-away':
    'Die Plattform antwortet gerade nicht, wie sie soll. Versuch es in einer Minute noch einmal.',
  'problem.no-keys-here': 'Dieses Giveaway verteilt keine Schlüssel.',
  'problem.not-won': 'Du hast hier nicht gewonnen, oder nicht mehr: Für dich liegt hier kein Schlüssel.',
  'problem.not-claimed': 'Schreib zuerst etwas in den Chat, bevor deine Zeit um ist: Dann gehört der Schlüssel dir.',
  'problem.other-account':
    'Deinen Schlüssel hat ein anderes Konto gewonnen. Melde dich mit dem Konto an, das gewonnen hat.',
  'problem.no-key-left':
    'Gerade ist kein Schlüssel mehr da. Du hast einen gewonnen: Frag später noch einmal, der Streamer weiß, dass Schlüssel fehlen.',
  'problem.key-lost':
    'Dieser Schlüssel lässt sich nicht mehr öffnen, weil auf diesem Server fehlt, womit er versiegelt wurde. Bitte die Person, die ihn betreibt, keys.json aus einer Sicherung zurückzuholen.',
  'problem.too-many-requests': 'Das waren zu viele Anfragen in kurzer Zeit. Versuch es in einer Minute noch einmal.',
  'problem.database-away': 'Die Datenbank ist gerade nicht erreichbar. Versuch es in ein paar Sekunden noch einmal.',
  'problem.broken':
    'Auf dem Server ist etwas schiefgegangen, der Grund steht in seinem Protokoll. Versuch es gleich noch einmal.',
}
