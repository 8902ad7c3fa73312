/** With what one begins: a kind of giveaway, or settings that were kept. */
import { Skeleton } from '@mantine/core'
import { type GiveawayKind, kinds } from '@streambot/shared/giveaway/words.ts'
import { IconBolt, IconMessages, IconTicket, IconTypography } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Page } from '../../parts/page.tsx'
import { Name } from '../../parts/person.tsx'
import { Failed } from '../../parts/states.tsx'
import { say } from '../../say.ts'
import { useTemplates } from '../templates.tsx'
import classes from './start.module.css'

const icons: Record<GiveawayKind, ReactNode> = {
  keyword: <IconTypography size={26} stroke={1.6} />,
  tickets: <IconTicket size={26} stroke={1.6} />,
  active: <IconMessages size={26} stroke={1.6} />,
  first: <IconBolt size={26} stroke={1.6} />,
}

export function Start() {
  const { data, error, isPending, refetch } = useTemplates()
  const templates = data?.templates ?? []
  return (
    <Page title={say('start.title')} lead={say('start.lead')}>
      <ul className={classes.kinds}>
        {kinds.map((kind) => (
          <li key={kind}>
            <Link to="/giveaways/new" search={{ kind }} className={classes.kind}>
              <span className={classes.icon} aria-hidden>
                {icons[kind]}
              </span>
              <strong>{say(`kind.${kind}`)}</strong>
              <span className={classes.why}>{say(`kind.${kind}-why`)}</span>
            </Link>
          </li>
        ))}
      </ul>
      {error && <Failed error={error} retry={() => void refetch()} />}
      {isPending && <Skeleton height={96} radius="md" />}
      {templates.length > 0 && (
        <section aria-label={say('templates.title')}>
          <h2 className={classes.heading}>{say('templates.title')}</h2>
          <ul className={classes.kinds}>
            {templates.map(({ name, title, rules }) => (
              <li key={name}>
                <Link to="/giveaways/new" search={{ template: name }} className={classes.kind}>
                  <strong>
                    <Name>{name}</Name>
                  </strong>
                  <span className={classes.why}>
                    {say(`kind.${rules.kind}`)}: <Name>{title}</Name>
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  )
}
