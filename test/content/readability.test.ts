import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../../src/config/paths.ts'
import { gradeOf, syllablesOf } from '../../src/content/readability.ts'
import { builtInContent } from '../content.ts'

const { readings, walkthroughs } = builtInContent

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

  it('is at most six years for four in five sentences that Hearth says, and above nine for one in thirty', async () => {
    const { sentencesInCode } = (await import(
      pathToFileURL(join(packageRoot(), 'scripts', 'sentences.mjs')).href
    )) as { sentencesInCode(root: string): { sentence: string }[] }
    const said = [
      ...sentencesInCode(packageRoot()).map(one => one.sentence.replace(/\{\w*#?\}/g, 'one')),
      ...walkthroughs.flatMap(one => [
        one.summary,
        one.intro ?? '',
        one.closing,
        ...one.steps.flatMap(step => [step.why, step.note ?? '', ...step.nudges]),
      ]),
    ].filter(one => one.split(' ').length > 5)
    const grades = said.map(gradeOf).sort((a, b) => a - b)
    expect(grades.length).toBeGreaterThan(1_000)
    expect(grades[Math.floor((grades.length * 4) / 5)]).toBeLessThanOrEqual(6)
    expect(grades.filter(grade => grade > 9).length / grades.length).toBeLessThanOrEqual(1 / 30)
  })
})
