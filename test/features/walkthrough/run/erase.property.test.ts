import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { About } from '../../../../src/core/records/personal-data.ts'
import { isIn } from '../../../../src/core/records/redact.ts'
import {
  handingOf,
  losesName,
  neutralName,
  runWithout,
} from '../../../../src/features/walkthrough/run/erase.ts'
import type { Move } from '../../../../src/features/walkthrough/run/moves.ts'
import type { Plan } from '../../../../src/features/walkthrough/run/plan.ts'
import { addStep, changeStep, doneWith } from '../../../../src/features/walkthrough/run/plan-steps.ts'
import { reduce } from '../../../../src/features/walkthrough/run/reduce.ts'
import { everything, type Run, startRun } from '../../../../src/features/walkthrough/run/run.ts'
import { planOf } from '../../../../src/features/walkthrough/run/run-plan.ts'
import { walkthroughSchema } from '../../../../src/features/walkthrough/schema.ts'
import { tries } from '../../../tries.ts'

const ids = ['why', 'who', 'warm', 'when']
const people = ['zelda', 'ben', 'cat'].map(id => ({ id, name: id }))
const walkthrough = walkthroughSchema.parse({
  id: 'tea',
  command: 'tea',
  title: 'Tea',
  section: 'adding-intentionality',
  summary: 'About tea.',
  run_name_hint: 'Spring tea',
  steps: ids.map(id => ({ id, question: `${id}?`, why: 'It matters.', input: 'open' })),
  closing: 'Done.',
})

const step = fc.constantFrom(...ids)
const person = fc.constantFrom(...people)
const anyMove = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ type: fc.constant('answer'), step: fc.option(step, { nil: undefined }) }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constantFrom('append', 'edit', 'private'), step }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constantFrom('note', 'rename') }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constantFrom('hand over', 'invite'), to: person }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constantFrom('back', 'stop', 'resume', 'finish', 'skip') }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constantFrom('add', 'word', 'do'), nth: fc.nat(5) }) },
)
const moves = fc.array(fc.record({ by: person, wait: fc.constantFrom(0, 4_000_000), move: anyMove }), {
  maxLength: 40,
})
type PlayedMove = typeof moves extends fc.Arbitrary<(infer T)[]> ? T : never

/** What the plan's steps become: every word is marked with who said it. */
function stepped(plan: Plan, { by, move }: PlayedMove, words: string, at: number): Plan {
  const nth = 'nth' in move ? move.nth : 0
  const known = plan.steps[nth % Math.max(1, plan.steps.length)]
  if (move.type === 'add' || !known)
    return addStep(plan, { what: words, ...(nth % 2 === 0 && { who: `${words}-who` }) }, by.id)
  if (move.type === 'do') return doneWith(plan, [known.id], by, at)
  return changeStep(plan, known.id, nth % 2 === 0 ? { what: words } : { who: words }, by.id)
}

function played(all: readonly PlayedMove[]): Run {
  let at = 0
  return all.reduce(
    (run, one, nth) => {
      at += one.wait
      const words = `${one.by.id}-words-${nth}`
      const { type } = one.move
      if (type === 'add' || type === 'word' || type === 'do') {
        if (planOf(run).steps.length > 20) return run
        // biome-ignore lint/performance/noAccumulatingSpread: a run is a handful of fields
        return { ...run, plan: stepped(planOf(run), one, words, at) }
      }
      return reduce(walkthrough, run, {
        ...one.move,
        by: one.by,
        at,
        text: words,
        name: words,
      } as Move)[0]
    },
    startRun(walkthrough, {
      id: 'r1',
      name: 'zelda-words-name',
      namedBy: 'zelda',
      owner: { id: 'zelda', name: 'zelda' },
      place: { personal: true },
      at: 0,
    }),
  )
}

const wordsOf = (run: Run, who: string): string[] =>
  [...new Set(JSON.stringify(run).match(new RegExp(`${who}-words-[a-z0-9-]+`, 'g')))].sort()

it('a run without somebody holds none of their words but what they handed over, not their id, and every word of the others', () => {
  fc.assert(
    fc.property(moves, all => {
      const run = played(all)
      const who = { id: 'zelda', ids: ['zelda'] }
      const renaming = { old: run.name, now: neutralName(run) }
      const renamed = new Map(losesName(run, 'zelda') ? [[run.id, renaming]] : [])
      const about: About = { who, own: new Set(), gone: new Set(), renamed }
      const left = runWithout(run, about)
      expect(isIn(left, who)).toBe(false)
      const handed = handingOf(run, 'zelda')
      const stays = handed
        ? JSON.stringify([
            run.name,
            everything(run).filter(one => one.by.id === 'zelda' && one.at <= handed.at),
            planOf(run).steps.filter(one => Number(one.id.slice(1)) <= handed.steps),
          ])
        : ''
      for (const words of wordsOf(left, 'zelda')) expect(stays).toContain(words)
      if (handed)
        for (const one of everything(run))
          if (one.by.id === 'zelda' && one.at <= handed.at) expect(JSON.stringify(left)).toContain(one.text)
      for (const other of ['ben', 'cat']) {
        // A step is one person's words; whom it names may be another's, and goes with it.
        const lost = planOf(run)
          .steps.filter(
            one => one.words?.what === 'zelda' && !planOf(left).steps.some(({ id }) => id === one.id),
          )
          .flatMap(one => one.who ?? [])
        expect(wordsOf(left, other)).toEqual(wordsOf(run, other).filter(one => !lost.includes(one)))
      }
      // A step is lost only where nobody else ever put it into words, and nobody took it over.
      const kept = new Set(planOf(left).steps.map(one => one.id))
      for (const { id, words, earlier = [] } of planOf(run).steps)
        if (!kept.has(id)) {
          expect(words?.what).toBe('zelda')
          expect(earlier.filter(one => one.by !== 'zelda')).toEqual([])
        }
      expect(runWithout(left, about)).toEqual(left)
    }),
    { numRuns: tries(500) },
  )
})
