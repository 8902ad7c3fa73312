/** A new invitation: as what somebody helps, and for how long. Its link is shown once. */
import { Radio, Select } from '@mantine/core'
import type { MadeInvitation } from '@streambot/shared/contract/access.ts'
import { type HelperRole, helperRoles } from '@streambot/shared/giveaway/access.ts'
import { useState } from 'react'
import { useChange } from '../asking.ts'
import { FormWindow } from '../parts/form-window.tsx'
import { ShownOnce } from '../parts/shown-once.tsx'
import { say } from '../say.ts'
import classes from './access.module.css'

const lasting = ['never', '1', '7', '30', '365'] as const

type Lasting = (typeof lasting)[number]

export function Invite({ onEnd }: { readonly onEnd: () => void }) {
  const [role, setRole] = useState<HelperRole>('moderator')
  const [days, setDays] = useState<Lasting>('never')
  const invite = useChange<MadeInvitation>(
    () => ({ method: 'POST', path: 'channel/access', body: { role, ...endOf(days) } }),
    { quiet: true },
  )
  if (invite.data)
    return (
      <ShownOnce
        title={say('access.ready')}
        why={say('access.once')}
        label={say('access.link')}
        secret={invite.data.url}
        onEnd={onEnd}
      />
    )
  return (
    <FormWindow
      title={say('access.new')}
      size="lg"
      yes={say('access.make')}
      isBusy={invite.isPending}
      problem={invite.error?.message}
      onYes={() => invite.mutate()}
      onNo={onEnd}
    >
      <Radio.Group
        label={say('access.as')}
        value={role}
        onChange={(value) => setRole(helperRoles.find((one) => one === value) ?? role)}
      >
        <div className={classes.roles}>
          {helperRoles.map((one) => (
            <Radio
              key={one}
              value={one}
              label={say(`access.${one}`)}
              description={say(`access.${one}-may`)}
              {...(one === role && { 'data-autofocus': true })}
            />
          ))}
        </div>
      </Radio.Group>
      <p className={classes.never}>{say('access.never')}</p>
      <Select
        label={say('access.lasts')}
        data={lasting.map((value) => ({ value, label: say(`access.lasts.${value}`) }))}
        allowDeselect={false}
        value={days}
        onChange={(value) => value && setDays(value)}
      />
    </FormWindow>
  )
}

function endOf(days: Lasting): { readonly expiresAt?: string } {
  return days === 'never' ? {} : { expiresAt: new Date(Date.now() + Number(days) * 86_400_000).toISOString() }
}
