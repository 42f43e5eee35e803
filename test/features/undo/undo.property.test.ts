import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { personalDataInventory } from '../../../src/app/personal-data.ts'
import { createUndoRules } from '../../../src/app/undo.ts'
import { cards } from '../../../src/core/cards.ts'
import type { Incoming } from '../../../src/core/incoming.ts'
import { type Message, plainText } from '../../../src/core/message.ts'
import { changeOf, undoRecords } from '../../../src/core/undo/undo.ts'
import { decks } from '../../../src/features/icebreaker/catalog.ts'
import { freshDeck } from '../../../src/features/icebreaker/deck.ts'
import { type Run, runs } from '../../../src/features/walkthrough/run/run.ts'
import { openChat, pressable } from '../../chat.ts'
import { anyLine } from '../../fuzz/lines.ts'
import { content } from '../../parity/stage.ts'
import { tries } from '../../tries.ts'

type Chat = Awaited<ReturnType<typeof openChat>>
let chat: Chat
let isReversed = false
beforeEach(async () => {
  isReversed = false
  chat = await openChat({ admins: ['ana', 'ben'], isReversed: () => isReversed })
})
afterEach(() => chat.close())

const rules = createUndoRules(content)
const kinds = personalDataInventory.map(one => one.kind).filter(kind => !rules.get(kind)?.ignored)

/** What people keep, without what is said to stay: when a run was touched, and which number its next step gets. */
async function kept(): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const kind of kinds)
    for (const [id, document] of await chat.store().list<unknown>(chat.workspace, kind)) {
      const one = plainOf(kind, document)
      if (one !== undefined) found.set(`${kind} ${id}`, JSON.stringify(inNamedOrder(one), null, 1))
    }
  return found
}

/** What is in a field is compared in the order in which it stands there; the fields themselves have names. */
const inNamedOrder = (one: unknown): unknown =>
  Object.fromEntries(Object.entries(one as object).sort(([a], [b]) => (a < b ? -1 : 1)))

function plainOf(kind: string, document: unknown): unknown {
  if (kind === runs) {
    const { touchedAt: _, plan, ...run } = document as Run
    const { made: __, steps = [], ...rest } = plan ?? {}
    return { ...run, plan: { ...rest, steps } }
  }
  // A deck that is not there is a fresh one.
  if (kind === decks && JSON.stringify({ ...freshDeck, looking: {} }) === JSON.stringify(document))
    return undefined
  return document
}

/** What ana and ben can have shown to them, and what stands on the cards that are redrawn. */
async function screens(): Promise<string[]> {
  const all = (await chat.store().list(chat.workspace, runs)).map(([, run]) => run)
  const seen: string[] = []
  for (const who of ['ana', 'ben'])
    for (const line of [
      ...all.flatMap(({ id, owner, walkthrough }) =>
        owner.id !== who
          ? []
          : [...inForms(`walk @${id} export`), ...(walkthrough === 'plan' ? [`plan @${id}`] : [])],
      ),
      ...inForms('hearth export'),
      ...['closed', 'settings', 'readings saved', 'icebreaker retired', 'icebreaker weekly'],
      ...['icebreaker suggestions', 'note', 'plan remind list', 'things', 'my-icebreakers', 'content'],
    ]) {
      const shown = await chat.handle(chat.incoming(who, who, line, { kind: 'command' }))
      seen.push(`${who} ${line}: ${shown.map(one => wordsOf(one.message)).join('\n')}`)
      chat.shown.splice(chat.shown.length - shown.length, shown.length)
    }
  for (const [name, card] of await chat.store().list(chat.workspace, cards))
    if (/\/(root|shared|report)$|^(weekly|suggestion)\//.test(name))
      seen.push(`${name}: ${plainText(chat.shown.find(one => one.card.id === card.id)?.message ?? [])}`)
  return seen.sort()
}

/** A paper in each form that can be compared: a Word file tells when it was made, and takes ten times as long as the others. */
const inForms = (exporting: string): string[] => [`${exporting} page`, `${exporting} markdown`]

/** Of what is kept about somebody, the answers: that they did something is noted also where it was taken back. */
const wordsOf = (message: Message): string =>
  message
    .map(block => {
      if (block.type !== 'file') return plainText([block])
      return block.name.startsWith('what-hearth-keeps') ? '' : block.text
    })
    .join('\n')

/** The guide with all answers, and the list of all things, show runs in the order in which they were gone on with. */
const isInOrder = (screen: string): boolean => / (?:hearth export \w+|things):/.test(screen)

/** What differs, shortly: an export is long. */
const differing = (before: readonly string[], after: readonly string[]): string[] => [
  ...before.filter(one => !after.includes(one)).map(one => `before: ${shortened(one, after)}`),
  ...after.filter(one => !before.includes(one)).map(one => `after: ${shortened(one, before)}`),
]

function shortened(one: string, others: readonly string[]): string {
  const [name = ''] = one.split(':')
  const other = others.find(each => each.startsWith(`${name}:`)) ?? ''
  const at = [...one].findIndex((sign, place) => sign !== other[place])
  return `${name} … ${one.slice(Math.max(0, at - 60), at + 200)}`
}

/** A line typed, or a button pressed wherever it stands. */
type Act =
  | { type: 'line'; who: string; room: string; line: string }
  | { type: 'press'; who: string; at: number; words: string }

const anyAct: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('line' as const),
      who: fc.constantFrom('ana', 'ben'),
      room: fc.constantFrom('own', '#staff'),
      line: fc.oneof(
        { weight: 1, arbitrary: anyLine },
        {
          weight: 6,
          arbitrary: fc.constantFrom(
            ...[
              'gathering dm Tea',
              'gathering thread Coffee',
              'So that they meet',
              'Yes, we do',
              'skip',
              'park',
              'back',
            ],
            ...[
              'plan dm Spring',
              'plan thread Autumn',
              'plan step Buy cake, Ben',
              'plan step Call Ana by 12 Dec',
            ],
            ...[
              'plan remove 1',
              'plan change 1 Other words',
              'plan done 1',
              'plan finish',
              'plan reopen 1',
              'plan move 1 down',
            ],
            ...[
              'plan remind monday 9:00',
              'plan remind off',
              'plan later tomorrow',
              'plan stuck No room',
              'plan still on it',
            ],
            ...[
              'plan hand over ben',
              'plan accept',
              'plan decline',
              'note A thought',
              'rename Another',
              'edit 1',
              'stop',
              'finish',
            ],
            ...[
              'append 1 More of it',
              'resume',
              'invite ben',
              'hand over ben',
              'share',
              'walk share now',
              'unshare',
              'private 1',
            ],
            ...[
              'settings quiet 18:00-8:00',
              'settings zone Europe/London',
              'settings zone off',
              'closed every sunday',
            ],
            ...[
              'closed 24 Dec',
              'closed remove every sunday',
              'icebreaker',
              'icebreaker teens',
              'post',
              'icebreaker post',
            ],
            ...['not for us', 'icebreaker suggest What made today easier?', 'icebreaker withdraw own-1'],
            ...[
              'icebreaker every monday 9:00 teens',
              'icebreaker weekly stop weekly-1',
              'icebreaker agree own-1',
              'icebreaker retire',
              'icebreaker restore own-1',
            ],
            ...[
              'my icebreakers add What grows here?',
              'my icebreakers add Who taught you to swim?',
              'my icebreakers remove 1',
              'my icebreakers change 1 What grows on your sill?',
              'note remove 1',
              'note Another thought',
              'closed Thanksgiving',
              'closed remove 24 Dec',
              'remind me friday 2pm to call the school',
              'remind me friday 2pm to write to Ben',
              'walk delete',
              'plan step Bring a kettle',
              'plan remove 2',
              'reset',
            ],
            ...[
              'readings save palaces-book',
              'readings save sg-video',
              'readings unsave palaces-book',
              'readings done palaces-book',
              'readings share palaces-book',
              'neighbour ben',
            ],
          ),
        },
      ),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('press' as const),
      who: fc.constantFrom('ana', 'ben'),
      at: fc.nat(1_000),
      words: fc.constantFrom('Tea', 'Cake', '2026-12-24', 'ben', ''),
    }),
  },
)

/** What comes in for an act; undefined: there is nothing to press. */
function incomingFor(act: Act): Incoming | undefined {
  if (act.type === 'line') {
    const room = act.room === 'own' ? act.who : act.room
    const incoming = chat.incoming(act.who, room, act.line, { kind: room === act.who ? 'line' : 'command' })
    return { ...incoming, sourceMessageId: incoming.id }
  }
  const all = pressable(chat.shown)
    .filter(({ one }) => one.to === `test:${act.who}` || one.to.startsWith('test:#'))
    // What is deleted for good is not to be taken back.
    .filter(({ command }) => !/delete|forget|undo/.test(command))
  const pressed = all[act.at % Math.max(all.length, 1)]
  if (!pressed) return undefined
  const inputs = pressed.block.type === 'form' ? pressed.block.inputs : []
  const [room = '', only] = pressed.one.to.replace('test:', '').split(/[?]/)
  return chat.incoming(act.who, room, pressed.command, {
    card: only || !room.startsWith('#') ? { ...pressed.one.card, private: true } : pressed.one.card,
    values: Object.fromEntries(inputs.map(input => [input.id, act.words])),
  })
}

const seeds = process.env.SEEDS?.split(',').map(Number) ?? [20_261_130, 20_261_131].slice(0, tries(2, 1))

describe('undo', () => {
  it.each(seeds)(
    'leaves everything as it was before, where it was, whatever was done (%i)',
    {
      timeout: 300_000,
    },
    async seed => {
      let undone = 0
      for (const act of fc.sample(anyAct, { numRuns: tries(200, 60), seed })) {
        chat.at += 60_000
        const incoming = incomingFor(act)
        if (!incoming) continue
        const before = { kept: await kept(), screens: await screens() }
        const told = await chat.handle(incoming)
        // A line may read as undo itself, whatever stands behind it.
        if (told.some(one => /^Taken back|took that back/.test(plainText(one.message)))) continue
        const records = await chat.store().list(chat.workspace, undoRecords)
        const record = records.find(([, one]) => one.change === changeOf(incoming))?.[1]
        if (!record) {
          // It cannot be taken back: so there is nothing to see of it, but that what was gone on with last comes first.
          const seen = (await screens()).filter(one => !isInOrder(one))
          const stood = before.screens.filter(one => !isInOrder(one))
          expect(differing(stood, seen), JSON.stringify(incoming.text)).toEqual([])
          continue
        }
        if (record.final) continue
        const room = incoming.place.address.replace('test:', '')
        await chat.handle(chat.incoming(incoming.person.id, room, 'undo'))
        expect(plainText(chat.shown.at(-1)?.message ?? []), incoming.text).toMatch(
          /aken? (that )?back|took that back/,
        )
        expect(asObject(await kept()), JSON.stringify(incoming.text)).toEqual(asObject(before.kept))
        expect(differing(before.screens, await screens()), JSON.stringify(incoming.text)).toEqual([])
        undone++
        await chat.handle({
          ...incoming,
          id: `${incoming.id} again`,
          sourceMessageId: `${incoming.id} again`,
        })
      }
      expect(undone).toBeGreaterThan(tries(50, 15))
    },
  )
})

const asObject = (all: Map<string, string>) =>
  Object.fromEntries(
    [...all].filter(([key]) => !key.startsWith(`${undoRecords} `)).sort(([a], [b]) => (a < b ? -1 : 1)),
  )
