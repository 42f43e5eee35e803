import { longest } from '../../core/language/grammar.ts'
import type { Line } from '../../core/language/normalize.ts'
import type { Found, Vocabulary } from '../../core/language/vocabulary.ts'
import { measuresIn } from './measures-grammar.ts'
import { audiences, settings } from './schema.ts'
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
  const room = roomIn(line)
  // “Not for teens, it’s for the teens’ parents”: whom it is not for stays out.
  const notFor = new Set<string>()
  const isOfRoom = (one: Found) => one.hits.some(at => room?.places.includes(at))
  for (const one of longest(vocabulary.find('filter', line).filter(found => !isOfRoom(found)))) {
    const means = one.entry.means ?? ''
    const isOut =
      isExcluded(line, one) ||
      isListed(line, one, unwanted) ||
      one.hits.some(at => at >= refused.from && at < refused.to)
    for (const at of one.hits) hits.add(at)
    if (isOut && (audiences as readonly string[]).includes(means)) notFor.add(means)
    if (isOut || means.startsWith('no ')) for (const at of one.hits) unwanted.add(at)
    if (isOut || notFor.has(means) || isOtherMeeting(line, one)) continue
    take(means, one.hits)
    for (const also of implied(line, one)) slots.add(also)
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
    // “15 kids”, beside teenagers: how many, and no other age.
    if (/ people$/.test(slot) && slots.has('teens-12-17') && places.length > 0) {
      const of = line.words[(places.at(-1) ?? 0) + 1]?.text ?? ''
      if (/^(?:kids|kiddos|boys|girls)$/.test(of)) slots.delete('children-6-11')
    }
    // “Kids 4-6”: the number says more than the word.
    if (age !== undefined && age < 18 && !slots.has('tweens')) slots.delete('children-6-11')
    const isNamed =
      age !== undefined &&
      // Homeschool families bring children of an age.
      [...slots].some(
        one =>
          (audiences as readonly string[]).includes(one) && !(one === 'families' && slots.has('homeschool')),
      )
    if (isNamed) for (const at of places) hits.add(at)
    else take(slot, places)
  }
  return { slots: narrowed(slots), hits }
}

/** `#teen-staff`: another room, by its name, and the places of the words in it: they say nothing of the question. */
export function roomIn({ clean, words }: Line): { name: string; places: number[] } | undefined {
  const found = clean.includes('#') && /#[\p{N}_-]*\p{L}[\p{L}\p{N}_-]*/u.exec(clean)
  if (!found) return undefined
  const to = found.index + found[0].length
  return {
    name: found[0],
    places: [...words.keys()].filter(at => {
      const from = words[at]?.from ?? 0
      return from >= found.index && from < to
    }),
  }
}

/** What some words say beside what they mean: “beginner English” is whom, and how; “people write on the whiteboard” is where, and how. */
const implying: readonly { means: string; words: RegExp; also: string }[] = [
  {
    means: 'language-learners',
    words: /^(?:beginner|beginners|beginning|basic|little|limited|barely|hardly|new)$/,
    also: 'simple words',
  },
  { means: 'passive-display', words: /^(?:write|scribble|jot|writes)$/, also: 'written-note' },
  { means: 'older-adult-program', words: /^seniors?$/, also: 'older-adults' },
]
const implied = ({ words }: Line, { entry, hits }: Found): string[] =>
  implying.flatMap(({ means, words: telling, also }) =>
    means === entry.means && hits.some(at => telling.test(words[at]?.text ?? '')) ? [also] : [],
  )

/** “Recovery meeting” is somebody else's: what is only called a meeting is one of staff where nothing else is said of it. */
const isOtherMeeting = ({ words }: Line, { entry, from, to }: Found): boolean =>
  entry.means === 'staff-meeting' &&
  to - from === 1 &&
  /^(?:recovery|aa|na|support|pta|pto|scout|scouts|troop|4h|parent|parents|neighborhood|hoa|church|grange|rotary|lions|kiwanis|union|tenant|tenants|town|club|guild|society|association|chapter|tribal|council|alumni|veterans|civic)$/.test(
    words[from - 1]?.text ?? '',
  )

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
  // The trustees' and the staff's orientation is no volunteers'.
  drop('volunteer-orientation', !has('volunteers') && (has('board-stakeholders') || has('staff')))
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
      : (settings as readonly string[]).includes(slot)
        ? 'occasion'
        : /minutes$|^quick$/.test(slot)
          ? 'time'
          : /^(?:light|deep|depth)/.test(slot)
            ? 'depth'
            : /people$/.test(slot)
              ? 'size'
              : slot
  const replaced = new Set(now.map(kinds))
  // Another group meets at another occasion.
  if (replaced.has('audience')) replaced.add('occasion')
  // A staff meeting has people of its own.
  if (now.some(slot => ownPeople.test(slot))) replaced.add('audience')
  return [...before.filter(slot => !replaced.has(kinds(slot))), ...new Set(now)]
}

/** Occasions that say who comes. */
const ownPeople =
  /^(?:staff-meeting|staff-training|storytime|teen-program|older-adult-program|board-meeting|stakeholder-meeting|volunteer-orientation)$/

/** Places of what a question is called, `opener` or `brain teaser`: it was given, and is never told as left out. */
export const called = (line: Line, vocabulary: Vocabulary): number[] =>
  [...line.words.keys()].flatMap(at => {
    const taken = Math.max(...names.map(name => vocabulary.within(name, line, at)))
    return Array.from({ length: taken }, (_, more) => at + more)
  })
const names = ['opener', 'called']

/** Words that say nothing of a question are not worth telling: numbers, single letters. */
export const isTold = (words: string): boolean => /\p{L}{3}/u.test(words) && !saysNothing.test(words)
const saysNothing =
  /^(?:not|keep|put|make|always|bring|room|roomful|top|hour long|car full|then|so|tho|expecting|asked|answer|same|between \d+)$/i
