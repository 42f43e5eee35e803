import { nearest } from '../../core/language/did-you-mean.ts'
import { meaningOf } from './meanings.ts'
import { frontMatter, type Guide, type Reading, type Section } from './schema.ts'

/** What a search came to. */
export interface Search {
  /** Best first; among equals in the guide's order. */
  found: Reading[]
  /** Words that mean nothing here, each with the nearest words that do. */
  unknown: { word: string; near: string[] }[]
  /** True when no reading fits all the words, and `found` holds those that fit most of them. */
  partial: boolean
  /** The sections named by number, id or title, also those without readings. */
  sections: Section[]
  /** What was understood by words such as “short”, in sentences. */
  notes: string[]
}

/** The readings that fit all the words, in any order; without words, all of them. */
export function findReadings(readings: readonly Reading[], guide: Guide, request: string): Search {
  const { words, numbers, odd } = readRequest(request, guide)
  const shelf = readings.map(reading => indexOf(reading, guide)).sort((a, b) => a.order - b.order)
  const scorers = numbers.map(inSection)
  const unknown = [...odd]
  const notes: string[] = []
  for (const word of words) {
    const meaning = meaningOf(word)
    if (meaning) {
      scorers.push(one => (meaning.fits(one.reading) ? wanted(word, one) : 0))
      notes.push(meaning.says)
      continue
    }
    const scorer = scorerFor(word, shelf, guide)
    if (scorer) scorers.push(scorer)
    else unknown.push({ word, near: nearest(word, vocabularyOf(readings, guide), 3) })
  }
  const sections = guide.sections.filter(one => numbers.includes(one.order) || isNamed(one, words))
  if (scorers.length === 0 && unknown.length > 0)
    return { found: [], unknown, partial: false, sections, notes }

  const rated = shelf.map(index => rate(index, scorers))
  const most = Math.max(0, ...rated.map(({ fits }) => fits))
  const none = scorers.length > 0 && most === 0
  const found = none ? [] : rated.filter(({ fits }) => fits === most).sort((a, b) => b.sum - a.sum)
  return {
    found: found.map(({ reading }) => reading),
    unknown,
    partial: !none && most < scorers.length,
    sections,
    notes: [...new Set(notes)],
  }
}

/** How well a reading fits one thing asked for; 0 where it does not. */
type Scorer = (index: Index) => number

/** What is of that very kind comes first. */
const wanted = (word: string, { reading }: Index): number =>
  isIn(word, wordsOf(reading.kind)) ? weight.author : weight.tag

const inSection =
  (number: number): Scorer =>
  ({ order }) =>
    order === number ? weight.section : 0

function rate(index: Index, scorers: readonly Scorer[]): { reading: Reading; fits: number; sum: number } {
  const scores = scorers.map(scorer => scorer(index))
  return {
    reading: index.reading,
    fits: scores.filter(one => one > 0).length,
    sum: scores.reduce((a, b) => a + b, 0),
  }
}

/** What a word asks for. One that is nowhere whole may be the beginning of a word, and else stand in a summary. */
function scorerFor(word: string, shelf: readonly Index[], { sections }: Guide): Scorer | undefined {
  const named =
    (match: Match): Scorer =>
    index =>
      Math.max(...index.fields.map(field => (match(word, field.words) ? field.weight : 0)))
  const told: Scorer = index =>
    isIn(word, index.summary) || begins(word, index.summary) ? weight.summary : 0
  if (sections.some(section => isIn(word, nameOf(section)))) return named(isIn)
  return [named(isIn), named(begins), told].find(scorer => shelf.some(scorer))
}

/** How much a word found there counts: a title before an author before a subject before a section. */
const weight = { title: 8, author: 4, tag: 2, section: 1, summary: 0.5 } as const

/** The shortest beginning that may stand for a whole word. */
const shortestBeginning = 4

/** What else people call the subjects and kinds. Their own names are understood without being listed. */
const synonyms: Readonly<Record<string, string>> = {
  hosting: 'gathering meeting invite',
  statistics: 'stats figures numbers data facts',
  children: 'kids families family storytime preschool',
  loneliness: 'lonely alone isolation isolated',
  policy: 'government federal national',
  health: 'wellbeing wellness',
  'social-infrastructure': 'places spaces buildings',
  research: 'studies evidence academic scholarly literature',
  facilitation: 'facilitator facilitate moderate moderator lead',
  conversation: 'talking dialogue dialog discussion discuss listening chat',
  'passive-programming': 'unstaffed self directed',
  bridging:
    'bridge bridges building divide differences polarized disagree disagrees disagreement divided politics political',
  assessment: 'assess needs surveys evaluation feedback',
  'community-led': 'residents neighbors participatory',
  planning: 'plans strategic',
  creativity: 'creative arts crafts drawing',
  adults: 'grownups',
  'small-rural': 'village town countryside',
  training: 'learning learn train class lesson elearning',
  'case-studies': 'examples stories cases',
  canada: 'canadian',
  course: 'class elearning ecourse lesson',
  toolkit: 'kit tools',
  collection: 'links',
  handout: 'sheet',
  'blog post': 'blogpost',
  guide: 'handbook libguide',
}

/** Words of a request that carry no wish of their own. */
const filler = new Set([
  ...['a', 'an', 'the', 'and', 'or', 'of', 'on', 'in', 'at', 'to', 'for', 'from', 'with', 'by', 'about'],
  ...['is', 'are', 'it', 'do', 'can', 'what', 'which', 'who', 'how', 'there', 'that', 'this'],
  ...['all', 'any', 'some', 'something', 'anything', 'i', 'me', 'my', 'we', 'us', 'our'],
  ...['please', 'show', 'find', 'give', 'want', 'need', 'reading', 'readings', 'resource', 'resources'],
  ...['section', 'sections', 'part', 'chapter'],
])

const numberWords = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']

interface Index {
  reading: Reading
  order: number
  summary: readonly string[]
  fields: readonly { words: readonly string[]; weight: number }[]
}

function indexOf(reading: Reading, guide: Guide): Index {
  const section = guide.sections.find(({ id }) => id === reading.section)
  const names = [...reading.tags, reading.kind]
  return {
    reading,
    order: section?.order ?? 0,
    summary: wordsOf(reading.summary),
    fields: [
      { weight: weight.title, words: wordsOf(reading.title) },
      {
        weight: weight.author,
        words: wordsOf([...reading.authors, reading.organization, reading.author_line].join(' ')),
      },
      {
        weight: weight.tag,
        words: wordsOf(
          [
            ...names,
            ...names.map(name => synonyms[name]),
            reading.year,
            reading.isbn,
            reading.cited,
            reading.id,
          ].join(' '),
        ),
      },
      {
        weight: weight.section,
        words: wordsOf([section ? `${section.title} ${section.id}` : frontMatter, reading.under].join(' ')),
      },
    ],
  }
}

type Match = (word: string, words: readonly string[]) => boolean

/** Whether the word stands there, in the singular or the plural. */
const isIn: Match = (word, words) => words.some(one => singular(one) === singular(word))

/** Whether a word there begins like this ("facilitat"). */
const begins: Match = (word, words) =>
  word.length >= shortestBeginning && words.some(one => one.startsWith(word))

/** The words of a request, and the sections it names by number: "section 4", "section four", or a bare 4. */
function readRequest(
  request: string,
  guide: Guide,
): { words: string[]; numbers: number[]; odd: Search['unknown'] } {
  const words: string[] = []
  const numbers: number[] = []
  const odd: Search['unknown'] = []
  const tokens = wordsOf(request)
  for (const [at, token] of tokens.entries()) {
    const introduced = /^(section|part|chapter)$/.test(tokens[at - 1] ?? '')
    const number = /^\d{1,2}$/.test(token) ? Number(token) : introduced ? numberWords.indexOf(token) + 1 : 0
    if (number > 0 && guide.sections.some(({ order }) => order === number)) numbers.push(number)
    else if (introduced && number > 0)
      odd.push({ word: `section ${number}`, near: [`section ${guide.sections.at(-1)?.order ?? 1}`] })
    else if (!filler.has(token) && (token.length > 1 || /\d/.test(token))) words.push(token)
  }
  return { words: [...new Set(words)], numbers: [...new Set(numbers)], odd }
}

/** Whether all the words stand in the section's title or id. */
const isNamed = (section: Section, words: readonly string[]): boolean =>
  words.length > 0 && words.every(word => isIn(word, nameOf(section)))

const nameOf = ({ title, id }: Section): string[] => wordsOf(`${title} ${id}`)

/** All that may be asked for, as people would type it. */
function vocabularyOf(readings: readonly Reading[], guide: Guide): string[] {
  const said = readings.flatMap(one => [
    one.title,
    one.authors.join(' '),
    one.organization,
    one.kind,
    one.tags.join(' '),
    one.year,
  ])
  const words = wordsOf(
    [...said, ...guide.sections.map(({ title }) => title), ...Object.values(synonyms)].join(' '),
  )
  const asked = words.filter(word => word.length > 2 && !filler.has(word))
  return [...new Map(asked.map(word => [singular(word), word])).values()]
}

/** The words that a search knows, as they are and in the singular. */
export const topicsOf = (readings: readonly Reading[], guide: Guide): ReadonlySet<string> =>
  new Set(
    wordsOf(
      readings
        .flatMap(one => [one.title, one.organization, one.summary, one.authors.join(' '), one.tags.join(' ')])
        .join(' '),
    )
      .concat(vocabularyOf(readings, guide))
      .filter(word => word.length > 2 && !filler.has(word))
      .flatMap(word => [word, singular(word)]),
  )

/** The subject or kind that a word is another name of: `isolated` is about loneliness. */
export function subjectOf(word: string): string | undefined {
  const found = Object.entries(synonyms).find(([, names]) => names.split(' ').includes(word))
  return found?.[0]
}

/** Lower case words without accents, quotes and possessives, in one spelling: "Café" is cafe, "colouring" is coloring. */
function wordsOf(said: string): string[] {
  const plain = said
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’‘`´]s\b/g, '')
    .replace(/['’‘`´]/g, '')
    .replace(/programme/g, 'program')
    .replace(/(col|neighb|hon|behavi)our/g, '$1or')
    .replace(/(organ|polar)is(?=e|i|a)/g, '$1iz')
  return plain.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
}

/** The singular of an English word, well enough to match it with its plural. */
function singular(word: string): string {
  if (/[^aeiou]ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`
  if (/(ss|sh|ch|x|z)es$/.test(word)) return word.slice(0, -2)
  return word.length > 3 && /[^siu]s$/.test(word) ? word.slice(0, -1) : word
}
