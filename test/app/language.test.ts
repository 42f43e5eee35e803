import { describe, expect, it } from 'vitest'
import { createLanguage, workedBefore, workOut } from '../../src/app/language.ts'
import type { Context } from '../../src/core/language/grammar.ts'
import { builtInContent as content } from '../content.ts'
import { expectedLines } from '../core/language/lines.ts'

const older = 'dist/language.json is older than content/ or src/core/language: npm run build'
const dm: Context = { where: 'dm', now: { today: '2026-11-28', monthFirst: true } }

describe('what a build works out of the words', () => {
  it('is what the words come to now', () => {
    // As text: there are a hundred thousand of them.
    expect(JSON.stringify(workedBefore(content)) === JSON.stringify(workOut(content)), older).toBe(true)
  })

  it('reads lines as one that worked it out itself', () => {
    // Of words that are the same, and not known to be.
    const again = { ...content, language: [...content.language] }
    const fast = createLanguage(again, () => workedBefore(again))
    const slow = createLanguage(content)
    expect(fast.vocabulary).not.toBe(slow.vocabulary)
    expect(fast.vocabulary.words).toEqual(slow.vocabulary.words)
    while (fast.prepare());
    for (const [at, { line }] of expectedLines().entries())
      if (at % 20 === 0) expect(fast.read(line, dm), line).toEqual(slow.read(line, dm))
  })

  it('is not used where a library has words, or a language, of its own', () => {
    const [word] = content.language
    if (!word) throw new Error('There are no words')
    const own = { ...content, language: [...content.language, { ...word, id: 'our-own' }] }
    expect(workedBefore(own)).toEqual({})
    const [spanish] = content.translations
    if (!spanish) throw new Error('There is no translation')
    expect(workedBefore({ ...content, translations: [spanish, { ...spanish, language: 'fr' }] })).toEqual({})
  })
})
