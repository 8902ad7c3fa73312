/** Settings that were kept under a name: to begin with, or to forget. */
import { ActionIcon, Tooltip } from '@mantine/core'
import type { PublicTemplate } from '@streambot/shared/contract/channel.ts'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useAnswer, useChange } from '../asking.ts'
import { AskFirst } from '../parts/ask-first.tsx'
import { ButtonLink } from '../parts/button-link.tsx'
import { Card } from '../parts/page.tsx'
import { Name } from '../parts/person.tsx'
import { Failed } from '../parts/states.tsx'
import { say } from '../say.ts'
import classes from './list.module.css'

export function useTemplates() {
  return useAnswer<{ readonly templates: readonly PublicTemplate[] }>('channel/templates')
}

/** Nothing where there is none. */
export function Templates() {
  const { data, error, refetch } = useTemplates()
  const [leaving, setLeaving] = useState<string>()
  const remove = useChange<undefined, string>(
    (name) => ({ method: 'DELETE', path: `channel/templates/${encodeURIComponent(name)}` }),
    { touches: [['channel', 'templates']] },
  )
  if (error) return <Failed error={error} retry={() => void refetch()} />
  if (!data || data.templates.length === 0) return null
  return (
    <Card title={say('templates.title')}>
      <ul className={classes.rows}>
        {data.templates.map((template) => (
          <Row key={template.name} template={template} onRemove={() => setLeaving(template.name)} />
        ))}
      </ul>
      {leaving !== undefined && (
        <AskFirst
          title={say('templates.remove-title', { name: leaving })}
          yes={say('templates.remove')}
          isGrave
          isBusy={remove.isPending}
          onYes={() => remove.mutate(leaving, { onSettled: () => setLeaving(undefined) })}
          onNo={() => setLeaving(undefined)}
        >
          {say('templates.remove-why')}
        </AskFirst>
      )}
    </Card>
  )
}

function Row({ template, onRemove }: { readonly template: PublicTemplate; readonly onRemove: () => void }) {
  const { name, title } = template
  const label = say('templates.remove-one', { name })
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <strong>
          <Name>{name}</Name>
        </strong>
        <p className={classes.fine}>
          <Name>{title}</Name>
        </p>
      </div>
      <div className={classes.does}>
        <ButtonLink to="/giveaways/new" search={{ template: name }} variant="default" size="xs">
          {say('templates.use')}
        </ButtonLink>
        <Tooltip label={label}>
          <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={onRemove}>
            <IconTrash size={18} />
          </ActionIcon>
        </Tooltip>
      </div>
    </li>
  )
}
