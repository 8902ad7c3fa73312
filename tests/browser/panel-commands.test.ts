/** The words of commands in the panel, in a real browser. */
import { commandListSchema } from '@streambot/shared/contract/commands.ts'
import { changeCommand } from '@streambot/shared/engine/commands.ts'
import { expect, onTestFinished, test } from 'vitest'
import { expectAccessible } from '../support/accessible.ts'
import { withBrowser } from '../support/browser.ts'
import { openFor } from '../support/engine.ts'
import { startPlatforms } from '../support/platforms.ts'
import { openPanel } from '../support/streamer.ts'

const browsing = withBrowser()
const { complaints } = browsing

test('commands get other words by the keyboard, are refused those of others, are switched off, and follow changes from elsewhere', async () => {
  const stage = await startPlatforms({ pageFolder: browsing.pageFolder })
  onTestFinished(() => stage.close())
  const { engine, streamerId } = stage.api
  const panel = await openPanel(stage.api)
  const find = async (name: string) =>
    (await panel.get(commandListSchema, '/api/channel/commands')).commands.find((one) => one.name === name)
  const page = await browsing.open({ viewport: { width: 1280, height: 800 } })
  const [name = '', value = ''] = panel.cookie.split('=')
  await page.context().addCookies([{ name, value, url: stage.address }])
  await page.goto(`${stage.address}/commands`)

  await page.getByRole('button', { name: 'Other words for !points' }).press('Enter')
  const field = page.getByLabel('Words', { exact: true })
  await field.fill('gems !TOP')
  await page.getByText('!top\u2069 calls another command.').waitFor()
  await field.fill('<b>x</b>')
  await page.getByText('cannot be a command').waitFor()
  await openFor(engine, streamerId, {}, '!gold')
  await field.fill('gold')
  await field.press('Enter')
  await page.getByText('A giveaway that is open is entered by one of these words.').waitFor()
  await field.fill('Gems, coins')
  await field.press('Enter')
  await page.getByText('Saved. The bot goes by it from now on.').waitFor()
  expect(await find('points')).toMatchObject({ words: ['!gems', '!coins'] })

  await page.getByRole('switch', { name: '!gamble is on' }).press('Space')
  await expect.poll(async () => (await find('gamble'))?.isOn).toBe(false)
  expect(await page.getByRole('switch', { name: '!giveaway is on' }).count()).toBe(0)
  await changeCommand(engine.ports, streamerId, 'store', { words: ['shop'] }, { actor: 'test' })
  await page.getByText('!shop', { exact: true }).waitFor()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Other words for !gems' }).press('Enter')
  await page.getByRole('button', { name: 'Back to !points' }).press('Enter')
  await page.getByText('The command goes by its usual words again.').waitFor()
  expect(await find('points')).toMatchObject({ words: ['!points'] })

  await page.getByRole('button', { name: 'New command' }).press('Enter')
  const window = page.getByRole('dialog')
  await window.getByLabel('Words', { exact: true }).fill('top')
  await window.getByText('calls another command.').waitFor()
  await window.getByLabel('Words', { exact: true }).fill('discord')
  await window.getByLabel('Answer').fill('<img src=x onerror=alert(1)> ')
  await window.getByRole('button', { name: '{name}' }).press('Enter')
  await window.getByText('<img src=x onerror=alert(1)> @anna').waitFor()
  await expectAccessible(page)
  await window.getByRole('button', { name: 'Save' }).press('Enter')
  await page.getByText('The bot answers to').waitFor()
  expect(await page.locator('img[src=x]').count()).toBe(0)
  await page.getByRole('button', { name: /^Change .!discord/ }).press('Enter')
  await window.getByLabel('Answer').fill('{nobody}')
  expect(await window.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
  await window.getByLabel('Answer').fill('!points')
  await window.getByRole('button', { name: 'Save' }).press('Enter')
  await window.getByText('A sentence cannot begin with').waitFor()
  await window.getByRole('button', { name: 'Leave it' }).press('Enter')
  await page.getByRole('button', { name: /^Remove .!discord/ }).press('Enter')
  await window.getByRole('button', { name: 'Remove', exact: true }).press('Enter')
  await page.getByText('There is no command of your own yet.').waitFor()

  await page.getByRole('button', { name: 'New text' }).press('Enter')
  await window.getByLabel('Text', { exact: true }).fill('/ban <i>all</i>')
  await window.getByRole('button', { name: 'Save' }).press('Enter')
  await window.getByText('A sentence cannot begin with').waitFor()
  await window.getByLabel('Text', { exact: true }).fill('<i>Plan</i>: see below')
  await window.getByLabel('Every how many minutes').fill('45')
  await window.getByRole('button', { name: 'Save' }).press('Enter')
  await page.getByText('Every 45 minutes').waitFor()
  await expectAccessible(page)
  await page.getByRole('switch', { name: 'Is said: <i>Plan</i>: see below' }).press('Space')
  await expect.poll(async () => (await engine.store.findTimers(streamerId))[0]?.isOn).toBe(false)
  await page.getByRole('button', { name: 'Remove: <i>Plan</i>: see below' }).press('Enter')
  await page.getByText('The bot says nothing by itself.').waitFor()

  await page.goto(`${stage.address}/audit`)
  await page.getByText('has a command called by').first().waitFor()
  // The browser itself notes the answer that is no success.
  expect(complaints.filter((one) => !/409|422/.test(one))).toEqual([])
}, 180_000)
