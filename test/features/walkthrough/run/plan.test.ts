import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planActions } from '../../../../src/features/plan/actions/index.ts'
import { parseStep } from '../../../../src/features/plan/parse-step.ts'
import { answerIn } from '../../../../src/features/plan/typed-words.ts'
import type { Plan } from '../../../../src/features/walkthrough/run/plan.ts'
import {
  addStep,
  doneWith,
  dueBy,
  left,
  mostSteps,
  moveStep,
  nextStep,
  removeStep,
  reopened,
} from '../../../../src/features/walkthrough/run/plan-steps.ts'

const reader = { name: 'Ana', today: '2026-11-24', monthFirst: true }
const ana = { id: 'ana', name: 'Ana' }
const none: Plan = { steps: [], made: 0 }
const of = (...steps: [what: string, by?: string][]): Plan =>
  steps.reduce((plan, [what, by]) => addStep(plan, { what, ...(by && { by }) }), none)

describe('a step that is typed', () => {
  it.each([
    ['Call the tutor, Ana, by 12 Dec', { what: 'Call the tutor', who: 'Ana', by: '2026-12-12' }],
    ['Call the tutor by 12 Dec', { what: 'Call the tutor', by: '2026-12-12' }],
    ['Call the tutor, Ana', { what: 'Call the tutor', who: 'Ana' }],
    ['Call the tutor, me, friday', { what: 'Call the tutor', who: 'Ana', by: '2026-11-27' }],
    ['Call the tutor, @ben, in two weeks', { what: 'Call the tutor', who: '@ben', by: '2026-12-08' }],
    ['Buy cups, plates, Ana and Ben', { what: 'Buy cups, plates', who: 'Ana and Ben' }],
    ['Buy cups, plates and tea', { what: 'Buy cups, plates and tea' }],
    ['Stand by the door', { what: 'Stand by the door' }],
    ['Come by train by friday', { what: 'Come by train', by: '2026-11-27' }],
    ['Print 20 flyers', { what: 'Print 20 flyers' }],
    ['Call the tutor, Ana, Dec 10, 2026', { what: 'Call the tutor', who: 'Ana', by: '2026-12-10' }],
    ['Call the tutor, Dec 10, 2026, Ana', { what: 'Call the tutor', who: 'Ana', by: '2026-12-10' }],
    ['Call the tutor, by Dec 10, ana', { what: 'Call the tutor', who: 'Ana', by: '2026-12-10' }],
    ['Call the tutor, ana', { what: 'Call the tutor', who: 'Ana' }],
    ['Call the tutor, 李娜', { what: 'Call the tutor', who: '李娜' }],
    ['联系老师，李娜', { what: '联系老师', who: '李娜' }],
    ['Buy cups, plates', { what: 'Buy cups, plates' }],
    ['Open hours, 9-5', { what: 'Open hours, 9-5' }],
    ['Budget, 10.5', { what: 'Budget, 10.5' }],
    ['Book the room for 5, may need 10', { what: 'Book the room for 5, may need 10' }],
    ['Read a book by Jan Brett', { what: 'Read a book by Jan Brett' }],
    ['“Stand by Friday”, Ana, by 12 Dec', { what: 'Stand by Friday', who: 'Ana', by: '2026-12-12' }],
    ['Meet the friends by Friday no date', { what: 'Meet the friends by Friday' }],
    ['Print flyers by EOD Friday', { what: 'Print flyers', by: '2026-11-27' }],
    ['Print flyers, Ben, by Friday at 3pm', { what: 'Print flyers', who: 'Ben', by: '2026-11-27' }],
    ['Order cookies, me, before the 8th', { what: 'Order cookies', who: 'Ana', by: '2026-12-08' }],
    ['Order pie by the day before Thanksgiving', { what: 'Order pie', by: '2026-11-25' }],
    ['Call Bob, 12-Dec-27', { what: 'Call Bob', by: '2027-12-12' }],
    ['Discuss results, 12 Nov', { what: 'Discuss results, 12 Nov' }],
  ])('“%s” says what, who and by when', (line, words) => {
    expect(parseStep(line, reader).words).toEqual(words)
  })

  it('is refused with the right form where its day is past or none', () => {
    expect(() => parseStep('Call the tutor by 1 Nov', reader)).toThrow(/already passed.*“Nov 1, 2027”/)
    expect(() => parseStep('Call the tutor by 2020-01-01', reader)).toThrow(/has already passed/)
    expect(() => parseStep('Call the tutor by 31 Nov', reader)).toThrow(
      /No calendar has the day.*put the step in quotes/,
    )
    expect(() => parseStep('Call the tutor, Wednesday, January 1, 2027', reader)).toThrow(
      /Jan 1, 2027 is a Friday, not a Wednesday/,
    )
  })

  it('tells what it did not use', () => {
    expect(parseStep('Print flyers by Friday at 3pm', reader).note).toMatch(/left out “at 3pm”/)
    expect(parseStep('Discuss results, 12 Nov', reader).note).toMatch(
      /has already passed.*left “12 Nov” in the step/,
    )
    expect(parseStep('Call by 12 Dec with Ana', reader).note).toMatch(/took no date from “12 Dec with Ana”/)
  })
})

describe('the steps of a plan', () => {
  it('know what is due, and what comes next', () => {
    const plan = of(['a', '2026-11-30'], ['b', '2026-11-20'], ['c'], ['d', '2026-11-24'])
    expect(dueBy(plan, '2026-11-24').map(one => one.what)).toEqual(['b', 'd'])
    expect(nextStep(plan, '2026-11-24')?.what).toBe('a')
    expect(nextStep(doneWith(plan, ['s1'], ana, 1), '2026-11-24')?.what).toBe('c')
  })

  it('keep who did them first, and can be reopened', () => {
    const plan = doneWith(doneWith(of(['a']), ['s1'], ana, 1), ['s1'], { id: 'ben', name: 'Ben' }, 2)
    expect(plan.steps[0]?.done).toEqual({ by: ana, at: 1 })
    expect(left(reopened(plan, 's1'))).toHaveLength(1)
  })

  it('give no id twice, so that an old button never means another step', () => {
    expect(addStep(removeStep(of(['a'], ['b']), 's2'), { what: 'c' }).steps.map(one => one.id)).toEqual([
      's1',
      's3',
    ])
  })

  it('are as many as can be looked over', () => {
    const full = of(...Array.from({ length: mostSteps }, (_, at): [string] => [`step ${at}`]))
    expect(() => addStep(full, { what: 'one more' })).toThrow(/30 steps already/)
  })

  it('are never lost or doubled by moving them', () => {
    const place = fc.integer({ min: -3, max: 12 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 8 }), place, (size, from, to) => {
        const plan = of(...Array.from({ length: size }, (_, at): [string] => [`step ${at}`]))
        const id = plan.steps[from % size]?.id ?? ''
        const moved = moveStep(plan, id, to)
        expect(moved.steps.map(one => one.id).sort()).toEqual(plan.steps.map(one => one.id).sort())
        expect(moved.steps.findIndex(one => one.id === id)).toBe(Math.min(Math.max(to, 1), size) - 1)
      }),
    )
  })
})

it('a whole line that answers a reminder is told from one that only begins so', () => {
  for (const [line, answer] of [
    ['Done 1 and 3.', 'done 1 and 3'],
    ['LATER in two weeks', 'later in two weeks'],
    ['Hand over', 'hand over'],
    ['Hand over to Ben Miller', 'hand over to Ben Miller'],
    ['hand over @ben', 'hand over @ben'],
  ] as const)
    expect(answerIn(line, planActions), line).toBe(answer)
  for (const line of ['hand over the keys early', 'done with it', 'later on', 'stop by'])
    expect(answerIn(line, planActions), line).toBeUndefined()
})
