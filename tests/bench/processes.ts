/** Entries through two whole bots in processes of their own, against one. Each person types once; the lines come from memory. */
import type { Giveaway } from '@streambot/shared/giveaway/words.ts'
import { type Bar, median, rounds, tell, time } from './bar.ts'
import type { BotAsk, BotSettings } from './bot-process.ts'
import { type Child, startChild } from './child.ts'
import { openCosted, openStand, type Stand, waitForEntries } from './stand.ts'

const viewers = 20_000

type BotChild = Child<BotAsk, string>

/** The giveaways of one round, and who enters where. */
interface Round {
  readonly together: readonly Giveaway[]
  readonly alone: Giveaway
}

function processesBar(name: string, giveaways: 1 | 2, limit: number): Bar {
  return {
    name,
    what: `costed entries a second through two bot processes on ${giveaways === 1 ? 'one giveaway' : 'two giveaways'} : through one process on one`,
    limit,
    kind: 'at-least',
    async measure(ground) {
      const stand = await openStand(ground, viewers)
      const plan = await openRounds(stand, giveaways)
      const bots = await Promise.all([startBot(stand), startBot(stand)])
      const [two, one]: [number[], number[]] = [[], []]
      try {
        for (const { together, alone } of plan) {
          two.push(await enterThrough(stand, bots, together))
          one.push(await enterThrough(stand, bots.slice(0, 1), [alone]))
        }
      } finally {
        await Promise.all(bots.map((bot) => bot.kill()))
        await stand.engine.close()
      }
      // The first round warms both up.
      const [seconds, secondsAlone] = [median(two.slice(1)), median(one.slice(1))]
      tell(name, `two ${Math.round(viewers / seconds)} entries/s, one ${Math.round(viewers / secondsAlone)}/s`)
      return secondsAlone / seconds
    },
  }
}

/** Opened before the bots start, which then know all the words. */
async function openRounds(stand: Stand, giveaways: 1 | 2): Promise<Round[]> {
  const plan: Round[] = []
  for (let round = 0; round <= rounds; round++) {
    const together: Giveaway[] = []
    while (together.length < giveaways) together.push(await openCosted(stand))
    plan.push({ together, alone: await openCosted(stand) })
  }
  return plan
}

function startBot({ url, streamerId }: Stand): Promise<BotChild> {
  const settings: BotSettings = { url, streamerId }
  return startChild<BotAsk, string>('bot-process.ts', settings)
}

/** Each bot gets its share of the people, and its giveaway where there are several. Gives the seconds until all are in. */
function enterThrough(stand: Stand, bots: readonly BotChild[], giveaways: readonly Giveaway[]): Promise<number> {
  const share = viewers / bots.length
  return time(async () => {
    const asks = bots.map((bot, place) =>
      bot.ask({
        from: place * share,
        to: (place + 1) * share,
        text: (giveaways[place] ?? giveaways[0])?.word ?? '',
      }),
    )
    await Promise.all([...asks, waitForEntries(stand, giveaways, viewers)])
  })
}

export const processesBars: readonly Bar[] = [
  processesBar('two-processes-one', 1, 0.9),
  processesBar('two-processes-two', 2, 1.2),
]
