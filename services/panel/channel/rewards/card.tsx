/** One reward: what it costs, its limits, whether it can be had, and what can be done with it. */
import { ActionIcon, Switch } from '@mantine/core'
import type { PublicReward } from '@streambot/shared/contract/rewards.ts'
import { IconEdit, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useChange } from '../asking.ts'
import { AskFirst } from '../parts/ask-first.tsx'
import cards from '../parts/cards.module.css'
import { sayDuration } from '../parts/figures.ts'
import { isolate } from '../parts/isolate.ts'
import { Name } from '../parts/person.tsx'
import { say } from '../say.ts'
import { RewardForm } from './form.tsx'
import classes from './rewards.module.css'
import { type Limit, listLimits } from './rules.ts'

export function RewardCard({ reward }: { readonly reward: PublicReward }) {
  const { name, price, isOn } = reward
  return (
    <article className={`${cards.card} ${classes.card}`} data-off={!isOn || undefined}>
      <div className={classes.head}>
        <h2 className={`${cards.title} ${classes.name}`}>
          <Name>{name}</Name>
        </h2>
        <span className={classes.price}>{say('rewards.price', { count: price })}</span>
      </div>
      <code className={classes.word}>
        <bdi>!redeem {name}</bdi>
      </code>
      <ul className={classes.limits}>
        {listLimits(reward).map((limit) => (
          <li key={limit[0]}>{sayLimit(limit)}</li>
        ))}
      </ul>
      <Actions reward={reward} />
    </article>
  )
}

function sayLimit([text, { seconds, ...values }]: Limit): string {
  return say(text, seconds === undefined ? values : { time: sayDuration(seconds) })
}

function Actions({ reward }: { readonly reward: PublicReward }) {
  const { id, name, isOn } = reward
  const [opened, open] = useState<'form' | 'remove'>()
  const path = `channel/rewards/${id}`
  const turn = useChange<unknown, boolean>((on) => ({ method: 'PATCH', path, body: { isOn: on } }))
  const remove = useChange(() => ({ method: 'DELETE', path }), {
    done: () => say('rewards.removed', { name: isolate(name) }),
  })
  const close = (): void => open(undefined)
  return (
    <div className={classes.does}>
      <Switch
        className={classes.switch ?? ''}
        label={say('rewards.on')}
        aria-label={say('rewards.on-of', { name })}
        checked={isOn}
        disabled={turn.isPending}
        onChange={(event) => turn.mutate(event.currentTarget.checked)}
      />
      <ActionIcon variant="default" size={36} aria-label={say('rewards.change', { name })} onClick={() => open('form')}>
        <IconEdit size={18} />
      </ActionIcon>
      <ActionIcon
        variant="default"
        size={36}
        aria-label={say('rewards.remove', { name })}
        onClick={() => open('remove')}
      >
        <IconTrash size={18} />
      </ActionIcon>
      {opened === 'form' && <RewardForm reward={reward} onEnd={close} />}
      {opened === 'remove' && (
        <AskFirst
          title={say('rewards.remove-title', { name: isolate(name) })}
          yes={say('rewards.remove-yes')}
          isGrave
          isBusy={remove.isPending}
          onYes={() => remove.mutate(undefined, { onSuccess: close })}
          onNo={close}
        >
          <p>{say('rewards.remove-what')}</p>
        </AskFirst>
      )}
    </div>
  )
}
