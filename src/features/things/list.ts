import type { PersonId } from '../../core/incoming.ts'
import { type Button, button, opens, secondary, withFullLabel } from '../../core/message.ts'
import { foldedWords } from '../../core/text.ts'
import { authorLine, type Guide, type Reading } from '../readings/schema.ts'
import type { Note } from '../walkthrough/note-command.ts'
import { isFinished } from '../walkthrough/run/plan.ts'
import { answered, everything, type Run } from '../walkthrough/run/run.ts'
import { isPlan, planOf } from '../walkthrough/run/run-plan.ts'
import type { Walkthrough } from '../walkthrough/schema.ts'

/** One thing of somebody's: where it stands in the guide, what it is, and what can be done with it. */
export interface Thing {
  /** The id of the guide's section; empty: of none. */
  section: string
  title: string
  about: string
  /** All its words, in small letters, for whoever looks for one. */
  words: string
  at: number
  ways: readonly Button[]
}

/** All that somebody has here. */
export interface Mine {
  runs: readonly Run[]
  /** Those they were shown, to look at and write on. */
  shown: readonly Run[]
  notes: readonly (readonly [number: number, note: Note])[]
  saved: readonly string[]
  read: readonly string[]
}

interface ThingsContent {
  guide: Guide
  readings: readonly Reading[]
  walkthroughs: readonly Walkthrough[]
}

/** Everything as things, the newest first. */
export function thingsOf(mine: Mine, who: PersonId, content: ThingsContent): Thing[] {
  const { walkthroughs, readings } = content
  const marked = readings.filter(one => mine.saved.includes(one.id) || mine.read.includes(one.id))
  return [
    ...mine.runs.map(run => thingOfRun(run, who, walkthroughs)),
    ...mine.shown.map(run => thingShown(run, walkthroughs)),
    ...mine.notes.map(([number, note]) => thingOfNote(number, note)),
    ...marked.map(one => thingOfReading(one, mine)),
  ].sort((a, b) => b.at - a.at)
}

/** Those that hold every one of these words, wherever in them. */
export function thingsWith(all: readonly Thing[], looked: string): Thing[] {
  const words = foldedWords(looked).split(/\s+/).filter(Boolean)
  return all.filter(one => words.every(word => one.words.includes(word)))
}

function thingOfRun(run: Run, who: PersonId, walkthroughs: readonly Walkthrough[]): Thing {
  const isOwn = run.owner.id === who
  const open = isPlan(run) ? `plan @${run.id} open` : `walk @${run.id} overview`
  return {
    ...aboutRun(run, walkthroughs, isOwn ? '' : `shared with you by ${run.owner.name}`),
    ways: named(run.name, [
      button('Open', open),
      button('Copy', `things copy @${run.id}`),
      button('Export', `walk @${run.id} export`),
      ...(isOwn ? [button('Delete', `walk @${run.id} delete`)] : []),
    ]),
  }
}

const thingShown = (run: Run, walkthroughs: readonly Walkthrough[]): Thing => ({
  ...aboutRun(run, walkthroughs, `shown to you by ${run.owner.name}`),
  ways: named(run.name, [button('Open', `walk @${run.id} look`)]),
})

function aboutRun(run: Run, walkthroughs: readonly Walkthrough[], by: string): Omit<Thing, 'ways'> {
  const walkthrough = walkthroughs.find(one => one.id === run.walkthrough)
  const { steps, stuck = [], reflection } = planOf(run)
  const said = [
    ...everything(run).map(one => one.text),
    ...stuck.map(one => one.text),
    ...steps.flatMap(one => [one.what, one.who ?? '']),
    reflection?.text ?? '',
  ]
  const kind = walkthrough?.title ?? 'A walk-through of earlier days'
  return {
    section: walkthrough?.section ?? '',
    title: run.name,
    about: [kind, statusOf(run, walkthrough), by].filter(Boolean).join(' · '),
    words: foldedWords([run.name, kind, ...said].join(' ')),
    at: run.touchedAt,
  }
}

function thingOfNote(number: number, note: Note): Thing {
  return {
    section: note.section ?? '',
    title: note.text,
    about: 'Your note',
    words: foldedWords(note.text),
    at: note.at,
    ways: named(note.text, [button('Export', 'hearth export'), button('Delete', `note delete #${number}`)]),
  }
}

function thingOfReading(one: Reading, { saved, read }: Mine): Thing {
  const marks = [saved.includes(one.id) && 'saved', read.includes(one.id) && 'read'].filter(Boolean)
  return {
    section: one.section,
    title: one.title,
    about: ['Reading', ...marks].join(' · '),
    words: foldedWords([one.title, authorLine(one), one.summary, one.kind, ...one.tags].join(' ')),
    at: 0,
    ways: named(one.title, [
      opens(one.link.stands_in ? 'Open related page' : 'Open', one.link.url),
      ...(saved.includes(one.id) ? [button('Take off my shelf', `readings unsave ${one.id}`)] : []),
    ]),
  }
}

/** How far it is, in words: never a score. */
function statusOf(run: Run, walkthrough: Walkthrough | undefined): string {
  const plan = planOf(run)
  if (isPlan(run) && plan.steps.length > 0) {
    const done = plan.steps.filter(step => step.done).length
    return isFinished(plan) ? 'finished' : `${done} of ${plan.steps.length} steps done`
  }
  if (run.status === 'finished') return 'finished'
  return walkthrough
    ? `${answered(walkthrough, run)} of ${walkthrough.steps.length} questions answered`
    : 'open'
}

/** Each says what it is about to whoever hears it alone; the first stands by itself, the others behind ⋯. */
function named(title: string, all: readonly Button[]): Button[] {
  const short = title.length > 60 ? `${title.slice(0, 59)}…` : title
  return all.map((one, at) => {
    const whole = withFullLabel(`${one.label} “${short}”`, one)
    return at === 0 ? whole : secondary(whole)
  })
}
