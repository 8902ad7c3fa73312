/** What the settings of the server need for each platform, for whoever runs it. */
import { Accordion, Code } from '@mantine/core'
import { chatPlatforms, type ChatPlatform, platformNames } from '@streambot/shared/giveaway/words.ts'
import { Mark } from '../parts/person.tsx'
import { say } from '../say.ts'

/** The variables that name a channel and the application at the platform; the operator's guide says where each comes from. */
const variables: Record<ChatPlatform, readonly string[]> = {
  twitch: ['TWITCH_CHANNEL', 'TWITCH_BOT_LOGIN', 'TWITCH_CLIENT_ID', 'TWITCH_CLIENT_SECRET'],
  youtube: ['YOUTUBE_CHANNEL', 'YOUTUBE_CLIENT_ID', 'YOUTUBE_CLIENT_SECRET', 'YOUTUBE_REFRESH_TOKEN'],
  kick: ['KICK_CHANNEL', 'KICK_BOT_LOGIN', 'KICK_CLIENT_ID', 'KICK_CLIENT_SECRET'],
}

export function PlatformHelp() {
  return (
    <Accordion variant="contained">
      {chatPlatforms.map((platform) => (
        <Accordion.Item key={platform} value={platform}>
          <Accordion.Control icon={<Mark platform={platform} />}>
            {say('set-up.platform', { name: platformNames[platform] })}
          </Accordion.Control>
          <Accordion.Panel>
            <p>{say('set-up.variables')}</p>
            <Code block>{variables[platform].map((name) => `${name}=…`).join('\n')}</Code>
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  )
}
