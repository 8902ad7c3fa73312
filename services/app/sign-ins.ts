/** With what people can sign in: every platform whose app the settings name. */
import type { SignIn } from '@streambot/shared/engine/ports/people.ts'
import { createKickSignIn } from '@streambot/shared/platforms/kick/sign-in.ts'
import { createTwitchSignIn } from '@streambot/shared/platforms/twitch/sign-in.ts'
import { createYoutubeSignIn } from '@streambot/shared/platforms/youtube/sign-in.ts'
import type { PlatformSettings } from './platforms.ts'

/** A Twitch app without a secret cannot sign people in over the browser, so that platform is left out then. */
export function openSignIns({ twitch, youtube, kick }: PlatformSettings): SignIn[] {
  const secret = twitch?.clientSecret
  return [
    ...(twitch && secret !== undefined ? [createTwitchSignIn({ ...twitch, clientSecret: secret })] : []),
    ...(youtube ? [createYoutubeSignIn(youtube)] : []),
    ...(kick ? [createKickSignIn(kick)] : []),
  ]
}
