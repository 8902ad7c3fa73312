/** Lines of the audit log, a sentence each, with the time and by which way it was done. */
import { ActionIcon, Tooltip } from '@mantine/core'
import type { AuditRow } from '@streambot/shared/contract/channel.ts'
import { type ActorKind, readActor } from '@streambot/shared/giveaway/audit.ts'
import { IconClock, IconKey, IconMessage, IconTerminal2, IconUser } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { say } from '../say.ts'
import classes from './audit-list.module.css'
import { sayActor, sayAudit } from './audit-sentence.ts'
import { GiveawayLink } from './giveaway-link.tsx'
import { Moment } from './moment.tsx'
import rows from './rows.module.css'
import { voice } from './voice.ts'

/** The lines; with the title each names its giveaway and leads there. */
export function AuditList({
  rows: lines,
  withTitle = false,
  onActor,
}: {
  readonly rows: readonly AuditRow[]
  readonly withTitle?: boolean
  /** Takes who is asked for alone. */
  readonly onActor?: (actor: string) => void
}) {
  return (
    <ol className={rows.rows} aria-label={say('nav.audit')}>
      {lines.map((line) => (
        <li key={line.id} className={`${rows.row} ${classes.line}`}>
          <Way line={line} {...(onActor && { onActor })} />
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

function Way({ line, onActor }: { readonly line: AuditRow; readonly onActor?: (actor: string) => void }) {
  const kind = readActor(line.actor)
  if (onActor)
    return (
      <Tooltip label={say(`audit.by.${kind}`)}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={say('audit.only', { who: sayActor(line, voice) })}
          onClick={() => onActor(line.actor)}
        >
          {icons[kind]}
        </ActionIcon>
      </Tooltip>
    )
  return (
    <Tooltip label={say(`audit.by.${kind}`)}>
      <span className={classes.way} role="img" aria-label={say(`audit.by.${kind}`)}>
        {icons[kind]}
      </span>
    </Tooltip>
  )
}
