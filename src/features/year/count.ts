import type { PersonId } from '../../core/incoming.ts'
import { nobody } from '../../core/records/personal-data.ts'
import { monthInWords } from '../../core/time/in-words.ts'
import { dateIn } from '../../core/time/recurrence.ts'
import type { RoomDeck } from '../icebreaker/catalog.ts'
import { audiencesIn } from '../icebreaker/parse-filters.ts'
import { audiences } from '../icebreaker/schema.ts'
import { entriesOf, everything, type Run } from '../walkthrough/run/run.ts'
import { isPlan, planOf } from '../walkthrough/run/run-plan.ts'
import { kindsOf, roadblockKinds } from './roadblock-kinds.ts'
import type { Tally } from './suppress.ts'

/** What a year is counted from: what is stored already, and nothing else. */
export interface Counted {
  runs: readonly Run[]
  decks: readonly RoomDeck[]
  /** Which readings each person has read. */
  read: readonly (readonly [PersonId, readonly string[]])[]
}

/** Which year, and how it is seen. */
export interface YearAsked {
  year: number
  /** Today, and the zone in which days are counted. */
  today: string
  tz: string
}

/** A library’s year in numbers, with the people behind each. */
export interface Year {
  planned: Tally[]
  held: Tally[]
  byAudience: Tally[]
  roadblocks: Tally[]
  inAll: Tally[]
}

/** The walk-through whose runs are gatherings. */
const gathering = 'gathering'

/** Counts a year. */
export function countYear({ runs, decks, read }: Counted, { year, today, tz }: YearAsked): Year {
  const isInYear = (day: string) => day.startsWith(`${year}-`)
  const dayOf = (run: Run) => run.date?.day ?? dateIn(tz, run.begunAt)
  const gatherings = runs.filter(one => one.walkthrough === gathering && isInYear(dayOf(one)))
  const held = gatherings.filter(one => one.date !== undefined && one.date.day < today)
  const left = gatherings.filter(one => !held.includes(one))
  const plans = runs.filter(isPlan)
  const begun = plans.filter(one => isInYear(dateIn(tz, one.begunAt)))
  const finished = plans.filter(one => isInYear(finishedOn(one, tz)))
  return {
    planned: byMonth(gatherings, dayOf, { year, today }),
    held: partOf(byMonth(held, dayOf, { year, today }), byMonth(left, dayOf, { year, today })),
    byAudience: byAudience(gatherings),
    roadblocks: roadblocksIn(plans, at => isInYear(dateIn(tz, at))),
    inAll: [
      tally('Gatherings planned', gatherings),
      ...partOf([tally('Gatherings held', held)], [tally('', left)]),
      tally('Plans begun', begun),
      tally('Plans finished', finished),
      icebreakersIn(decks),
      readingsIn(read),
    ],
  }
}

/** Numbers that are parts of others, with the people behind what is left of each. */
const partOf = (parts: readonly Tally[], rest: readonly Tally[]): Tally[] =>
  parts.map((one, at) => ({ ...one, others: rest[at]?.people ?? new Set() }))

function byMonth(
  runs: readonly Run[],
  dayOf: (run: Run) => string,
  { year, today }: Pick<YearAsked, 'year' | 'today'>,
): Tally[] {
  const last = today.startsWith(`${year}-`) ? Number(today.slice(5, 7)) : 12
  const latest = Math.max(last, ...runs.map(run => Number(dayOf(run).slice(5, 7))))
  return Array.from({ length: latest }, (_, at) => {
    const month = `${year}-${String(at + 1).padStart(2, '0')}`
    return tally(
      monthInWords(at + 1),
      runs.filter(run => dayOf(run).startsWith(month)),
    )
  })
}

function byAudience(gatherings: readonly Run[]): Tally[] {
  const of = new Map(gatherings.map(run => [run, audiencesIn(wordsAbout(run))]))
  const each = audiences.map(one =>
    tally(
      audienceInWords(one),
      gatherings.filter(run => of.get(run)?.includes(one)),
    ),
  )
  const unsaid = tally(
    'Not said',
    gatherings.filter(run => of.get(run)?.length === 0),
  )
  return [...each, unsaid].filter(one => one.count > 0)
}

/** Whom it is for is said in its name, its why, and where it says who invites whom. */
const wordsAbout = (run: Run): string =>
  [run.name, ...['why', 'messenger'].flatMap(step => entriesOf(run, step).map(one => one.text))].join(' ')

function roadblocksIn(plans: readonly Run[], isInYear: (at: number) => boolean): Tally[] {
  const met = plans
    .flatMap(run => [...(planOf(run).stuck ?? []), ...entriesOf(run, 'roadblocks')])
    .filter(one => isInYear(one.at))
    .map(one => ({ by: one.by.id, kinds: kindsOf(one.text) }))
  return roadblockKinds
    .map(label => {
      const these = met.filter(one => one.kinds.includes(label))
      return { label, count: these.length, people: peopleOf(these.map(one => one.by)) }
    })
    .filter(one => one.count > 0)
}

/** Different questions that were posted; a deck does not keep when. */
function icebreakersIn(decks: readonly RoomDeck[]): Tally {
  const used = decks.filter(one => one.used.length > 0)
  return {
    label: 'Different icebreakers used, so far',
    count: new Set(used.flatMap(one => one.used)).size,
    people: peopleOf(used.flatMap(one => [...Object.keys(one.seen), ...Object.keys(one.looking)])),
  }
}

/** Marks of “read”; a shelf does not keep when. */
function readingsIn(read: Counted['read']): Tally {
  const readers = read.filter(([, done]) => done.length > 0)
  return {
    label: 'Readings read, so far',
    count: readers.reduce((sum, [, done]) => sum + done.length, 0),
    people: peopleOf(readers.map(([id]) => id)),
  }
}

const finishedOn = (run: Run, tz: string): string => {
  const at = planOf(run).finishedAt
  return at === undefined ? '' : dateIn(tz, at)
}

const tally = (label: string, runs: readonly Run[]): Tally => ({
  label,
  count: runs.length,
  people: peopleOf(runs.flatMap(run => [run.owner.id, ...everything(run).map(one => one.by.id)])),
})

const peopleOf = (ids: readonly PersonId[]): Set<PersonId> => new Set(ids.filter(id => id !== nobody.id))

/** `Teens (12–17)`. */
function audienceInWords(audience: string): string {
  const [, name = audience, from, to, behind = ''] = /^(\D+?)-(\d+)-(\d+)(.*)$/.exec(audience) ?? []
  const words = `${name}${behind}`.replaceAll('-', ' ')
  const age = from === undefined ? '' : ` (${from}–${to})`
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${age}`
}
