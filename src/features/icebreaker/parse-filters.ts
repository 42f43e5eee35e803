import { nearest } from '../../core/language/did-you-mean.ts'
import {
  audiences,
  demands,
  formats,
  type Icebreaker,
  needsOf,
  presumptionTopics,
  purposes,
  settings,
  silentModes,
  sources,
  topics,
} from './schema.ts'
import { namesOf } from './synonyms.ts'

/** One thing asked of an icebreaker: how people said it, and whether a question has it. */
export interface Filter {
  said: string
  fits(one: Icebreaker): boolean
  /** What it is about, or its occasion: left out, and told, where nothing else fits. */
  isTopic?: boolean
}

/** What a request for an icebreaker means. */
export interface ParsedRequest {
  filters: readonly Filter[]
  /** Words that mean nothing here, each once, and the first of them with the nearest words that do. */
  unknown: readonly { word: string; near: readonly string[] }[]
  /** The topics asked for. */
  topics: readonly string[]
  /** Whether it was said where the question will be asked. */
  isPlaced: boolean
  /** Whether deeper questions (depth 3) were asked for; without that they are never offered. */
  deep: boolean
}

/** Words that filter nothing. */
const filler = new Set(
  'a an the for with in of at on to our my some something please icebreaker icebreakers question questions one and or that is it people person group who are fun good new about under max up than less more'.split(
    ' ',
  ),
)

const shortest = 4
/** Of so many words that mean nothing it is looked what was meant; whoever types more of them has pasted something. */
const mostGuessed = 5

const phrases: ReadonlyMap<string, Filter['fits']> = phraseBook()
const topicWords: ReadonlySet<string> = new Set(topics.flatMap(name => namesOf('topic', name)))
const places: ReadonlySet<string> = new Set(settings.flatMap(name => namesOf('setting', name)))

/** All words a request may use, for hints about the ones it used wrongly. */
export const knownWords: readonly string[] = [
  ...phrases.keys(),
  'light',
  'deep',
  'quick',
  '5 minutes',
  '12 people',
]

/** Reads a request: words in any order, each of which narrows the choice. */
export function parseFilters(request: string): ParsedRequest {
  const tokens = request
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .split(/[\s,;+&]+/)
    .map(token => token.replace(/^["'(]+|["').!?]+$/g, ''))
    .filter(Boolean)
  const asked = new Map<string, Filter>()
  const unknown = new Set<string>()
  for (let at = 0; at < tokens.length; ) {
    const [taken, filter] = readAt(tokens, at)
    if (filter) asked.set(filter.said, filter)
    else if (taken === 0) unknown.add(tokens[at] ?? '')
    at += Math.max(1, taken)
  }
  const filters = [...asked.values()]
  return {
    filters,
    topics: topics.filter(topic => filters.some(filter => namesOf('topic', topic).includes(filter.said))),
    isPlaced: filters.some(filter => places.has(filter.said)),
    unknown: [...unknown].map((word, at) => ({
      word,
      near: at < mostGuessed ? nearest(word, knownWords, 3) : [],
    })),
    deep: filters.some(filter => filter.said === 'deep' || filter.said === 'depth 3'),
  }
}

/** The audiences that a text speaks of, as the icebreakers know them: `teens-12-17`; those of an occasion such as “teen night”, too. */
export function audiencesIn(words: string): readonly string[] {
  const said = parseFilters(words).filters.map(one => ` ${one.said} `)
  return audiences.filter(one =>
    namesOf('audience', one).some(name => said.some(each => each.includes(` ${name} `))),
  )
}

/** Whom words name, in any order, and the words that name nobody. */
export function audiencesNamed(words: string): { audience: Icebreaker['audience']; unknown: string[] } {
  const { filters, unknown } = parseFilters(words)
  const isNamed = (filter: Filter) => audiences.some(name => namesOf('audience', name).includes(filter.said))
  return {
    audience: audiences.filter(name => filters.some(one => namesOf('audience', name).includes(one.said))),
    unknown: [...filters.filter(one => !isNamed(one)).map(one => one.said), ...unknown.map(one => one.word)],
  }
}

/** What words say a question is about, and the words that say nothing of it. */
export function topicsIn(words: string): { topics: Icebreaker['topics']; unknown: string[] } {
  const { filters, topics: named, unknown } = parseFilters(words)
  return {
    topics: topics.filter(name => named.includes(name)),
    unknown: [...filters.filter(one => !one.isTopic).map(one => one.said), ...unknown.map(one => one.word)],
  }
}

/** The longest filter that begins at this token; [0] where none does, [1] for a word that filters nothing. */
function readAt(tokens: readonly string[], at: number): [taken: number, filter?: Filter] {
  const measured = readMeasure(tokens, at)
  if (measured) return measured
  for (let length = Math.min(shortest, tokens.length - at); length > 0; length--) {
    const said = tokens.slice(at, at + length).join(' ')
    const fits = phrases.get(said)
    if (fits) return [length, { said, fits, ...(topicWords.has(said) && { isTopic: true }) }]
  }
  return [filler.has(tokens[at] ?? '') ? 1 : 0]
}

/** `2 minutes`, `5min`, `12 people`, `depth 2`, `age 9`. */
function readMeasure(tokens: readonly string[], at: number): [number, Filter] | undefined {
  const two = `${tokens[at] ?? ''} ${tokens[at + 1] ?? ''}`
  const one = tokens[at] ?? ''
  const minutes = /^(\d{1,3})[- ]?(?:m|mins?|minutes?)$/
  const found = minutes.exec(one) ?? minutes.exec(two)
  if (found) {
    const limit = Number(found[1])
    return [found[0] === one ? 1 : 2, { said: `${limit} minutes`, fits: q => q.minutes.max <= limit }]
  }
  const size = /^(\d{1,4})[- ]?(?:people|persons|folks|participants)$/.exec(two)
  if (size) {
    const count = Number(size[1])
    return [
      2,
      {
        said: `${count} people`,
        fits: q => q.group_size.min <= count && count <= (q.group_size.max ?? count),
      },
    ]
  }
  const depth = /^depth ([123])$/.exec(two)
  if (depth) return [2, { said: `depth ${depth[1]}`, fits: q => q.depth === Number(depth[1]) }]
  const age = /^ages? (\d{1,3})$/.exec(two)
  if (age) {
    const years = Number(age[1])
    return [2, { said: `age ${years}`, fits: q => q.age_min <= years && years <= (q.age_max ?? years) }]
  }
  return undefined
}

/** Whether people can take part without speaking, as one of the main ways and not as an exception. */
function quietly(one: Icebreaker): boolean {
  return (
    !one.demands.includes('speaking-to-whole-room') &&
    one.answer_modes.filter(mode => silentModes.includes(mode)).length >= 2
  )
}

function phraseBook(): Map<string, Filter['fits']> {
  const book = new Map<string, Filter['fits']>()
  const add = (group: string, names: readonly string[], has: (one: Icebreaker, name: string) => boolean) => {
    for (const name of names) {
      for (const phrase of namesOf(group, name))
        if (!book.has(phrase)) book.set(phrase, one => has(one, name))
    }
  }
  add('audience', audiences, (one, name) => one.audience.some(who => who === name))
  add('setting', settings, (one, name) => one.setting.some(where => where === name))
  add('format', formats, (one, name) => one.format.some(how => how === name))
  add('purpose', purposes, (one, name) => one.purpose === name)
  add('topic', topics, (one, name) => one.topics.some(topic => topic === name))
  const all = (said: readonly string[], fits: Filter['fits']) => {
    for (const phrase of said) book.set(phrase, fits)
  }
  all(['own', 'ours'], one => one.source === sources.own || one.source === sources.library)
  all(['light', 'easy', 'safe', 'small talk'], one => one.depth <= 2)
  all(['deep', 'deeper', 'serious'], one => one.depth === 3)
  all(['quick', 'short', 'fast'], one => one.minutes.max <= 3)
  all(
    [
      'quiet',
      'silent',
      'silently',
      'without speaking',
      'no speaking',
      'non-speaking',
      'not speak',
      'would rather not speak',
      'rather not speak',
      'shy',
      'introverts',
      'written',
      'in writing',
    ],
    quietly,
  )
  all(['simple words', 'plain words', 'simple'], one => one.language_level === 'A')
  all(
    ['no prep', 'no preparation', 'no materials', 'no props', 'needs nothing'],
    one => one.prep_minutes === 0 && needsOf(one) === 'nothing',
  )
  for (const demand of demands)
    all([`no ${demand}`, `no ${demand.replaceAll('-', ' ')}`], one => !one.demands.includes(demand))
  for (const topic of presumptionTopics)
    all(
      namesOf('presumption', topic).map(name => `no ${name}`),
      one => one.presumptions[topic] === undefined,
    )
  all(
    ['sitting', 'seated'],
    one => !one.demands.some(demand => demand === 'standing' || demand === 'walking'),
  )
  return book
}
