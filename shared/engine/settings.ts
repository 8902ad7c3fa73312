/** What a streamer sets for the bot: changed in parts, taken by every process that runs. */
import type { Answer } from '../giveaway/answers.ts'
import type { GambleRules } from '../giveaway/gamble.ts'
import type { StreamerId } from '../giveaway/words.ts'
import { doOnce, no, yes } from './change.ts'
import type { Cause, Ports } from './ports.ts'
import type { BotSettings } from './ports/rows.ts'

/** What is absent stays as it is. */
export type SettingsChange = Changed<Omit<BotSettings, 'streamerId' | 'gamble'>> & {
  readonly gamble?: Changed<GambleRules> | undefined
}

type Changed<T> = { readonly [Name in keyof T]?: T[Name] | undefined }

/** Changes settings. Of two changes at once both stand, each in what it named; a bot takes them with the next news. */
export async function changeSettings(
  { store, live }: Pick<Ports, 'store' | 'live'>,
  streamerId: StreamerId,
  change: SettingsChange,
  cause: Cause,
): Promise<Answer<BotSettings>> {
  const changed = await doOnce(store, cause, async (tx) => {
    const held = await tx.lockSettings(streamerId)
    const gamble = put(change.gamble ?? {}, held.gamble)
    const settings = put({ ...change, gamble }, held)
    if (gamble.least > gamble.most) return no('bad-settings')
    const steps = findSteps(held, settings)
    if (Object.keys(steps).length === 0) return yes(held)
    tx.saveSettings(settings)
    tx.addAudit(streamerId, cause.actor, 'settings changed', undefined, steps)
    return yes(settings)
  })
  if (changed.ok) live.nudge()
  return changed
}

function put<T extends object>(change: Changed<T>, held: T): T {
  return { ...held, ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) }
}

/** What is different, from and to. */
function findSteps(held: BotSettings, settings: BotSettings): Record<string, { from: unknown; to: unknown }> {
  const [before, after] = [flatten(held), flatten(settings)]
  const steps = Object.entries(after).map(([name, to]) => [name, { from: before[name], to }] as const)
  return Object.fromEntries(steps.filter(([, { from, to }]) => JSON.stringify(from) !== JSON.stringify(to)))
}

function flatten({ gamble, excluded, ...others }: BotSettings): Record<string, unknown> {
  const ofGamble = Object.entries(gamble).map(([name, value]) => [`gamble.${name}`, value] as const)
  return { ...others, ...Object.fromEntries(ofGamble), excluded: [...excluded] }
}
