/** `!giveaway template save NAME [WORD]`, `list`, `delete NAME`. */
import { deleteTemplate, saveTemplate } from '@streambot/shared/engine/template.ts'
import { readWord } from '@streambot/shared/giveaway/entry.ts'
import { deletedTemplate, listTemplates, savedTemplate } from '@streambot/shared/languages/chat/plans.ts'
import { causeOf, type Context } from './command.ts'
import { answer, refuse, tell, tellNone } from './step.ts'
import { findMeant } from './which.ts'

export async function template(context: Context, [what = '', said = '', ...rest]: readonly string[]): Promise<void> {
  const name = readWord(said)
  const deed = what.toLowerCase()
  if (deed === 'list' && name === undefined) return list(context)
  if (deed === 'save' && name !== undefined && rest.length < 2) return save(context, name, rest[0])
  if (deed === 'delete' && name !== undefined && rest.length === 0) return forget(context, name)
  tell(context, 'usage.template')
}

async function list(context: Context): Promise<void> {
  const { ports, streamerId, speech } = context.room
  const templates = await ports.store.findTemplates(streamerId)
  answer(
    context,
    listTemplates(
      speech(),
      templates.map((one) => one.name),
    ),
  )
}

async function save(context: Context, name: string, word: string | undefined): Promise<void> {
  const { ports, speech } = context.room
  const giveaway = await findMeant(context, word, ['open', 'paused', 'closed', 'scheduled'], ['drawn', 'completed'])
  if (!giveaway) return tellNone(context, word)
  const saved = await saveTemplate(ports, giveaway.id, name, causeOf(context))
  if (!saved.ok) return refuse(context, saved.code, giveaway)
  answer(context, savedTemplate(speech(), name, giveaway))
}

async function forget(context: Context, name: string): Promise<void> {
  const { ports, streamerId, speech } = context.room
  const deleted = await deleteTemplate(ports, streamerId, name, causeOf(context))
  if (!deleted.ok) return refuse(context, deleted.code)
  answer(context, deletedTemplate(speech(), name))
}
