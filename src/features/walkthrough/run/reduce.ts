import type { Walkthrough } from '../schema.ts'
import {
  again,
  appended,
  correct,
  decline,
  file,
  fill,
  isOver,
  keepHeld,
  line,
  type Moved,
  resume,
  retract,
} from './answer-moves.ts'
import { entryOf, type Move, saying } from './moves.ts'
import { entriesOf, everything, inHandsOf, isStale, openStep, type Run, stepOf, waits } from './run.ts'
import { advanced, change, recordAnswer, settled, without } from './update.ts'

type Of<T extends Move['type']> = Extract<Move, { type: T }>

/** The whole engine: what a move makes of a run, and what to say. Pure; nothing that was said is ever dropped. */
export function reduce(walkthrough: Walkthrough, before: Run, move: Move): Moved {
  const run = settled(walkthrough, before)
  if (
    'sourceMessageId' in move &&
    move.type !== 'correct' &&
    move.type !== 'retract' &&
    everything(run).some(one => one.sourceMessageId === move.sourceMessageId && one.sourceMessageId)
  )
    return [run, { show: 'nothing' }]
  switch (move.type) {
    case 'answer':
      return move.step === undefined ? line(walkthrough, run, move) : file(walkthrough, run, move, move.step)
    case 'append':
      return appended(walkthrough, run, move)
    case 'correct':
      return correct(run, move)
    case 'retract':
      return retract(run, move)
    case 'fill':
      return fill(walkthrough, run, move)
    case 'edit':
      return edit(walkthrough, run, move.step, move.at)
    case 'private':
      return keepPrivate(run, move.step)
    case 'back':
      return back(walkthrough, run, move.at)
    case 'skip':
    case 'park':
      return setAside(walkthrough, run, move)
    case 'stop':
      return [
        change(without(run, 'editing'), { status: run.currentStep === '' ? 'finished' : 'stopped' }),
        { show: 'stopped' },
      ]
    case 'resume':
      return resume(walkthrough, run, move.at)
    case 'decline':
      return decline(run)
    case 'finish':
      return [finished(run), { show: 'end' }]
    case 'overview':
      return [run, { show: 'overview' }]
    case 'rename':
      return [
        change(run, { name: move.name, namedBy: move.by.id }),
        { show: 'line', remark: saying(`It is called “${move.name}” now.`) },
      ]
    case 'hand over':
      return [
        inHandsOf(run, move.to, move.at),
        { show: 'line', remark: saying(`${move.to.name} looks after “${run.name}” now.`) },
      ]
    case 'invite':
      return [
        invite(run, move),
        { show: 'line', remark: saying(`${move.to.name} may answer in “${run.name}” now.`) },
      ]
    case 'note':
      return [
        change(run, { notes: [...run.notes, entryOf(move)] }),
        { show: 'line', remark: saying(`Noted with “${run.name}”.`) },
      ]
  }
}

function edit(walkthrough: Walkthrough, run: Run, step: string, at: number): Moved {
  if (!stepOf(walkthrough, step)) return again(walkthrough, run, 'There is no such question.')
  if (step === run.currentStep && run.status === 'open')
    return [change(without<Run, 'editing'>(run, 'editing'), { touchedAt: at }), { show: 'question' }]
  // Whoever opens an answer again has come back to the run.
  const status = run.status === 'stopped' ? 'open' : run.status
  return [
    { ...run, status, editing: step, fresh: true, touchedAt: at },
    { show: 'question', step },
  ]
}

function keepPrivate(run: Run, step: string): Moved {
  const others = (run.private ?? []).filter(one => one !== step)
  const on = others.length === (run.private ?? []).length
  const line = on ? 'That answer stays out of what you share.' : 'That answer may be shared again.'
  return [
    { ...run, private: on ? [...others, step] : others },
    { show: 'line', remark: saying(line) },
  ]
}

function back(walkthrough: Walkthrough, run: Run, at: number): Moved {
  if (isStale(run, at) || run.status === 'stopped') return [{ ...run, asking: true }, { show: 'ask' }]
  const ids = walkthrough.steps.map(step => step.id)
  const here = run.editing ?? run.currentStep
  const before = here === '' ? ids.at(-1) : ids[ids.indexOf(here) - 1]
  return before === undefined
    ? again(walkthrough, run, 'This is the first question.')
    : edit(walkthrough, run, before, at)
}

function setAside(walkthrough: Walkthrough, run: Run, move: Of<'skip' | 'park'>): Moved {
  const open = openStep(walkthrough, run)?.id
  const fits = waits(run) && open !== undefined && (move.step === undefined || move.step === open)
  if (run.status === 'stopped' || (isStale(run, move.at) && move.step === undefined))
    return [{ ...run, asking: true }, { show: 'ask' }]
  if (!fits) return again(walkthrough, run)
  const as = move.type === 'skip' ? 'skipped' : 'parked'
  const answeredHere = entriesOf(run, open).length > 0
  const marked = as === 'skipped' && answeredHere ? run : recordAnswer(walkthrough, run, open, undefined, as)
  const touched = change(marked, { touchedAt: move.at })
  const next = run.editing ? without(touched, 'editing') : advanced(walkthrough, touched)
  return [next, { show: isOver(next) ? 'end' : 'question', step: open, remark: { type: as } }]
}

const invite = (run: Run, { to }: Of<'hand over' | 'invite'>): Run =>
  run.owner.id === to.id || run.invited.some(one => one.id === to.id)
    ? run
    : { ...run, invited: [...run.invited, to] }

function finished(run: Run): Run {
  const { editing: _, fresh: __, asking: ___, ...rest } = keepHeld(run)
  return { ...rest, status: 'finished' }
}
