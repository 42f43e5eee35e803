import { describe, expect, it, onTestFinished } from 'vitest'
import { personalDataInventory } from '../../src/app/personal-data.ts'
import { reminders } from '../../src/core/schedule/reminder.ts'
import { type Store, schedules } from '../../src/core/store.ts'
import { runs } from '../../src/features/walkthrough/store.ts'
import { libraryAsText, putBack, readLibraryFile } from '../../src/operations/library-file.ts'
import { recordsAsText } from '../../src/operations/library-records.ts'
import { openChat } from '../chat.ts'

async function chatOf() {
  const chat = await openChat()
  onTestFinished(() => chat.close())
  return chat
}

type Chat = Awaited<ReturnType<typeof openChat>>

const saved = ({ store, workspace, at }: Chat) => libraryAsText(store(), personalDataInventory, workspace, at)

/** All documents of a library, by kind. */
async function everything(store: Store, library: string) {
  const all = personalDataInventory.map(async ({ kind }) => [kind, (await store.list(library, kind)).sort()])
  return Object.fromEntries(await Promise.all(all))
}

async function lively(chat: Chat) {
  await chat.say('ana', 'ana', 'note The boiler hums')
  await chat.say('ana', 'ana', 'plan dm Spring coffee')
  await chat.say('ana', 'ana', 'plan step Call the tutor')
  await chat.say('ana', 'ana', 'plan remind monday 9:00')
  await chat.say('ben', '#staff', 'gathering thread Autumn tea')
  await chat.say('cas', '#staff', 'icebreaker')
  await chat.say('ben', 'ben', 'hearth closed 24 Dec')
}

describe('a library as one file', () => {
  it('is put back document by document, and goes on', async () => {
    const chat = await chatOf()
    await lively(chat)
    const before = await everything(chat.store(), chat.workspace)
    const text = await saved(chat)
    await chat.say('ana', 'ana', 'note And it drips')
    await chat.say('ben', 'ben', 'hearth closed remove 24 Dec')

    const file = readLibraryFile(text, 'library.json')
    const { documents, forgotten } = await putBack(chat.store(), personalDataInventory, file, chat.workspace)
    expect(await everything(chat.store(), chat.workspace)).toEqual(before)
    expect(documents).toBe(Object.values(before).flat().length)
    expect(forgotten).toBe(0)
    expect(await chat.say('ana', 'ana', 'hearth my things')).toMatch(/Spring coffee/)
  })

  it('is put back into an empty place, and what was in hand is due at once', async () => {
    const [from, to] = [await chatOf(), await chatOf()]
    await lively(from)
    const [claim] = await from
      .store()
      .claim(from.at + 30 * 86_400_000, { limit: 1, leaseMs: 60_000, owner: 'one that ended' })
    expect(claim).toBeDefined()
    const file = readLibraryFile(await saved(from), 'library.json')
    await putBack(to.store(), personalDataInventory, file, to.workspace)
    const all = await to.store().list(to.workspace, schedules)
    expect(all.length).toBe((await from.store().list(from.workspace, reminders)).length)
    expect(all.filter(([, one]) => one.lease !== undefined)).toEqual([])
  })

  it('goes into no other library', async () => {
    const chat = await chatOf()
    await lively(chat)
    const file = readLibraryFile(await saved(chat), 'library.json')
    await expect(putBack(chat.store(), personalDataInventory, file, 'slack-t2')).rejects.toThrow(
      /is of test-library, and nothing of one library goes into another.*Nothing was changed/,
    )
    // Nor with another name written over its own.
    const renamed = (await saved(chat)).replace('"library":"test-library"', '"library":"slack-t2"')
    expect(() => readLibraryFile(renamed, 'library.json')).toThrow(/cannot be used: it belongs in the folder/)
    expect(await chat.store().workspaces()).toEqual([chat.workspace])
  })

  it.each<[string, (text: string) => string, RegExp]>([
    ['is something else', () => 'dear library,\nhello', /is no file of one library/],
    ['is empty', () => '', /is no file of one library/],
    ['was cut short', text => text.slice(0, -200), /cannot be used: it is cut short/],
    ['was edited', text => text.replace('boiler', 'kettle'), /its checksum does not match/],
    [
      'is of a newer Hearth',
      text => text.replace(/"format":\d+/, '"format":99'),
      /written by a newer Hearth.*Install that version first/,
    ],
  ])('is refused in a sentence where it %s', async (_, spoiled, words) => {
    const chat = await chatOf()
    await lively(chat)
    const text = await saved(chat)
    expect(() => readLibraryFile(spoiled(text), 'library.json')).toThrow(words)
  })

  it('brings nobody back who had themselves forgotten since', async () => {
    const chat = await chatOf()
    await lively(chat)
    const text = await saved(chat)
    chat.at += 60_000
    expect(await chat.say('ana', 'ana', 'forget me yes')).toMatch(/I have forgotten you/)
    const file = readLibraryFile(text, 'library.json')
    expect(JSON.stringify(file.docs)).toMatch(/boiler hums/)

    const { forgotten } = await putBack(chat.store(), personalDataInventory, file, chat.workspace)
    expect(forgotten).toBe(1)
    const now = JSON.stringify(await everything(chat.store(), chat.workspace))
    expect(now).not.toMatch(/boiler hums|Spring coffee|"ana"/)
    const all = (await chat.store().list(chat.workspace, runs)).map(([, run]) => run.name)
    expect(all).toEqual(['Autumn tea'])
    // And what Slack or Teams bring once more is known as what it is.
    expect(now).toMatch(/tombstone/)
  })
})

describe('the records of a library', () => {
  it('are what its people wrote and did, with what it is in words, and no key of Hearth’s own', async () => {
    const chat = await openChat({ admins: ['adm'] })
    onTestFinished(() => chat.close())
    await lively(chat)
    await chat.say('adm', 'adm', 'hearth hold on because request 12')
    await chat.say('ana', 'ana', 'forget me yes')
    const text = await recordsAsText(chat.store(), personalDataInventory, chat.workspace, chat.at)
    const { library, records } = JSON.parse(text)
    expect(library).toBe('test-library')
    const notes = records.filter((one: { kind: string }) => one.kind === 'note')
    expect(notes).toEqual([
      expect.objectContaining({
        what: 'Notes',
        held: true,
        record: expect.objectContaining({ text: 'The boiler hums' }),
      }),
    ])
    expect(text).toMatch(/request 12/)
    expect(records.map((one: { kind: string }) => one.kind)).not.toContain('tombstone-key')
  })
})
