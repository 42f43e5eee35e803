import type { Call } from '../../core/command.ts'
import { dayAndMonth } from '../../core/time/in-words.ts'
import { type Entry, takenOver } from './run/entry.ts'
import { entriesOf, type Run } from './run/run.ts'
import type { Step, Walkthrough } from './schema.ts'
import { runsOf } from './store.ts'

/** A ready answer from somewhere else in the guide, with where it comes from. Taken with one press, never silently. */
export interface Offer {
  where: string
  text: string
  /** The run it comes from. */
  sourceRunId: string
  saidThere?: Entry['saidThere']
}

/** What an earlier walk has to offer for a step. */
export async function offerFor(
  call: Call,
  all: readonly Walkthrough[],
  run: Run,
  step: Step | undefined,
): Promise<Offer | undefined> {
  const [from, id] = step?.from?.split('.') ?? []
  const source = all.find(one => one.id === from)
  if (!step || !source || !id) return undefined
  const mine = (await runsOf(call.library, call.person.id)).filter(one => one.id !== run.id)
  const taken = entriesOf(run, step.id).filter(one => one.from)
  const before = taken.at(-1)?.sourceRunId
  const found = mine.find(
    one => one.walkthrough === from && entriesOf(one, id).length > 0 && (!before || one.id === before),
  )
  if (!found) return undefined
  const offered = takenOver(entriesOf(found, id), call.person.id)
  const where = whereFrom(source, found, id)
  if (taken.length === 0) return { where, ...offered, sourceRunId: found.id }
  return taken.some(one => one.text === offered.text)
    ? undefined
    : { where: `${where}, changed since you used it`, ...offered, sourceRunId: found.id }
}

/** Where an answer comes from, in words: `From your gathering “Spring tea”, 3 May`. */
export const whereFrom = ({ command }: Walkthrough, run: Run, step: string): string =>
  `From your ${command} “${run.name}”, ${shortDayOf(entriesOf(run, step).at(-1)?.at ?? 0)}`

/** A day as people say it: `May 3`. */
export const shortDayOf = (at: number, locale?: string): string => {
  const day = new Date(at)
  return dayAndMonth(day.getUTCDate(), day.getUTCMonth() + 1, locale)
}

/** The person's other runs that took over an answer of this one which reads differently now: each is asked, none is changed. */
export async function outdated(
  call: Call,
  all: readonly Walkthrough[],
  source: Run,
  changed: string | undefined,
): Promise<{ run: Run; step: Step }[]> {
  const dependents = all.flatMap(walkthrough =>
    walkthrough.steps
      .filter(step => isFrom(step, source.walkthrough, changed))
      .map(step => ({ walkthrough, step })),
  )
  if (dependents.length === 0) return []
  const mine = (await runsOf(call.library, call.person.id)).filter(run => run.id !== source.id)
  const pairs = dependents.flatMap(({ walkthrough, step }) =>
    mine
      .filter(run => run.walkthrough === walkthrough.id && tookFrom(run, step, source))
      .map(run => ({ run, step })),
  )
  const checked = await Promise.all(
    pairs.map(async pair => ((await offerFor(call, all, pair.run, pair.step)) ? [pair] : [])),
  )
  return checked.flat()
}

/** Whether a run took over an answer from this one, or from one of its kind when that was not kept yet. */
const tookFrom = (run: Run, step: Step, source: Run): boolean =>
  entriesOf(run, step.id).some(
    one => one.from && (one.sourceRunId === undefined || one.sourceRunId === source.id),
  )

/** Whether a step takes over from this walk-through; from its changed step, where it is known which changed. */
const isFrom = (step: Step, walkthrough: string, changed: string | undefined): boolean =>
  changed ? step.from === `${walkthrough}.${changed}` : (step.from?.startsWith(`${walkthrough}.`) ?? false)
