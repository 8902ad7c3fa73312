import { describeChat } from '../contract.ts'
import { openYoutube } from './harness.ts'

describeChat('YouTube, the bot with an account of its own', () => openYoutube())

describeChat('YouTube, the bot with the streamer’s account', () => openYoutube({ isLent: true }))
