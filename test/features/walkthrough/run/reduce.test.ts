import { describe, expect, it } from 'vitest'
import type { Move } from '../../../../src/features/walkthrough/run/moves.ts'
import { reduce } from '../../../../src/features/walkthrough/run/reduce.ts'
import {
  answered,
  earlier,
  entriesOf,
  everything,
  type Run,
  startRun,
} from '../../../../src/features/walkthrough/run/run.ts'
import { type Walkthrough, walkthroughSchema } from '../../../../src/features/walkthrough/schema.ts'

const ana = { id: 'ana', name: 'Ana' }
const ben = { id: 'ben', name: 'Ben' }
const hour = 3_600_000

const walkthrough = (ids: string[]): Walkthrough =>
  walkthroughSchema.parse({
    id: 'tea',
    command: 'tea',
    title: 'Tea',
    section: 'adding-intentionality',
    summary: 'About tea.',
    run_name_hint: 'Spring tea',
    steps: ids.map(id => ({
      id,
      question: `What about ${id}?`,
      why: 'It matters.',
      input: id.startsWith('yn') ? 'yes-no-how' : 'open',
    })),
    closing: 'Done.',
  })

const tea = walkthrough(['why', 'who', 'yn-warm', 'when'])
const begun = (): Run =>
  startRun(tea, {
    id: 'r1',
    name: 'Spring tea',
    owner: ana,
    place: { personal: true },
    at: 0,
  })

let clock = 0
type Bare = Move extends infer M
  ? M extends Move
    ? Omit<M, 'by' | 'at'> & Partial<Pick<M, 'by' | 'at'>>
    : never
  : never
const play = (run: Run, ...moves: Bare[]) =>
  moves.reduce<[Run, ReturnType<typeof reduce>[1]]>(
    ([so], move) => reduce(tea, so, { by: ana, at: ++clock, ...move } as Move),
    [run, { show: 'nothing' }],
  )
const say = (text: string, over: object = {}): Bare => ({ type: 'answer', text, ...over })
const texts = (run: Run, step: string) => entriesOf(run, step).map(one => one.text)

describe('a run through a walk-through', () => {
  it('keeps each line exactly as typed, and asks the next question', () => {
    const [run, shown] = play(begun(), say('  So that *neighbours* meet  '))
    expect(texts(run, 'why')).toEqual(['  So that *neighbours* meet  '])
    expect(run.currentStep).toBe('who')
    expect(shown.show).toBe('question')
  })

  it('asks “how?” after a bare yes, once, and keeps both', () => {
    const [asked, shown] = play(begun(), say('a'), say('b'), say('Yes!'))
    expect(shown.show).toBe('how')
    expect(asked.currentStep).toBe('yn-warm')
    const [run] = play(asked, say('with round tables'))
    expect(texts(run, 'yn-warm')).toEqual(['Yes!', 'with round tables'])
    expect(run.currentStep).toBe('when')
  })

  it('gives a line typed before the next question was seen to the question that was open', () => {
    const [run] = play(
      begun(),
      say('one', { sourceMessageId: 's1' }),
      say('two', { sourceMessageId: 's2', alongside: ['s1'] }),
    )
    expect(texts(run, 'why')).toEqual(['one', 'two'])
    expect(run.currentStep).toBe('who')
  })

  it('takes the same line once, however often it is delivered', () => {
    const [run, shown] = play(
      begun(),
      say('one', { sourceMessageId: 's1' }),
      say('one', { sourceMessageId: 's1' }),
    )
    expect(everything(run)).toHaveLength(1)
    expect(shown.show).toBe('nothing')
  })

  it('holds a line typed after an hour, and files it on yes', () => {
    const [held, shown] = play(begun(), say('first'), say('later', { at: 2 * hour }))
    expect(shown.show).toBe('ask')
    expect(texts(held, 'who')).toEqual([])
    const [run] = play(held, say('more', { at: 2 * hour + 1 }), say('yes', { at: 2 * hour + 2 }))
    expect(texts(run, 'who')).toEqual(['later', 'more'])
    expect(run.currentStep).toBe('yn-warm')
  })

  it('keeps a held line as a note on no', () => {
    const [run] = play(begun(), say('later', { at: 2 * hour }), say('no', { at: 2 * hour + 1 }))
    expect(run.notes.map(one => one.text)).toEqual(['later'])
    expect(run.status).toBe('stopped')
  })

  it('skips and parks, and is finished when all is behind', () => {
    const [run, shown] = play(begun(), { type: 'skip' }, { type: 'park' }, say('no'), say('May'))
    expect(run.status).toBe('finished')
    expect(shown.show).toBe('end')
    expect(answered(tea, run)).toBe(2)
  })

  it('shows the current step when a card that is out of date is pressed', () => {
    const [before] = play(begun(), say('a'))
    const [run, shown] = play(before, { type: 'skip', step: 'why' })
    expect(run.currentStep).toBe('who')
    expect(shown.show).toBe('question')
  })

  it('edits a numbered answer in place and goes back to where it was, also at the end', () => {
    const [run] = play(begun(), say('a'), say('b'), { type: 'edit', step: 'why' }, say('better'))
    expect(texts(run, 'why')).toEqual(['better'])
    expect(run.currentStep).toBe('yn-warm')
    const [end] = play(run, say('no'), say('May'), { type: 'edit', step: 'who' }, say('teens'))
    expect(texts(end, 'who')).toEqual(['teens'])
    expect(end.status).toBe('finished')
  })

  it('never writes over a colleague’s words when someone edits', () => {
    const [run] = play(
      begun(),
      say('mine'),
      { type: 'append', step: 'why', text: 'his', by: ben },
      {
        type: 'edit',
        step: 'why',
      },
      say('new'),
    )
    expect(texts(run, 'why')).toEqual(['his', 'new'])
  })

  it('keeps both lines of a yes that is edited', () => {
    const [run] = play(
      begun(),
      say('a'),
      say('b'),
      say('no'),
      { type: 'edit', step: 'yn-warm' },
      say('yes'),
      say('with tea'),
    )
    expect(texts(run, 'yn-warm')).toEqual(['yes', 'with tea'])
    expect(run.currentStep).toBe('when')
  })

  it('changes an answer when the chat message is changed', () => {
    const [run] = play(begun(), say('teh why', { sourceMessageId: 's1' }), {
      type: 'correct',
      sourceMessageId: 's1',
      text: 'the why',
    })
    expect(texts(run, 'why')).toEqual(['the why'])
  })

  it('adds to an answer from a form that is out of date, and never writes over newer words', () => {
    const [run] = play(begun(), say('new', { at: 500 }), {
      type: 'fill',
      drawn: 100,
      answers: [{ step: 'why', text: 'from the old form' }],
    })
    expect(texts(run, 'why')).toEqual(['new', 'from the old form'])
  })

  it('stops, and goes on at the same question', () => {
    const [stopped, shown] = play(begun(), say('a'), { type: 'stop' })
    expect(shown.show).toBe('stopped')
    const [run] = play(stopped, { type: 'resume', at: 30 * 24 * hour })
    expect(run.status).toBe('open')
    expect(run.currentStep).toBe('who')
  })

  it('keeps answers to questions that vanished under earlier questions', () => {
    const [run] = play(begun(), say('a'), say('b'))
    const [moved] = reduce(walkthrough(['when', 'why']), run, { type: 'overview', by: ana, at: 9 })
    expect(earlier(walkthrough(['when', 'why']), moved).map(one => one.question)).toEqual(['What about who?'])
    expect(moved.currentStep).toBe('when')
  })
})
