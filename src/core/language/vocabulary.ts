import { z } from 'zod'
import { type Counted, createWeigher, type Weigher } from './examples.ts'
import { lazily } from './lazily.ts'
import { folded, type Line, readLine, type Spellings, spellingOf } from './normalize.ts'
import {
  anywhere,
  type Classes,
  type ClassMatcher,
  compile,
  type Fuel,
  type Match,
  type Outline,
  type Pattern,
} from './pattern.ts'

const words = z.string().trim().min(1)
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use lower case letters, digits and single hyphens')

/** What the entries of `content/language` are for. */
const languageKinds = [
  'request',
  'example',
  'question-example',
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
        '`request`: what Hearth is asked to do · `example`: plain sentences that ask for it, with which a line is compared that no request fits · `question-example`: the same of what is typed where a question waits · `filter`: a word for icebreakers · `topic`: what an icebreaker is about, or its occasion · `class`: words that patterns name as `<id>`; in another language’s folder `lead-es` adds to `lead` · `filler`: words that say nothing · `spelling`: words spelled otherwise · `move`: what is said to a question instead of an answer · `answer`: yes, no and partly · `option`: other names of an option of a walk-through · `care`: words of distress · `reply`: what Hearth says.',
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
    if (plainKinds.has(one.kind)) return
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

/** Examples of requests, and of what is said to a question. */
type ExampleKind = 'example' | 'question-example'

/** What they say is no pattern. */
const plainKinds: ReadonlySet<string> = new Set([
  'spelling',
  'filler',
  'reply',
  'example',
  'question-example',
])

function faultIn(source: string): string | undefined {
  try {
    compile(source)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** `language`: the folder that it stands in, where that is another than English. */
export type LanguageEntry = z.output<typeof languageSchema> & { language?: string }

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
  /** Whether a line has a word of a class that is said to mean a command: `reminder` means a plan. */
  names(command: string, line: Line): boolean
  /** Every word that any entry names. */
  words: ReadonlySet<string>
  reply(id: string): readonly string[]
  /** Which meaning a line is likest to, by the examples. */
  likest(kind: ExampleKind, ...asked: Parameters<Weigher['weigh']>): ReturnType<Weigher['weigh']>
  /** Makes a part of what the first lines would else wait for; false: there is no more of it. */
  prepare(): boolean
  /** What of it takes longest to make, for one that is made later of the same entries. */
  worked(): Worked
}

/** What comes of the entries alone, and takes most of the time: a build works it out once for every start. */
export interface Worked {
  words: string[]
  /** Of all patterns, in their order, each as one text: thousands of little lists take long to read. */
  outlines: string[]
  /** What each kind counts, as JSON of its own: it is read when it is first needed. */
  examples: Record<ExampleKind, string>
}

interface Sayable {
  entry: LanguageEntry
  pattern: Pattern
  /** Its place in the book. */
  at: number
  /** A bit for each of its needs. */
  all: number
  /** Classes that it can begin with. */
  starting: readonly string[]
}

/** The patterns of a kind, by what they begin with, and by the words that they need. */
interface Book {
  byFirst: ReadonlyMap<string, readonly Sayable[]>
  /** For each word the places of the patterns that need it, each with its bit: `[3, 1, 8, 4]`. */
  byNeed: ReadonlyMap<string, readonly number[]>
  all: readonly Sayable[]
  /** Those that need nothing. */
  free: readonly Sayable[]
  /** Classes that a pattern can begin with. */
  starting: readonly string[]
  /** Which needs of each pattern the line at hand meets: cleared for each line, since making it anew costs more. */
  met: Uint32Array
}

/** The name of a class: another language adds to it under the same name and its own letters, as `lead-es` does to `lead`. */
const classOf = ({ id, language }: LanguageEntry): string =>
  language === undefined ? id : id.replace(new RegExp(`-${language}$`), '')

/** What may be spent on a line for one kind of entry: tens of times what a usual line takes. */
const fuelOfLine = 40_000
/** Patterns that are taken in at a time, ahead of the first line: few enough to keep nobody waiting. */
const mostAhead = 50
/** Bits of a number. */
const mostNeeds = 30

/** Classes that stand in lines of every kind. */
const tellsLittle = /^(?:it|me|here|lead|tail|no)$/

/** The name in `<name>`. */
const nameIn = (first: string): string => first.slice(1, -1)

/** An outline as one text: what it can begin with, and each of its needs. No word has a `|`. */
const written = ({ firsts, needs }: Outline): string => [firsts, ...needs].map(all => all.join(' ')).join('|')

function outlineIn(text: string): Outline {
  const [firsts = [], ...needs] = text.split('|').map(all => all.split(' '))
  return { firsts, needs }
}

const push = <T>(to: Map<string, T[]>, key: string, one: T): void => {
  const here = to.get(key)
  if (here) here.push(one)
  else to.set(key, [one])
}

const formsKnown = new WeakMap<Line['words'], ReadonlySet<string>>()
/** Every form of every word of a line. */
function formsIn({ words }: Line): ReadonlySet<string> {
  const known = formsKnown.get(words) ?? new Set(words.flatMap(word => [word.text, ...word.forms]))
  formsKnown.set(words, known)
  return known
}

/**
 * Makes the vocabulary of entries, whose patterns were checked, and of the classes that code knows, such as `<number>`; `before` is what was
 * worked out of the same entries.
 */
export function createVocabulary(
  entries: readonly LanguageEntry[],
  builtIn: Readonly<Record<string, ClassMatcher>> = {},
  before: () => Partial<Worked> = () => ({}),
): Vocabulary {
  const of = (kind: LanguageEntry['kind']) => entries.filter(one => one.kind === kind)
  const spellings = new Map(
    of('spelling').flatMap(one =>
      one.says.map(says => {
        const [short = '', long = ''] = says.split('=').map(side => side.trim())
        return [spellingOf(short), folded(long).split(/\s+/)] as const
      }),
    ),
  )
  const classes = new Map<string, ClassMatcher>(Object.entries(builtIn))
  const sameClass = new Map<string, LanguageEntry[]>()
  for (const one of of('class')) push(sameClass, classOf(one), one)
  const ownClasses = [...sameClass].map(([id, all]) => ({ id, book: bookOf(all) }))
  for (const { id, book } of ownClasses) classes.set(id, matcherOf(book))
  /** The classes whose words mean a command. */
  const naming = new Map<string, ClassMatcher[]>()
  for (const one of of('class'))
    for (const command of one.means?.split('|') ?? []) {
      const matcher = classes.get(classOf(one))
      if (matcher) push(naming, command, matcher)
    }
  // A line that is a command needs none of them but care.
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
  const patterns = entries.flatMap(one => (plainKinds.has(one.kind) ? [] : [...one.says, ...one.unless]))
  const known = lazily(before)
  const outlines = lazily(() => new Map(known().outlines?.map((one, at) => [patterns[at], one])))
  const words = lazily(() => new Set(known().words ?? patterns.flatMap(says => compiled(says).words())))
  /** The classes that a word may begin, but for those that tell little. */
  const tellingBy = lazily(() => {
    const names = new Map<string, string[]>()
    for (const { id, book } of ownClasses)
      if (!tellsLittle.test(id)) for (const first of book.whole().byFirst.keys()) push(names, first, id)
    return names
  })
  /** What was found in a line: several grammars look for the same. */
  const remembered = new WeakMap<Line, Map<LanguageEntry['kind'], Found[]>>()
  // Most lines fit a pattern, and are compared with nothing.
  const weighers = { example: weigherOf('example'), 'question-example': weigherOf('question-example') }
  const unweighed = Object.values(weighers)
  const unmade = [...books.values(), ...ownClasses.map(one => one.book)]
  /** Patterns that were compiled before: what one is known by is asked for again. */
  const ready = new Map<string, Pattern>()
  const replies = new Map(of('reply').map(one => [one.id, one.reply]))

  return {
    spellings,
    classes,
    get words() {
      return words()
    },
    isFiller: word => fillers.has(word),
    within: (name, line, at) => classes.get(name)?.(line, at) ?? 0,
    names: (command, line) =>
      naming.get(command)?.some(matcher => line.words.some((_, at) => matcher(line, at) > 0)) ?? false,
    reply: id => replies.get(id) ?? [],
    likest: (kind, line, nearer) => weighers[kind]().weigh(line, nearer),
    prepare() {
      const [book] = unmade
      if (book) {
        if (!book.prepare()) unmade.shift()
        return true
      }
      tellingBy()
      const weigher = unweighed[0]
      if (weigher && !weigher().prepare()) unweighed.shift()
      return weigher !== undefined
    },
    worked: () => ({
      words: [...words()],
      outlines: patterns.map(says => written(compiled(says))),
      examples: {
        example: JSON.stringify(weighers.example().counted()),
        'question-example': JSON.stringify(weighers['question-example']().counted()),
      },
    }),
    find(kind, line) {
      const before = remembered.get(line)?.get(kind)
      if (before) return before
      const book = books.get(kind as 'request')
      const excepted = new Map<string, boolean>()
      const found = !book ? [] : findIn(book.whole(), line).filter(({ entry }) => !isExcepted(entry))
      function isExcepted({ id }: LanguageEntry): boolean {
        const except = unless.get(id)
        const known = excepted.get(id) ?? (except !== undefined && findIn(except.whole(), line).length > 0)
        excepted.set(id, known)
        return known
      }
      const kinds = remembered.get(line) ?? new Map<LanguageEntry['kind'], Found[]>()
      remembered.set(line, kinds.set(kind, found))
      return found
    },
  }

  function compiled(says: string): Pattern {
    const before = ready.get(says)
    if (before) return before
    const outline = outlines().get(says)
    const pattern = compile(says, spellings, outline === undefined ? undefined : outlineIn(outline))
    ready.set(says, pattern)
    return pattern
  }

  function weigherOf(kind: ExampleKind): () => Weigher {
    return lazily(() => {
      const examples = of(kind).flatMap(({ means = '', says }) =>
        says.map(one => ({ means, line: () => readLine(one, spellings) })),
      )
      const text = known().examples?.[kind]
      const counted: Counted | undefined = text === undefined ? undefined : JSON.parse(text)
      return createWeigher(examples, tellingAt, counted)
    })
  }

  function tellingAt(line: Line, at: number): string[] {
    const may = new Set(line.words[at]?.forms.flatMap(form => tellingBy().get(form) ?? []))
    return [...may].filter(name => (classes.get(name)?.(line, at) ?? 0) > 0)
  }

  /** Makes a book in pieces: `prepare` takes in some of its patterns, false where there are no more; `whole` all that are left. */
  function bookOf(entries: readonly LanguageEntry[]) {
    const byFirst = new Map<string, Sayable[]>()
    const byNeed = new Map<string, number[]>()
    const all: Sayable[] = []
    const left = entries.flatMap(entry => entry.says.map(says => ({ entry, says })))
    const made = lazily((): Book => {
      const starting = [...byFirst.keys()].filter(first => first.startsWith('<')).map(nameIn)
      const free = all.filter(one => one.all === 0)
      return { byFirst, byNeed, all, free, starting, met: new Uint32Array(all.length) }
    })
    return { prepare, whole }

    function prepare(): boolean {
      for (const { entry, says } of left.splice(0, mostAhead)) add(entry, says)
      return left.length > 0
    }

    function whole(): Book {
      while (left.length > 0) prepare()
      return made()
    }

    function add(entry: LanguageEntry, says: string): void {
      const pattern = compiled(says)
      const needs = pattern.needs.slice(0, mostNeeds)
      const starting = pattern.firsts.filter(first => first.startsWith('<')).map(nameIn)
      const one: Sayable = { entry, pattern, at: all.length, all: 2 ** needs.length - 1, starting }
      all.push(one)
      for (const [at, words] of needs.entries())
        for (const word of words) {
          const needing = byNeed.get(word)
          if (needing) needing.push(one.at, 2 ** at)
          else byNeed.set(word, [one.at, 2 ** at])
        }
      for (const first of pattern.firsts) push(byFirst, first, one)
    }
  }

  /** The patterns of which a line has all that they need: most have no word in common with it. */
  function candidatesIn({ byNeed, all, free, met }: Book, line: Line): Sayable[] {
    const may = [...free]
    met.fill(0)
    for (const form of formsIn(line)) {
      const needing = byNeed.get(form) ?? []
      for (let next = 0; next < needing.length; next += 2) {
        const at = needing[next] ?? 0
        const before = met[at] ?? 0
        const now = before | (needing[next + 1] ?? 0)
        met[at] = now
        const one = now === before ? undefined : all[at]
        if (one?.all === now) may.push(one)
      }
    }
    return may
  }

  function findIn(book: Book, line: Line): Found[] {
    const { byFirst, met } = book
    const may = candidatesIn(book, line)
    if (may.length === 0) return []
    const found: Found[] = []
    const fuel: Fuel = { left: fuelOfLine }
    const begun = new Set(may.flatMap(one => one.starting))
    const starting = book.starting.filter(name => begun.has(name))
    for (let at = 0; at < line.words.length; at++) {
      const tried = new Set<Sayable>()
      if (at === 0) tryAll(byFirst.get(anywhere))
      for (const form of line.words[at]?.forms ?? []) tryAll(byFirst.get(form))
      for (const name of starting)
        if ((classes.get(name)?.(line, at) ?? 0) > 0) tryAll(byFirst.get(`<${name}>`))

      function tryAll(all: readonly Sayable[] = []): void {
        for (const one of all) {
          if (met[one.at] !== one.all || tried.has(one)) continue
          tried.add(one)
          const match = one.pattern.match(line, at, classes, fuel)
          if (match) found.push({ ...match, entry: one.entry, pattern: one.pattern.source })
        }
      }
    }
    return found
  }

  /** The longest way in which a class is said from a place; looked for once in each line. */
  function matcherOf(book: { whole(): Book }): ClassMatcher {
    const known = new WeakMap<Line['words'], number[]>()
    return (line, at) => {
      const places = known.get(line.words) ?? []
      known.set(line.words, places)
      const before = places[at]
      if (before !== undefined) return before
      let longest = 0
      for (const form of line.words[at]?.forms ?? [])
        for (const { pattern } of book.whole().byFirst.get(form) ?? [])
          longest = Math.max(longest, pattern.reach(line, at, classes))
      places[at] = longest
      return longest
    }
  }
}
