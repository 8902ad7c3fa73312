/** `/api/channel/giveaways`: the giveaways of the channel for whoever runs it, one route for every step. */
import {
  type ChannelGiveaway,
  channelGiveawaySchema,
  draftChangeSchema,
  drawAskSchema,
  extendAskSchema,
  newGiveawaySchema,
  pageOf,
  redrawAskSchema,
  type NewGiveawayAsk,
  scheduleAskSchema,
} from '@streambot/shared/contract/channel.ts'
import { giveawayIdSchema } from '@streambot/shared/contract/http.ts'
import { no } from '@streambot/shared/engine/change.ts'
import { drawWithoutBeacon } from '@streambot/shared/engine/draw-without-beacon.ts'
import { closeGiveaway, openGiveaway, requestDraw } from '@streambot/shared/engine/manage.ts'
import { extendGiveaway, pauseGiveaway, reopenGiveaway, resumeGiveaway } from '@streambot/shared/engine/pause.ts'
import { changeDraft, draftGiveaway, openPlanned, scheduleGiveaway } from '@streambot/shared/engine/plan.ts'
import type { Cause, Ports } from '@streambot/shared/engine/ports.ts'
import { redrawWinner } from '@streambot/shared/engine/redraw.ts'
import type { Answer } from '@streambot/shared/giveaway/answers.ts'
import { usualRules } from '@streambot/shared/giveaway/rules.ts'
import type { Giveaway, GiveawayId } from '@streambot/shared/giveaway/words.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { causeOf } from './auth.ts'
import { toChannelGiveaway, toRulesOf } from './channel-views.ts'
import type { Api } from './options.ts'
import { pageAskOf, readPage } from './pages.ts'
import { sendProblem } from './problems.ts'

/** The id in the address of a giveaway of this channel. */
export const ofGiveaway = z.object({ id: giveawayIdSchema })
const answer = { 200: channelGiveawaySchema }
const place = z.tuple([z.int(), giveawayIdSchema])

/** Steps that ask nothing but which giveaway. */
const steps: Readonly<Record<string, (ports: Ports, id: GiveawayId, cause: Cause) => Promise<Answer<Giveaway>>>> = {
  open: openPlanned,
  pause: pauseGiveaway,
  resume: resumeGiveaway,
  close: closeGiveaway,
  reopen: reopenGiveaway,
}

export function addChannelGiveawayRoutes(server: FastifyInstance, api: Api): void {
  const app = server.withTypeProvider<ZodTypeProvider>()
  const { store, streamerId } = api

  const list = { querystring: pageAskOf(place), response: { 200: pageOf(channelGiveawaySchema) } }
  app.get('/api/channel/giveaways', { schema: list }, ({ query }) =>
    readPage(
      query,
      (page) => store.listGiveaways(streamerId, page),
      (row) => toChannelGiveaway(row.giveaway),
      (row) => row.place,
    ),
  )

  const create = { body: newGiveawaySchema, response: { 201: channelGiveawaySchema } }
  app.post('/api/channel/giveaways', { schema: create }, async (request, reply) => {
    const made = await addGiveaway(api, request.body, causeOf(request))
    return made.ok ? reply.code(201).send(toChannelGiveaway(made.value)) : sendProblem(reply, made.code)
  })

  const one = { params: ofGiveaway, response: answer }
  app.get('/api/channel/giveaways/:id', { schema: one }, async (request, reply) => {
    const giveaway = await findOwn(api, request.params.id)
    return giveaway ? toChannelGiveaway(giveaway) : sendProblem(reply, 'no-such-giveaway')
  })

  const change = { params: ofGiveaway, body: draftChangeSchema, response: answer }
  app.patch('/api/channel/giveaways/:id', { schema: change }, async (request, reply) => {
    const { rules, ...said } = request.body
    const changed = { ...dropAbsent(said), ...(rules && { rules: toRulesOf(rules) }) }
    return step(api, request, reply, (id, cause) => changeDraft(api, id, changed, cause))
  })

  addStepRoutes(app, api)
}

function addStepRoutes(server: FastifyInstance, api: Api): void {
  const app = server.withTypeProvider<ZodTypeProvider>()
  for (const [name, deed] of Object.entries(steps))
    app.post(`/api/channel/giveaways/:id/${name}`, { schema: { params: ofGiveaway, response: answer } }, (...asked) =>
      step(api, ...asked, (id, cause) => deed(api, id, cause)),
    )

  const schedule = { params: ofGiveaway, body: scheduleAskSchema, response: answer }
  app.post('/api/channel/giveaways/:id/schedule', { schema: schedule }, (request, reply) =>
    step(api, request, reply, (id, cause) => scheduleGiveaway(api, id, new Date(request.body.opensAt), cause)),
  )

  const extend = { params: ofGiveaway, body: extendAskSchema, response: answer }
  app.post('/api/channel/giveaways/:id/extend', { schema: extend }, (request, reply) =>
    step(api, request, reply, (id, cause) => extendGiveaway(api, id, request.body.minutes, cause)),
  )

  const draw = { params: ofGiveaway, body: drawAskSchema, response: answer }
  app.post('/api/channel/giveaways/:id/draw', { schema: draw }, (request, reply) =>
    step(api, request, reply, (id, cause) => requestDraw(api, id, request.body.count, cause)),
  )
  app.post('/api/channel/giveaways/:id/draw-without-beacon', { schema: draw }, (request, reply) =>
    step(api, request, reply, (id, cause) => drawWithoutBeacon(api, id, request.body.count, cause)),
  )

  const redraw = { params: ofGiveaway, body: redrawAskSchema, response: answer }
  app.post('/api/channel/giveaways/:id/redraw', { schema: redraw }, (request, reply) =>
    step(api, request, reply, async (id, cause) => {
      const { viewerId, reason } = request.body
      const [account] = viewerId === undefined ? [] : await api.store.findAccountsOf(api.streamerId, viewerId)
      if (viewerId !== undefined && !account) return no('no-such-winner')
      return redrawWinner(api, id, { account, reason }, cause)
    }),
  )
}

/** A giveaway of this channel, drafts too. */
export async function findOwn({ store, streamerId }: Api, id: GiveawayId): Promise<Giveaway | undefined> {
  const giveaway = await store.findGiveaway(id)
  return giveaway?.streamerId === streamerId ? giveaway : undefined
}

/** Does a step with a giveaway of this channel, and answers with the giveaway as it stands then. */
async function step(
  api: Api,
  request: FastifyRequest<{ Params: { id: string } }>,
  reply: FastifyReply,
  deed: (id: GiveawayId, cause: Cause) => Promise<Answer<Giveaway>>,
): Promise<void> {
  const { id } = request.params
  if (!(await findOwn(api, id))) return void sendProblem(reply, 'no-such-giveaway')
  const done = await deed(id, causeOf(request))
  if (!done.ok) return void sendProblem(reply, done.code)
  // Some steps answer before what they began has been written down.
  const view: ChannelGiveaway = toChannelGiveaway((await findOwn(api, id)) ?? done.value)
  void reply.send(view)
}

async function addGiveaway(api: Api, ask: NewGiveawayAsk, cause: Cause): Promise<Answer<Giveaway>> {
  const { store, streamerId } = api
  const { template: name, word, draft, opensAt } = ask
  const template = name === undefined ? undefined : (await store.findTemplates(streamerId)).find((t) => t.name === name)
  if (name !== undefined && !template) return no('no-such-template')
  const rules = ask.rules ? toRulesOf(ask.rules) : (template?.rules ?? usualRules)
  const minutes = ask.minutes ?? template?.minutes
  const settings = { streamerId, word, title: ask.title ?? template?.title ?? '', rules, minutes }
  if (draft && opensAt !== undefined) return no('bad-time')
  if (draft) return draftGiveaway(api, settings, cause)
  return openGiveaway(api, { ...settings, opensAt: opensAt === undefined ? undefined : new Date(opensAt) }, cause)
}

function dropAbsent({ title, word, minutes }: Pick<z.infer<typeof draftChangeSchema>, 'title' | 'word' | 'minutes'>) {
  return {
    ...(title !== undefined && { title }),
    ...(word !== undefined && { word }),
    ...(minutes !== undefined && { minutes: minutes ?? undefined }),
  }
}
