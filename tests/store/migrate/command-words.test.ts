import { migrateDown } from '@streambot/shared/store/migrate.ts'
import { expect, onTestFinished, test } from 'vitest'
import { describeTables, readRows } from '../../support/content.ts'
import { makeDatabase } from '../../support/database.ts'
import { fillCore } from '../../support/filled.ts'
import { openFilledBefore } from '../../support/migrating.ts'
import { runOn } from '../../support/postgres.ts'

const name = '0015_command_words'
const add = (word: string, command = 'top', place = 0, streamer = 1) =>
  `insert into command_words (streamer_id, word, command, place) values (${streamer}, '${word}', '${command}', ${place})`

test('0015 leaves every row as it was, on the way there and back, and takes nothing but what was chosen away', async () => {
  const { run, said, rows, tables } = await openFilledBefore(name)
  const { url } = run
  await runOn(url, add('!best'))
  await runOn(url, `insert into commands_off (streamer_id, command) values (1, 'gamble')`)
  expect(await readRows(url)).toMatchObject(rows)
  expect(await migrateDown(run)).toEqual([name])
  expect(said()).toMatch(/the words that streamers chose for commands/)
  expect(await readRows(url)).toMatchObject(rows)
  expect(await describeTables(url)).toEqual(tables)
})

test('the table refuses a word for two commands of a channel, two in one place, one that is empty or too long, and one of nobody', async () => {
  const database = await makeDatabase()
  onTestFinished(() => database.drop())
  const { url } = database
  await fillCore(url)
  await runOn(url, add('!best'))
  await expect(runOn(url, add('!best', 'points'))).rejects.toThrow('command_words_streamer_id_word_pk')
  await expect(runOn(url, add('!first', 'top'))).rejects.toThrow('command_words_place_unique')
  await expect(runOn(url, add('', 'points'))).rejects.toThrow('command_words_word_check')
  await expect(runOn(url, add('x'.repeat(31), 'points'))).rejects.toThrow('command_words_word_check')
  await expect(runOn(url, add('!x', 'points', 10))).rejects.toThrow('command_words_place_check')
  await expect(runOn(url, add('!x', 'points', 0, 999))).rejects.toThrow('command_words_streamer_id_users_id_fk')
  await expect(runOn(url, `insert into commands_off values (999, 'top')`)).rejects.toThrow('commands_off_streamer_id')
})
