/** Who is signed in; the colours and the language of the panel; and the way out. */
import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import type { Me } from '@streambot/shared/contract/people.ts'
import { languageTags } from '@streambot/shared/languages/texts.ts'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import { chooseLanguage, language, nameLanguage } from '../parts/language.ts'
import { useAnswer, useChange } from './asking.ts'
import { Name } from './parts/person.tsx'
import { say } from './say.ts'
import classes from './shell.module.css'

const schemes = ['auto', 'light', 'dark'] as const

export function Account() {
  const { data: me } = useAnswer<Me>('me')
  // Without transitions it would write a style element, which the content security policy refuses.
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true })
  const signOut = useChange(() => ({ method: 'POST', path: 'sign-out' }), { touches: [] })
  const check = <IconCheck size={16} />
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <UnstyledButton className={classes.account ?? ''}>
          <Name>{me?.name ?? ''}</Name>
          <IconChevronDown size={16} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href="/me">
          {say('account.mine')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{say('account.colours')}</Menu.Label>
        {schemes.map((one) => (
          <Menu.Item key={one} rightSection={one === colorScheme && check} onClick={() => setColorScheme(one)}>
            {say(`account.${one}`)}
          </Menu.Item>
        ))}
        <Menu.Label>{say('account.language')}</Menu.Label>
        {languageTags.map((tag) => (
          <Menu.Item key={tag} lang={tag} rightSection={tag === language && check} onClick={() => chooseLanguage(tag)}>
            {nameLanguage(tag)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => signOut.mutate(undefined, { onSuccess: () => location.assign('/') })}>
          {say('account.sign-out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
