import type { Said } from '../core/translation/phrases.ts'
import type { Content } from './load.ts'

/** What some content has that other content has not, or has otherwise. */
export interface Difference {
  kind: (typeof kinds)[number] | 'guide' | 'phrases'
  /** `instead`: in place of what stood under the same name before. */
  how: 'new' | 'instead' | 'gone'
  /** As people will see it. */
  words: string
  /** How it is said in a channel, where that is in other words; `false`: it is not for channels. */
  chat?: string | false
}

const kinds = ['icebreakers', 'readings', 'walkthroughs', 'presumptions', 'language'] as const

/** What content adds to what was there before, replaces and takes away, in the words that people will see. */
export function differencesBetween(before: Content, now: Content): Difference[] {
  const inLists = kinds.flatMap(kind => inList(kind, before[kind], now[kind]))
  const guide: Difference[] = isSame(before.guide, now.guide)
    ? []
    : [{ kind: 'guide', how: 'instead', words: now.guide.title }]
  return [...inLists, ...guide, ...inPhrases(before, now)]
}

function inList(
  kind: Difference['kind'],
  before: readonly { id: string }[],
  now: readonly { id: string }[],
): Difference[] {
  const [old, all] = [byId(before), byId(now)]
  const added = now.filter(({ id }) => !old.has(id))
  const changed = now.filter(one => old.has(one.id) && !isSame(old.get(one.id), one))
  const gone = before.filter(({ id }) => !all.has(id))
  return [
    ...added.map(one => differenceOf(kind, 'new', one)),
    ...changed.map(one => differenceOf(kind, 'instead', one)),
    ...gone.map(one => differenceOf(kind, 'gone', one)),
  ]
}

/** Sentences that are said otherwise, in whichever language; those that go are told in English, for a translation goes along with what it is of. */
function inPhrases(before: Content, now: Content): Difference[] {
  const [old, all] = [saidIn(before), saidIn(now)]
  const said = [...all].flatMap(([name, words]): Difference[] =>
    isSame(old.get(name), words)
      ? []
      : [{ kind: 'phrases', how: old.has(name) ? 'instead' : 'new', words: wordsOfPhrase(words) }],
  )
  const gone = [...saidIn({ ...before, translations: [] })].flatMap(([name, words]): Difference[] =>
    all.has(name) ? [] : [{ kind: 'phrases', how: 'gone', words: wordsOfPhrase(words) }],
  )
  return [...said, ...gone]
}

const saidIn = ({ translations, ownWords }: Pick<Content, 'translations' | 'ownWords'>) =>
  new Map<string, Said>(
    [...translations, ...ownWords].flatMap(({ language, phrases }) =>
      [...phrases].map(([english, said]) => [`${language} ${english}`, said] as const),
    ),
  )

const wordsOfPhrase = (said: Said): string => (typeof said === 'string' ? said : (said.other ?? ''))

const byId = (all: readonly { id: string }[]) => new Map(all.map(one => [one.id, one]))

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

function differenceOf(kind: Difference['kind'], how: Difference['how'], one: object): Difference {
  const { text, chat, title, name, id, says } = one as Record<string, unknown>
  const words = String(text ?? title ?? name ?? (Array.isArray(says) ? `${id}: ${says.join(', ')}` : id))
  const inChannel = chat === false || (typeof chat === 'string' && chat !== text)
  return { kind, how, words, ...(inChannel && { chat: chat as string | false }) }
}
