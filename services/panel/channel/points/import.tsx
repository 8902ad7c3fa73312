/** Points from another bot: the file is looked at first, and nothing moves before the streamer says so. */
import { FileInput, SegmentedControl, Select, TextInput } from '@mantine/core'
import { type ImportMode, importModes, type ImportSource, importSources } from '@streambot/shared/giveaway/ledger.ts'
import { IconFile } from '@tabler/icons-react'
import { useState } from 'react'
import { Card } from '../parts/page.tsx'
import { say } from '../say.ts'
import { ImportPreviewed } from './import-preview.tsx'
import { Imports } from './imports.tsx'
import { type How, sourceNames } from './import-query.ts'
import classes from './points.module.css'

const start: How = { source: 'streamelements', mode: 'add', nameColumn: '', pointsColumn: '' }

export function Import() {
  const [file, setFile] = useState<File | null>(null)
  const [how, setHow] = useState(start)
  const put = (change: Partial<How>): void => setHow((before) => ({ ...before, ...change }))
  return (
    <Card title={say('import.title')}>
      <div className={classes.group}>
        <p className={classes.why}>{say('import.why')}</p>
        <div className={classes.pair}>
          <Select
            label={say('import.source')}
            data={importSources.map((value) => ({ value, label: sourceNames[value] ?? say('import.csv') }))}
            allowDeselect={false}
            value={how.source}
            onChange={(source: ImportSource | null) => source && put({ source })}
          />
          <FileInput
            label={say('import.file')}
            placeholder={say('import.choose')}
            leftSection={<IconFile size={18} aria-hidden />}
            accept=".csv,.txt,text/csv,text/plain"
            clearable
            clearButtonProps={{ 'aria-label': say('import.clear') }}
            value={file}
            onChange={setFile}
          />
        </div>
        {how.source === 'csv' && <Columns how={how} put={put} />}
        <SegmentedControl
          aria-label={say('import.mode')}
          data={importModes.map((value: ImportMode) => ({ value, label: say(`import.mode.${value}`) }))}
          value={how.mode}
          onChange={(mode: ImportMode) => put({ mode })}
        />
        {file && <ImportPreviewed file={file} how={how} onEnd={() => setFile(null)} />}
        <Imports />
      </div>
    </Card>
  )
}

/** Of a file of unknown making: which column is what, where its header does not say. */
function Columns({ how, put }: { readonly how: How; readonly put: (change: Partial<How>) => void }) {
  return (
    <div className={classes.pair}>
      {(['nameColumn', 'pointsColumn'] as const).map((column) => (
        <TextInput
          key={column}
          label={say(`import.${column}`)}
          description={say('import.column-why')}
          maxLength={200}
          value={how[column]}
          onChange={(event) => put({ [column]: event.currentTarget.value })}
        />
      ))}
    </div>
  )
}
