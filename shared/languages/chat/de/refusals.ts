/** Every "no" in German, written to follow "@name, ", and how commands are used. Only an invitation says "schreib ..."; other sentences speak of using a command. */
import type { refusals as english } from '../en/refusals.ts'

export const refusals: Record<keyof typeof english, string> = {
  // Warum eine Teilnahme abgelehnt wurde.
  'no.nothing-open': 'gerade läuft keine Verlosung.',
  'no.not-yet-open': 'die Verlosung ist noch nicht offen.',
  'no.paused': 'die Verlosung macht Pause. Versuch es noch einmal, wenn sie weitergeht.',
  'no.closed': 'die Verlosung ist geschlossen, es kommt niemand mehr dazu.',
  'no.full': 'die Verlosung ist voll, es kommt niemand mehr dazu.',
  'no.chatting-enters': 'hier muss man sich nicht anmelden: Wer chattet, ist dabei.',
  'no.already-entered': 'du bist schon dabei.',
  'no.too-many-tickets':
    'eine Person darf in dieser Verlosung höchstens {tickets, plural, one {# Los} other {# Lose}} haben.',
  'no.too-many-tickets-plain': 'das sind mehr Lose, als eine Person haben darf.',
  'no.insufficient-balance': 'du hast nicht genug Punkte. Deine siehst du mit !points.',
  'no.insufficient-for-cost': 'ein Los kostet {points}, und du hast nicht genug. Deine Punkte siehst du mit !points.',
  'no.insufficient-to-enter':
    'man braucht mindestens {least}, um dabei zu sein, und du hast nicht genug. Deine Punkte siehst du mit !points.',
  'no.insufficient-for-both':
    'man braucht mindestens {least}, um dabei zu sein, ein Los kostet {points}, und du hast nicht genug. Deine Punkte siehst du mit !points.',
  'no.rate-limited': 'das war zu oft. Warte eine Minute und versuch es dann noch einmal.',
  'no.not-follower': 'diese Verlosung ist für Follower des Kanals.',
  'no.follow-too-new':
    'du folgst dem Kanal noch nicht lange genug: Es müssen mindestens {days, plural, one {# Tag} other {# Tage}} sein.',
  'no.follow-too-new-plain': 'du folgst dem Kanal noch nicht lange genug.',
  'no.not-subscriber': 'diese Verlosung ist für Abonnenten.',
  'no.not-subscriber-tier': 'diese Verlosung ist für Abonnenten ab Stufe {tier}.',
  'no.not-vip': 'diese Verlosung ist für VIPs und Moderatoren.',
  'no.not-moderator': 'diese Verlosung ist für Moderatoren.',
  'no.moderators-out': 'Moderatoren können an dieser Verlosung nicht teilnehmen.',
  'no.account-too-new':
    'dein Konto ist für diese Verlosung zu neu: Es müssen mindestens {days, plural, one {# Tag} other {# Tage}} sein.',
  'no.account-too-new-plain': 'dein Konto ist für diese Verlosung zu neu.',
  'no.cannot-check':
    'ich kann nicht herausfinden, ob du an dieser Verlosung teilnehmen darfst. Versuch es in einer Minute noch einmal.',
  'no.excluded': 'dieses Konto kann an dieser Verlosung nicht teilnehmen.',
  'no.won-recently': 'du hast vor Kurzem gewonnen, deshalb sind jetzt andere dran.',
  'no.platform-off': 'diese Verlosung nimmt von dieser Plattform niemanden auf.',
  'no.already-handled': 'diese Nachricht habe ich schon.',
  'no.busy':
    'gerade wollen mehr Leute teilnehmen, als ich auf einmal aufnehmen kann. Bist du noch nicht dabei, versuch es gleich noch einmal.',

  // Warum etwas anderes abgelehnt wurde.
  'refused.already-handled': 'diese Nachricht habe ich schon.',
  'refused.key-reused': 'das wurde unter dem Namen von etwas anderem verlangt. Es wurde nichts geändert.',
  'refused.no-such-giveaway': 'diese Verlosung gibt es nicht.',
  'refused.wrong-status': 'die Verlosung ({prize}) ist {status}, deshalb geht das nicht.',
  'refused.wrong-status-plain': 'so, wie die Verlosung steht, geht das nicht.',
  'refused.sealed':
    'die Teilnahmen ({prize}) stehen fest: Ihre Prüfsumme ist veröffentlicht, damit niemand sie ändern kann.',
  'refused.sealed-plain':
    'die Teilnahmen stehen fest: Ihre Prüfsumme ist veröffentlicht, damit niemand sie ändern kann.',
  'refused.word-taken':
    'eine andere offene Verlosung hat dieses Wort. Schließe sie zuerst, oder nimm ein anderes Wort.',
  'refused.bad-rules': 'eine Verlosung kann diese Einstellungen nicht haben. Es wurde nichts geändert.',
  'refused.bad-word':
    'dieses Wort ruft einen meiner Befehle, deshalb könnte niemand damit teilnehmen: Nimm ein anderes. Es wurde nichts geändert.',
  'refused.bad-time': 'eine Verlosung lässt sich für jetzt bis in einem Jahr planen. Es wurde nichts geändert.',
  'refused.bad-name':
    'der Name einer Vorlage ist ein Wort, das mit einem Buchstaben oder einer Zahl beginnt. Es wurde nichts geändert.',
  'refused.no-such-pool': 'einen solchen Vorrat an Schlüsseln gibt es nicht. Es hat sich nichts geändert.',
  'refused.no-such-template': 'eine Vorlage dieses Namens gibt es nicht. !giveaway template list nennt alle.',
  'refused.not-final-yet': 'die Teilnahmen stehen noch nicht fest. Versuch es in ein paar Sekunden noch einmal.',
  'refused.beacon-not-late':
    'keine Ziehung wartet auf eine verspätete öffentliche Zufallsquelle, also ist auf nichts zu verzichten.',
  'refused.no-entries': 'es ist niemand mehr zu ziehen.',
  'refused.first-come':
    'dort hat gewonnen, wer zuerst kam: Es wird nichts gezogen und niemand entfernt. !giveaway cancel gibt alle Punkte zurück.',
  'refused.not-excluded': 'diese Person ist nicht von Verlosungen ausgeschlossen. Es wurde nichts geändert.',
  'refused.not-entered': 'du bist nicht in der Verlosung.',
  'refused.leaving-off': 'Teilnahmen an dieser Verlosung lassen sich nicht zurücknehmen.',
  'refused.no-such-viewer': 'ich kenne niemanden mit diesem Namen.',
  'refused.no-such-winner': 'so jemand hat nicht gewonnen: !winners zeigt die Gewinner. Es wurde nichts geändert.',
  'refused.seed-revealed':
    'der Startwert dieser Ziehung ist schon öffentlich, deshalb kann niemand mehr gezogen werden.',
  'refused.bad-amount': 'diese Zahl kann ich nicht lesen: Benutze eine ganze Zahl ab 1. Es wurde nichts geändert.',
  'refused.self': 'du kannst dir nicht selbst Punkte geben.',
  'refused.too-rich': 'niemand kann mehr als {most} haben. Es wurde nichts geändert.',
  'refused.insufficient-balance': 'dafür sind nicht genug Punkte da. Es wurde nichts geändert.',
  'refused.gamble-off': 'hier wird nicht um Punkte gespielt.',
  'refused.bad-stake': 'das ist mehr oder weniger, als man einsetzen darf. Es wurde nichts geändert.',
  'refused.bad-settings': 'der kleinste Einsatz läge über dem größten. Es wurde nichts geändert.',
  'refused.too-soon': 'du hast erst vor Kurzem gespielt. Warte ein wenig und versuch es dann noch einmal.',
  'refused.raffle-running': 'es läuft schon ein Punkteregen. Es wurde nichts geändert.',
  'refused.no-raffle': 'gerade läuft kein Punkteregen.',
  'refused.bad-reward': 'so kann eine Belohnung nicht sein. Nichts hat sich geändert.',
  'refused.name-taken': 'eine andere Belohnung heißt schon so. Nichts hat sich geändert.',
  'refused.no-such-reward': 'diese Belohnung gibt es nicht: !store zählt alle auf.',
  'refused.reward-off': 'diese Belohnung gibt es gerade nicht.',
  'refused.text-missing':
    'sag auch, was du möchtest: !redeem, dann den Namen und deinen Text. Nichts hat sich geändert.',
  'refused.price-changed':
    'der Preis hat sich gerade geändert: Sieh mit !store nach und löse noch einmal ein. Nichts hat sich geändert.',
  'refused.sold-out': 'davon ist nichts mehr übrig.',
  'refused.limit-reached': 'mehr gibt es davon in diesem Stream nicht.',
  'refused.cooling-down': 'das ist noch nicht lange her. Warte etwas und versuch es dann noch einmal.',
  'refused.no-such-ticket': 'diese Nummer gibt es nicht.',
  'refused.which-ticket': 'mehrere haben diese Nummer: Sag sie mit Buchstaben, etwa A-001.',
  'refused.nobody-waits': 'niemand wartet.',
  'refused.ticket-done':
    'diese Nummer ist schon erledigt. Um die Punkte zurückzugeben, ruf sie mit !serve noch einmal auf.',
  'refused.ticket-refunded': 'die Punkte für diese Nummer gingen schon zurück.',
  'refused.busy': 'gerade schreiben mehr Leute, als ich auf einmal schaffe. Versuch es gleich noch einmal.',
  'refused.nothing-to-undo': 'aus den letzten zehn Minuten gibt es keine Änderung von Punkten zurückzunehmen.',
  'refused.already-undone': 'die letzte Änderung von Punkten ist schon zurückgenommen. Es wurde nichts geändert.',
  'refused.points-spent':
    'die Punkte dieser Änderung sind zum Teil schon ausgegeben, deshalb lässt sie sich nicht zurücknehmen. Es wurde nichts geändert.',

  // Wie man einen Befehl benutzt, wo etwas fehlt oder nicht zu lesen ist.
  'usage.my-command': '"{word}" ist einer meiner eigenen Befehle. Nimm ein anderes Wort.',
  'usage.bad-flag': '"{flag}" kann ich nicht lesen. {usage}',
  'usage.enter': 'Lose sind eine ganze Zahl oder max: zum Beispiel !enter 5.',
  'usage.points': 'benutze !points oder !points @name. Moderatoren können auch !points undo benutzen.',
  'usage.gamble': 'benutze !gamble 100. Ein Einsatz kann auch 1k, 25% oder all sein.',
  'usage.raffle':
    'benutze !raffle PUNKTE SEKUNDEN, mit der Zahl der Gewinner dahinter, wenn es mehrere sind: zum Beispiel !raffle 1000 60 5.',
  'usage.top': 'benutze !top, oder !top 10 für mehr; 10 ist das Meiste.',
  'usage.give': 'benutze !give @name 100. Eine Zahl kann auch 1k, 25% oder all sein.',
  'usage.addpoints': 'benutze !addpoints @name 100. Eine Zahl kann auch 1k oder 25% sein.',
  'usage.removepoints': 'benutze !removepoints @name 100. Eine Zahl kann auch 1k, 25% oder all sein.',
  'usage.setpoints': 'benutze !setpoints @name 100. Eine Zahl kann auch 0 oder 1k sein.',
  'usage.exclude': 'benutze !exclude @name GRUND.',
  'usage.include': 'benutze !include @name.',
  'usage.manage':
    'benutze !giveaway open, draft, drafts, pause, resume, extend, close, reopen, draw, redraw, remove, cancel oder status.',
  'usage.draft':
    'benutze !giveaway draft WORT PREIS, mit den Angaben von !giveaway open außer -in; !giveaway open WORT öffnet ihn.',
  'usage.extend': 'benutze !giveaway extend 5 für fünf Minuten mehr, höchstens 10080.',
  'usage.template': 'benutze !giveaway template save NAME, list oder delete NAME.',
  'usage.remove': 'benutze !giveaway remove @name GRUND, mit dem Wort der Verlosung dahinter, wenn mehrere laufen.',
  'usage.open':
    'benutze !giveaway open WORT PREIS, auch mit -cost 50, -tickets 10, -max 500, -winners 2, -claim 60, -minutes 15, -in 10, -active 10, -kind first, -template NAME, -for subs, vips, mods, followers oder everyone. Die Anleitung hat mehr: -tier, -follow, -age, -min, -on, -mods, -unknown, -subx, -vipx, -followx, -class, -cooldown, -join, -present.',
  'usage.redraw': 'benutze !giveaway redraw GRUND, oder !giveaway redraw @name GRUND, wenn mehrere gewonnen haben.',
  'usage.draw':
    'benutze !giveaway draw, oder !giveaway draw 3 für drei Gewinner. Mit -without-beacon geht es ohne eine verspätete öffentliche Zufallsquelle.',
}
