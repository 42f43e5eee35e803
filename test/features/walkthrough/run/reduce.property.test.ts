import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Move } from '../../../../src/features/walkthrough/run/moves.ts'
import { reduce } from '../../../../src/features/walkthrough/run/reduce.ts'
import {
  everything,
  openStep,
  type Run,
  startRun,
  waits,
} from '../../../../src/features/walkthrough/run/run.ts'
import { isAgreed, isDeclined } from '../../../../src/features/walkthrough/run/yes-no.ts'
import { type Walkthrough, walkthroughSchema } from '../../../../src/features/walkthrough/schema.ts'
import { tries } from '../../../tries.ts'

const ids = ['why', 'who', 'warm', 'when', 'gone', 'constructor']
const people = ['ana', 'ben'].map(id => ({ id, name: id }))

const walkthrough = (steps: readonly string[]): Walkthrough =>
  walkthroughSchema.parse({
    id: 'tea',
    command: 'tea',
    title: 'Tea',
    section: 'adding-intentionality',
    summary: 'About tea.',
    run_name_hint: 'Spring tea',
    steps: steps.map((id, at) => ({
      id,
      question: `${id}?`,
      why: 'It matters.',
      input: at % 2 === 0 ? 'yes-no-how' : 'open',
    })),
    closing: 'Done.',
  })

const contents = fc.shuffledSubarray(ids, { minLength: 1 }).map(walkthrough)
const step = fc.constantFrom(...ids)
const words = fc.oneof(fc.constantFrom('yes', 'no', 'Yes.', 'skip', '🎉'), fc.string({ minLength: 1 }))
const plainMove = fc.constantFrom('back', 'overview', 'stop', 'resume', 'decline', 'finish')

/** One move, the time that passes before it, and perhaps new content. Lines are named by number, and so come again. */
const anyMove = fc.record({
  who: fc.constantFrom(...people),
  wait: fc.constantFrom(0, 1000, 4_000_000),
  content: fc.option(contents, { nil: undefined, freq: 8 }),
  hasty: fc.boolean(),
  move: fc.oneof(
    { weight: 6, arbitrary: fc.record({ type: fc.constant('answer'), text: words, line: fc.nat(25) }) },
    { weight: 2, arbitrary: fc.record({ type: fc.constant('answer'), text: words, step }) },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('append'), text: words, step }) },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('note'), text: words }) },
    { weight: 2, arbitrary: fc.record({ type: fc.constantFrom('edit', 'private'), step }) },
    {
      weight: 1,
      arbitrary: fc.record({ type: fc.constantFrom('hand over', 'invite'), to: fc.constantFrom(...people) }),
    },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('rename'), name: words }) },
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constantFrom('skip', 'park'),
        step: fc.option(step, { nil: undefined }),
      }),
    },
    { weight: 3, arbitrary: fc.record({ type: plainMove }) },
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant('fill'),
        drawn: fc.constant(-1),
        answers: fc.array(fc.record({ step, text: words }), { maxLength: 3 }),
      }),
    },
  ),
})

/** Plays the moves; `keep` is told of every run with what was said to it so far. */
function play(
  first: Walkthrough,
  moves: readonly (typeof anyMove extends fc.Arbitrary<infer T> ? T : never)[],
) {
  let content = first
  let run: Run = startRun(content, {
    id: 'r1',
    name: 'Tea',
    owner: { id: 'ana', name: 'ana' },
    place: { personal: true },
    at: 0,
  })
  let at = 0
  let last: string | undefined
  const told = new Map<string, string>()
  for (const { who, wait, content: changed, hasty, move } of moves) {
    at += wait
    content = changed ?? content
    const said = 'line' in move ? `line-${move.line}` : undefined
    const { line: _, ...rest } = move as { line?: number }
    const asking = run.asking
    const whole = {
      ...rest,
      by: who,
      at,
      ...(said && { sourceMessageId: said }),
      ...(hasty && last && { alongside: [last] }),
    } as unknown as Move
    const old = JSON.stringify(run)
    const [next, say] = reduce(content, run, whole)
    expect(JSON.stringify(run)).toBe(old)
    if (
      said &&
      !told.has(said) &&
      next !== run &&
      'text' in move &&
      !(asking && (isAgreed(move.text) || isDeclined(move.text)))
    )
      told.set(said, move.text)
    expect(say.show).toBeTruthy()
    run = next
    last = said
  }
  return { run, content, told, at }
}

it('no sequence of moves, repeats, stale cards, reorderings or content changes ever loses an answer', () => {
  fc.assert(
    fc.property(contents, fc.array(anyMove, { maxLength: 60 }), (content, moves) => {
      const { run, told } = play(content, moves)
      const kept = new Map(everything(run).map(one => [one.sourceMessageId, one.text]))
      for (const [said, text] of told) expect([said, kept.get(said)]).toEqual([said, text])
      const names = everything(run).flatMap(one => one.sourceMessageId ?? [])
      expect(new Set(names).size).toBe(names.length)
    }),
    { numRuns: tries(2000) },
  )
})

it('no sequence of moves gets stuck: from anywhere, going on and answering leads to the end', () => {
  fc.assert(
    fc.property(contents, fc.array(anyMove, { maxLength: 40 }), (first, moves) => {
      const { run, content, at } = play(first, moves)
      const by = people[0] as (typeof people)[number]
      let [now] = reduce(content, run, { type: 'resume', by, at })
      for (let round = 0; round < ids.length * 3 && waits(now); round++) {
        expect(openStep(content, now)).toBeDefined()
        now = reduce(content, now, { type: 'answer', text: `answer ${round}`, by, at })[0]
      }
      expect(now.status).toBe('finished')
    }),
    { numRuns: tries(1000) },
  )
})
