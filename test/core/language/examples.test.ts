import { describe, expect, it } from 'vitest'
import { createLanguage } from '../../../src/app/language.ts'
import { commandOf, createWeigher } from '../../../src/core/language/examples.ts'
import type { Context } from '../../../src/core/language/grammar.ts'
import { readLine } from '../../../src/core/language/normalize.ts'
import { builtInContent as content } from '../../content.ts'
import { expectedLines } from './lines.ts'

const { read, vocabulary } = createLanguage(content)
const now = { today: '2026-11-28', monthFirst: true }
const dm: Context = { where: 'dm', now }
const anyhow = () => 0

describe('what a line is likest to', () => {
  it('is mostly what it means, for lines that are none of the examples', () => {
    const sure = expectedLines().flatMap(({ where, line, commands }) => {
      if (where.startsWith('in-question') || commands.includes('care')) return []
      const likest = vocabulary.likest('example', readLine(line, vocabulary.spellings), anyhow)
      return likest && likest.lead >= 1.5 ? [commands.includes(commandOf(likest.means))] : []
    })
    expect(sure.length).toBeGreaterThan(500)
    expect(sure.filter(Boolean).length / sure.length).toBeGreaterThan(0.85)
  })

  it('is not what says the contrary, and nothing where no word is shared', () => {
    const line = (typed: string) => readLine(typed)
    const { weigh } = createWeigher(
      [
        { means: 'plan, done', line: () => line('the room is booked') },
        { means: 'help', line: () => line('how does this work') },
      ],
      () => [],
    )
    expect(weigh(line('room booked'), anyhow)).toMatchObject({ means: 'plan, done', hits: [0, 1] })
    expect(weigh(line('the room is not booked'), anyhow)).toBeUndefined()
    expect(weigh(line('pelicans everywhere'), anyhow)).toBeUndefined()
  })

  it('is the same where the examples were read ahead, a few at a time', () => {
    const examples = content.language.flatMap(({ kind, means = '', says }) =>
      kind === 'question-example' ? says.map(one => ({ means, line: () => readLine(one) })) : [],
    )
    const [ahead, late] = [createWeigher(examples, () => []), createWeigher(examples, () => [])]
    let steps = 1
    while (ahead.prepare()) steps++
    expect(steps).toBeGreaterThan(examples.length / 100)
    for (const typed of ['come back to this', 'a picnic in the park', 'no idea, skip'])
      expect(ahead.weigh(readLine(typed), anyhow)).toEqual(late.weigh(readLine(typed), anyhow))
  })

  it('is never a guess at what is public or final', () => {
    for (const { kind, means = '', says } of content.language)
      if (kind === 'example')
        for (const one of says) {
          const { guess, command, slots } = read(one, dm)
          if (!guess) continue
          expect([command, ...slots], `${one}: ${means}`).not.toEqual(
            expect.arrayContaining([expect.stringMatching(/^(?:forget|hold|post|delete|share|not for us)$/)]),
          )
        }
  })
})
