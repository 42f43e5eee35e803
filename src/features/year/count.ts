import type { PersonId } from '../../core/incoming.ts'
import type { Bar } from '../../core/message.ts'
import { nobody } from '../../core/records/personal-data.ts'
import { monthInWords } from '../../core/time/in-words.ts'
import { dateIn } from '../../core/time/recurrence.ts'
import type { RoomDeck } from '../icebreaker/catalog.ts'
import { audiencesIn } from '../icebreaker/parse-filters.ts'
import { audiences } from '../icebreaker/schema.ts'
import { entriesOf, everything, type Run } from '../walkthrough/run/run.ts'
import { isPlan, planOf } from '../walkthrough/run/run-plan.ts'
import { fewestPeople, givesAway, type Happened, inThrees, notBefore, peopleOf } from './in-threes.ts'
import { kindsOf, roadblockKinds } from './roadblock-kinds.ts'

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

/** A library’s year in numbers. What cannot be told has none, as what did not happen has. */
export interface Year {
  planned: Bar[]
  held: Bar[]
  byAudience: Bar[]
  roadblocks: Bar[]
  inAll: Bar[]
}

/** Said where there is no number: that nothing happened is told no more than that one or two people did it. */
const notTold = 'none, or fewer than three people'

/** The walk-through whose runs are gatherings. */
const gathering = 'gathering'
const dayMs = 86_400_000

/** A run as it is counted. */
interface Counting extends Happened {
  run: Run
}

/** Counts a year. */
export function countYear({ runs, decks, read }: Counted, { year, today, tz }: YearAsked): Year {
  const isInYear = (day: string) => day.startsWith(`${year}-`)
  const dayOf = ({ run }: Counting) => run.date?.day ?? dateIn(tz, run.begunAt)
  const all = runs.map(counting)
  const gatherings = all.filter(one => one.run.walkthrough === gathering && isInYear(dayOf(one)))
  const months = monthsOf({ year, today }, gatherings.map(dayOf)).map(({ label, month }) => {
    const planned = inThrees(gatherings.filter(one => dayOf(one).startsWith(month)))
    return { label, planned, held: told(planned, inThrees(planned.flatMap(one => heldBy(one, today)))) }
  })
  const planned = months.flatMap(one => one.planned)
  const plans = all.filter(({ run }) => isPlan(run))
  const begunThen = plans.filter(({ run }) => isInYear(dateIn(tz, run.begunAt)))
  const begun = inThrees(begunThen)
  const untold = new Set(begunThen.map(one => one.id).filter(id => !begun.some(one => one.id === id)))
  const finished = plans.flatMap(one => {
    const at = planOf(one.run).finishedAt
    return at !== undefined && isInYear(dateIn(tz, at)) && !untold.has(one.id) ? [notBefore(one, at)] : []
  })
  return {
    planned: months.map(one => bar(one.label, one.planned.length)),
    held: months.map(one => bar(one.label, one.held.length)),
    byAudience: byAudience(planned),
    roadblocks: roadblocksIn(plans, at => isInYear(dateIn(tz, at))),
    inAll: [
      bar('Gatherings planned', planned.length),
      bar('Gatherings held', months.flatMap(one => one.held).length),
      bar('Plans begun', begun.length),
      bar('Plans finished', told(begun, inThrees(finished)).length),
      bar('Different icebreakers used, so far', icebreakersIn(decks)),
      bar('Readings read, so far', readingsIn(read)),
    ],
  }
}

const bar = (label: string, count: number): Bar =>
  count > 0 ? { label, value: count, words: String(count) } : { label, words: notTold }

const counting = (run: Run): Counting => ({
  id: run.id,
  run,
  said: [{ by: run.owner.id, at: run.begunAt }, ...everything(run).map(({ by, at }) => ({ by: by.id, at }))],
})

/** A part of what is told, unless the rest would be what one or two people did. */
const told = (all: readonly Counting[], part: readonly Counting[]): readonly Counting[] =>
  givesAway(all, part) ? [] : part

/** A gathering whose day is past counts from the day after it. */
function heldBy(one: Counting, today: string): Counting[] {
  const day = one.run.date?.day
  return day !== undefined && day < today ? [notBefore(one, Date.parse(day) + dayMs)] : []
}

/** The months up to this one, or to the last in which something is planned. */
function monthsOf({ year, today }: Pick<YearAsked, 'year' | 'today'>, days: readonly string[]) {
  const last = today.startsWith(`${year}-`) ? Number(today.slice(5, 7)) : 12
  const latest = Math.max(last, ...days.map(day => Number(day.slice(5, 7))))
  return Array.from({ length: latest }, (_, at) => ({
    label: monthInWords(at + 1),
    month: `${year}-${String(at + 1).padStart(2, '0')}`,
  }))
}

/** Those that can be told: as many of them, the largest first, as leave three people behind all that is left out, or nobody. */
function byAudience(gatherings: readonly Counting[]): Bar[] {
  const of = new Map(gatherings.map(one => [one, audiencesIn(wordsAbout(one.run))]))
  const parts = [
    ...audiences.map(one => ({
      label: audienceInWords(one),
      all: inThrees(gatherings.filter(each => of.get(each)?.includes(one))),
    })),
    { label: 'Not said', all: inThrees(gatherings.filter(each => of.get(each)?.length === 0)) },
  ].filter(one => one.all.length > 0)
  const largest = parts.toSorted((a, b) => peopleOf(b.all).size - peopleOf(a.all).size)
  while (
    givesAway(
      gatherings,
      largest.flatMap(one => one.all),
    )
  )
    largest.pop()
  return parts.filter(one => largest.includes(one)).map(({ label, all }) => bar(label, all.length))
}

/** Whom it is for is said in its name, its why, and where it says who invites whom. */
const wordsAbout = (run: Run): string =>
  [run.name, ...['why', 'messenger'].flatMap(step => entriesOf(run, step).map(one => one.text))].join(' ')

function roadblocksIn(plans: readonly Counting[], isInYear: (at: number) => boolean): Bar[] {
  const met = plans
    .flatMap(({ run }) => [...(planOf(run).stuck ?? []), ...entriesOf(run, 'roadblocks')])
    .filter(one => isInYear(one.at))
    .map(({ by, at, text }, place) => ({
      id: String(place),
      said: [{ by: by.id, at }],
      kinds: kindsOf(text),
    }))
  return roadblockKinds.flatMap(label => {
    const count = inThrees(met.filter(one => one.kinds.includes(label))).length
    return count > 0 ? [bar(label, count)] : []
  })
}

/** Different questions that were posted where three people or more look for them. A deck keeps neither when nor by whom: whole threes are told. */
function icebreakersIn(decks: readonly RoomDeck[]): number {
  const used = decks.filter(({ seen, looking }) => {
    const people = new Set([...Object.keys(seen), ...Object.keys(looking)].filter(id => id !== nobody.id))
    return people.size >= fewestPeople
  })
  return wholeThrees(new Set(used.flatMap(one => one.used)).size)
}

/** Marks of “read”. A shelf does not keep when: of each reading, whole threes are told, each by three people. */
function readingsIn(read: Counted['read']): number {
  const marks = new Map<string, number>()
  for (const [id, done] of read)
    if (id !== nobody.id) for (const one of new Set(done)) marks.set(one, (marks.get(one) ?? 0) + 1)
  return [...marks.values()].reduce((sum, one) => sum + wholeThrees(one), 0)
}

const wholeThrees = (count: number): number => count - (count % fewestPeople)

/** `Teens (12–17)`. */
function audienceInWords(audience: string): string {
  const [, name = audience, from, to, behind = ''] = /^(\D+?)-(\d+)-(\d+)(.*)$/.exec(audience) ?? []
  const words = `${name}${behind}`.replaceAll('-', ' ')
  const age = from === undefined ? '' : ` (${from}–${to})`
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${age}`
}
