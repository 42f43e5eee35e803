import type { Address, CardRef } from '../../src/core/incoming.ts'
import { type Reminder, reminders } from '../../src/core/schedule/reminder.ts'
import { welcomed } from '../../src/features/home/home-page.ts'
import { scheduleOf } from '../../src/features/walkthrough/run/plan.ts'
import { addStep } from '../../src/features/walkthrough/run/plan-steps.ts'
import { type Run, runs, startRun } from '../../src/features/walkthrough/run/run.ts'
import type { Walkthrough } from '../../src/features/walkthrough/schema.ts'
import { planId } from '../../src/features/walkthrough/schema.ts'
import { seedWorkspace } from './seed.ts'

const weekMs = 7 * 24 * 60 * 60_000

/** What each person goes through. */
export interface Content {
  checklist: Walkthrough
  plan: Walkthrough
}

/** Writes a workspace of so many people, each in the middle of a checklist of their own, and with a plan that comes back weekly. */
export function seedPeople(folder: string, workspace: string, content: Content, people: number): void {
  const docs: Record<string, Record<string, unknown>> = {}
  const put = (kind: string, id: string, document: unknown) => {
    docs[kind] ??= {}
    docs[kind][id] = document
  }
  for (let at = 0; at < people; at++) {
    const person = `u${at}`
    const { id, run } = checklistOf(content.checklist, person)
    const card: CardRef = { address: `bench:${person}`, id: String(at), thread: `bench:${person}/${at}` }
    put(runs, id, run)
    put('desk', person, { waiting: id, latest: id })
    put('card', `run/${id}/root`, card)
    put('heard', card.thread, { card: `run/${id}/root` })
    put(welcomed, person, { at: run.begunAt })
    const plan = planOf(content.plan, person)
    put(runs, plan.id, plan)
    put(reminders, scheduleOf(plan.id), reminderOf(plan))
  }
  seedWorkspace(folder, workspace, docs)
}

/** The checklist of one person: three of its questions are answered. */
export function checklistOf(walkthrough: Walkthrough, person: string): { id: string; run: Run } {
  const id = `run-${person}`
  const run = begun(walkthrough, id, person)
  const text = 'Neighbors who have just moved here, and those who never come in.'
  const answered = walkthrough.steps.slice(0, 3)
  const answers = answered.map(step => ({
    step: step.id,
    question: step.question,
    entries: [{ by: run.owner, at: run.begunAt, text }],
  }))
  return { id, run: { ...run, answers, currentStep: walkthrough.steps[answered.length]?.id ?? '' } }
}

/** The plan of one person, with one thing to do. */
const planOf = (walkthrough: Walkthrough, person: string): Run => ({
  ...begun(walkthrough, `${planId}-${person}`, person),
  plan: addStep({ steps: [], made: 0 }, { what: 'Call the tutor', by: '2030-12-12' }),
})

const begun = (walkthrough: Walkthrough, id: string, person: string): Run =>
  startRun(walkthrough, {
    id,
    name: 'Spring Coffee',
    owner: { id: person, name: person },
    place: { personal: true },
    at: Date.now(),
  })

function reminderOf({ id, owner, name }: Run): Reminder {
  const room: Address = `bench:${owner.id}`
  return {
    version: 1,
    rule: { weekdays: [1], hh: 9, mm: 0, tz: 'America/New_York' },
    person: owner,
    place: { address: room, conversation: room, personal: true, thread: false },
    subject: { type: 'plan', id },
    command: `plan @${id} due`,
    title: name,
    resume: `plan @${id} remind`,
    nextRunAt: Date.now() + weekMs,
    attempts: 0,
  }
}
