import { createChatNotes } from '@streambot/shared/engine/note-chatters.ts'
import type { ChatNote } from '@streambot/shared/engine/ports/rows.ts'
import type { Store } from '@streambot/shared/engine/ports/store.ts'
import { expect, test } from 'vitest'
import { person, viewerRoles } from '../support/engine.ts'

const at = (second: number) => new Date(Date.UTC(2026, 10, 21, 12, 0, second))

/** The one verb that notes ask a store for. */
const storeThat = (noteChatters: Store['noteChatters']) => ({ store: { noteChatters } as unknown as Store }) // nothing else is asked
const line = (number: number, second: number) => ({ account: person(number), roles: viewerRoles, sentAt: at(second) })

test('noting a line asks the database nothing, makes no promise, and reads roles of one line a person', () => {
  let read = 0
  const notes = createChatNotes(
    storeThat(() => {
      throw new Error('a line must not ask the database')
    }),
    1,
  )
  const made = Array.from({ length: 1_000 }, (_, index) =>
    notes.saw({
      ...line(index % 10, 0),
      get roles() {
        read++
        return viewerRoles
      },
    }),
  )
  expect(made.every((value) => value === undefined)).toBe(true)
  expect(read).toBe(0)
})

test('people are handed in once a flush, with their first and last line', async () => {
  const written: ChatNote[][] = []
  const notes = createChatNotes(
    storeThat(async (_, all) => void written.push([...all])),
    1,
  )
  for (const second of [5, 3, 9]) notes.saw(line(1, second))
  notes.saw(line(2, 4))
  await notes.flush()
  await notes.flush()
  notes.saw(line(1, 10))
  await notes.flush()
  expect(written.map((all) => all.map(({ account, firstAt, lastAt }) => [account.login, firstAt, lastAt]))).toEqual([
    [
      ['viewer1', at(3), at(9)],
      ['viewer2', at(4), at(4)],
    ],
    [['viewer1', at(10), at(10)]],
  ])
})

test('a flush that fails is told, and the next one hands all in, with what was said meanwhile', async () => {
  const written: ChatNote[] = []
  let failures = 1
  const notes = createChatNotes(
    storeThat(async (_, all) => {
      if (failures-- > 0) throw new Error('the database is away')
      written.push(...all)
    }),
    1,
  )
  notes.saw(line(1, 5))
  const failing = notes.flush()
  notes.saw(line(1, 8))
  await expect(failing).rejects.toThrow('the next flush tries again')
  await notes.flush()
  expect(written).toMatchObject([{ firstAt: at(5), lastAt: at(8) }])
})
