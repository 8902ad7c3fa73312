/** The choice of who may join by the code on the overlay. Not guests where keys are handed out. */
import { Select } from '@mantine/core'
import { joinWays } from '@streambot/shared/giveaway/words.ts'
import { say } from '../../say.ts'
import classes from './form.module.css'
import type { Group } from './group.ts'
import { shownJoinWay } from './rules-form.ts'

export function JoinByCode({ form }: Group) {
  const shown = shownJoinWay(form.values)
  return (
    <Select
      label={say('rule.joinByCode')}
      description={
        <>
          {say('rule.joinByCode-why')}
          {shown === 'guests' && <span className={classes.untold}>{say('join.guests-hint')}</span>}
        </>
      }
      allowDeselect={false}
      data={['off' as const, ...joinWays].map((value) => ({
        value,
        label: say(`join.${value}`),
        disabled: value === 'guests' && form.values.poolId !== '0',
      }))}
      {...form.getInputProps('joinByCode')}
      value={shown}
    />
  )
}
