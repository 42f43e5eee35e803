import type { CardRef } from '../../src/core/incoming.ts'
import { type Run, startRun } from '../../src/core/run.ts'
import type { Walkthrough } from '../../src/core/walkthrough.ts'
import { seedWorkspace } from './seed.ts'

/** Writes a workspace of so many people, each in the middle of a checklist of their own. */
export function seedPeople(
  folder: string,
  workspace: string,
  walkthrough: Walkthrough,
  people: number,
): void {
  const docs: Record<'run' | 'desk' | 'card' | 'heard', Record<string, unknown>> = {
    run: {},
    desk: {},
    card: {},
    heard: {},
  }
  for (let at = 0; at < people; at++) {
    const person = `u${at}`
    const { id, run } = runOf(walkthrough, person)
    const card: CardRef = { address: `bench:${person}`, id: String(at), thread: `bench:${person}/${at}` }
    docs.run[id] = run
    docs.desk[person] = { waiting: id, latest: id }
    docs.card[`run/${id}/root`] = card
    docs.heard[card.thread] = { card: `run/${id}/root` }
  }
  seedWorkspace(folder, workspace, docs)
}

/** The checklist of one person: three of its questions are answered. */
export function runOf(walkthrough: Walkthrough, person: string): { id: string; run: Run } {
  const id = `run-${person}`
  const owner = { id: person, name: person }
  const place = { personal: true } as const
  const run = startRun(walkthrough, { id, name: 'Spring Coffee', owner, place, at: Date.now() })
  const text = 'Neighbors who have just moved here, and those who never come in.'
  const answered = walkthrough.steps.slice(0, 3)
  const given = answered.map(step => ({
    step: step.id,
    question: step.question,
    entries: [{ by: owner, at: run.begunAt, text }],
  }))
  return { id, run: { ...run, given, at: walkthrough.steps[answered.length]?.id ?? '' } }
}
