import { closures } from '../../src/core/schedule/closures.ts'
import { preferences } from '../../src/core/schedule/preferences.ts'
import { isPersonal, type Reminder, reminders } from '../../src/core/schedule/reminder.ts'
import { retired, suggestions } from '../../src/features/icebreaker/catalog.ts'
import { shelves } from '../../src/features/readings/shelf.ts'
import { notes } from '../../src/features/walkthrough/note-command.ts'
import type { Who } from '../../src/features/walkthrough/run/entry.ts'
import type { Run } from '../../src/features/walkthrough/run/run.ts'
import { planOf } from '../../src/features/walkthrough/run/run-plan.ts'
import { runs, shares } from '../../src/features/walkthrough/store.ts'
import type { Stage } from './stage.ts'

/** All that is stored of what people did, without what each platform names in its own way. */
export async function kept(stage: Stage): Promise<unknown> {
  const walks = await stage.list(runs)
  const nameOf = new Map(walks.map(([id, run]) => [id, run.name]))
  const all = async <T>(kind: Parameters<typeof stage.list<T>>[0], told: (one: T, id: string) => unknown) =>
    sorted((await stage.list(kind)).map(([id, one]) => told(one, id)))
  return {
    walks: sorted(walks.map(([, run]) => walk(run))),
    shared: await all(shares, ({ also, posted }, id) => ({ what: nameOf.get(id), also, posted })),
    // Whom a platform knows by a name that somebody typed for a step is its own.
    due: (await all(reminders, due)).filter(one => one !== undefined),
    read: await all(shelves, one => one),
    noted: await all(notes, one => one.text),
    suggested: await all(suggestions, ({ text, name }) => ({ text, by: name.toLowerCase() })),
    retired: await all(retired, (one, id) => ({ id, by: one.name })),
    // The zone that a platform tells is its own; what somebody set is not.
    preferences: await all(preferences, ({ platformZone: _, ...one }) => one),
    closed: await all(closures, (one, id) => ({ id, ...one })),
  }
}

function due(one: Reminder): unknown {
  if (/ yours s\d+$/.test(one.command)) return undefined
  return {
    // Not every platform tells a bot what its channels are called.
    title: one.title.replace(/ in (#?staff|a channel)/, ''),
    rule: one.rule,
    owner: one.person.name,
    nextRunAt: one.nextRunAt,
    personal: isPersonal(one),
    paused: one.paused !== undefined,
  }
}

function walk(run: Run): unknown {
  const { unanswered = [], answer, stuck = [], handing, reflection, ...plan } = planOf(run)
  return {
    walkthrough: run.walkthrough,
    name: run.name,
    owner: run.owner.name,
    invited: run.invited.map(nameOf),
    personal: run.place.personal,
    status: run.status,
    currentStep: run.currentStep,
    answers: run.answers.map(({ step, disposition, entries }) => ({
      step,
      disposition,
      entries: entries.map(said),
    })),
    notes: run.notes.map(said),
    plan: {
      ...plan,
      steps: plan.steps.map(({ done, words, ...step }) => ({
        ...step,
        wordedBy: words && [words.what, words.who].map(id => personIn(run, id)),
        done: done && { ...done, by: done.by.name },
      })),
      unanswered: unanswered.length,
      answer: answer && { ...answer, by: answer.by.name, about: personIn(run, answer.about) },
      stuck: stuck.map(said),
      handing: handing && { to: handing.to.name, by: handing.by.name },
      reflection: reflection && said(reflection),
    },
  }
}

const personIn = (run: Run, id: string | undefined): string | undefined =>
  [run.owner, ...run.invited].find(one => one.id === id)?.name

const nameOf = (who: Who): string => who.name

const said = (entry: { by: Who; text: string; chosen?: string[]; from?: string }) => ({
  by: entry.by.name,
  text: entry.text,
  ...(entry.chosen && { chosen: entry.chosen }),
  ...(entry.from && { from: entry.from }),
})

const sorted = (all: unknown[]): unknown[] =>
  all
    .map(one => [JSON.stringify(one), one] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, one]) => one)
