/** What is refused, in German, by the code of the answer. What people meet on public pages, too, stands in `screens`. */
import type { Texts } from '../texts.ts'

export const problems: Texts['problems'] = {
  'already-handled': 'Das wurde schon getan.',
  'key-reused':
    'Dieser Idempotenzschlüssel gehört zu einer anderen Anfrage des letzten Tages. Nichts hat sich geändert: Schick sie noch einmal mit einem eigenen Schlüssel.',
  'wrong-status': 'So wie die Verlosung steht, geht das nicht. Nichts hat sich geändert.',
  sealed: 'Die Teilnahmen stehen fest: Ihre Prüfsumme ist veröffentlicht, damit niemand sie ändern kann.',
  'word-taken': 'Eine andere offene Verlosung hat dieses Wort. Schließ sie zuerst, oder wähle ein anderes Wort.',
  'bad-rules': 'Eine Verlosung kann diese Einstellungen nicht haben. Nichts hat sich geändert.',
  'bad-word': 'Dieses Wort ruft einen Befehl des Bots auf, also könnte damit niemand teilnehmen. Wähle ein anderes.',
  'bad-time': 'Eine Verlosung lässt sich für jetzt bis in einem Jahr planen. Nichts hat sich geändert.',
  'bad-name':
    'Der Name einer Vorlage ist ein Wort in Kleinbuchstaben, das mit einem Buchstaben oder einer Ziffer beginnt.',
  'no-such-pool': 'So einen Vorrat an Schlüsseln gibt es nicht. Nichts hat sich geändert.',
  'no-such-template': 'Eine Vorlage mit diesem Namen gibt es nicht.',
  'not-final-yet': 'Die Teilnahmen stehen noch nicht fest. Versuch es in ein paar Sekunden noch einmal.',
  'beacon-not-late':
    'Keine Ziehung wartet auf öffentlichen Zufall, der sich verspätet, also gibt es nichts, worauf man verzichten könnte.',
  'no-entries': 'Es ist niemand mehr da, der ausgelost werden könnte.',
  'first-come': 'Dort gewinnt, wer zuerst kommt: Es wird nichts ausgelost und niemand herausgenommen.',
  'not-excluded': 'Diese Person ist von Verlosungen gar nicht ausgeschlossen. Nichts hat sich geändert.',
  'not-entered': 'Diese Person ist nicht in der Verlosung. Nichts hat sich geändert.',
  'leaving-off': 'Aus dieser Verlosung kann man sich nicht wieder austragen.',
  'no-such-viewer': 'So einen Zuschauer gibt es in diesem Kanal nicht.',
  'no-such-winner': 'So einen Gewinner gibt es nicht. Nichts hat sich geändert.',
  'seed-revealed': 'Der Startwert dieser Ziehung ist schon öffentlich, also kann niemand mehr ausgelost werden.',
  'bad-amount': 'Diese Zahl ist dafür zu klein oder zu groß. Nichts hat sich geändert.',
  self: 'Sich selbst kann niemand Punkte geben.',
  'too-rich': 'So viele Punkte kann niemand haben. Nichts hat sich geändert.',
  'insufficient-balance': 'Dafür reichen die Punkte nicht. Nichts hat sich geändert.',
  'nothing-to-undo': 'Aus den letzten zehn Minuten gibt es keine Änderung von Punkten, die man zurücknehmen könnte.',
  'already-undone': 'Diese Änderung der Punkte ist schon zurückgenommen. Nichts hat sich geändert.',
  'points-spent':
    'Die Punkte aus dieser Änderung sind zum Teil schon ausgegeben, also lässt sie sich nicht zurücknehmen. Nichts hat sich geändert.',
  'gamble-off': 'Hier spielt niemand um Punkte.',
  'bad-stake': 'So viel oder so wenig darf man nicht einsetzen. Nichts hat sich geändert.',
  'bad-settings': 'Der kleinste Einsatz läge über dem größten. Nichts hat sich geändert.',
  'too-soon': 'Das ist noch nicht lange her. Warte ein wenig und versuch es dann noch einmal.',
  'raffle-running': 'Es läuft schon eine Punkteverlosung. Nichts hat sich geändert.',
  'no-raffle': 'Gerade läuft keine Punkteverlosung.',
  'bad-reward':
    'So kann eine Belohnung nicht sein: Ihr Name hat ein bis fünf Wörter, und keine Zahl darf zu groß sein. Nichts hat sich geändert.',
  'name-taken': 'Eine andere Belohnung hat einen Namen, der sich gleich liest. Wähle einen anderen.',
  'no-such-reward': 'So eine Belohnung gibt es nicht oder nicht mehr.',
  'reward-off': 'Diese Belohnung gibt es gerade nicht. Nichts hat sich geändert.',
  'text-missing': 'Zu dieser Belohnung gehört ein Text: Sag, was gewünscht ist. Nichts hat sich geändert.',
  'price-changed':
    'Der Preis dieser Belohnung hat sich inzwischen geändert. Sonst nichts: Sieh ihn dir an und bestell noch einmal.',
  'sold-out': 'Von dieser Belohnung ist nichts mehr da.',
  'limit-reached': 'In diesem Stream gibt es nichts mehr von dieser Belohnung. Nichts hat sich geändert.',
  'cooling-down': 'Diese Belohnung wurde vor Kurzem eingelöst. Warte ein wenig und versuch es dann noch einmal.',
  'no-such-ticket': 'So eine Nummer gibt es nicht.',
  'which-ticket': 'Diese Nummer gibt es mehrmals. Sag sie mit ihren Buchstaben.',
  'nobody-waits': 'Niemand wartet.',
  'ticket-done': 'Diese Nummer ist schon erledigt. Um ihre Punkte zurückzugeben, ruf sie zuerst noch einmal auf.',
  'ticket-refunded': 'Die Punkte dieser Nummer sind schon zurückgegeben. Nichts hat sich geändert.',
  'no-such-webhook': 'So einen Webhook gibt es hier nicht. Nichts hat sich geändert.',
  'too-many-webhooks': 'Es gibt schon 20 Webhooks. Entferne zuerst einen.',
  'bad-address':
    'Das ist nicht die Adresse eines Webservers, oder es steht ein Name oder Passwort darin. Nichts hat sich geändert.',
  'not-encrypted': 'Die Adresse muss mit https:// beginnen, damit niemand mitlesen kann. Nichts hat sich geändert.',
  'odd-port': 'An diesen Port wird nichts gesendet: Es muss 443 sein oder mindestens 1024. Nichts hat sich geändert.',
  'private-address':
    'Diese Adresse führt auf diesen Computer oder in ein privates Netz. Das kann nur erlauben, wer diesen Server betreibt, in dessen Einstellungen. Nichts hat sich geändert.',
  'unknown-address':
    'Der Name in dieser Adresse ist nicht zu finden. Prüf ihn oder versuch es später noch einmal. Nichts hat sich geändert.',
  'pool-name-taken': 'Ein anderer Vorrat heißt schon so. Nichts hat sich geändert.',
  'too-many-pools': 'Es gibt schon zweihundert Vorräte. Nimm einen davon.',
  'no-such-key': 'So einen Schlüssel gibt es nicht oder nicht mehr.',
  'too-many-keys-at-once':
    'Das sind mehr als 100.000 Schlüssel. Schick sie in mehreren Teilen. Nichts hat sich geändert.',
  'not-yours-to-give': 'Niemand kann mehr teilen, als er selbst hat. Nichts hat sich geändert.',
  'access-over': 'Ein Zugang kann nicht enden, bevor er beginnt. Nichts hat sich geändert.',
  'too-many-grants':
    'Es gibt schon fünfzig Einladungen und Helfer. Beende einen Zugang, der nicht mehr gebraucht wird.',
  'no-such-grant': 'So eine Einladung oder so einen Helfer gibt es nicht oder nicht mehr. Nichts hat sich geändert.',
  'no-such-overlay': 'So ein Overlay gibt es hier nicht oder nicht mehr. Nichts hat sich geändert.',
  'too-many-overlays': 'Es gibt schon 20 Overlays. Entferne eins, das nicht mehr gebraucht wird.',
  'overlay-gone':
    'Diese Adresse eines Overlays ist nicht vollständig, oder sie wurde ersetzt. Kopier die Adresse noch einmal aus dem Panel und setz sie in OBS ein.',
  'no-such-page': 'An dieser Adresse ist nichts.',
  'no-such-sentence': 'Einen Satz unter diesem Namen hat der Bot nicht.',
  'bad-text': 'So kann dieser Satz nicht lauten. Nichts hat sich geändert.',
  'not-sealed-yet':
    'Die Teilnahmen dieser Verlosung stehen noch nicht fest. Den Nachweis kann man herunterladen, sobald sie geschlossen ist und die letzten Teilnahmen da sind.',
  'nothing-drawn': 'Hier wurde nichts ausgelost: Wer zuerst kam, hat gewonnen, in der Reihenfolge der Gewinner.',
  'bad-after': '„after“ ist die Nummer der letzten Neuigkeit, die du bekommen hast: eine ganze Zahl ab 0.',
  'bad-request': 'Der Server konnte mit dieser Anfrage nichts anfangen.',
  'wrong-host':
    'So heißt dieser Server nicht. Öffne ihn unter localhost, seiner IP-Adresse oder dem öffentlichen Namen aus seinen Einstellungen.',
  'not-signed': 'Diese Tür ist nur für die Plattform selbst, und ihre Signatur fehlt oder stimmt nicht.',
  'not-now': 'Das kann gerade nicht angenommen werden. Schick es später noch einmal.',
  'wrong-origin': 'Das ist nur für Seiten dieses Servers.',
  'bad-key':
    'Dieser Schlüssel ist hier nicht bekannt: Er wurde widerrufen, seine Zeit ist um, oder ein Teil von ihm fehlt.',
  'not-in-scope':
    'Dieser Schlüssel hat die Berechtigung nicht, die das braucht. Mach auf der Seite der Schlüssel einen anderen.',
  'not-for-keys': 'Das darf kein Schlüssel: Melde dich an und tu es auf einer Seite.',
  'key-over': 'Ein Schlüssel kann nicht enden, bevor es ihn gibt. Nichts hat sich geändert.',
  'too-many-keys': 'Es gibt schon fünfzig Schlüssel. Widerrufe einen, der nicht mehr gebraucht wird.',
  'too-many-connections': 'Gerade sind zu viele Seiten verbunden. Versuch es in einer Minute noch einmal.',
  'page-not-built':
    'Die Seite ist noch nicht gebaut. Starte „npm start“, das sie baut, oder „npm run build --workspaces --if-present“.',
  'unreadable-file': 'Diese Datei lässt sich nicht als Liste von Punkten lesen. Nichts hat sich geändert.',
  'bad-lines':
    'Einige Zeilen dieser Datei sind nicht zu gebrauchen. Berichtige sie, oder sag, dass sie ausgelassen werden. Nichts hat sich geändert.',
  'import-busy': 'Gerade wird eine andere Datei gelesen. Versuch es noch einmal, wenn das fertig ist.',
  'no-such-import': 'So einen Import gibt es nicht.',
  'import-undone': 'Dieser Import wurde schon zurückgenommen. Nichts hat sich geändert.',
  'import-spent':
    'Einige haben einen Teil dieser Punkte ausgegeben. Nichts hat sich geändert: Was sie noch haben, lässt sich nehmen.',
  'export-of-what':
    'Teilnahmen werden für eine Verlosung exportiert, Gewinner für eine oder alle, alles andere für keine.',
  'export-busy': 'Ein anderer Download von dir läuft gerade. Beginn den nächsten, wenn er fertig ist.',
  'too-large': 'Das ist zu groß: Eine Datei darf 10 MB haben, alles andere 64 kB.',
  'no-command-word':
    'Keines seiner Wörter ist frei, oder es wurde keines genannt. Gib ihm mindestens eins. Nichts hat sich geändert.',
  'too-many-command-words': 'Mehr als zehn Wörter kann ein Befehl nicht haben. Nichts hat sich geändert.',
  'bad-command-word':
    'Das Wort eines Befehls ist ein Wort aus Buchstaben, Ziffern, - und _, höchstens dreißig Zeichen mit dem ! davor. Nichts hat sich geändert.',
  'command-word-taken': 'Dieses Wort ruft einen anderen Befehl auf. Wähle ein anderes. Nichts hat sich geändert.',
  'word-of-giveaway':
    'Mit diesem Wort nimmt man an einer offenen Verlosung teil. Wähle ein anderes. Nichts hat sich geändert.',
  'command-needed':
    'Dieser Befehl bleibt an: Mit ihm werden Verlosungen geführt und abgebrochen. Nichts hat sich geändert.',
  'too-many-commands': 'Mehr als hundert eigene Befehle gehen nicht. Entferne einen, den du nicht mehr brauchst.',
  'no-such-timer': 'Diesen Text gibt es nicht, oder nicht mehr. Nichts hat sich geändert.',
  'too-many-timers': 'Mehr als zwanzig Texte gehen nicht. Entferne zuerst einen.',
  'bad-minutes': 'Sag, alle wie viel Minuten, von 1 bis 1440. Nichts hat sich geändert.',
  'no-such-command': 'So einen Befehl hat der Bot nicht.',
}
