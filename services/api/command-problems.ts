/** Why a command is not called as asked, as an answer. The codes are the engine's own. */
import type { CommandFault } from '@streambot/shared/engine/commands.ts'

export const commandProblems = {
  'no-command-word': [422, 'None of its words is free, or none was said. Give it at least one. Nothing changed.'],
  'too-many-command-words': [422, 'Ten words are the most for one command. Nothing changed.'],
  'bad-command-word': [
    422,
    'A word of a command is one word of letters, digits, - and _, thirty signs at most with the ! in front. Nothing changed.',
  ],
  'command-word-taken': [409, 'That word calls another command. Choose another one. Nothing changed.'],
  'word-of-giveaway': [409, 'A giveaway that is open is entered by that word. Choose another one. Nothing changed.'],
  'command-needed': [409, 'This command stays on: giveaways are run and cancelled with it. Nothing changed.'],
} as const satisfies Record<CommandFault['code'], readonly [status: number, detail: string]>
