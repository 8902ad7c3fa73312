/** Why a command is not called as asked, as an answer. The codes are the engine's own. */
import type { CommandFault } from '@streambot/shared/engine/commands.ts'

export const commandProblems = {
  'no-command-word': 422,
  'too-many-command-words': 422,
  'bad-command-word': 422,
  'command-word-taken': 409,
  'word-of-giveaway': 409,
  'command-needed': 409,
} as const satisfies Record<CommandFault['code'], number>
