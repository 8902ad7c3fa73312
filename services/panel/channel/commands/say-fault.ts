/** Why words cannot be those of a command, for whoever typed them. */
import type { WordFault } from '@streambot/shared/giveaway/commands.ts'
import { isolate } from '../parts/isolate.ts'
import { say } from '../say.ts'

export function sayFault(fault: WordFault): string {
  switch (fault.code) {
    case 'bad-command-word':
      return say('commands.fault.bad', { word: isolate(fault.word) })
    case 'command-word-taken':
      return say('commands.fault.taken', { word: isolate(fault.word) })
    case 'no-command-word':
      return say('commands.fault.none')
    case 'too-many-command-words':
      return say('commands.fault.many')
  }
}
