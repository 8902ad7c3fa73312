/** Lines of the audit log, a sentence each, with the time and by which way it was done. */
import { Tooltip } from '@mantine/core'
import type { AuditRow } from '@streambot/shared/contract/channel.ts'
import { type ActorKind, readActor } from '@streambot/shared/giveaway/audit.ts'
import { IconClock, IconKey, IconMessage, IconTerminal2, IconUser } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { say } from '../say.ts'
import classes from './audit-list.module.css'
import { sayAudit } from './audit-sentence.ts'
import { GiveawayLink } from './giveaway-link.tsx'
import { Moment } from './moment.tsx'
import rows from './rows.module.css'
import { voice } from './voice.ts'

/** The lines; with the title each names its giveaway and leads there. */
export function AuditList({
  rows: lines,
  withTitle = false,
}: {
  readonly rows: readonly AuditRow[]
  readonly withTitle?: boolean
}) {
  return (
    <ol className={rows.rows} aria-label={say('nav.audit')}>
      {lines.map((line) => (
        <li key={line.id} className={`${rows.row} ${classes.line}`}>
          <Way actor={readActor(line.actor)} />
          <div>
            <p className={rows.text}>{sayAudit(line, voice)}</p>
            <span className={rows.less}>
              <Moment iso={line.at} />
              {withTitle && line.giveawayId !== null && (
                <>
                  {' · '}
                  <GiveawayLink id={line.giveawayId} title={line.title} />
                </>
              )}
            </span>
          </div>
        </li>
      ))}
    </ol>
  )
}

const icons: Record<ActorKind, ReactNode> = {
  user: <IconUser size={18} aria-hidden />,
  key: <IconKey size={18} aria-hidden />,
  chat: <IconMessage size={18} aria-hidden />,
  operator: <IconTerminal2 size={18} aria-hidden />,
  bot: <IconClock size={18} aria-hidden />,
}

function Way({ actor }: { readonly actor: ActorKind }) {
  return (
    <Tooltip label={say(`audit.by.${actor}`)}>
      <span className={classes.way} role="img" aria-label={say(`audit.by.${actor}`)}>
        {icons[actor]}
      </span>
    </Tooltip>
  )
}
