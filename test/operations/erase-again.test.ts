import { cp } from 'node:fs/promises'
import { expect, it, onTestFinished } from 'vitest'
import { personalDataInventory } from '../../src/app/personal-data.ts'
import { eraseAgain } from '../../src/operations/erase-again.ts'
import { openJsonStore } from '../../src/store/json.ts'
import { openChat } from '../chat.ts'
import { newLog, tempFolder } from '../store/folder.ts'

it('Whoever had Hearth forget them since a copy of the folder was made is taken out of it again, and nobody else', async () => {
  const [newest, copy] = [await tempFolder(), await tempFolder()]
  const chat = await openChat({ folder: newest, onFolder: true })
  for (const who of ['ana', 'ben', 'eve']) {
    await chat.say(who, who, `note ${who}-words in a note`)
    if (who === 'eve') await chat.say(who, who, 'forget me yes')
  }
  // Eve was forgotten before the copy, and came back: what she wrote since is hers.
  await chat.say('eve', 'eve', 'note eve-again in a note')
  await chat.store().close()
  await cp(newest, copy, { recursive: true })
  const later = await openChat({ folder: newest, onFolder: true })
  await later.say('ana', 'ana', 'forget me yes')
  await later.store().close()

  const store = await openJsonStore(copy, { log: newLog() })
  onTestFinished(() => store.close())
  const notes = async () => JSON.stringify(await store.list(chat.workspace, 'note'))
  expect(await notes()).toContain('ana-words')
  const request = { newest: `json:${newest}`, store, inventory: personalDataInventory }
  expect(await eraseAgain(request)).toEqual({ documents: 0, people: 1 })
  expect(await notes()).not.toContain('ana-words')
  expect(await notes()).toContain('ben-words')
  expect(await notes()).toContain('eve-again')
  expect(await eraseAgain(request)).toEqual({ documents: 0, people: 0 })
  await expect(eraseAgain({ ...request, newest: 'json:/nowhere' })).rejects.toThrow(/no place with libraries/)
  await expect(eraseAgain({ ...request, newest: 'postgres://db/hearth' })).rejects.toThrow(/DATABASE_URL/)
})
