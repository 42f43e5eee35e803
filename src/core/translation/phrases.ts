/** What Hearth speaks where nobody translated anything. */
export const english = 'en'

/** A sentence in another language; where it goes with a number, its form for each kind of number that the language has. */
export type Said = string | Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>

/** What a language's folder holds: Hearth's own sentences, by the English ones. */
export interface Phrases {
  language: string
  /** The English sentence, with `{placeholders}` where something stands in it (`{count#}`: a number), and the same in this language. */
  phrases: ReadonlyMap<string, Said>
  /** Questions of the guide's own: they stay in English, and ours stands beside them. */
  besideEnglish: ReadonlyMap<string, string>
}

/** The placeholders of a sentence, sorted: a translation has the same. */
export const placeholdersOf = (sentence: string): string =>
  [...sentence.matchAll(/\{[^{}]*\}|[{}]/g)]
    .map(([one]) => one)
    .sort()
    .join(' ')
