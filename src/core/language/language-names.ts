import { foldedWords } from '../text.ts'
import { english } from '../translation/phrases.ts'
import { lazily } from './lazily.ts'
import type { ClassMatcher } from './pattern.ts'

/** What the languages that Hearth speaks are called, and those it is asked for beside them. */
export interface LanguageNames {
  /** The code of a language by what it is called in one that Hearth speaks: `french`, `español`, `inglés`. */
  codeOf(name: string): string | undefined
  /** Whether Hearth speaks it. */
  isSpoken(code: string): boolean
  /** The classes `<language>`, names of languages, and `<language-code>`, codes of those that are spoken. */
  classes: Readonly<Record<string, ClassMatcher>>
}

const letters = [...'abcdefghijklmnopqrstuvwxyz']

/** What a language is called in another one; undefined where nobody speaks it. */
export const languageName = (language: string, reader: string): string | undefined =>
  namesIn(reader).of(language)

const namesIn = (reader: string): Intl.DisplayNames =>
  new Intl.DisplayNames([reader], { type: 'language', fallback: 'none' })

/** Makes the names of languages, for those that have a folder of content beside English. */
export function createLanguageNames(languages: readonly string[]): LanguageNames {
  const spoken = new Set([english, ...languages])
  const codes = lazily(() => codesByName([...spoken]))
  const classes: Record<string, ClassMatcher> = {
    language: ({ words }, at) => {
      const here = words[at]?.text ?? ''
      if (codes().has(`${here} ${words[at + 1]?.text ?? ''}`)) return 2
      return codes().has(here) ? 1 : 0
    },
    'language-code': ({ words }, at) => (spoken.has(words[at]?.text ?? '') ? 1 : 0),
  }
  return {
    codeOf: name => codes().get(foldedWords(name)),
    isSpoken: code => spoken.has(code),
    classes,
  }
}

/** Every language of two letters, by what it is called in those that are spoken. */
function codesByName(spoken: readonly string[]): Map<string, string> {
  const codes = new Map<string, string>()
  const all = letters.flatMap(first => letters.map(second => first + second))
  for (const reader of spoken) {
    const names = namesIn(reader)
    for (const code of all) {
      const name = names.of(code)
      if (name !== undefined) codes.set(foldedWords(name), code)
    }
  }
  return codes
}
