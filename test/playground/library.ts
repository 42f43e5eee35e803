import { expect } from 'vitest'
import { timeInWords } from '../../src/core/time/in-words.ts'
import type { Run } from '../../src/features/walkthrough/run/run.ts'
import { builtInContent } from '../content.ts'
import type { World } from './world.ts'

/** The guide as it comes with Hearth. */
export const content = builtInContent
/** The questions of the checklist. */
export const checklist = content.walkthroughs.find(one => one.id === 'gathering')?.steps ?? []
/** One answer to each question of the checklist, as somebody might give it. */
export const answers = [
  'Parents of small children leave knowing one other parent by name.',
  'Two families swap numbers, and we hear what they wish for in winter.',
  'Rosa from the playgroup asks in person, with a card to take home.',
  'Yes, its first line says whom it is for.',
  'Partly: the time is there, the food is not.',
  'Yes, it is called “Room for one more”.',
  'Yes, tables of four and one puzzle for all.',
  'Yes, we begin with the question and thank the sponsors later.',
  'Yes, everybody may pass, and a quiet corner is open.',
  'No, not yet: we add five minutes.',
  'Yes, each takes a neighbor’s tip home.',
]
/** The same for the guide's four questions of a plan, and what comes before them. */
export const planned = [
  'Parents of small children',
  'Coffee among the picture books, every other week',
  'They told us that winter is long with nobody to talk to.',
  'Each family knows one other by name.',
  'Tables of four, and a question to begin with.',
  'A room that is booked on Tuesdays.',
]

/** The next minute that leaves time to ask for it. */
export function nextMinute() {
  const at = new Date(Date.now() + 90_000)
  return {
    day: at.toLocaleDateString('en-US', { weekday: 'long', timeZone: 'UTC' }),
    time: at.toISOString().slice(11, 16),
    /** The same time as Hearth says it to an American: `6:36 p.m.`. */
    said: timeInWords({ hh: at.getUTCHours(), mm: at.getUTCMinutes() }, 'en-US'),
  }
}

/** `25 December`, thirty days from now. */
export const inAMonth = () =>
  new Date(Date.now() + 30 * 86_400_000).toLocaleDateString('en-GB', { day: 'numeric', month: 'long' })

/** Words as they are where lines break elsewhere. */
export const oneLine = (words: string) => words.replace(/\s+/g, ' ').trim()

/** On disk is one walk-through of this name, with these answers in the order of its questions. */
export async function expectStored(world: World, name: string, wanted: readonly string[]) {
  const run = ((await world.stored()) as Run[]).find(one => one.name === name)
  const steps = content.walkthroughs.find(one => one.id === run?.walkthrough)?.steps ?? []
  expect(run?.answers.map(one => one.step)).toEqual(steps.map(step => step.id))
  expect(run?.answers.map(one => one.entries.map(entry => entry.text))).toEqual(
    wanted.map(answer => [answer]),
  )
}
