/** The group of rules for who may enter, each with what a platform cannot tell. */
import { Select, Switch } from '@mantine/core'
import { mostPoints } from '@streambot/shared/giveaway/amount.ts'
import { audiences } from '@streambot/shared/giveaway/words.ts'
import { say } from '../../say.ts'
import { Described } from './described.tsx'
import type { Group } from './group.ts'
import { Fold, Platforms, Whole } from './groups.tsx'
import { JoinByCode } from './join-by-code.tsx'
import { findHints } from './untold.ts'

export function WhoGroup({ form }: Group) {
  const { kind, followDays, accountDays } = form.values
  const hints = findHints(form.values)
  const looksUp = kind !== 'active' && (followDays !== '' || accountDays !== '')
  return (
    <Fold value="who">
      <Platforms form={form} />
      {kind !== 'active' && <JoinByCode form={form} />}
      <Select
        label={say('rule.audience')}
        description={<Described text="rule.audience-why" hint={hints.audience} />}
        allowDeselect={false}
        data={audiences.map((value) => ({ value, label: say(`audience.${value}`) }))}
        {...form.getInputProps('audience')}
      />
      <Select
        label={say('rule.minTier')}
        description={<Described text="rule.minTier-why" hint={hints.minTier} />}
        allowDeselect={false}
        data={[
          { value: '0', label: say('tier.any') },
          ...[1, 2, 3].map((tier) => ({ value: String(tier), label: say('tier.least', { tier }) })),
        ]}
        {...form.getInputProps('minTier')}
      />
      {kind !== 'active' && <Whole form={form} field="followDays" min={0} max={10_000} hint={hints.followDays} />}
      {kind !== 'active' && <Whole form={form} field="accountDays" min={1} max={10_000} hint={hints.accountDays} />}
      {looksUp && (
        <Switch
          label={say('rule.unknownPasses')}
          description={say('rule.unknownPasses-why')}
          {...form.getInputProps('unknownPasses', { type: 'checkbox' })}
        />
      )}
      <Whole form={form} field="minBalance" min={1} max={mostPoints} />
      <Switch
        label={say('rule.moderatorsOut')}
        description={say('rule.moderatorsOut-why')}
        {...form.getInputProps('moderatorsOut', { type: 'checkbox' })}
      />
    </Fold>
  )
}
