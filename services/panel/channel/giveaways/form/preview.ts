/** What the bot will say of a giveaway that is not there yet, made by its own sentences. Pure. */
import type { PublicSettings } from '@streambot/shared/contract/settings.ts'
import type { Giveaway } from '@streambot/shared/giveaway/words.ts'
import { linkTo, opened, reminder } from '@streambot/shared/languages/chat/announcements.ts'
import { createSpeech, type OwnTexts } from '@streambot/shared/languages/chat/speech.ts'
import type { Filled } from './rules-form.ts'

export interface Line {
  readonly when: 'preview.opened' | 'preview.reminder'
  readonly text: string
}

type Spoken = Pick<PublicSettings, 'language' | 'pointsName' | 'reminderMinutes'>

/** The lines, were it opened now. `link` is where the public pages are, `own` what the streamer says in their own words. */
export function previewOf(
  filled: Filled,
  settings: Spoken,
  { link, now, own }: { readonly link: string; readonly now: Date; readonly own?: OwnTexts },
): Line[] {
  const speech = createSpeech(settings, own)
  const giveaway = imagine(filled, now)
  const remembered: Line = { when: 'preview.reminder', text: reminder(speech, giveaway, now) }
  return [
    { when: 'preview.opened', text: opened(speech, giveaway, linkTo(link, giveaway), now) },
    ...(settings.reminderMinutes > 0 ? [remembered] : []),
  ]
}

/** As it will stand right after its opening; id and commitment are made then. */
function imagine({ title, word, rules, minutes }: Filled, now: Date): Giveaway {
  const none = {
    opensAt: undefined,
    blockedAt: undefined,
    pausedAt: undefined,
    closedAt: undefined,
    finalAt: undefined,
    sealedAt: undefined,
    drawWhenSealed: undefined,
    completesAt: undefined,
    claimsDueAt: undefined,
    digest: undefined,
    seed: undefined,
  }
  return {
    ...none,
    id: '…',
    streamerId: 0,
    title,
    word,
    status: 'open',
    rules: { maxEntries: undefined, maxTicketsInAll: undefined, ...rules },
    openedAt: now,
    minutes: minutes ?? undefined,
    closesAt: minutes === null ? undefined : new Date(now.getTime() + minutes * 60_000),
    breaks: [],
    entryCount: 0,
    ticketCount: 0,
    commitment: rules.kind === 'first' ? undefined : '…',
  }
}
