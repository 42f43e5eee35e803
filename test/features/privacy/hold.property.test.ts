import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { personalDataInventory } from '../../../src/app/personal-data.ts'
import { heldVersions, wordsIn } from '../../../src/core/records/held-versions.ts'
import { runs } from '../../../src/features/walkthrough/run/run.ts'
import { openChat, pressable } from '../../chat.ts'
import { anyLine } from '../../fuzz/lines.ts'
import { tries } from '../../tries.ts'

type Chat = Awaited<ReturnType<typeof openChat>>
let chat: Chat
beforeEach(async () => {
  chat = await openChat({ admins: ['adm'] })
})
afterEach(() => chat.close())

/** Every text of every record, wherever it stands, and all that a hold kept. */
async function keptWords(): Promise<Set<string>> {
  const kept = new Set<string>()
  for (const { kind, record = (one: unknown) => one } of personalDataInventory)
    for (const [, document] of await chat.store().list(chat.workspace, kind))
      for (const words of wordsIn(record(document))) kept.add(words)
  return kept
}

const goneFrom = (before: Set<string>, after: Set<string>) => [...before].filter(words => !after.has(words))

const runCalled = async (name: string): Promise<string> => {
  const all = await chat.store().list(chat.workspace, runs)
  return all.find(([, run]) => run.name === name)?.[0] ?? ''
}

/** A plan with answers and steps, in ana's own chat. */
async function plan(): Promise<string> {
  await chat.say('ana', 'ana', 'plan dm Spring tea')
  const id = await runCalled('Spring tea')
  await chat.say('ana', 'ana', `walk @${id} say why-group They eat alone`)
  await chat.say('ana', 'ana', `plan @${id} step Call the tutor, Ana, by 12 Dec`)
  await chat.say('ana', 'ana', `plan @${id} step Buy the tea`)
  await chat.say('ana', 'ana', `plan @${id} stuck No room yet`)
  return id
}

describe('what is replaced or removed while it is held', () => {
  it.each<[string, (id: string) => Promise<unknown>]>([
    ['a step taken out', id => chat.say('ana', 'ana', `plan @${id} remove 1`)],
    ['a step changed', id => chat.say('ana', 'ana', `plan @${id} change 1 Write to the tutor`)],
    ['who does it', id => chat.say('ana', 'ana', `plan @${id} change 1 who Ben`)],
    ['by when', id => chat.say('ana', 'ana', `plan @${id} change 1 by 19 Dec`)],
    ['its name', id => chat.say('ana', 'ana', `walk @${id} rename Autumn tea`)],
    ['what was answered last', id => chat.say('ana', 'ana', `plan @${id} done 2`)],
    ['a new owner', id => chat.say('ana', 'ana', `walk @${id} hand over ben`)],
  ])('is kept beside it: %s', async (_, act) => {
    const id = await plan()
    await chat.say('adm', 'adm', `hold @${id}`)
    const before = await keptWords()
    await act(id)
    expect(goneFrom(before, await keptWords())).toEqual([])
  })

  it('is kept beside it: a line that was edited in the chat', async () => {
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    await chat.type('ana', 'ana', 'So that they meet', { sourceMessageId: 'line-7' })
    const id = await runCalled('Spring tea')
    await chat.say('adm', 'adm', `hold @${id}`)
    const before = await keptWords()
    await chat.say('ana', 'ana', 'So that they talk', { kind: 'edit', sourceMessageId: 'line-7' })
    expect(goneFrom(before, await keptWords())).toEqual([])
    expect(await keptWords()).toContain('So that they talk')
  })

  it('is shown to those who may hold, and to nobody else; and stands in the export', async () => {
    const id = await plan()
    await chat.say('adm', 'adm', `hold @${id}`)
    await chat.say('ana', 'ana', `plan @${id} remove 1`)
    const shown = await chat.handle(chat.incoming('adm', 'adm', `hold replaced @${id}`))
    expect(JSON.stringify(shown)).toContain('Call the tutor')
    const exported = await chat.handle(chat.incoming('ana', 'ana', `walk @${id} export`))
    expect(JSON.stringify(exported)).toContain('Call the tutor')
    expect(await chat.say('ben', 'ben', `hold replaced @${id}`)).toMatch(/^Only the people who look after/)
  })

  it('is let go of when the hold ends', async () => {
    const id = await plan()
    await chat.say('adm', 'adm', `hold @${id}`)
    await chat.say('ana', 'ana', `plan @${id} remove 1`)
    await chat.say('adm', 'adm', `hold off @${id}`)
    expect(await chat.store().list(chat.workspace, heldVersions)).toEqual([])
  })

  it('is not kept where nothing is held', async () => {
    const id = await plan()
    await chat.say('ana', 'ana', `plan @${id} remove 1`)
    expect(await chat.store().list(chat.workspace, heldVersions)).toEqual([])
  })
})

/** A line typed, a button pressed wherever it stands, or a line of one's own changed afterwards. */
type Act =
  | { type: 'line'; who: string; room: string; line: string }
  | { type: 'press'; who: string; at: number; words: string }
  | { type: 'edit'; who: string; at: number; words: string }

const anyWho = fc.constantFrom('ana', 'ben')
const anyAct: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('line' as const),
      who: anyWho,
      room: fc.constantFrom('own', '#staff'),
      line: fc.oneof(
        anyLine,
        fc.constantFrom(
          ...[
            'plan remove 1',
            'plan change 1 Other words',
            'plan change 1 who Eve',
            'plan step Buy cake, Ben',
          ],
          ...['note A thought', 'rename Another', 'edit 1', 'back', 'So that they meet', 'plan done 1'],
          ...['settings quiet 18:00-8:00', 'closed every sunday', 'closed remove every sunday', 'unshare'],
          ...['icebreaker suggest What made today easier?', 'icebreaker withdraw own-1', 'plan remind off'],
          ...['icebreaker every monday 9:00 teens', 'icebreaker weekly stop weekly-1', 'hand over ben'],
          ...['forget me yes', 'walk delete yes', 'readings', 'note delete 1'],
        ),
      ),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant('press' as const),
      who: anyWho,
      at: fc.nat(1_000),
      words: fc.constantFrom('Tea', 'Cake', '2026-12-24', 'ben', ''),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('edit' as const),
      who: anyWho,
      at: fc.nat(100),
      words: fc.constantFrom('Said otherwise', 'And again'),
    }),
  },
)

describe('while everything is held', () => {
  it('no word that was kept is ever gone, whatever is asked or pressed', async () => {
    await plan()
    await chat.say('adm', 'adm', 'hold on')
    const typed: string[] = []
    for (const act of fc.sample(anyAct, { numRuns: tries(500, 100), seed: 20_261_129 })) {
      const before = await keptWords()
      await carryOut(act, typed)
      expect(goneFrom(before, await keptWords()), JSON.stringify(act)).toEqual([])
    }
  })

  async function carryOut(act: Act, typed: string[]): Promise<void> {
    chat.at += 60_000
    if (act.type === 'line') {
      const said = `said-${typed.length}`
      typed.push(said)
      const room = act.room === 'own' ? act.who : act.room
      await chat.handle(
        chat.incoming(act.who, room, act.line, {
          kind: room === act.who ? 'line' : 'command',
          sourceMessageId: said,
        }),
      )
    }
    if (act.type === 'edit' && typed.length > 0) {
      const said = typed[act.at % typed.length] ?? ''
      await chat.handle(chat.incoming(act.who, act.who, act.words, { kind: 'edit', sourceMessageId: said }))
    }
    if (act.type === 'press') {
      const buttons = pressable(chat.shown)
      const pressed = buttons[act.at % Math.max(buttons.length, 1)]
      if (!pressed) return
      const inputs = pressed.block.type === 'form' ? pressed.block.inputs : []
      const room = pressed.one.to.replace('test:', '').split(/[?/]/)[0] ?? ''
      await chat.handle(
        chat.incoming(act.who, room, pressed.command, {
          card: pressed.one.card,
          values: Object.fromEntries(inputs.map(input => [input.id, act.words])),
        }),
      )
    }
  }
})
