/** `/api/channel/platforms`: which accounts are linked, how each chat is read, and what is left of a quota. */
import { platformListSchema, type PlatformView } from '@streambot/shared/contract/platforms.ts'
import type { ChatBudget } from '@streambot/shared/engine/ports/chat.ts'
import type { Connection } from '@streambot/shared/engine/ports/people.ts'
import type { Standing } from '@streambot/shared/engine/ports/standing.ts'
import { type ChatPlatform, chatPlatforms, platformNames } from '@streambot/shared/giveaway/words.ts'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { toTime } from '@streambot/shared/views/public.ts'
import { toPublicConnection } from './me.ts'
import type { Api } from './options.ts'

export function addChannelPlatformRoute(server: FastifyInstance, api: Api): void {
  const app = server.withTypeProvider<ZodTypeProvider>()
  app.get('/api/channel/platforms', { schema: { response: { 200: platformListSchema } } }, async () => ({
    platforms: await readPlatforms(api),
  }))
}

/** All platforms as they stand now. */
export async function readPlatforms(api: Api): Promise<PlatformView[]> {
  const { store, streamerId } = api
  const [standings = [], connections] = await Promise.all([api.standings?.read(), store.findConnections(streamerId)])
  return chatPlatforms.map((platform) => toView(api, platform, standings, connections))
}

function toView(
  { signIns }: Api,
  platform: ChatPlatform,
  standings: readonly Standing[],
  connections: readonly Connection[],
): PlatformView {
  const standing = standings.find((one) => one.platform === platform)
  const [own, bot] = (['streamer', 'bot'] as const).map((purpose) =>
    connections.find((one) => one.account.platform === platform && one.purpose === purpose),
  )
  return {
    platform,
    isSetUp: standing !== undefined,
    canLink: signIns.some((one) => one.platform === platform),
    detail:
      standing?.detail ?? `${platformNames[platform]} is not set up here: the settings of this server do not name it.`,
    connections: {
      identity: toLinked(platform, own),
      channel: toLinked(platform, own?.keepsTokens ? own : undefined),
      bot: toLinked(platform, bot),
    },
    chat: standing ? toChat(standing) : null,
    budget: standing?.budget ? toBudget(standing.budget) : null,
  }
}

function toLinked(platform: ChatPlatform, connection: Connection | undefined): PlatformView['connections']['bot'] {
  if (!connection) return null
  const { platform: _, purpose: __, ...linked } = toPublicConnection(connection)
  const isAlive = linked.status === 'connected'
  const detail = isAlive
    ? `${linked.login} is linked.`
    : `${platformNames[platform]} no longer takes the tokens of ${linked.login}: link the account again.`
  return { ...linked, detail }
}

function toChat({
  state,
  ways,
  since,
  triesAt,
  lastLineAt,
  linesLately,
  lines,
  lagMs,
  isLive,
}: Standing): PlatformView['chat'] {
  return {
    state,
    ways: [...ways],
    since: since.toISOString(),
    triesAt: toTime(triesAt),
    lastLineAt: toTime(lastLineAt),
    linesLately,
    lines: [...lines],
    lagMs: lagMs ?? null,
    isLive: isLive ?? null,
  }
}

function toBudget({ resetsAt, ...budget }: ChatBudget): PlatformView['budget'] {
  return { ...budget, resetsAt: resetsAt.toISOString() }
}
