import type { Walkthrough } from '../schema.ts'
import {
  again,
  appended,
  correct,
  decline,
  file,
  fill,
  forAll,
  keepHeld,
  line,
  type Moved,
  resume,
  retract,
} from './answer-moves.ts'
import { entryOf, type Move, type Remark, saying } from './moves.ts'
import {
  entriesOf,
  everything,
  inHandsOf,
  isShared,
  isStale,
  openStep,
  type Run,
  stepOf,
  waits,
} from './run.ts'
import { advanced, change, notEditing, recordAnswer, settled, untouched, without } from './update.ts'

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
    case 'replace':
      return replaced(walkthrough, run, move)
    case 'correct':
      return correct(run, move)
    case 'retract':
      return retract(run, move)
    case 'fill':
      return fill(walkthrough, run, move)
    case 'edit':
      return edit(walkthrough, run, move.step, move)
    case 'remove':
      return removed(walkthrough, run, move.step, move)
    case 'private':
      return keepPrivate(run, move.step)
    case 'back':
      return back(walkthrough, run, move)
    case 'skip':
    case 'park':
      return setAside(walkthrough, run, move)
    case 'next':
      return next(walkthrough, run, move)
    case 'stop':
      return forAll([
        change(notEditing(run), { status: run.currentStep === '' ? 'finished' : 'stopped' }),
        { show: 'stopped' },
      ])
    case 'resume':
      return resume(walkthrough, run, move)
    case 'decline':
      return decline(run)
    case 'finish':
      return forAll([finished(run), { show: 'end' }])
    case 'overview':
      return [run, { show: 'overview' }]
    case 'rename':
      return forAll([
        change(run, { name: move.name, namedBy: move.by.id }),
        { show: 'line', remark: saying(`It is called “${move.name}” now.`) },
      ])
    case 'date':
      return forAll([
        move.date ? change(run, { date: move.date }) : without<Run>(run, 'date'),
        { show: 'line', remark: saying(move.words) },
      ])
    case 'hand over':
      return forAll([
        inHandsOf(run, move.to, move.at),
        { show: 'line', remark: saying(`${move.to.name} is the owner of “${run.name}” now.`) },
      ])
    case 'invite':
      return forAll([
        invite(run, move),
        { show: 'line', remark: saying(`${move.to.name} can answer in “${run.name}” now.`) },
      ])
    case 'note':
      return [
        change(run, { notes: [...run.notes, entryOf(move)] }),
        { show: 'line', remark: saying(`Noted with “${run.name}”.`) },
      ]
  }
}

/** New words for an answer, all in one: its old ones make room as when it is opened again. */
function replaced(walkthrough: Walkthrough, run: Run, move: Of<'replace'>): Moved {
  const { step, by, at } = move
  const [open] = edit(walkthrough, run, step, { by, at })
  return file(walkthrough, open, { ...move, type: 'answer' }, step)
}

type Maker = Pick<Move, 'by' | 'at'>

function edit(walkthrough: Walkthrough, run: Run, step: string, { by, at }: Maker): Moved {
  if (!stepOf(walkthrough, step)) return again(walkthrough, run, 'There is no such question.')
  // In a channel the question that waits is open for all, and is opened again by whoever has answered it.
  const isAnswered = entriesOf(run, step).some(one => one.by.id === by.id)
  if (step === run.currentStep && run.status === 'open' && !(isShared(run) && isAnswered))
    return [change(without(notEditing(run), 'asking'), { touchedAt: at }), { show: 'question' }]
  // Whoever opens an answer again has come back to the run.
  const status = run.status === 'stopped' ? 'open' : run.status
  return [
    {
      ...without(notEditing(run), 'asking'),
      status,
      editing: step,
      fresh: true,
      touchedAt: at,
      ...(isShared(run) && { editor: by.id }),
    },
    { show: 'question', step },
  ]
}

/** Takes out what somebody said to a question; a colleague’s words stay, and the question is asked no earlier than it would be. */
function removed(walkthrough: Walkthrough, run: Run, step: string, { by }: Maker): Moved {
  const number = walkthrough.steps.findIndex(one => one.id === step) + 1
  const answers = run.answers.map(one =>
    one.step === step ? { ...one, entries: one.entries.filter(entry => entry.by.id !== by.id) } : one,
  )
  const closed = run.editing === step ? notEditing(run) : run
  return [
    { ...closed, answers },
    { show: 'line', step, remark: saying(`Answer ${number} is taken out.`) },
  ]
}

function keepPrivate(run: Run, step: string): Moved {
  const others = (run.private ?? []).filter(one => one !== step)
  const on = others.length === (run.private ?? []).length
  const line = on ? 'That answer stays private when you share.' : 'That answer can be shared again.'
  return [
    { ...run, private: on ? [...others, step] : others },
    { show: 'line', remark: saying(line) },
  ]
}

function back(walkthrough: Walkthrough, run: Run, { by, at }: Maker): Moved {
  const isCold = isStale(run, at) && !isShared(run)
  if (isCold || run.status === 'stopped') return [{ ...run, asking: true }, { show: 'ask' }]
  const ids = walkthrough.steps.map(step => step.id)
  const here = openStep(walkthrough, run, by.id)?.id ?? ''
  const before = here === '' ? ids.at(-1) : ids[ids.indexOf(here) - 1]
  return before === undefined
    ? again(walkthrough, run, 'This is the first question.')
    : edit(walkthrough, run, before, { by, at })
}

function setAside(walkthrough: Walkthrough, run: Run, move: Of<'skip' | 'park'>): Moved {
  const open = openStep(walkthrough, run, move.by.id)?.id
  const fits = waits(run, move.by.id) && open !== undefined && (move.step === undefined || move.step === open)
  const isCold = isStale(run, move.at) && !isShared(run)
  if (run.status === 'stopped' || (isCold && move.step === undefined))
    return [{ ...run, asking: true }, { show: 'ask' }]
  if (!fits) return again(walkthrough, run)
  const isAgain = run.editing === open
  if (isShared(run) && move.type === 'skip' && !isAgain)
    return next(walkthrough, run, { ...move, type: 'next' })
  const as = move.type === 'skip' ? 'skipped' : 'parked'
  const answeredHere = entriesOf(run, open).length > 0
  const marked = as === 'skipped' && answeredHere ? run : recordAnswer(walkthrough, run, open, undefined, as)
  const touched = change(marked, { touchedAt: move.at })
  if (isAgain && answeredHere && as === 'skipped' && !isShared(run))
    return again(walkthrough, notEditing(touched), 'I left it as it was.')
  if (isAgain && isShared(run))
    return [notEditing(touched), { show: 'line', step: open, remark: saying('I left it as it was.') }]
  return movedOn(isAgain ? notEditing(touched) : advanced(walkthrough, touched), open, { type: as })
}

/** On to the next question: in a channel it is somebody's word that all have answered; alone it is `skip`. */
function next(walkthrough: Walkthrough, run: Run, move: Of<'next'>): Moved {
  const { currentStep: here } = run
  if (!isShared(run)) return setAside(walkthrough, run, { ...move, type: 'skip' })
  if (run.status === 'stopped') return [{ ...run, asking: true }, { show: 'ask' }]
  if (here === '') return again(walkthrough, run)
  if (move.step !== undefined && move.step !== here)
    return again(walkthrough, run, 'A colleague has gone on to the next question already.')
  const isLeftOut = untouched(run, here)
  const marked = isLeftOut ? recordAnswer(walkthrough, run, here, undefined, 'skipped') : run
  const { delivery } = move
  const on: Run = {
    ...advanced(walkthrough, marked),
    touchedAt: move.at,
    ...(delivery && { passed: { step: here, delivery } }),
  }
  return movedOn(on, here, isLeftOut ? { type: 'skipped' } : undefined)
}

const movedOn = (run: Run, step: string, remark: Remark | undefined): Moved =>
  forAll([run, { show: run.status === 'finished' ? 'end' : 'question', step, ...(remark && { remark }) }])

const invite = (run: Run, { to }: Of<'hand over' | 'invite'>): Run =>
  run.owner.id === to.id || run.invited.some(one => one.id === to.id)
    ? run
    : { ...run, invited: [...run.invited, to] }

function finished(run: Run): Run {
  const { asking: _, ...rest } = notEditing(keepHeld(run))
  return { ...rest, status: 'finished' }
}
