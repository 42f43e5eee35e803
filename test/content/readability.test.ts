import { describe, expect, it } from 'vitest'
import { gradeOf, syllablesOf } from '../../src/content/readability.ts'
import { builtInContent } from '../content.ts'

const { readings } = builtInContent

describe('how hard a text is to read', () => {
  it.each([
    ['tea', 1],
    ['people', 2],
    ['library', 3],
    ['loneliness', 3],
    ['community', 4],
    ['video', 3],
    ['helped', 1],
    ['places', 2],
    ['gathering', 3],
  ])('%s has %i syllables', (word, count) => {
    expect(syllablesOf(word)).toBe(count)
  })

  it('is little for short words in short sentences, and much for long ones in long sentences', () => {
    expect(gradeOf('The cat sat on the mat. It was warm.')).toBeLessThan(2)
    expect(
      gradeOf('Organizations collaboratively facilitate intergenerational communication initiatives.'),
    ).toBeGreaterThan(15)
  })

  it.each(readings)('is at most nine years of school for what is said of $id', ({ summary }) => {
    expect(gradeOf(summary)).toBeLessThanOrEqual(9)
  })
})
