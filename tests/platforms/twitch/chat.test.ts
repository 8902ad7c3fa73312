import { describeChat } from '../contract.ts'
import { openTwitch } from './harness.ts'

describeChat('Twitch, the bot a moderator', () => openTwitch())

describeChat('Twitch, the bot an ordinary viewer', async () => {
  const harness = await openTwitch()
  harness.demote()
  return harness
})
