import { describe, expect, it, onTestFinished } from 'vitest'
import { personalDataInventory } from '../../src/app/personal-data.ts'
import type { Incoming } from '../../src/core/incoming.ts'
import { buttonsOf } from '../../src/core/message.ts'
import { admins } from '../../src/core/records/admins.ts'
import { changeFiles, pendingFiles } from '../../src/features/own-content/store.ts'
import { openChat, type Shown } from '../chat.ts'

type Chat = Awaited<ReturnType<typeof openChat>>

/** So many libraries, each with people and channels of the same names: nothing but the library tells them apart. */
const many = 50
const nameOf = (library: number) => `test-library-${library}`
/** A word that stands in whatever a library wrote, and in nothing of another. */
const wordOf = (library: number) => `quince${library}quince`

/** Something that was tried: a line, as whoever could know it would type, press or send it. */
interface Try {
  line: string
  over?: Partial<Incoming>
}

/** A library that uses everything; resolves with all that its people were shown. */
async function live(chat: Chat, library: number): Promise<Shown[]> {
  const word = wordOf(library)
  const shown: Shown[] = []
  const say = async (who: string, room: string, line: string, over: Partial<Incoming> = {}) => {
    const incoming = chat.incoming(who, room, line, { workspace: nameOf(library), ...over })
    shown.push(...(await chat.handle(incoming)))
  }
  await chat.store().update(nameOf(library), tx => tx.put(admins, 'bea', { at: 1 }))
  await chat.store().update(nameOf(library), tx => tx.put(admins, 'dee', { at: 1 }))
  await say('ana', 'ana', `note ${word} in a note`)
  await say('ana', 'ana', `gathering dm ${word} tea`)
  await say('ana', 'ana', `${word} who eat alone`)
  await say('ben', '#staff', `gathering thread ${word} thread`)
  await say('ana', 'ana', `plan dm ${word} plan`)
  await say('ana', 'ana', `plan step Call ${word}`)
  await say('ana', 'ana', 'plan remind monday 9:00')
  await say('ana', '#staff', 'icebreaker every monday 9:00')
  await say('ana', 'ana', `my icebreakers add What is ${word}?`)
  await say('ana', 'ana', 'my icebreakers save')
  await say('bea', 'bea', 'closed 24 Dec')
  await say('bea', 'bea', `hearth hold on because ${word}`)
  await say('ana', 'ana', 'calendar feed')
  await say('ana', 'ana', `import # ${word}\n\n## What is your ‘why’?\n\n${word} why`)
  // As if an admin had sent them: reading content fifty times takes longer than all else.
  const phrases = (said: string) => `"I have nothing saved about you.": "${said}"`
  await chat.store().update(nameOf(library), async tx => {
    const bea = { at: chat.at, by: 'bea', name: 'bea' }
    await changeFiles(tx, 'en/phrases.yaml', { ...bea, text: phrases(`${word} saved`) })
    const waiting = { mark: `mark${library}`, path: 'en/phrases.yaml', text: phrases(`${word} waits`), at: 1 }
    await tx.put(pendingFiles, 'bea', waiting)
  })
  return shown
}

const commandsIn = (shown: readonly Shown[]): string[] =>
  shown.flatMap(one =>
    one.message
      .flatMap(block => [...buttonsOf(block)])
      .flatMap(button => ('command' in button ? [button.command] : [])),
  )

/** All that a library keeps, as text. */
async function kept(chat: Chat, library: number): Promise<string> {
  const lists = personalDataInventory.map(({ kind }) => chat.store().list(nameOf(library), kind))
  return JSON.stringify(await Promise.all(lists))
}

/** Every id that stands in what a library keeps, with the lines that could do something with it; and every button it was shown. */
async function triesOn(chat: Chat, library: number, shown: readonly Shown[]): Promise<Try[]> {
  const ids = (await chat.store().list(nameOf(library), 'run')).map(([id]) => id)
  const onEach = ids.flatMap(id => [
    ...[
      'overview',
      'look',
      'export',
      'calendar',
      'say why x',
      'append 1 x',
      'private 1',
      'share',
      'unshare',
    ].map(what => `walk @${id} ${what}`),
    ...['share now', 'rename Mine', 'invite eve', 'take over', 'hand over eve', 'stop', 'delete yes'].map(
      what => `walk @${id} ${what}`,
    ),
    ...['open', 'done 1', 'step Mine', 'remind off', 'later in two weeks', 'due', 'finish', 'accept'].map(
      what => `plan @${id} ${what}`,
    ),
  ])
  const ofAll = [
    'undo',
    'note remove 1',
    'my icebreakers remove own-1',
    'icebreaker weekly stop weekly-1',
    'closed remove 24 Dec',
    'hearth hold',
    'hearth hold off',
    'hearth export',
    'hearth my things',
    'admins remove bea',
    'content',
    `content save mark${library}`,
    'content get en/phrases.yaml',
    'content remove en/phrases.yaml',
    'calendar feed off',
    'forget me',
  ]
  const places = [...new Set(shown.flatMap(one => [one.to, one.card.thread]))]
  return [
    ...[...new Set([...commandsIn(shown), ...onEach, ...ofAll])].map(line => ({ line })),
    ...ids.flatMap(id =>
      places.slice(0, 3).map(channel => ({ line: `walk @${id} share`, over: { chosen: { channel } } })),
    ),
  ]
}

describe('Fifty libraries on one Hearth', () => {
  it('are tried upon by fifty others, everything on each: nothing is seen, and nothing is changed', async () => {
    const chat = await openChat()
    onTestFinished(() => chat.close())
    const all: Try[][] = []
    for (let library = 0; library < many; library++) {
      const shown = await live(chat, library)
      all.push(await triesOn(chat, library, shown))
    }
    const before = await Promise.all(all.map((_, library) => kept(chat, library)))
    for (const [library, text] of before.entries()) expect(text).toContain(wordOf(library))

    // Whoever tries is of one of fifty others, an owner of the same id or an admin: each of them meets each library. One in two things
    // of a library is tried, the others of the next, so that all are tried and the test takes half the time.
    const met = new Set<string>()
    for (let thief = many; thief < 2 * many; thief++)
      await chat.store().update(nameOf(thief), tx => tx.put(admins, 'bea', { at: 1 }))
    for (const [victim, tries] of all.entries())
      for (const [nth, { line, over }] of tries.filter((_, at) => (at + victim) % 2 === 0).entries()) {
        const thief = many + ((victim + nth) % many)
        const who = nth % 3 === 0 ? 'bea' : 'ana'
        met.add(`${victim} ${thief}`)
        const incoming = chat.incoming(who, who, line, { workspace: nameOf(thief), ...over })
        const said = JSON.stringify(await chat.handle(incoming))
        expect(said.match(/quince\d+quince/g) ?? [], `${line} of ${victim}, by ${who}`).toEqual([])
      }
    expect(met.size).toBe(many * many)
    const after = await Promise.all(all.map((_, library) => kept(chat, library)))
    expect(after).toEqual(before)
  }, 600_000)
})
