import type { Walkthrough } from '../schema.ts'
import { namesSource } from './compose.ts'
import type { Entry, Who } from './entry.ts'
import { entryOf, type Move, type Remark, type Say, saying } from './moves.ts'
import { chosenIn } from './options.ts'
import { entriesOf, everything, isShared, isStale, openStep, type Run, stepOf, waits } from './run.ts'
import { advanced, change, notEditing, recordAnswer, replaceOwn, untouched, without } from './update.ts'
import { isAgreed, isBareYes, isDeclined, readingOf, readingOfAll } from './yes-no.ts'

type Of<T extends Move['type']> = Extract<Move, { type: T }>
export type Moved = [Run, Say]

/** A typed line: an answer to the step that was open when it was typed; after a gap in one's own chat it is held until a yes. */
export function line(walkthrough: Walkthrough, run: Run, move: Of<'answer'>): Moved {
  if (run.asking && isAgreed(move.text)) return resume(walkthrough, run, move)
  if (run.asking && isDeclined(move.text)) return decline(run)
  const before = hastyStep(run, move) ?? passedStep(run, move)
  if (before) return after(walkthrough, recordAnswer(walkthrough, run, before, entryOf(move)), move, before)
  if (!waits(run, move.by.id) && run.status === 'finished') {
    const kept = change(run, { notes: [...run.notes, entryOf(move)] })
    return [
      kept,
      { show: 'line', remark: saying(`“${run.name}” is finished; I saved that as a note with it.`) },
    ]
  }
  const isUnseen = run.unseen !== undefined && run.unseen === run.currentStep
  if (
    run.held.length > 0 ||
    run.status === 'stopped' ||
    isUnseen ||
    (isStale(run, move.at) && !isShared(run))
  )
    return [{ ...without(run, 'unseen'), asking: true, held: [...run.held, entryOf(move)] }, { show: 'ask' }]
  return file(walkthrough, run, move, openStep(walkthrough, run, move.by.id)?.id ?? '')
}

/** The step that was open when a line was typed before the answer to the last one could be read. */
function hastyStep(run: Run, { alongside = [], by }: Of<'answer'>): string | undefined {
  const hasty = (one: Entry) =>
    one.sourceMessageId !== undefined && alongside.includes(one.sourceMessageId) && one.by.id === by.id
  return run.answers.find(one => one.entries.some(hasty))?.step
}

/** The step that a colleague left while a line was on its way. */
const passedStep = ({ passed }: Run, { meanwhile = [] }: Of<'answer'>): string | undefined =>
  passed && meanwhile.includes(passed.delivery) ? passed.step : undefined

export function file(walkthrough: Walkthrough, run: Run, move: Of<'answer'>, step: string): Moved {
  if (!stepOf(walkthrough, step)) {
    const kept = change(run, { notes: [...run.notes, entryOf(move)] })
    return again(walkthrough, kept, 'That question isn’t asked anymore, so I saved your words as a note.')
  }
  const last = ownEntries(run, step, move.by).at(-1)
  // A button pressed twice says the same thing once.
  if (move.step && last?.text === move.text)
    return isShared(run) ? [run, { show: 'nothing' }] : again(walkthrough, run)
  const open = change(run, { touchedAt: move.at, ...(run.status === 'stopped' && { status: 'open' }) })
  const cleared = roomFor(walkthrough, open, step, entryOf(move))
  const kept = recordAnswer(walkthrough, cleared, step, entryOf(move))
  const left = run.held.length > 0 ? kept : without(kept, 'asking')
  return after(
    walkthrough,
    left,
    move,
    step,
    remarkOn(run, cleared, step, move.by, lacksSource(walkthrough, run, step, move.by)),
  )
}

const ownEntries = (run: Run, step: string, by: Who): readonly Entry[] =>
  entriesOf(run, step).filter(one => one.by.id === by.id)

/** By one rule: the first words are kept, new ones in a step opened again change them, and what follows is added. */
function remarkOn(before: Run, cleared: Run, step: string, by: Who, isSourced = false): Remark {
  const had = ownEntries(before, step, by)
  if (had.length > ownEntries(cleared, step, by).length) return { type: 'changed' }
  // What tells how belongs to the yes before it, and a source to its figure.
  const isHow = had.length === 1 && (isBareYes(had[0]?.text ?? '') || isSourced)
  return { type: had.length > 0 && !isHow ? 'added' : 'kept' }
}

/** Makes room where new words take the place of the person's old ones: in a step opened by `edit`, and where one thing alone can be meant. */
function roomFor(walkthrough: Walkthrough, run: Run, step: string, entry: Entry): Run {
  const { by, text } = entry
  const { editor, editing, fresh } = run
  if (editing === step && fresh && (editor === undefined || editor === by.id))
    return without(replaceOwn(run, step, by), 'fresh')
  // One of the choices takes the place of a figure of one's own, whose source was asked for.
  if (lacksSource(walkthrough, run, step, by))
    return chosenIn(text, stepOf(walkthrough, step)?.options ?? []).length > 0
      ? replaceOwn(run, step, by)
      : run
  const input = stepOf(walkthrough, step)?.input
  // A button that was pressed says by its word alone how it reads.
  const reading = /\s/.test(text) ? entry.reading : readingOf(entry)
  const said = readingOfAll(ownEntries(run, step, by))
  const isInstead = input === 'one' || (input === 'yes-no-how' && reading !== undefined && reading !== said)
  return isShared(run) && isInstead ? replaceOwn(run, step, by) : run
}

/** Whether somebody's words in place of a choice, and nothing behind them, are to be asked for their source. */
export function lacksSource(walkthrough: Walkthrough, run: Run, step: string, by: Who): boolean {
  const known = stepOf(walkthrough, step)
  const [only, ...more] = ownEntries(run, step, by)
  return (
    known?.own_source === true &&
    only !== undefined &&
    more.length === 0 &&
    chosenIn(only.text, known.options).length === 0 &&
    !namesSource(only.text)
  )
}

/** What comes once something was said to a step: “how?” after a bare yes, else the next question; in a channel it stays open for all. */
function after(
  walkthrough: Walkthrough,
  run: Run,
  { by }: Pick<Move, 'by'>,
  step: string,
  remark: Remark = { type: 'kept' },
): Moved {
  const own = ownEntries(run, step, by)
  const asksHow = stepOf(walkthrough, step)?.input === 'yes-no-how'
  const bare = asksHow && own.length === 1 && isBareYes(own[0]?.text ?? '')
  if (openStep(walkthrough, run, by.id)?.id === step) {
    if (bare) return [run, { show: 'how', step }]
    if (lacksSource(walkthrough, run, step, by)) return [run, { show: 'source', step }]
  }
  const left = run.editing === step ? notEditing(run) : run
  if (isShared(run)) return [left, { show: 'kept', step, remark }]
  const next = left.currentStep === step && left.status !== 'finished' ? advanced(walkthrough, left) : left
  return [next, { show: next.status === 'finished' ? 'end' : 'question', step, remark }]
}

export function appended(walkthrough: Walkthrough, run: Run, move: Of<'append'>): Moved {
  if (!stepOf(walkthrough, move.step)) return file(walkthrough, run, { ...move, type: 'answer' }, move.step)
  const kept = recordAnswer(walkthrough, run, move.step, entryOf(move))
  const show = isShared(run) ? 'kept' : isOver(kept) ? 'line' : 'question'
  return [kept, { show, step: move.step, remark: { type: 'added' } }]
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
  let filled = change(notEditing(run), { touchedAt: move.at })
  for (const { step, text, chosen } of move.answers) {
    const own = entriesOf(filled, step).filter(one => one.by.id === move.by.id)
    if (text.trim() === '' || own.map(one => one.text).join('\n') === text) continue
    const older = own.every(one => one.at <= move.drawn)
    const entry: Entry = { by: move.by, at: move.at, text, ...(chosen && { chosen }) }
    filled = stepOf(walkthrough, step)
      ? recordAnswer(walkthrough, older ? replaceOwn(filled, step, move.by) : filled, step, entry)
      : change(filled, { notes: [...filled.notes, entry] })
  }
  if (isShared(run)) return [filled, { show: 'kept', remark: { type: 'kept' } }]
  const on =
    filled.currentStep !== '' && untouched(filled, filled.currentStep)
      ? filled
      : advanced(walkthrough, filled)
  return [
    isOver(run) ? { ...on, status: 'finished' } : on,
    { show: isOver(on) ? 'end' : 'question', remark: { type: 'kept' } },
  ]
}

export function resume(walkthrough: Walkthrough, run: Run, { by, at }: Pick<Move, 'by' | 'at'>): Moved {
  const back: Run = run.currentStep === '' && !run.editing ? advanced(walkthrough, run) : run
  const status = back.currentStep === '' ? 'finished' : 'open'
  const open: Run = { ...without(back, 'asking'), status, touchedAt: at }
  const step = openStep(walkthrough, open, by.id)?.id
  const [first] = open.held
  if (!first) return forAll(again(walkthrough, open))
  if (step === undefined) return again(walkthrough, keepHeld(open), 'I saved what you wrote as a note.')
  const start: Run = { ...roomFor(walkthrough, open, step, first), held: [] }
  const filed = open.held.reduce((so, entry) => recordAnswer(walkthrough, so, step, entry), start)
  return after(walkthrough, filed, { by: first.by }, step)
}

/** The same, for all who are in it. */
export const forAll = ([run, say]: Moved): Moved => [run, { ...say, forAll: true }]

/** No, not now: what was held is kept as a note. */
export function decline(run: Run): Moved {
  const line = run.held.length > 0 ? 'I saved what you wrote as a note with it.' : undefined
  const kept: Run = notEditing(without(keepHeld(run), 'asking'))
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

const isOver = (run: Run): boolean => run.status === 'finished' && run.editing === undefined
