import type { About, Renaming } from '../../../core/records/personal-data.ts'
import { nobody, orNobody } from '../../../core/records/personal-data.ts'
import { renamedIn } from '../../../core/records/redact.ts'
import { dayOf } from '../../../core/time/in-words.ts'
import type { Entry } from './entry.ts'
import { optionId, pieces } from './options.ts'
import type { Plan, PlanStep } from './plan.ts'
import { type Answer, everything, type Run } from './run.ts'
import { planOf } from './run-plan.ts'

/**
 * A run without somebody and what is theirs: by ids and by who wrote what, never by a name in a text. What others said stays word
 * for word; what they handed over is the work of whoever took it over, and stays without their name.
 */
export function runWithout(run: Run, about: About): Run {
  const { who } = about
  const offered = new Set(ownWords(run, who.id).flatMap(pieces).map(optionId))
  const others = (entries: readonly Entry[]): Entry[] =>
    entries.flatMap(one => entryWithout(one, { about, run, offered }))
  const { handedOver, ...rest } = run
  const handedByOthers = handedOver?.filter(one => one.from !== who.id) ?? []
  return {
    ...rest,
    ...nameWithout(run, who.id),
    owner: orNobody(run.owner, about),
    invited: run.invited.filter(one => one.id !== who.id),
    ...(handedByOthers.length > 0 && { handedOver: handedByOthers }),
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
    ...(run.handedOver ?? []).map(one => one.from),
    ...[...everything(run), ...stuck].flatMap(one => [
      one.by.id,
      ...(one.saidThere ?? []).map(({ by }) => by),
    ]),
    ...steps.flatMap(({ done, words, earlier = [] }) => [
      ...[done?.by.id, words?.what, words?.who],
      ...earlier.map(one => one.by),
    ]),
    ...[reflection?.by.id, answer?.by.id, answer?.about, handing?.to.id, handing?.by.id],
  ].filter(id => id !== undefined)
}

/** What somebody said to a run, word for word. */
export const saidBy = (run: Run, id: string): string[] =>
  [...everything(run), ...(planOf(run).stuck ?? [])].flatMap(one => (one.by.id === id ? [one.text] : []))

/** The same, without what they handed over. */
const ownWords = (run: Run, id: string): string[] =>
  [...everything(run), ...(planOf(run).stuck ?? [])].flatMap(one =>
    one.by.id === id && !isHandedOver(run, one) ? [one.text] : [],
  )

/** When somebody handed the run over, if they did. */
export const handingOf = ({ handedOver = [] }: Run, id: string) => handedOver.find(one => one.from === id)

/** Whether an entry was part of what its author handed over. */
function isHandedOver(run: Run, { by, at }: Pick<Entry, 'by' | 'at'>): boolean {
  const handing = handingOf(run, by.id)
  return handing !== undefined && at <= handing.at
}

/** Whether the run's name is their words; where that was not kept, whoever looked after it may have chosen it. */
const isNamedBy = ({ namedBy, owner, invited }: Run, id: string): boolean =>
  namedBy === undefined ? [owner, ...invited].some(one => one.id === id) : namedBy === id

/** Whether the run's name goes with somebody: it is their words, and they did not hand it over with the run. */
export const losesName = (run: Run, id: string): boolean =>
  isNamedBy(run, id) && handingOf(run, id) === undefined

const nameWithout = (run: Run, id: string): Partial<Pick<Run, 'name' | 'namedBy'>> =>
  losesName(run, id)
    ? { name: neutralName(run), namedBy: nobody.id }
    : run.namedBy === id
      ? { namedBy: nobody.id }
      : {}

/** What a run is called whose name was forgotten: `Gathering of 23 November 2026`. */
export function neutralName({ walkthrough, begunAt }: Pick<Run, 'walkthrough' | 'begunAt'>): string {
  return `${walkthrough.charAt(0).toUpperCase()}${walkthrough.slice(1)} of ${dayOf(begunAt)}`
}

interface Within {
  about: About
  run: Run
  /** Options that they had put into words. */
  offered: ReadonlySet<string>
}

/** None of their own, except what they handed over; what others chose from what they had offered is theirs, too. */
function entryWithout(entry: Entry, { about, run, offered }: Within): Entry[] {
  if (entry.by.id === about.who.id)
    return isHandedOver(run, entry) ? [{ ...entry, by: orNobody(entry.by, about) }] : []
  const { text, chosen, ...rest } = withoutChoices(withoutLines(entry, about.who.id), offered)
  if (text === '') return []
  const from = entry.from && renamedIn(entry.from, renamingsFor(entry, about))
  return [{ ...rest, text, ...(chosen && { chosen }), ...(from && { from }) }]
}

/** What several had said was taken over with a line for each: those of others stay. */
function withoutLines({ saidThere, ...entry }: Entry, id: string): Entry {
  const others = saidThere?.filter(one => one.by !== id)
  if (!saidThere || others?.length === saidThere.length) return { ...entry, ...(saidThere && { saidThere }) }
  return {
    ...entry,
    text: others?.map(one => one.text).join('\n') ?? '',
    ...(others && { saidThere: others }),
  }
}

/** The new name of the run an answer was taken over from; of any, where that was not kept. */
const renamingsFor = ({ sourceRunId }: Entry, { renamed }: About): Renaming[] =>
  sourceRunId === undefined
    ? [...renamed.values()]
    : [renamed.get(sourceRunId)].filter(one => one !== undefined)

/** An option that somebody had put into words has these words for an id, where others chose it. */
function withoutChoices(entry: Entry, offered: ReadonlySet<string>): Entry {
  const theirs = new Set(entry.chosen?.filter(one => offered.has(one)))
  if (theirs.size === 0) return entry
  const left = pieces(entry.text).filter(one => !theirs.has(optionId(one)))
  return { ...entry, text: left.join('; '), chosen: entry.chosen?.filter(one => !theirs.has(one)) }
}

function planWithout(run: Run, plan: Plan, about: About): Plan {
  const { stuck, reflection, answer, handing, told = [], ...rest } = plan
  const theirs = (by: { id: string } | undefined) => by?.id === about.who.id
  const within: Within = { about, run, offered: new Set() }
  const left = stuck?.flatMap(one => entryWithout(one, within)) ?? []
  const steps = plan.steps.flatMap(step => stepWithout(run, step, about))
  const stillTold = told.filter(
    one => one.id !== about.who.id && steps.some(step => step.id === one.step && step.who === one.who),
  )
  const kept = reflection && entryWithout(reflection, within)[0]
  // It may quote a step that is gone, or one that reads differently now.
  const isQuoted =
    steps.length < plan.steps.length || steps.some((step, at) => step.what !== plan.steps[at]?.what)
  const isAbout = answer && (theirs(answer.by) || answer.about === about.who.id)
  return {
    ...rest,
    steps,
    ...(stillTold.length > 0 && { told: stillTold }),
    ...(left.length > 0 && { stuck: left }),
    ...(kept && { reflection: kept }),
    ...(answer && !isAbout && !isQuoted && { answer }),
    ...(handing && !theirs(handing.to) && !theirs(handing.by) && { handing }),
  }
}

/**
 * A step is its author's; one whose author was not kept counts for the owner's. Where they put a colleague's into other words, it
 * is the colleague's again; where they handed the plan over, it is of the plan.
 */
function stepWithout(run: Run, step: PlanStep, about: About): PlanStep[] {
  const { id } = about.who
  const author = step.words?.what ?? run.owner.id
  const others = (step.earlier ?? []).filter(one => one.by !== id)
  const before = others.at(-1)
  if (author !== id) return [withoutTraces({ ...step, earlier: others }, about)]
  const handing = handingOf(run, id)
  if (handing && numberOf(step) <= handing.steps) {
    const words = { ...step.words, what: nobody.id }
    return [withoutTraces({ ...step, words, earlier: others }, about)]
  }
  if (!before) return []
  const again = {
    ...step,
    what: before.what,
    words: { ...step.words, what: before.by },
    earlier: others.slice(0, -1),
  }
  return [withoutTraces(again, about)]
}

/** Steps are numbered as they are made: `s3`. */
const numberOf = ({ id }: PlanStep): number => Number(id.slice(1))

/** Whom somebody named for a step goes with them; whoever a colleague named stays, as the colleague wrote it. */
function withoutTraces({ who, done, words, earlier = [], ...rest }: PlanStep, about: About): PlanStep {
  const { who: namedBy, ...whose } = words ?? {}
  const isTheirs = namedBy === about.who.id
  return {
    ...rest,
    ...(who !== undefined && !isTheirs && { who }),
    ...(done && { done: { ...done, by: orNobody(done.by, about) } }),
    ...(words && { words: { ...whose, ...(namedBy && !isTheirs && { who: namedBy }) } }),
    ...(earlier.length > 0 && { earlier }),
  }
}
