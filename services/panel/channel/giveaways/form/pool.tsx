/** The choice of a pool of keys, one of which each winner gets; and that it has too few of them. Nothing where there is no pool. */
import { Select } from '@mantine/core'
import type { PublicPool } from '@streambot/shared/contract/prize-keys.ts'
import { useAnswer } from '../../asking.ts'
import { say } from '../../say.ts'
import classes from './form.module.css'
import type { Group } from './group.ts'

export function Pool({ form }: Group) {
  const { data } = useAnswer<{ readonly pools: readonly PublicPool[] }>('channel/pools')
  const pools = data?.pools ?? []
  if (pools.length === 0) return null
  const chosen = pools.find(({ id }) => String(id) === form.values.poolId)
  const isShort = chosen !== undefined && chosen.available < Number(form.values.winners)
  return (
    <Select
      label={say('rule.poolId')}
      description={
        <>
          {say('rule.poolId-why')}
          {isShort && <span className={classes.untold}>{say('fault.pool', { count: chosen.available })}</span>}
        </>
      }
      allowDeselect={false}
      data={[
        { value: '0', label: say('pool.none') },
        ...pools.map(({ id, name, available }) => ({
          value: String(id),
          label: say('pool.one', { name, count: available }),
        })),
      ]}
      {...form.getInputProps('poolId')}
    />
  )
}
