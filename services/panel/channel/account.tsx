/** Who is signed in; the colours and the language of the panel; and the way out. */
import { UnstyledButton, useMantineColorScheme } from '@mantine/core'
import type { Me } from '@streambot/shared/contract/people.ts'
import { languageTags } from '@streambot/shared/languages/texts.ts'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { chooseLanguage, language, nameLanguage } from '../parts/language.ts'
import classes from './account.module.css'
import { useAnswer, useChange } from './asking.ts'
import { Name } from './parts/person.tsx'
import { say } from './say.ts'

const schemes = ['auto', 'light', 'dark'] as const
/** The browser opens and closes it by itself: a menu of the library would be a sixth of all that the first page loads. */
const choices = 'account-choices'

export function Account() {
  const { data: me } = useAnswer<Me>('me')
  // Without transitions it would write a style element, which the content security policy refuses.
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true })
  const signOut = useChange(() => ({ method: 'POST', path: 'sign-out' }), { touches: [] })
  return (
    <>
      <UnstyledButton className={classes.account ?? ''} popoverTarget={choices}>
        <Name>{me?.name ?? ''}</Name>
        <IconChevronDown size={16} aria-hidden />
      </UnstyledButton>
      <div id={choices} popover="auto" className={classes.choices}>
        <a href="/me">{say('account.mine')}</a>
        <Group label={say('account.colours')}>
          {schemes.map((one) => (
            <Choice key={one} isChosen={one === colorScheme} onChoose={() => setColorScheme(one)}>
              {say(`account.${one}`)}
            </Choice>
          ))}
        </Group>
        <Group label={say('account.language')}>
          {languageTags.map((tag) => (
            <Choice key={tag} lang={tag} isChosen={tag === language} onChoose={() => chooseLanguage(tag)}>
              {nameLanguage(tag)}
            </Choice>
          ))}
        </Group>
        <button
          type="button"
          onClick={() => signOut.mutate(undefined, { onSuccess: () => location.assign('/') })}
          popoverTarget={choices}
        >
          {say('account.sign-out')}
        </button>
      </div>
    </>
  )
}

function Group({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div role="group" aria-label={label} className={classes.group}>
      <span aria-hidden>{label}</span>
      {children}
    </div>
  )
}

function Choice({
  lang,
  isChosen,
  onChoose,
  children,
}: {
  readonly lang?: string
  readonly isChosen: boolean
  readonly onChoose: () => void
  readonly children: ReactNode
}) {
  return (
    <button type="button" lang={lang} aria-pressed={isChosen} onClick={onChoose} popoverTarget={choices}>
      {children}
      {isChosen && <IconCheck size={16} aria-hidden />}
    </button>
  )
}
