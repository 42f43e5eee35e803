import type { Walkthrough } from '../schema.ts'
import type { Entry } from './entry.ts'
import { entryOf, type Move, type Say, saying } from './moves.ts'
import { entriesOf, everything, isStale, openStep, type Run, stepOf, waits } from './run.ts'
import { advanced, change, recordAnswer, replaceOwn, untouched, without } from './update.ts'
import { isAgreed, isBareYes, isDeclined } from './yes-no.ts'

type Of<T extends Move['type']> = Extract<Move, { type: T }>
export type Moved = [Run, Say]

/** A typed line: an answer to the step that was open when it was typed; after a gap it is held until a yes. */
export function line(walkthrough: Walkthrough, run: Run, move: Of<'answer'>): Moved {
  if (run.asking && isAgreed(move.text)) return resume(walkthrough, run, move.at)
  if (run.asking && isDeclined(move.text)) return decline(run)
  const before = hastyStep(run, move)
  if (before) return after(walkthrough, recordAnswer(walkthrough, run, before, entryOf(move)), before)
  if (!waits(run) && run.status === 'finished') {
    const kept = change(run, { notes: [...run.notes, entryOf(move)] })
    return [
      kept,
      { show: 'line', remark: saying(`“${run.name}” is finished; I kept that as a note with it.`) },
    ]
  }
  if (run.held.length > 0 || run.status === 'stopped' || isStale(run, move.at))
    return [{ ...run, asking: true, held: [...run.held, entryOf(move)] }, { show: 'ask' }]
  return file(walkthrough, run, move, openStep(walkthrough, run)?.id ?? '')
}

/** The step that was open when a line was typed before the answer to the last one could be read. */
function hastyStep(run: Run, { alongside = [], by }: Of<'answer'>): string | undefined {
  const hasty = (one: Entry) =>
    one.sourceMessageId !== undefined && alongside.includes(one.sourceMessageId) && one.by.id === by.id
  return run.answers.find(one => one.entries.some(hasty))?.step
}

export function file(walkthrough: Walkthrough, run: Run, move: Of<'answer'>, step: string): Moved {
  if (!stepOf(walkthrough, step)) {
    const kept = change(run, { notes: [...run.notes, entryOf(move)] })
    return again(walkthrough, kept, 'That question is not asked any more, so I kept your words as a note.')
  }
  const last = entriesOf(run, step).at(-1)
  // A button pressed twice says the same thing once.
  if (move.step && last?.by.id === move.by.id && last.text === move.text) return again(walkthrough, run)
  const open = change(run, { touchedAt: move.at, ...(run.status === 'stopped' && { status: 'open' }) })
  const kept = recordAnswer(walkthrough, roomFor(move.by, open, step), step, entryOf(move))
  return after(walkthrough, run.held.length > 0 ? kept : without(kept, 'asking'), step)
}

/** The first new words in a step opened by `edit` take the place of the person's old ones; what follows is added. */
const roomFor = (by: Entry['by'], run: Run, step: string): Run =>
  run.editing === step && run.fresh ? without(replaceOwn(run, step, by), 'fresh') : run

/** What comes once something was said to a step: “how?” after a bare yes, else the next question. */
function after(walkthrough: Walkthrough, run: Run, step: string): Moved {
  const entries = entriesOf(run, step)
  const asksHow = stepOf(walkthrough, step)?.input === 'yes-no-how'
  const bare = asksHow && entries.length === 1 && isBareYes(entries[0]?.text ?? '')
  if (bare && (run.editing ?? run.currentStep) === step) return [run, { show: 'how', step }]
  const left = run.editing === step ? without(run, 'editing') : run
  const next = left.currentStep === step && left.status !== 'finished' ? advanced(walkthrough, left) : left
  return [next, { show: next.status === 'finished' ? 'end' : 'question', step, remark: { type: 'kept' } }]
}

export function appended(walkthrough: Walkthrough, run: Run, move: Of<'append'>): Moved {
  if (!stepOf(walkthrough, move.step)) return file(walkthrough, run, { ...move, type: 'answer' }, move.step)
  const kept = recordAnswer(walkthrough, run, move.step, entryOf(move))
  return [kept, { show: isOver(kept) ? 'line' : 'question', step: move.step, remark: { type: 'added' } }]
}

/** What was known of the words alone goes with them. */
function corrected({ chosen: _, reading: __, saidThere: ___, ...entry }: Entry): Entry {
  return entry
}

export function correct(run: Run, { sourceMessageId, text }: Of<'correct'>): Moved {
  const fix = (one: Entry): Entry =>
    one.sourceMessageId === sourceMessageId ? { ...corrected(one), text } : one
  if (!everything(run).some(one => one.sourceMessageId === sourceMessageId)) return [run, { show: 'nothing' }]
  const fixed = {
    ...run,
    answers: run.answers.map(one => ({
      ...one,
      entries: one.entries.map(fix),
      ...(one.previous && { previous: one.previous.map(fix) }),
    })),
    held: run.held.map(fix),
    notes: run.notes.map(fix),
  }
  const step = run.answers.find(one =>
    one.entries.some(entry => entry.sourceMessageId === sourceMessageId),
  )?.step
  return [fixed, { show: 'line', remark: saying('I changed it here too.'), ...(step && { step }) }]
}

/** Takes out what a deleted line had said, wherever it stands. */
export function retract(run: Run, { sourceMessageId }: Of<'retract'>): Moved {
  const isOther = (one: Entry) => one.sourceMessageId !== sourceMessageId
  if (everything(run).every(isOther)) return [run, { show: 'nothing' }]
  const step = run.answers.find(one => !one.entries.every(isOther))?.step
  const left: Run = {
    ...run,
    answers: run.answers.map(({ previous = [], ...one }) => {
      const earlier = previous.filter(isOther)
      return {
        ...one,
        entries: one.entries.filter(isOther),
        ...(earlier.length > 0 && { previous: earlier }),
      }
    }),
    held: run.held.filter(isOther),
    notes: run.notes.filter(isOther),
  }
  return [left, { show: 'line', remark: saying('I took it out here too.'), ...(step && { step }) }]
}

/** The whole form: what changed since it was drawn is added to, never written over. */
export function fill(walkthrough: Walkthrough, run: Run, move: Of<'fill'>): Moved {
  let filled = change(without(run, 'editing'), { touchedAt: move.at })
  for (const { step, text, chosen } of move.answers) {
    const own = entriesOf(filled, step).filter(one => one.by.id === move.by.id)
    if (text.trim() === '' || own.map(one => one.text).join('\n') === text) continue
    const older = own.every(one => one.at <= move.drawn)
    const entry: Entry = { by: move.by, at: move.at, text, ...(chosen && { chosen }) }
    filled = stepOf(walkthrough, step)
      ? recordAnswer(walkthrough, older ? replaceOwn(filled, step, move.by) : filled, step, entry)
      : change(filled, { notes: [...filled.notes, entry] })
  }
  const on =
    filled.currentStep !== '' && untouched(filled, filled.currentStep)
      ? filled
      : advanced(walkthrough, filled)
  return [
    isOver(run) ? { ...on, status: 'finished' } : on,
    { show: isOver(on) ? 'end' : 'question', remark: { type: 'kept' } },
  ]
}

export function resume(walkthrough: Walkthrough, run: Run, at: number): Moved {
  const back: Run = run.currentStep === '' && !run.editing ? advanced(walkthrough, run) : run
  const status = back.currentStep === '' ? 'finished' : 'open'
  const open: Run = { ...without(back, 'asking'), status, touchedAt: at }
  const step = openStep(walkthrough, open)?.id
  const [first] = open.held
  if (!first) return again(walkthrough, open)
  if (step === undefined) return again(walkthrough, keepHeld(open), 'I kept what you wrote as a note.')
  const start: Run = { ...roomFor(first.by, open, step), held: [] }
  const filed = open.held.reduce((so, entry) => recordAnswer(walkthrough, so, step, entry), start)
  return after(walkthrough, filed, step)
}

/** No, not now: what was held is kept as a note. */
export function decline(run: Run): Moved {
  const line = run.held.length > 0 ? 'I kept what you wrote as a note with it.' : undefined
  const kept: Run = without(without(keepHeld(run), 'asking'), 'editing')
  return [
    change(kept, { status: run.currentStep === '' ? 'finished' : 'stopped' }),
    { show: 'stopped', ...(line && { remark: saying(line) }) },
  ]
}

export const keepHeld = (run: Run): Run => ({ ...run, notes: [...run.notes, ...run.held], held: [] })

/** A move that does not fit shows where the run stands, and changes nothing. */
export const again = (walkthrough: Walkthrough, run: Run, line?: string): Moved => {
  const show =
    openStep(walkthrough, run) && waits(run) ? 'question' : run.status === 'stopped' ? 'ask' : 'overview'
  return [
    run.status === 'stopped' ? { ...run, asking: true } : run,
    { show, ...(line && { remark: saying(line) }) },
  ]
}

export const isOver = (run: Run): boolean => run.status === 'finished' && run.editing === undefined
