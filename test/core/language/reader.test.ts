import { describe, expect, it } from 'vitest'
import { createLanguage } from '../../../src/app/language.ts'
import type { Context } from '../../../src/core/language/grammar.ts'
import { lazily } from '../../../src/core/language/lazily.ts'
import type { Reading } from '../../../src/core/language/reader.ts'
import { contextOf } from '../../../src/features/home/understand-input.ts'
import { builtInContent as content } from '../../content.ts'
import { type ExpectedLine, expectedLines } from './lines.ts'

const { read } = createLanguage(content)
const now = { today: '2026-11-28', monthFirst: true }
const dm: Context = { where: 'dm', now }
const all = expectedLines()

/** What stands there when a line is typed. */
const shown: Readonly<Record<string, string>> = {
  icebreaker: 'icebreaker teens 5 minutes',
  posted: 'icebreaker teens 5 minutes',
  readings: 'readings hosting',
  plan: 'plan',
  reminder: 'plan',
  done: 'plan',
  gathering: 'gathering',
  finished: 'gathering',
  weekly: 'weekly',
  closed: 'closed 24 Dec',
}
const plans = [
  { name: 'Spring coffee', steps: ['Email the senior center', 'Print the flyer', 'Book the meeting room'] },
]

function readIn({ line, where, after = '', asked }: ExpectedLine): Reading {
  const typed = JSON.stringify({
    line,
    where,
    ...(asked && { asked }),
    ...(shown[after] && { shown: shown[after] }),
    ...(['plan', 'reminder', 'done'].includes(after) && { plans }),
    people: ['Ana', 'Bob', 'Marcus', 'Dana'],
  })
  const { line: words, context } = contextOf(typed, now, content.walkthroughs)
  return read(words, context)
}

const plain = (words: string): string =>
  words
    .toLowerCase()
    .replace(/[.,!?“”"']/g, '')
    .replace(/\b(the|a|an|my|our)\b/g, '')
    .replace(/\s+/g, ' ')
    .trim()

/** Whether a line is read in one of the ways that are right. */
function isFine({ commands, includes }: ExpectedLine, { command, slots }: Reading): boolean {
  if (command === null) return commands.includes('ask')
  const [move = ''] = (slots[0] ?? '').split(' ')
  if (!commands.includes(command) && !commands.includes(move) && !commands.some(one => slots.includes(one)))
    return false
  return includes.every(one =>
    one.split('|').some(words => slots.some(slot => plain(slot).includes(plain(words)))),
  )
}

/** Each line, read once: that it reads the same each time is a test of its own. */
const readings = lazily(() => all.map(one => ({ one, reading: readIn(one) })))

describe('the reader of lines', () => {
  it('reads what library staff might type: at least 97 in 100 lines in a way that is right', () => {
    const misread = readings()
      .filter(({ one, reading }) => !isFine(one, reading))
      .map(({ one }) => one.line)
    expect(misread.length, misread.join('\n')).toBeLessThanOrEqual(all.length * 0.03)
    expect(all.length).toBeGreaterThan(500)
  })

  it('never reads what would do harm, nor what was said to be left out', () => {
    for (const { one, reading } of readings()) {
      const { command, slots } = reading
      for (const never of one.never) {
        expect(command, one.line).not.toBe(never)
        if (never !== 'stop') expect(slots, one.line).not.toContain(never)
      }
      for (const out of one.excludes) expect(slots.map(plain), one.line).not.toContain(plain(out))
    }
  })

  it.each(['post it', 'forget me', 'delete everything about me', 'share my answers'])(
    'never takes a misspelled word for what is public or final: “%s”',
    line => {
      const slipped = line.replace(/post|forget|delete|share/, word => `${word.slice(0, 2)}x${word.slice(3)}`)
      const { command, slots } = read(slipped, dm)
      expect([command, ...slots]).not.toEqual(expect.arrayContaining([line.split(' ')[0]]))
    },
  )

  it('gives back what platforms put around words: mentions, autolinks, marks, shortcodes, dashes and quotes', () => {
    for (const line of [
      'Could @Hearth icebreaker for teens please?',
      '*icebreaker* for _teens_',
      '`icebreaker` teens',
      '> icebreaker for “teens”',
      'ice\u200bbreaker for te\u00adens',
      'ICEBREAKER   FOR\u00a0TEENS!!!',
      'ｉｃｅｂｒｅａｋｅｒ teens',
    ]) {
      const { command, slots } = read(line, dm)
      expect([command, ...slots], line).toEqual(['icebreaker', 'teens-12-17'])
    }
    expect(read(':wave:', dm).command).toBe('greeting')
  })

  it('tells what it left out, and lets one unknown word veto nothing', () => {
    expect(read('trains icebreaker for families', dm)).toMatchObject({
      command: 'icebreaker',
      slots: ['families'],
      ignored: ['trains'],
    })
  })

  it('asks, at a question, about what names Hearth’s own things, and keeps none of it as the answer', () => {
    const question = { input: 'open', asked: 'gathering.why' } as const
    for (const line of [
      'my things (soup)',
      'add balloons to my plan',
      'can Ana answer this too',
      'delete everything',
    ])
      expect(read(line, { where: 'question', now, question, names: new Set(['ana']) }), line).toMatchObject({
        ask: true,
      })
    for (const [line, move] of [
      ['no idea skip that', 'skip'],
      ['where was I', 'overview'],
      ['oops wrong answer', 'back'],
      ['brb phone', 'stop'],
    ] as const)
      expect(read(line, { where: 'question', now, question }).command, line).toBe(move)
  })

  it('asks about a few words that are about the answering, and keeps a plan, a gathering or a person that is told of', () => {
    const open = (line: string) => read(line, { where: 'question', now, question: { input: 'open' } })
    for (const line of ['what happens to my answers', 'i want this question gone', 'is that the wrong box'])
      expect(open(line).command === 'answer', line).toBe(false)
    for (const line of [
      'our plan is a simple potluck with name tags',
      'Bob could help with this, he knows everyone',
      'this is the first time they meet',
    ])
      expect(open(line).command, line).toBe('answer')
  })

  it('asks, at a question, about a step with who and when, and about days that are closed', () => {
    const open = { where: 'question', now, question: { input: 'open' } } as const
    expect(read('order pizza, Ana, by dec 10', open)).toMatchObject({ command: 'plan', ask: true })
    expect(read('we are closed dec 24 and 25', open)).toMatchObject({ command: 'closed', ask: true })
    expect(read('We meet on Dec 12 in the lobby', open).command).toBe('answer')
  })

  it('takes “every monday at 10 for teens” for a schedule, also right after a question was shown, and loses no time', () => {
    const last = { command: 'icebreaker', request: 'staff-meeting' }
    expect(read('every monday at 10 for teens', { where: 'channel', now, last })).toMatchObject({
      command: 'weekly',
      slots: ['monday 10:00', 'teens-12-17'],
    })
  })

  it('offers both of two requests in one line, and does neither', () => {
    expect(read('give me an icebreaker for teens and show my plan', dm)).toMatchObject({
      command: 'icebreaker',
      ask: true,
      others: [{ command: 'plan', slots: ['list'] }],
    })
    expect(read('icebreaker for teens and their parents', dm)).toMatchObject({ ask: false })
  })

  it('takes “more” for what was shown last', () => {
    const having = (command: string) => ({ ...dm, last: { command, request: '' } })
    expect(read('more', having('readings'))).toMatchObject({ command: 'readings', slots: ['next'] })
    expect(read('more', having('icebreaker'))).toMatchObject({ command: 'icebreaker', slots: ['another'] })
  })

  it('tells nothing of words that would have changed nothing', () => {
    for (const [line, ignored] of [
      ['icebreaker for adults, strangers mostly', []],
      ['something to get people talking at our book club meeting', []],
      ['icebreaker for teens instead', []],
      ['icebreaker about trains for families', ['trains']],
      ['question for tonights LGBTQ teen group', ['LGBTQ']],
      ['knitting icebreaker for the adult plumbers', ['plumbers']],
    ] as const)
      expect(read(line, dm), line).toMatchObject({ command: 'icebreaker', ignored })
  })

  it('finds the occasion of an icebreaker beside the other words, and takes none from a gathering’s name', () => {
    expect(read('halloween icebreaker for families', dm)).toMatchObject({
      command: 'icebreaker',
      slots: ['families', 'halloween'],
      ignored: [],
    })
    expect(read('I want to plan a winter holiday party', dm)).toMatchObject({ command: 'gathering' })
  })

  it('reads the same line the same way each time, and any line at all without a word of harm', () => {
    const odd = [
      '',
      '   ',
      '?!.,;'.repeat(600),
      'a '.repeat(1_500),
      Array.from({ length: 3_000 }, (_, at) => String.fromCharCode(at % 32)).join(''),
      'מה שלומך '.repeat(300),
      'icebreaker plan readings closed forget delete post share '.repeat(40),
      '💥'.repeat(1_000),
      '__proto__ constructor toString',
      'no and or no '.repeat(230),
    ]
    for (const line of odd)
      for (const context of [dm, { ...dm, where: 'question', question: { input: 'open' } } as const]) {
        const first = read(line, context)
        expect(read(line, context)).toEqual(first)
        if (line.length > 500) expect(['forget', 'hold']).not.toContain(first.ask ? null : first.command)
      }
  })

  it('takes under 5 ms of processor time for the worst of lines, and a fraction of one for most', () => {
    const cost = (line: string): number => {
      const times = Array.from({ length: 7 }, () => {
        const before = process.cpuUsage()
        read(line, dm)
        const { user, system } = process.cpuUsage(before)
        return (user + system) / 1_000
      })
      return times.sort((a, b) => a - b)[1] ?? 0
    }
    const worst = [
      'no and or no '.repeat(230),
      'a '.repeat(1_500),
      'remind me every other monday to call Ana '.repeat(70),
    ]
    // Twice as much and more on a busy machine; bench/ has the figures.
    for (const line of worst) expect(cost(line)).toBeLessThan(20)
    const usual = all.slice(0, 200).map(one => cost(one.line))
    expect(usual.sort((a, b) => a - b)[100]).toBeLessThan(2)
  })
})
