import type { Call } from '../core/command.ts'
import { entriesOf, type Run } from '../core/run.ts'
import type { Step, Walkthrough } from '../core/walkthrough.ts'
import { runsOf } from './walkthrough-store.ts'

/** A ready answer from somewhere else in the guide, with where it comes from. Taken with one press, never silently. */
export interface Offer {
  where: string
  text: string
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
  const found = mine.find(one => one.walkthrough === from && entriesOf(one, id).length > 0)
  if (!found) return undefined
  const entries = entriesOf(found, id)
  const text = entries.map(one => one.text).join('\n')
  const where = `From your ${source.command} “${found.name}”, ${dayOf(entries.at(-1)?.at ?? 0)}`
  const taken = entriesOf(run, step.id).filter(one => one.from)
  if (taken.length === 0) return { where, text }
  return taken.some(one => one.text === text)
    ? undefined
    : { where: `${where}, changed since you used it`, text }
}

/** A day as people say it: `3 May`. */
export const dayOf = (at: number): string =>
  new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' })

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
      .filter(run => run.walkthrough === walkthrough.id && entriesOf(run, step.id).some(one => one.from))
      .map(run => ({ run, step })),
  )
  const checked = await Promise.all(
    pairs.map(async pair => ((await offerFor(call, all, pair.run, pair.step)) ? [pair] : [])),
  )
  return checked.flat()
}

/** Whether a step takes over from this walk-through; from its changed step, where it is known which changed. */
const isFrom = (step: Step, walkthrough: string, changed: string | undefined): boolean =>
  changed ? step.from === `${walkthrough}.${changed}` : (step.from?.startsWith(`${walkthrough}.`) ?? false)
