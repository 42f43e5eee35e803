import { describe, expect, it } from 'vitest'
import { createLanguage } from '../../../src/app/language.ts'
import { createLanguageNames } from '../../../src/core/language/language-names.ts'
import { builtInContent as content } from '../../content.ts'

const now = { today: '2026-11-28', monthFirst: true }

describe('the names of languages', () => {
  it('are those of each language that has a folder, in each of them, and no code names one', () => {
    const { codeOf, isSpoken } = createLanguageNames(['es', 'vi'])
    expect(['Vietnamese', 'vietnamita', 'tiếng Việt', 'inglés', 'Haitian Creole'].map(codeOf)).toEqual([
      'vi',
      'vi',
      'vi',
      'en',
      'ht',
    ])
    expect(['vi', 'ht'].map(isSpoken)).toEqual([true, false])
  })

  it('set a third language by a sentence where there is a folder of content for it', () => {
    const [spanish] = content.translations
    if (!spanish) throw new Error('no language beside English')
    const french = { ...spanish, language: 'fr' }
    const { read } = createLanguage({ ...content, translations: [spanish, french] })
    for (const line of ['settings language fr', 'please switch to French', 'en francés por favor'])
      expect(read(line, { where: 'dm', now }), line).toMatchObject({
        command: 'settings',
        slots: ['language fr'],
        run: 'settings language fr',
      })
  })

  it('are told which there are, where there is no folder for the one that was asked for', () => {
    const { read } = createLanguage(content)
    expect(read('can you speak Haitian Creole', { where: 'dm', now })).toMatchObject({
      command: 'settings',
      slots: ['language'],
      run: 'settings language haitian',
    })
  })
})
