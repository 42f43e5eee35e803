import { nobody, type Renaming, type Someone } from './personal-data.ts'

const escaped = (words: string): string => words.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

/** Whole ids only: `ana` is not in `ana-lopez`, nor `U12` in `U123`. */
const idsIn = (ids: readonly string[], before = '', flags = 'gu'): RegExp =>
  new RegExp(
    `${before}(?<![\\p{L}\\p{M}\\p{N}_-])(?:${ids.map(escaped).join('|')})(?![\\p{L}\\p{M}\\p{N}_-])`,
    flags,
  )

/** The expression for somebody is made once, and not for each of a library’s documents. */
const expressions = new WeakMap<readonly string[], RegExp>()

function expressionFor(ids: readonly string[]): RegExp {
  const expression = expressions.get(ids) ?? idsIn(ids, '', 'u')
  expressions.set(ids, expression)
  return expression
}

/** Whether one of somebody's ids stands in a text, such as an address. */
export const names = (text: string, { ids }: Pick<Someone, 'ids'>): boolean =>
  // To try the expression on each text would take most of the time: few of them hold an id at all.
  ids.some(id => text.includes(id)) && expressionFor(ids).test(text)

/** Whether one of somebody's ids stands anywhere in a document. */
export function isIn(value: unknown, who: Pick<Someone, 'ids'>): boolean {
  if (typeof value === 'string') return names(value, who)
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return value.some(one => isIn(one, who))
  return Object.entries(value).some(([name, one]) => isIn(name, who) || isIn(one, who))
}

/** Fields of a document that hold words, not ids. */
const prose = new Set(['who', 'what', 'text', 'words', 'name', 'because', 'title'])

/** A document in which none of somebody's ids is left: in words they read as nobody's, and what is kept under one is dropped. */
export function withoutIds<T>(value: T, who: Pick<Someone, 'ids'>): T {
  return swept(value, '') as T

  function swept(one: unknown, field: string): unknown {
    if (typeof one === 'string') return wordsWithoutIds(one, who, prose.has(field) ? nobody.name : nobody.id)
    if (Array.isArray(one)) return one.map(inner => swept(inner, field))
    if (typeof one !== 'object' || one === null) return one
    const left = Object.entries(one).filter(([name]) => !names(name, who))
    return Object.fromEntries(left.map(([name, inner]) => [name, swept(inner, name)]))
  }
}

/** Ids of some platforms are words, such as names: then they stand for somebody only where they stand alone. */
const isWord = (id: string): boolean => /^[\p{L}\p{M}_-]+$/u.test(id) && id === id.toLowerCase()

/** Where a colleague named them by id, as `@ana` or as one piece of a list, it is said in words. */
function wordsWithoutIds(words: string, { ids }: Pick<Someone, 'ids'>, alone: string): string {
  if (ids.includes(words)) return alone
  const mentioned = words.replace(idsIn(ids, '@'), nobody.name)
  const codes = ids.filter(id => !isWord(id))
  const left = codes.length > 0 ? mentioned.replace(idsIn(codes), nobody.name) : mentioned
  const named = ids.filter(isWord)
  return named.length > 0 ? left.replace(pieceOf(named), nobody.name) : left
}

const pieceOf = (ids: readonly string[]): RegExp =>
  new RegExp(`(?<=(?:^|[,;\\n])[^\\S\\n]*)(?:${ids.map(escaped).join('|')})(?=[^\\S\\n]*(?:$|[,;\\n]))`, 'gu')

/** A text in which Hearth mentions walk-throughs, in quotes, with what they are called now. */
export const renamedIn = (text: string, renamings: Iterable<Renaming>): string =>
  [...renamings].reduce((words, { old, now }) => words.replaceAll(`“${old}”`, `“${now}”`), text)
