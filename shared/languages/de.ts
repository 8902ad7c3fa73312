/** Everything that is said in German. */
import type { Texts } from './texts.ts'

export const screens: Texts['screens'] = {
  'status.draft': 'In Vorbereitung',
  'status.scheduled': 'Geplant',
  'status.open': 'Offen',
  'status.paused': 'Pausiert',
  'status.closed': 'Geschlossen',
  'status.drawn': 'Ausgelost',
  'status.completed': 'Abgeschlossen',
  'status.cancelled': 'Abgebrochen',
}

export const panel: Texts['panel'] = {
  // Überall.
  again: 'Noch einmal versuchen',
  away: 'Der Server ist gerade nicht erreichbar. Versuche es gleich noch einmal.',
  failed: 'Auf dieser Seite ging etwas schief. Versuche es noch einmal; bleibt es so, sagt das Log des Servers mehr.',
  loading: 'Wird geladen',
  more: 'Mehr zeigen',
  'not-there': 'Diese Seite gibt es nicht.',
  'not-there.home': 'Zur Übersicht',
  'ask.no': 'Lieber nicht',
  'ask.reason': 'Grund',
  'ask.reason-why': 'Er steht im Protokoll.',
  'gate.title': 'Das ist das Panel des Kanals',
  'gate.why': 'Melde dich mit dem Konto des Kanals an, um hier Verlosungen zu führen.',
  'gate.sign-in': 'Anmelden',
  'gate.not-yours': 'Das ist nicht dein Kanal',
  'gate.not-yours-why': 'Du bist als {name} angemeldet. Das Panel öffnet nur, wer den Kanal führt.',
  'gate.mine': 'Zu deinen Teilnahmen und Punkten',
  'frame.skip': 'Zum Inhalt',
  'frame.menu': 'Menü öffnen',
  'frame.close': 'Schließen',
  'frame.places': 'Seiten des Panels',
  'nav.dashboard': 'Übersicht',
  'connection.connecting': 'Verbindet',
  'connection.connected': 'Live',
  'connection.lost': 'Verbindet neu',
  'account.mine': 'Meine Konten und Teilnahmen',
  'account.colours': 'Farben',
  'account.auto': 'Wie das System',
  'account.light': 'Hell',
  'account.dark': 'Dunkel',
  'account.language': 'Sprache',
  'account.sign-out': 'Abmelden',
  // Übersicht.
  'dashboard.none': 'Es wurde noch keine Verlosung eröffnet.',
  'dashboard.in': '{count, plural, one {Person ist dabei} other {Personen sind dabei}}',
  'dashboard.latest': 'Neueste Teilnahmen',
}
