import { longest } from '../../core/language/grammar.ts'
import type { Line } from '../../core/language/normalize.ts'
import type { Vocabulary } from '../../core/language/vocabulary.ts'
import { measuresIn } from './measures-grammar.ts'
import { audiences } from './schema.ts'
import { isExcluded, isListed, listed, refusedKind, withoutSubjects } from './unwanted-grammar.ts'

/** What a line asks of an icebreaker, in the scheme's names, and the places of the words that say so. */
export interface Filters {
  slots: string[]
  hits: Set<number>
}

const known = new WeakMap<Line['words'], Filters>()

/** Reads the words of the scheme, in any order, wherever they stand; once for each line. */
export function filtersIn(line: Line, vocabulary: Vocabulary): Filters {
  const found = known.get(line.words) ?? filtersOf(line, vocabulary)
  known.set(line.words, found)
  return found
}

function filtersOf(line: Line, vocabulary: Vocabulary): Filters {
  const slots = new Set<string>()
  const hits = new Set<number>()
  const unwanted = new Set<number>()
  const take = (slot: string, places: readonly number[]) => {
    slots.add(slot)
    for (const at of places) hits.add(at)
  }
  const refused = refusedKind(line)
  for (const one of longest(vocabulary.find('filter', line))) {
    const means = one.entry.means ?? ''
    const isOut =
      isExcluded(line, one) ||
      isListed(line, one, unwanted) ||
      one.hits.some(at => at >= refused.from && at < refused.to)
    for (const at of one.hits) hits.add(at)
    if (isOut || means.startsWith('no ')) for (const at of one.hits) unwanted.add(at)
    if (isOut) continue
    take(means, one.hits)
    if (means.startsWith('no ')) for (const more of listed(line, one, vocabulary)) take(more.slot, more.hits)
  }
  for (const one of withoutSubjects(line, vocabulary)) {
    take(one.slot, one.hits)
    for (const at of one.hits) unwanted.add(at)
  }
  for (const one of longest(vocabulary.find('topic', line)))
    if (!one.hits.some(at => unwanted.has(at)) && !isExcluded(line, one) && one.entry.means)
      take(one.entry.means, one.hits)
  for (const { slot, hits: places, age } of measuresIn(line, vocabulary)) {
    // A children's club may be called “Junior Friends”.
    if (age !== undefined && age < 12)
      for (const grown of ['volunteers', 'staff', 'adults']) slots.delete(grown)
    const isNamed =
      age !== undefined && [...slots].some(one => (audiences as readonly string[]).includes(one))
    if (isNamed) for (const at of places) hits.add(at)
    else take(slot, places)
  }
  return { slots: narrowed(slots), hits }
}

/** Words that say the same twice, or stand in each other's way. */
function narrowed(slots: Set<string>): string[] {
  const drop = (slot: string, where: boolean) => {
    if (where) slots.delete(slot)
  }
  const has = (slot: string) => slots.has(slot)
  drop(
    'staff-meeting',
    has('board-meeting') ||
      has('stakeholder-meeting') ||
      (has('staff-meeting') && has('volunteers') && !has('staff')),
  )
  drop('board-stakeholders', has('teens-12-17') && !has('board-meeting'))
  if (has('older-adults') && (has('teens-12-17') || has('children-6-11'))) {
    for (const age of ['older-adults', 'teens-12-17', 'children-6-11']) slots.delete(age)
    slots.add('intergenerational')
  }
  drop('light', has('deep'))
  drop('movement', has('seated') || has('no walking') || has('no standing'))
  drop('mixed-public', has('staff') || has('volunteers'))
  return [...slots]
}

/** New words stand beside the old ones, and take the place of those that they contradict. */
export function mergedFilters(before: readonly string[], now: readonly string[]): string[] {
  const kinds = (slot: string) =>
    (audiences as readonly string[]).includes(slot)
      ? 'audience'
      : /minutes$|^quick$/.test(slot)
        ? 'time'
        : /^(?:light|deep|depth)/.test(slot)
          ? 'depth'
          : /people$/.test(slot)
            ? 'size'
            : slot
  const replaced = new Set(now.map(kinds))
  return [...before.filter(slot => !replaced.has(kinds(slot))), ...new Set(now)]
}

/** Places of what a question is called, `opener` or `brain teaser`: it was given, and is never told as left out. */
export const called = (line: Line, vocabulary: Vocabulary): number[] =>
  [...line.words.keys()].flatMap(at => {
    const taken = Math.max(...names.map(name => vocabulary.within(name, line, at)))
    return Array.from({ length: taken }, (_, more) => at + more)
  })
const names = ['opener', 'called']

/** Words that say nothing of a question are not worth telling: numbers, single letters. */
export const isTold = (words: string): boolean => /\p{L}{3}/u.test(words)
