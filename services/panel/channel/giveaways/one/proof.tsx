/** The numbers that fix a draw, in plain words: what each is, and when it is published. */
import type { ChannelGiveaway } from '@streambot/shared/contract/channel.ts'
import { say } from '../../say.ts'
import { sayMoment } from '../../parts/figures.ts'
import classes from './one.module.css'

export function Proof({ giveaway }: { readonly giveaway: ChannelGiveaway }) {
  const { kind, commitment, digest, seed, beacon } = giveaway
  return (
    <>
      <p className={classes.plain}>{say(kind === 'first' ? 'proof.first' : 'proof.why')}</p>
      <dl className={classes.proof}>
        {kind !== 'first' && (
          <Row name={say('proof.commitment')} meaning={say('proof.commitment-why')} value={commitment} />
        )}
        <Row name={say('proof.digest')} meaning={say('proof.digest-why')} value={digest} />
        {beacon && (
          <Row
            name={say('proof.beacon')}
            meaning={say(beacon.waivedAt === null ? 'proof.beacon-why' : 'proof.beacon-waived', {
              round: beacon.round,
              when: sayMoment(beacon.at),
            })}
            value={beacon.randomness}
          />
        )}
        {kind !== 'first' && <Row name={say('proof.seed')} meaning={say('proof.seed-why')} value={seed} />}
      </dl>
    </>
  )
}

function Row({
  name,
  meaning,
  value,
}: {
  readonly name: string
  readonly meaning: string
  readonly value: string | null
}) {
  return (
    <div>
      <dt>
        {name} <span className={classes.fine}>{meaning}</span>
      </dt>
      <dd>{value === null ? <span className={classes.fine}>{say('proof.not-yet')}</span> : <code>{value}</code>}</dd>
    </div>
  )
}
