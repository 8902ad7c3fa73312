/** One overlay: how it looks, where it is, and what can be done with it. */
import { ActionIcon, Menu } from '@mantine/core'
import type { PublicOverlay } from '@streambot/shared/contract/overlay.ts'
import { useElementSize } from '@mantine/hooks'
import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import { useChange } from '../asking.ts'
import { AskFirst } from '../parts/ask-first.tsx'
import { CopyField } from '../parts/copy-field.tsx'
import { Note } from '../parts/note.tsx'
import { Card } from '../parts/page.tsx'
import { Moment } from '../parts/moment.tsx'
import { say } from '../say.ts'
import { Options } from './options.tsx'
import classes from './overlays.module.css'

/** The overlay is made for a picture of 1920 by 1080. */
const pictureWidth = 1920

export function Overlay({ overlay }: { readonly overlay: PublicOverlay }) {
  const { name, address, lastUsedAt } = overlay
  return (
    <Card title={name} actions={<Doings overlay={overlay} />}>
      <div className={classes.overlay}>
        <div className={classes.look}>
          {address !== null && <Preview address={address} name={name} />}
          {address === null ? (
            <Note kind="bad">{say('overlays.unreadable')}</Note>
          ) : (
            <CopyField label={say('overlays.address')} description={say('overlays.address-why')} value={address} />
          )}
          <p className={classes.fine}>
            {lastUsedAt === null ? (
              say('overlays.never-used')
            ) : (
              <>
                {say('overlays.last-used')} <Moment iso={lastUsedAt} />
              </>
            )}
          </p>
          <HowTo />
        </div>
        <Options key={overlay.id} overlay={overlay} />
      </div>
    </Card>
  )
}

/** The overlay itself with a giveaway that is made up, on a picture like that of a game, as large as there is room. */
function Preview({ address, name }: { readonly address: string; readonly name: string }) {
  const { ref, width } = useElementSize<HTMLDivElement>()
  return (
    <div ref={ref} className={classes.preview}>
      <iframe
        title={say('overlays.preview', { name })}
        src={`${new URL(address).pathname}?trial`}
        className={classes.picture}
        style={{ scale: String(width / pictureWidth) }}
        tabIndex={-1}
      />
    </div>
  )
}

function HowTo() {
  return (
    <details className={classes.how}>
      <summary>{say('overlays.how')}</summary>
      <ol>
        {(['overlays.how-1', 'overlays.how-2', 'overlays.how-3', 'overlays.how-4'] as const).map((key) => (
          <li key={key}>{say(key)}</li>
        ))}
      </ol>
    </details>
  )
}

function Doings({ overlay: { id, name } }: { readonly overlay: PublicOverlay }) {
  const [asked, setAsked] = useState<'address' | 'remove'>()
  const touches = [['channel', 'overlays']]
  const renew = useChange(() => ({ method: 'POST', path: `channel/overlays/${id}/new-address` }), {
    touches,
    done: () => say('overlays.renewed'),
  })
  const remove = useChange(() => ({ method: 'DELETE', path: `channel/overlays/${id}` }), {
    touches,
    done: () => say('overlays.removed', { name }),
  })
  const done = { onSettled: () => setAsked(undefined) }
  const isRemoval = asked === 'remove'
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={say('overlays.more', { name })}>
            <IconDots size={20} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setAsked('address')}>{say('overlays.renew')}</Menu.Item>
          <Menu.Item color="red" onClick={() => setAsked('remove')}>
            {say('overlays.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asked && (
        <AskFirst
          title={say(isRemoval ? 'overlays.remove-title' : 'overlays.renew-title', { name })}
          yes={say(isRemoval ? 'overlays.remove' : 'overlays.renew')}
          isGrave={isRemoval}
          isBusy={renew.isPending || remove.isPending}
          onYes={() => (isRemoval ? remove : renew).mutate(undefined, done)}
          onNo={() => setAsked(undefined)}
        >
          <p>{say(isRemoval ? 'overlays.remove-why' : 'overlays.renew-why')}</p>
        </AskFirst>
      )}
    </>
  )
}
