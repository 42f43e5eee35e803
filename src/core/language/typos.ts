import { distance } from 'fastest-levenshtein'
import { formsOf, type Line, type Word } from './normalize.ts'

/** Words of a line that are looked at for a slip of the keys: no line has many. */
const mostSlips = 12
const shortest = 5

/** Letters of the shorter of two words that ran together. */
const shortestPart = 4

/** Finds the word that was meant where one is misspelled, or the two that ran together; undefined where none is near, or several are. */
export type Speller = (word: string) => string | undefined

/**
 * Makes a speller. `known`: words that are spelled right and mean something of their own: none of them is a slip.
 * `target`: the words that may have been meant, never those of what is public or final.
 */
export function createSpeller(target: Iterable<string>, known: (word: string) => boolean): Speller {
  const byStart = new Map<string, string[]>()
  const meaning = new Set<string>()
  const plurals = [...target].flatMap(word =>
    word.length >= 4 && !word.endsWith('s') ? [word, `${word}s`] : [word],
  )
  for (const word of new Set(plurals)) {
    if (word.length >= shortestPart) meaning.add(word)
    if (word.length < shortest) continue
    const start = word.charAt(0)
    const same = byStart.get(start)
    if (same) same.push(word)
    else byStart.set(start, [word])
  }
  const remembered = new Map<string, string | undefined>()
  return word => {
    if (word.length < shortest || word.length > 24 || !/^\p{Script=Latin}+$/u.test(word) || known(word))
      return undefined
    if (remembered.has(word)) return remembered.get(word)
    const meant = nearestOf(word, byStart.get(word.charAt(0)) ?? []) ?? parted(word, meaning)
    if (remembered.size > 2_000) remembered.clear()
    remembered.set(word, meant)
    return meant
  }
}

/** `olderadults`: the space between two words was missed. */
function parted(word: string, meaning: ReadonlySet<string>): string | undefined {
  const ways: string[] = []
  for (let at = shortestPart; at <= word.length - shortestPart; at++)
    if (meaning.has(word.slice(0, at)) && meaning.has(word.slice(at)))
      ways.push(`${word.slice(0, at)} ${word.slice(at)}`)
  const [only, ...others] = ways
  return others.length === 0 ? only : undefined
}

function nearestOf(word: string, candidates: readonly string[]): string | undefined {
  let best = word.length >= 8 ? 2 : 1
  let meant: string | undefined
  let several = false
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > best) continue
    const away = isSwapped(word, candidate) ? 1 : distance(word, candidate)
    if (away > best || (away === best && meant === candidate)) continue
    several = away === best && meant !== undefined && !isAkin(meant, candidate)
    if (away < best || meant === undefined) meant = candidate
    best = away
  }
  return several ? undefined : meant
}

/** Two letters beside each other changed places: the commonest slip of all. */
function isSwapped(word: string, other: string): boolean {
  if (word.length !== other.length) return false
  const at = [...word].findIndex((sign, place) => sign !== other.charAt(place))
  return (
    at >= 0 &&
    word.charAt(at) === other.charAt(at + 1) &&
    word.charAt(at + 1) === other.charAt(at) &&
    word.slice(at + 2) === other.slice(at + 2)
  )
}

/** The same word in another form: `grades` and `graders`. */
const isAkin = (one: string, other: string): boolean => {
  const shared = Math.max(4, Math.min(one.length, other.length) - 2)
  return one === `${other}s` || other === `${one}s` || one.slice(0, shared) === other.slice(0, shared)
}

/** The same line, where a misspelled word is also looked up as the one that was meant. */
export function respelled(line: Line, spell: Speller): Line {
  let looked = 0
  const mended = (word: Word): Word | Word[] => {
    if (word.capital && word.from > 0 && !isShouted(line)) return word
    const meant = looked < mostSlips ? spell(word.text) : undefined
    if (word.text.length >= shortest) looked++
    if (meant === undefined) return word
    const [first = '', second] = meant.split(' ')
    if (second === undefined) return { ...word, forms: [...word.forms, ...formsOf(meant)] }
    return [
      { ...word, text: first, forms: formsOf(first) },
      { ...word, text: second, forms: formsOf(second), before: '', capital: false },
    ]
  }
  return { ...line, words: line.words.flatMap(mended) }
}

const isShouted = ({ clean }: Line): boolean => clean === clean.toUpperCase()
