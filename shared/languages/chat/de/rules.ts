/** Why a giveaway cannot open with its settings, in German. */
import type { rules as english } from '../en/rules.ts'

export const rules: Record<keyof typeof english, string> = {
  'rule.title': 'Der Preis braucht einen Namen von 1 bis 200 Zeichen.',
  'rule.title-unclean': 'Im Namen des Preises stehen Zeichen, die sich nicht aufheben lassen.',
  'rule.word': 'Das Wort zum Schreiben ist ein Wort mit bis zu 50 Zeichen.',
  'rule.cost': 'Der Preis eines Loses ist eine ganze Zahl von Punkten, 0 oder mehr.',
  'rule.tickets': 'Lose pro Person: eine ganze Zahl von 1 bis 1.000.000.',
  'rule.one-ticket': 'Bei einer Verlosung dieser Art hat jeder ein Los.',
  'rule.entries': 'Die meisten Teilnahmen: eine ganze Zahl, 1 oder mehr.',
  'rule.tickets-in-all': 'Die meisten Lose insgesamt: eine ganze Zahl, 1 oder mehr.',
  'rule.winners': 'Gewinner: eine ganze Zahl von 1 bis 1.000.',
  'rule.claim': 'Sekunden zum Abholen: eine ganze Zahl von 5 bis 86.400.',
  'rule.minutes-of-others': 'Minuten des Chattens sind für Verlosungen unter denen, die chatten.',
  'rule.minutes': 'Minuten des Chattens: eine ganze Zahl von 1 bis 1.440.',
  'rule.active-cost': 'Wer chattet, ist ungefragt dabei, deshalb kostet es nichts.',
  'rule.active-limit': 'Alle, die chatten, sind dabei, deshalb gibt es keine Grenze für Personen oder Lose.',
  'rule.active-look-up':
    'Ob jemand folgt und wie alt ein Konto ist, lässt sich nicht für alle, die chatten, auf einmal nachschlagen.',
  'rule.platforms': 'Plattformen sind eine oder mehrere von twitch, youtube und kick.',
  'rule.tier': 'Die niedrigste Stufe ist 1, 2 oder 3.',
  'rule.least-points': 'Die Punkte, die man haben muss: eine ganze Zahl, 1 oder mehr.',
  'rule.follow-days': 'Tage als Follower: eine ganze Zahl von 0 bis 10.000.',
  'rule.account-days': 'Tage des Kontos: eine ganze Zahl von 1 bis 10.000.',
  'rule.cooldown': 'Tage, die ein Gewinner wartet: eine ganze Zahl von 1 bis 10.000.',
  'rule.prize-class': 'Die Klasse des Preises ist ein Wort mit bis zu 50 Zeichen.',
  'rule.factor': 'Ein Faktor für Lose ist eine ganze Zahl von 1 bis 100.',
  'rule.first-places': 'Wo die Ersten gewinnen, gibt es so viele Plätze wie Gewinner.',
  'rule.first-claim': 'Wer zuerst kommt, hat sofort gewonnen, deshalb ist nichts abzuholen.',
  'rule.first-leaving': 'Wer zuerst kommt, hat sofort gewonnen, deshalb geht niemand.',
  'rule.first-factor': 'Wo die Ersten gewinnen, wird nichts gezogen, deshalb zählt kein Los mehrfach.',
  'rule.active-join': 'Dort ist ohnehin dabei, wer chattet, deshalb macht niemand per Code mit.',
  'rule.guest-keys':
    'Einen Key sieht nur, wer sich mit dem Konto anmeldet, das gewonnen hat. Deshalb nimmt eine Verlosung mit Keys keine Gäste auf.',
  'rule.present': 'Minuten, in denen Gewinner da gewesen sein müssen: eine ganze Zahl von 1 bis 1.440.',
  'rule.first-present': 'Wo die Ersten gewinnen, wird nichts gezogen, deshalb muss niemand dafür da sein.',
}
