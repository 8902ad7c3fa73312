/**
 * Everything that is said in English. Templates are ICU messages; a key names where the text stands. Another language is one more file
 * of this form; `texts.ts` says which there are.
 */

/** The pages. */
export const screens = {
  'status.draft': 'In preparation',
  'status.scheduled': 'Scheduled',
  'status.open': 'Open',
  'status.paused': 'Paused',
  'status.closed': 'Closed',
  'status.drawn': 'Drawn',
  'status.completed': 'Completed',
  'status.cancelled': 'Cancelled',
} as const
