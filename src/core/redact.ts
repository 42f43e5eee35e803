import { type About, nobody, type Someone } from './personal-data.ts'

const escaped = (words: string): string => words.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

/** Whole ids only: `ana` is not in `ana-lopez`, nor `U12` in `U123`. */
const idsIn = (ids: readonly string[], before = ''): RegExp =>
  new RegExp(
    `${before}(?<![\\p{L}\\p{M}\\p{N}_-])(?:${ids.map(escaped).join('|')})(?![\\p{L}\\p{M}\\p{N}_-])`,
    'gu',
  )

/** Whether one of somebody's ids stands in a text, such as an address. */
export const names = (text: string, { ids }: Pick<Someone, 'ids'>): boolean =>
  // An expression for each text would take most of the time: few of them hold an id at all.
  ids.some(id => text.includes(id)) && idsIn(ids).test(text)

/** Whether one of somebody's ids stands anywhere in a document. */
export function isIn(value: unknown, who: Pick<Someone, 'ids'>): boolean {
  if (typeof value === 'string') return names(value, who)
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return value.some(one => isIn(one, who))
  return Object.entries(value).some(([name, one]) => isIn(name, who) || isIn(one, who))
}

/** A document in which none of somebody's ids is left: in words they read as nobody's, and what is kept under one is dropped. */
export function withoutIds<T>(value: T, who: Pick<Someone, 'ids'>): T {
  return swept(value) as T

  function swept(one: unknown): unknown {
    if (typeof one === 'string') return wordsWithoutIds(one, who)
    if (Array.isArray(one)) return one.map(swept)
    if (typeof one !== 'object' || one === null) return one
    const left = Object.entries(one).filter(([name]) => !names(name, who))
    return Object.fromEntries(left.map(([name, inner]) => [name, swept(inner)]))
  }
}

/** Where a colleague mentioned them by id, it is said in words. */
const wordsWithoutIds = (words: string, { ids }: Pick<Someone, 'ids'>): string =>
  ids.includes(words)
    ? nobody.id
    : words.replace(idsIn(ids, '@'), nobody.name).replace(idsIn(ids), nobody.name)

/** A text with somebody's name taken out, where Hearth put it in. */
export const withoutNames = (text: string, { names: all }: Pick<Someone, 'names'>): string =>
  [...all]
    .sort((one, other) => other.length - one.length)
    .reduce(
      (words, name) =>
        name === ''
          ? words
          : words.replace(
              new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])@?${escaped(name)}(?![\\p{L}\\p{M}\\p{N}])`, 'gu'),
              nobody.name,
            ),
      text,
    )

/** A text with the names that somebody gave replaced: they stand in quotes where Hearth mentions them. */
export const renamedIn = (text: string, renamed: About['renamed']): string =>
  [...renamed].reduce((words, [old, now]) => words.replaceAll(`“${old}”`, `“${now}”`), text)
