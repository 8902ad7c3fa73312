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
