/** Everything of the channel to take along, as a file. */
import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { Card } from '../parts/page.tsx'
import rows from '../parts/rows.module.css'
import { say } from '../say.ts'
import classes from './points.module.css'

/** What belongs to no single giveaway. */
const kinds = ['balances', 'viewers', 'ledger', 'winners', 'audit'] as const
const formats = ['csv', 'json'] as const

export function Export() {
  return (
    <Card title={say('export.title')}>
      <p className={classes.why}>{say('export.why')}</p>
      <ul className={rows.rows} aria-label={say('export.title')}>
        {kinds.map((kind) => (
          <li key={kind} className={rows.row}>
            <span>{say(`export.${kind}`)}</span>
            <span className={rows.aside}>
              {formats.map((format) => (
                <Button
                  key={format}
                  component="a"
                  variant="default"
                  href={`/api/channel/export/${kind}?format=${format}`}
                  download
                  leftSection={<IconDownload size={18} aria-hidden />}
                  aria-label={say('export.one', { what: say(`export.${kind}`), format: format.toUpperCase() })}
                >
                  {format.toUpperCase()}
                </Button>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
