import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { plainText } from '../../../src/core/message.ts'
import { openChat } from '../../chat.ts'

type Chat = Awaited<ReturnType<typeof openChat>>
let chat: Chat
let isReversed = false
beforeEach(async () => {
  isReversed = false
  chat = await openChat({ admins: ['ana', 'ben'], isReversed: () => isReversed })
})
afterEach(() => chat.close())

interface Case {
  /** What there are several of. */
  what: string
  /** What makes them, one line of ana’s after another. */
  made: string[]
  /** Takes away the one that came first. */
  removed: string
  /** Shows them. */
  list: string
  /** Only these lines of what is shown: others tell of the undo itself. */
  lines?: RegExp
}

const cases: Case[] = [
  {
    what: 'steps of a plan',
    made: [
      'plan dm Spring',
      'skip',
      'skip',
      'plan step Buy cake',
      'plan step Call Ben',
      'plan step Write it up',
    ],
    removed: 'plan remove 1',
    list: 'plan',
  },
  {
    what: 'closed days',
    made: ['closed 24 Dec', 'closed every sunday', 'closed Thanksgiving', 'closed 2027-01-04'],
    removed: 'closed remove 24 Dec',
    list: 'closed',
  },
  {
    what: 'saved readings',
    made: ['readings save palaces-book', 'readings save sg-video', 'readings save sg-advisory'],
    removed: 'readings unsave palaces-book',
    list: 'readings saved',
  },
  {
    what: 'readings that somebody has read',
    made: ['readings done palaces-book', 'readings done sg-video', 'readings done sg-advisory'],
    removed: 'readings unread palaces-book',
    list: 'readings done',
  },
  {
    what: 'icebreakers that were set aside',
    made: ['icebreaker retire older-morning-sound', 'icebreaker retire older-good-chair'],
    removed: 'icebreaker restore older-morning-sound',
    list: 'icebreaker retired',
  },
  {
    what: 'icebreakers of somebody’s own',
    made: [
      'my icebreakers add What grows here?',
      'press Save',
      'my icebreakers add Who taught you to swim?',
      'press Save',
    ],
    removed: 'my icebreakers remove 1',
    list: 'my-icebreakers',
  },
  {
    what: 'icebreakers that come each week',
    made: ['icebreaker every monday 9:00', 'icebreaker every tuesday 9:00', 'icebreaker every friday 9:00'],
    removed: 'icebreaker weekly stop weekly-1',
    list: 'icebreaker weekly',
  },
  {
    what: 'suggestions that wait for a second person',
    made: ['What grows here?', 'Who taught you to swim?'].flatMap(question => [
      `icebreaker suggest ${question}`,
      ...['inclusive yes', 'age_appropriate yes', 'presumes no'].map(
        answer => `icebreaker consider own-${question.startsWith('What') ? 1 : 2} ${answer}`,
      ),
    ]),
    removed: 'icebreaker withdraw own-1',
    list: 'icebreaker suggestions',
  },
  {
    what: 'reminders of one moment',
    made: ['bring cake', 'call Ben', 'write it up'].map(task => `remind me friday 2pm to ${task}`),
    removed: 'press Stop: call Ben',
    list: 'plan remind list',
  },
  {
    what: 'notes',
    made: ['note One thought', 'note Another', 'note A third'],
    removed: 'note remove 1',
    list: 'note',
  },
  {
    what: 'files of what is kept about somebody',
    made: [
      'my icebreakers add What grows here?',
      'press Save',
      'my icebreakers add Who taught you to swim?',
      'press Save',
    ],
    removed: 'my icebreakers remove 1',
    list: 'hearth export markdown',
    lines: /^- (?:What grows|Who taught)/,
  },
]

/** What a line shows, as it is read. */
async function shown(line: string, lines = /^/): Promise<string> {
  const said = await chat.handle(chat.incoming('ana', 'ana', line, { kind: 'command' }))
  const words = said.flatMap(({ message }) =>
    message.map(block => (block.type === 'file' ? block.text : plainText([block]))),
  )
  return words.flatMap(one => one.split('\n').filter(row => lines.test(row))).join('\n')
}

/** Lines that ana types; “press Save” is a button of what was shown last. */
async function done(...lines: string[]): Promise<void> {
  for (const line of lines)
    if (line.startsWith('press ')) await chat.press('ana', line.slice('press '.length))
    else await chat.say('ana', 'ana', line)
}

describe.each(cases)('$what', ({ made, removed, list, lines }) => {
  it('stand where they stood after one was removed and taken back', async () => {
    await done(...made)
    const before = await shown(list, lines)
    await shown(list)
    await done(removed)
    const without = await shown(list, lines)
    expect(without).not.toBe(before)
    await done('undo')
    expect(await shown(list, lines)).toBe(before)
  })

  it('stand in the same order whichever order the store gives them in', async () => {
    await done(...made)
    const before = await shown(list, lines)
    isReversed = true
    expect(await shown(list, lines)).toBe(before)
  })
})
