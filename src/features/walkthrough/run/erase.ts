import type { About } from '../../../core/personal-data.ts'
import { nobody, orNobody } from '../../../core/personal-data.ts'
import { renamedIn, withoutNames } from '../../../core/redact.ts'
import { dayOf } from '../../../core/time/in-words.ts'
import type { Entry } from './entry.ts'
import { optionId, pieces } from './options.ts'
import type { Plan, PlanStep } from './plan.ts'
import { type Answer, everything, type Run } from './run.ts'
import { planOf } from './run-plan.ts'

/** A run without somebody and all they said: what others said stays word for word. Whether it is kept at all is another question. */
export function runWithout(run: Run, about: About): Run {
  const { who } = about
  const offered = new Set(saidBy(run, who.id).flatMap(pieces).map(optionId))
  const others = (entries: readonly Entry[]): Entry[] =>
    entries.flatMap(one => entryWithout(one, about, offered))
  return {
    ...run,
    ...(isNamedBy(run, who.id) && { name: neutralName(run), namedBy: nobody.id }),
    owner: orNobody(run.owner, about),
    invited: run.invited.filter(one => one.id !== who.id),
    answers: run.answers.map((one): Answer => {
      const previous = others(one.previous ?? [])
      const { previous: _, ...rest } = one
      return { ...rest, entries: others(one.entries), ...(previous.length > 0 && { previous }) }
    }),
    held: others(run.held),
    notes: others(run.notes),
    ...(run.plan && { plan: planWithout(run, run.plan, about) }),
  }
}

/** Whether somebody else is left in it: whoever looks after it, was let in, or said something. */
export const isOthersToo = (run: Run, id: string): boolean =>
  peopleOf(run).some(one => one !== id && one !== nobody.id)

/** Everybody who is in a run, or ever said something to it. */
export function peopleOf(run: Run): string[] {
  const { steps, stuck = [], reflection, answer, handing } = planOf(run)
  return [
    run.owner.id,
    ...run.invited.map(one => one.id),
    ...[...everything(run), ...stuck].map(one => one.by.id),
    ...steps.flatMap(({ done, words }) => [done?.by.id, words?.what, words?.who]),
    ...[reflection?.by.id, answer?.by.id, handing?.to.id, handing?.by.id],
  ].filter(id => id !== undefined)
}

/** What somebody said to a run, word for word. */
export const saidBy = (run: Run, id: string): string[] =>
  [...everything(run), ...(planOf(run).stuck ?? [])].flatMap(one => (one.by.id === id ? [one.text] : []))

/** Whether the run's name is their words; where that was not kept, whoever looked after it may have chosen it. */
export const isNamedBy = ({ namedBy, owner, invited }: Run, id: string): boolean =>
  namedBy === undefined ? [owner, ...invited].some(one => one.id === id) : namedBy === id

/** What a run is called whose name was forgotten: `Gathering of 23 November 2026`. */
export function neutralName({ walkthrough, begunAt }: Pick<Run, 'walkthrough' | 'begunAt'>): string {
  return `${walkthrough.charAt(0).toUpperCase()}${walkthrough.slice(1)} of ${dayOf(begunAt)}`
}

/** None of their own; what others took over from them, or chose from what they had offered, is theirs, too. */
function entryWithout(entry: Entry, about: About, offered: ReadonlySet<string> = new Set()): Entry[] {
  if (entry.by.id === about.who.id) return []
  const own = entry.sourceRunId === undefined ? entry.text : withoutLines(entry.text, about.said)
  const { text, chosen } = withoutChoices({ ...entry, text: own }, offered)
  if (text === '') return []
  const from = entry.from && renamedIn(entry.from, about.renamed)
  return [{ ...entry, text, ...(chosen && { chosen }), ...(from && { from }) }]
}

/** An option that somebody had put into words has these words for an id, where others chose it. */
function withoutChoices(
  { text, chosen }: Entry,
  offered: ReadonlySet<string>,
): Pick<Entry, 'text' | 'chosen'> {
  const theirs = new Set(chosen?.filter(one => offered.has(one)))
  if (theirs.size === 0) return { text, ...(chosen && { chosen }) }
  const left = pieces(text).filter(one => !theirs.has(optionId(one)))
  return { text: left.join('; '), ...(chosen && { chosen: chosen.filter(one => !theirs.has(one)) }) }
}

/** What several had said was taken over with a line for each. */
function withoutLines(text: string, said: ReadonlySet<string>): string {
  let left = `\n${text}\n`
  for (const words of said)
    while (left.includes(`\n${words}\n`)) left = left.replace(`\n${words}\n`, () => '\n')
  return left.trim() === text.trim() ? text : left.trim()
}

function planWithout(run: Run, plan: Plan, about: About): Plan {
  const { stuck, reflection, answer, handing, ...rest } = plan
  const theirs = (by: { id: string } | undefined) => by?.id === about.who.id
  const left = stuck?.flatMap(one => entryWithout(one, about)) ?? []
  const steps = plan.steps.flatMap(step => stepWithout(run, step, about))
  // It may quote a step that is gone.
  const isAbout = steps.length < plan.steps.length
  return {
    ...rest,
    steps,
    ...(left.length > 0 && { stuck: left }),
    ...(reflection && !theirs(reflection.by) && { reflection }),
    ...(answer &&
      !theirs(answer.by) &&
      !isAbout && { answer: { ...answer, words: withoutNames(answer.words, about.who) } }),
    ...(handing && !theirs(handing.to) && !theirs(handing.by) && { handing }),
  }
}

/** A step is its author's; one whose author was not kept counts for the owner's. */
function stepWithout(run: Run, step: PlanStep, about: About): PlanStep[] {
  const { id } = about.who
  const { who, done, words, ...rest } = step
  if ((words?.what ?? run.owner.id) === id) return []
  const named = who !== undefined && words?.who !== id ? withoutNames(who, about.who) : undefined
  return [
    {
      ...rest,
      ...(named !== undefined && { who: named }),
      ...(done && { done: { ...done, by: orNobody(done.by, about) } }),
      ...(words && { words: { ...words, ...(words.who === id && { who: undefined }) } }),
    },
  ]
}
