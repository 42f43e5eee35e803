import { randomUUID } from 'node:crypto'
import type { Address, PersonId } from '../../../core/incoming.ts'
import { nobody } from '../../../core/records/personal-data.ts'
import { kind } from '../../../core/store.ts'
import type { Time } from '../../../core/time/parse-time.ts'
import type { Step, Walkthrough } from '../schema.ts'
import type { Entry, Who } from './entry.ts'
import type { Plan } from './plan.ts'

/** All that was said to one step, with the question as it was asked: it outlives the content. */
export interface Answer {
  step: string
  question: string
  entries: Entry[]
  /** Words that were replaced by newer ones: shown when the answer is opened again, and nowhere else. */
  previous?: Entry[]
  disposition?: 'skipped' | 'parked'
}

/** One person's or one channel's way through a walk-through. Everything ever said to it is in here. */
export interface Run {
  v: 1
  id: string
  walkthrough: string
  name: string
  /** Who chose the name; `nobody` where it is the one that Hearth gives. Left out in older ones. */
  namedBy?: PersonId
  owner: Who
  invited: Who[]
  /** Who gave it into other hands, when, and how many steps it had: what it was then is the work of whoever took it over. */
  handedOver?: { from: PersonId; at: number; steps: number }[]
  /** The owner's own chat, or a channel. */
  place: { personal: true } | { personal: false; conversation: Address; name?: string }
  status: 'open' | 'stopped' | 'finished'
  /** The step that is asked now; empty once all are behind. */
  currentStep: string
  /** The step opened again by `edit` or `back`; `at` waits meanwhile. */
  editing?: string
  /** Whether that step still shows its old words: the first new ones take their place. */
  fresh?: true
  /** Who opened it, in a channel: for everybody else the question that waits stays the same. */
  editor?: PersonId
  /** The question that was left last in a channel, and the delivery that did it: who had not seen it go may still answer it. */
  passed?: { step: string; delivery: string }
  answers: Answer[]
  /** Steps whose answers stay out of what is shared. */
  private?: string[]
  /** Lines typed after a gap: they wait for a yes. */
  held: Entry[]
  /** Whether going on was asked, so that a `yes` is the answer to that. */
  asking?: true
  /** The step whose question may never have arrived: what is typed next is held, and the question comes again. */
  unseen?: string
  notes: Entry[]
  /** When what is thought through in it is held. */
  date?: RunDate
  /** Where the run is a plan: its steps, and what came of its reminder. */
  plan?: Plan
  begunAt: number
  touchedAt: number
}

/** A day such as `2026-12-12`, and the time of it as the clock of a zone shows it; without one, it is all day. */
export interface RunDate {
  day: string
  from?: Time
  to?: Time
  tz?: string
}

/** Every walk that anyone is on, or was. */
export const runs = kind<Run>('run')

/** After this long the bot names the run and asks before going on. */
export const gap = 60 * 60_000

/** A name for a new run; who guesses one is still asked who they are. */
export function newRunId(): string {
  const id = randomUUID().slice(0, 8)
  // What is named by a number stands before all else in an object, and people read their runs in the order they were begun in.
  return /\D/.test(id) ? id : newRunId()
}

/** A run at its first question. */
export function startRun(
  walkthrough: Walkthrough,
  about: Pick<Run, 'id' | 'name' | 'namedBy' | 'owner' | 'place'> & { at: number },
): Run {
  const { at, ...rest } = about
  return {
    v: 1,
    ...rest,
    walkthrough: walkthrough.id,
    invited: [],
    status: 'open',
    currentStep: walkthrough.steps[0]?.id ?? '',
    answers: [],
    held: [],
    notes: [],
    begunAt: at,
    touchedAt: at,
  }
}

export const stepOf = (walkthrough: Walkthrough, id: string | undefined): Step | undefined =>
  walkthrough.steps.find(step => step.id === id)

export const answerTo = (run: Run, step: string): Answer | undefined =>
  run.answers.find(one => one.step === step)

/** What was said to a step, oldest first. */
export const entriesOf = (run: Run, step: string): readonly Entry[] => answerTo(run, step)?.entries ?? []

/** The step that somebody has open again: in a channel, whoever opened it alone. */
const editingFor = ({ editing, editor }: Run, who: PersonId | undefined): string | undefined =>
  editor === undefined || editor === who ? editing : undefined

/** The step that a line typed by somebody answers now. */
export const openStep = (walkthrough: Walkthrough, run: Run, who?: PersonId): Step | undefined =>
  stepOf(walkthrough, editingFor(run, who) ?? run.currentStep)

/** Whether others answer it, too: it stands in a channel. */
export const isShared = ({ place }: Pick<Run, 'place'>): boolean => !place.personal

/** How many of the walk-through's questions have an answer. */
export const answered = (walkthrough: Walkthrough, run: Run): number =>
  walkthrough.steps.filter(step => entriesOf(run, step.id).length > 0).length

/** What was said to questions that the walk-through does not ask any more. */
export const earlier = (walkthrough: Walkthrough, run: Run): readonly Answer[] =>
  run.answers.filter(one => !stepOf(walkthrough, one.step) && one.entries.length > 0)

/** Whether so much time has passed that one would have to think what it was about. */
export const isStale = (run: Run, at: number): boolean => at - run.touchedAt >= gap

/** Whether a line that somebody types where the run lives may be meant for it. */
export const waits = (run: Run, who?: PersonId): boolean =>
  run.status === 'open' || editingFor(run, who) !== undefined

/** When somebody last did something with a run, or it came back to somebody. */
export function lastUsed(run: Run): number {
  const { steps = [], stuck = [], remindedAt, answer, handing, finishedAt, reflection } = run.plan ?? {}
  const said = [...everything(run), ...stuck, ...steps.flatMap(step => step.done ?? [])].map(one => one.at)
  const others = [remindedAt, answer?.at, handing?.at, finishedAt, reflection?.at]
  return Math.max(run.begunAt, run.touchedAt, ...said, ...others.flatMap(at => at ?? []))
}

/** Everything that anybody ever said to the run, wherever it stands now. */
export const everything = (run: Run): readonly Entry[] => [
  ...run.answers.flatMap(one => [...one.entries, ...(one.previous ?? [])]),
  ...run.held,
  ...run.notes,
]

/** The run in other hands: whoever looked after it before may still work on it, and what it was stays with it. */
export function inHandsOf(run: Run, to: Who, at: number): Run {
  const { owner } = run
  if (owner.id === to.id) return run
  const invited = [...run.invited, owner].filter(one => one.id !== to.id && one.id !== nobody.id)
  const before = (run.handedOver ?? []).filter(one => one.from !== owner.id)
  const handed = { from: owner.id, at, steps: run.plan?.made ?? 0 }
  const handedOver = owner.id === nobody.id ? before : [...before, handed]
  return { ...run, owner: to, invited, ...(handedOver.length > 0 && { handedOver }) }
}
