import { z } from 'zod'
import { folded, type Line, type Spellings } from './normalize.ts'
import { anywhere, type Classes, type ClassMatcher, compile, type Match, type Pattern } from './pattern.ts'

const words = z.string().trim().min(1)
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use lower case letters, digits and single hyphens')

/** What the entries of `content/language` are for. */
const languageKinds = [
  'request',
  'filter',
  'topic',
  'class',
  'filler',
  'spelling',
  'move',
  'answer',
  'option',
  'care',
  'reply',
] as const

/** One entry of `content/language`: ways to say one thing. */
export const languageSchema = z
  .strictObject({
    id: slug.describe('A name for this entry; the same id in CONTENT_DIR replaces it, a new one adds to it.'),
    kind: z
      .enum(languageKinds)
      .describe(
        '`request`: what Hearth is asked to do · `filter`: a word for icebreakers · `topic`: what an icebreaker is about, or its occasion · `class`: words that patterns name as `<id>` · `filler`: words that say nothing · `spelling`: words spelled otherwise · `move`: what is said to a question instead of an answer · `answer`: yes, no and partly · `option`: other names of an option of a walk-through · `care`: words of distress · `reply`: what Hearth says.',
      ),
    means: words
      .optional()
      .describe('What it means: `plan remind`, `older-adults`, `skip`, `yes`; for an option its id.'),
    says: z
      .array(words)
      .default([])
      .describe(
        'How people say it: words, `(a|b)` for either, `(a)?` for what may be left out, `…` for up to three other words.',
      ),
    unless: z.array(words).default([]).describe('Where one of these is said too, it does not mean that.'),
    weight: z
      .number()
      .min(0)
      .max(20)
      .default(4)
      .describe('How much it tells: 2 a hint, 4 as usual, 8 for sure.'),
    reply: z.array(words).default([]).describe('For a `reply`: the sentences that are said.'),
  })
  .superRefine((one, context) => {
    if (one.kind === 'spelling' || one.kind === 'filler' || one.kind === 'reply') return
    for (const [field, all] of [
      ['says', one.says],
      ['unless', one.unless],
    ] as const)
      for (const [at, source] of all.entries()) {
        const fault = faultIn(source)
        if (fault) context.addIssue({ code: 'custom', path: [field, at], message: fault })
      }
  })
  .refine(one => one.kind === 'reply' || one.says.length > 0, { path: ['says'], error: 'says nothing' })

function faultIn(source: string): string | undefined {
  try {
    compile(source)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

export type LanguageEntry = z.output<typeof languageSchema>

/** An entry found in a line, and where. */
export interface Found extends Match {
  entry: LanguageEntry
  /** The pattern that fits. */
  pattern: string
}

/** All that a line is read with, made once of the content. */
export interface Vocabulary {
  spellings: Spellings
  /** All places where an entry of a kind is said. */
  find(kind: LanguageEntry['kind'], line: Line): Found[]
  /** Whether a word is one that says nothing by itself. */
  isFiller(word: string): boolean
  /** Where a class of words is said. */
  classes: Classes
  /** Whether the words from here are of a class, and how many. */
  within(name: string, line: Line, at: number): number
  /** Every word that any entry names, with what it is named for. */
  words: ReadonlyMap<string, ReadonlySet<string>>
  reply(id: string): readonly string[]
}

interface Sayable {
  entry: LanguageEntry
  pattern: Pattern
}
type Book = ReadonlyMap<string, readonly Sayable[]>

/** Makes the vocabulary of entries and of the classes that code knows, such as `<number>`. @throws {Error} for a broken pattern. */
export function createVocabulary(
  entries: readonly LanguageEntry[],
  builtIn: Readonly<Record<string, ClassMatcher>> = {},
): Vocabulary {
  const of = (kind: LanguageEntry['kind']) => entries.filter(one => one.kind === kind)
  const spellings = new Map(
    of('spelling').flatMap(one =>
      one.says.map(says => {
        const [short = '', long = ''] = says.split('=').map(side => side.trim())
        return [folded(short), folded(long).split(/\s+/)] as const
      }),
    ),
  )
  const named = new Map<string, Set<string>>()
  const classes = new Map<string, ClassMatcher>(Object.entries(builtIn))
  for (const one of of('class')) classes.set(one.id, matcherOf(bookOf([one])))
  const books = new Map(
    (['request', 'filter', 'topic', 'move', 'answer', 'option', 'care'] as const).map(kind => [
      kind,
      bookOf(of(kind)),
    ]),
  )
  const fillers = new Set(of('filler').flatMap(one => one.says.flatMap(says => folded(says).split(/\s+/))))
  const unless = new Map(
    entries
      .filter(one => one.unless.length > 0)
      .map(one => [one.id, bookOf([{ ...one, says: one.unless }])] as const),
  )
  /** What was found in a line: several grammars look for the same. */
  const remembered = new WeakMap<Line, Map<LanguageEntry['kind'], Found[]>>()
  const replies = new Map(of('reply').map(one => [one.id, one.reply]))

  return {
    spellings,
    classes,
    words: named,
    isFiller: word => fillers.has(word),
    within: (name, line, at) => classes.get(name)?.(line, at) ?? 0,
    reply: id => replies.get(id) ?? [],
    find(kind, line) {
      const before = remembered.get(line)?.get(kind)
      if (before) return before
      const book = books.get(kind as 'request')
      const found = !book
        ? []
        : findIn(book, line).filter(({ entry }) => {
            const except = unless.get(entry.id)
            return !except || findIn(except, line).length === 0
          })
      const kinds = remembered.get(line) ?? new Map<LanguageEntry['kind'], Found[]>()
      remembered.set(line, kinds.set(kind, found))
      return found
    },
  }

  function bookOf(all: readonly LanguageEntry[]): Book {
    const book = new Map<string, Sayable[]>()
    for (const entry of all)
      for (const says of entry.says) {
        const pattern = compile(says, spellings)
        for (const word of pattern.words) {
          if (!named.has(word)) named.set(word, new Set())
          named.get(word)?.add(`${entry.kind} ${entry.means ?? entry.id}`)
        }
        for (const first of pattern.firsts) {
          const here = book.get(first)
          if (here) here.push({ entry, pattern })
          else book.set(first, [{ entry, pattern }])
        }
      }
    return book
  }

  function findIn(book: Book, line: Line): Found[] {
    const found: Found[] = []
    const starting = [...classes.keys()].filter(name => book.has(`<${name}>`))
    for (let at = 0; at < line.words.length; at++) {
      const tried = new Set<Sayable>()
      if (at === 0) tryAll(book.get(anywhere))
      for (const form of line.words[at]?.forms ?? []) tryAll(book.get(form))
      for (const name of starting) if ((classes.get(name)?.(line, at) ?? 0) > 0) tryAll(book.get(`<${name}>`))

      function tryAll(all: readonly Sayable[] = []): void {
        for (const one of all) {
          if (tried.has(one)) continue
          tried.add(one)
          const match = one.pattern.match(line, at, classes)
          if (match) found.push({ ...match, entry: one.entry, pattern: one.pattern.source })
        }
      }
    }
    return found
  }

  /** The longest way in which a class is said from a place; looked for once in each line. */
  function matcherOf(book: Book): ClassMatcher {
    const known = new WeakMap<Line['words'], Map<number, number>>()
    return (line, at) => {
      const places = known.get(line.words) ?? new Map<number, number>()
      known.set(line.words, places)
      const before = places.get(at)
      if (before !== undefined) return before
      let longest = 0
      for (const form of line.words[at]?.forms ?? [])
        for (const { pattern } of book.get(form) ?? []) {
          const match = pattern.match(line, at, classes)
          if (match) longest = Math.max(longest, match.to - match.from)
        }
      places.set(at, longest)
      return longest
    }
  }
}
