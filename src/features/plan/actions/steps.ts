import type { Call } from '../../../core/command.ts'
import { type Effect, privateReply } from '../../../core/effect.ts'
import { buttons, list, numbered, quiet, text } from '../../../core/message.ts'
import type { Tx } from '../../../core/store.ts'
import type { PlanStep } from '../../walkthrough/run/plan.ts'
import {
  addStep,
  changeStep,
  moveStep,
  placeOf,
  removeStep,
  reopened,
  stepNamed,
} from '../../walkthrough/run/plan-steps.ts'
import { planButton, stepLine } from '../../walkthrough/run/plan-view.ts'
import type { Run } from '../../walkthrough/run/run.ts'
import { planOf } from '../../walkthrough/run/run-plan.ts'
import { type ParsedStep, parseStep } from '../parse-step.ts'
import { formWords, named, numberAnd, partOf, placeInList, withPerson } from '../parse-step-command.ts'
import type { PlanRequest } from '../refresh-cards.ts'
import { changed, inItsPlace } from '../refresh-cards.ts'
import { severalTyped } from '../several-typed.ts'
import { movedCard, stepForm, stepsCard } from '../step-cards.ts'
import { changePlan, planFor, readerFor } from '../store.ts'
import { colleagueNamed, type Named, tellSoon, willTell } from '../tell-step.ts'
import { alone, aStep, ofStep, type PlanAction } from './action.ts'

/** What can be done with the steps of a plan. */
export const stepActions: readonly PlanAction[] = [
  // “Step 2 is done” says something of a step that is there.
  {
    name: 'step',
    takes: /^(?!by step\b|\d+ (?:is|was|has been|got|gets|now)\b)/,
    phrases: ['step …'],
    inItsThread: 'followed',
    inWords: what => (what ? `Add a step: ${what}` : 'Add a step'),
    run: step,
  },
  { name: 'add', takes: alone, run: add },
  { name: 'save', takes: /^s\d/, run: save },
  { name: 'one-step', takes: /\S/, run: oneStep },
  { name: 'several', takes: /\S;\s*\S/, run: shownFirst },
  { name: 'steps', takes: /\S;\s*\S/, phrases: ['steps'], inItsThread: 'alone', run: steps },
  {
    name: 'change',
    takes: aStep,
    inItsThread: 'followed',
    inWords: ofStep(step => `Change step ${step}`),
    run: change,
  },
  {
    name: 'remove',
    takes: aStep,
    inItsThread: 'followed',
    inWords: ofStep(step => `Remove step ${step}`),
    run: remove,
  },
  {
    name: 'reopen',
    takes: aStep,
    phrases: ['reopen …'],
    inItsThread: 'followed',
    inWords: ofStep(step => `Open step ${step} again`),
    run: reopen,
  },
  { name: 'move', takes: /^(up|down|(step )?s?\d)/, inItsThread: 'followed', run: move },
]

/** `step Call the tutor, Ana, by Dec 12`; alone, the form. */
async function step(asked: PlanRequest): Promise<Effect[]> {
  const { call, id, rest } = asked
  const several = severalTyped(rest)
  if (several) return (several.isList ? addedEach : shownEach)(asked, several.lines)
  return rest !== '' ? oneStep(asked) : [privateReply(stepForm(await planFor(call.library, call, id)))]
}

/** All that was typed is one step. */
async function oneStep(asked: PlanRequest): Promise<Effect[]> {
  return added(asked, await withPerson(asked.call, parseStep(asked.rest, await readerFor(asked.call))))
}

/** `several book the room; call Ana`: they were read out of a sentence, and are shown before any is added or told to anybody. */
function shownFirst(asked: PlanRequest): Promise<Effect[]> {
  return shownEach(asked, divided(asked.rest))
}

async function shownEach(asked: PlanRequest, lines: readonly string[]): Promise<Effect[]> {
  const { call, id } = asked
  const run = await planFor(call.library, call, id)
  const each = await readEach(call, lines)
  const { today } = await readerFor(call)
  const steps = each
    .reduce((so, { words }) => addStep(so, words, call.person.id), planOf(run))
    .steps.slice(-each.length)
  return [
    privateReply([
      text(`I read that as ${each.length} steps of “${run.name}”. None is added yet:`),
      numbered(steps.map(one => stepLine(one, today, call.person.locale))),
      ...each.flatMap(({ note }) => (note ? [quiet(note)] : [])),
      buttons(
        planButton(run, `Add the ${each.length} steps`, `steps ${lines.join('; ')}`, 'primary'),
        planButton(run, 'Add it as one step', `one-step ${lines.join(', ')}`),
      ),
    ]),
  ]
}

/** The form of a new step. */
async function add(asked: PlanRequest): Promise<Effect[]> {
  return added(asked, formWords(asked.call, await readerFor(asked.call)))
}

async function added(asked: PlanRequest, { words: typed, note }: ParsedStep): Promise<Effect[]> {
  const { call, id } = asked
  const words = await named(call, typed)
  const to = await colleagueNamed(call, words.who)
  const { run } = await changePlan(call, id, async (plan, before, tx) => {
    const after = addStep(plan, words, call.person.id)
    await tellOf(tx, call, before, after.steps.slice(-1), [to])
    return after
  })
  const { today } = await readerFor(call)
  const made = planOf(run).steps.at(-1)
  return changed(asked, run, [
    text(
      `Added as step ${planOf(run).steps.length} of “${run.name}”: `,
      ...lineOf(made, today, call.person.locale),
      '.',
    ),
    ...(note ? [quiet(note)] : []),
    ...willTell(to ? [to] : []),
    buttons(
      planButton(run, 'Change it', `change ${made?.id}`),
      planButton(run, 'Add another', 'step'),
      planButton(run, 'See the plan', ''),
    ),
  ])
}

/** Each line of several as a step. */
async function readEach(call: Call, lines: readonly string[]): Promise<ParsedStep[]> {
  const reader = await readerFor(call)
  const parsed = await Promise.all(lines.map(line => withPerson(call, parseStep(line, reader))))
  return Promise.all(parsed.map(async one => ({ ...one, words: await named(call, one.words) })))
}

const divided = (rest: string): string[] =>
  rest
    .split(';')
    .map(one => one.trim())
    .filter(Boolean)

async function addedEach(asked: PlanRequest, lines: readonly string[]): Promise<Effect[]> {
  const { call, id } = asked
  const reader = await readerFor(call)
  const parsed = await readEach(call, lines)
  const each = parsed.map(({ words }) => words)
  const colleagues = await Promise.all(each.map(({ who }) => colleagueNamed(call, who)))
  const { run } = await changePlan(call, id, async (plan, before, tx) => {
    const after = each.reduce((so, words) => addStep(so, words, call.person.id), plan)
    await tellOf(tx, call, before, after.steps.slice(-each.length), colleagues)
    return after
  })
  const { steps: all } = planOf(run)
  const made = all.slice(-each.length)
  const first = all.length - made.length + 1
  const notes = parsed.flatMap(({ note }) => note ?? [])
  return changed(asked, run, [
    text(`Added as steps ${first} to ${all.length} of “${run.name}”:`),
    list(made.map(step => stepLine(step, reader.today, call.person.locale))),
    ...notes.map(note => quiet(note)),
    ...willTell(colleagues.flatMap(one => one ?? [])),
    buttons(planButton(run, 'Add another', 'step'), planButton(run, 'See the plan', '')),
  ])
}

/** The form of a step that is changed. */
async function save(asked: PlanRequest): Promise<Effect[]> {
  return saved(asked, asked.rest, formWords(asked.call, await readerFor(asked.call)))
}

async function saved(asked: PlanRequest, typed: string, read: ParsedStep): Promise<Effect[]> {
  const { call, id } = asked
  const { note } = read
  const words = await named(call, read.words)
  const { who: old } = stepNamed(planOf(await planFor(call.library, call, id)), typed)
  const isNamed = words.who !== undefined && words.who !== old
  const [was, to] = isNamed ? [await colleagueNamed(call, old), await colleagueNamed(call, words.who)] : []
  const { run } = await changePlan(call, id, async (plan, before, tx) => {
    const step = stepNamed(plan, typed)
    if (isNamed) await tellSoon(tx, call, { run: before, step, before: was }, to)
    return changeStep(plan, step.id, words, call.person.id)
  })
  const { today } = await readerFor(call)
  const step = stepNamed(planOf(run), typed)
  return changed(asked, run, [
    text(
      `Step ${placeOf(planOf(run), step.id)} of “${run.name}” is now: `,
      ...lineOf(step, today, call.person.locale),
      '.',
    ),
    ...(note ? [quiet(note)] : []),
    ...willTell(to && to.id !== was?.id ? [to] : []),
    buttons(planButton(run, 'See the plan', '')),
  ])
}

/** `steps` shows them; with several behind it, `steps book the room; call Ana`, each is added. */
async function steps(asked: PlanRequest): Promise<Effect[]> {
  const { call, id, rest } = asked
  if (rest !== '') return addedEach(asked, divided(rest))
  const run = await planFor(call.library, call, id)
  return [inItsPlace(asked, stepsCard(run, (await readerFor(call)).today, { locale: call.person.locale }))]
}

/** `change 2 by Dec 19`, `change 2 who Ben`, `change 2 Call the school`; alone, the form. */
async function change(asked: PlanRequest): Promise<Effect[]> {
  const { call, id } = asked
  const [typed, words] = numberAnd(asked)
  const run = await planFor(call.library, call, id)
  if (typed === '') return steps(asked)
  const step = stepNamed(planOf(run), typed)
  if (words === '') return [inItsPlace(asked, stepForm(run, step))]
  return saved(asked, step.id, await withPerson(call, partOf(words, await readerFor(call))))
}

async function remove(asked: PlanRequest): Promise<Effect[]> {
  const { call, id } = asked
  const [typed] = numberAnd(asked)
  if (typed === '') return steps(asked)
  const { run, before } = await changePlan(call, id, plan => removeStep(plan, stepNamed(plan, typed).id))
  const gone = stepNamed(planOf(before), typed)
  const again = [gone.what, gone.who, gone.by && `by ${gone.by}`].filter(Boolean).join(', ')
  return changed(asked, run, [
    text(`“${gone.what}” is taken out of “${run.name}”.`),
    buttons(planButton(run, 'Put it back', `step ${again}`), planButton(run, 'See the plan', '')),
  ])
}

async function reopen(asked: PlanRequest): Promise<Effect[]> {
  const { call, id } = asked
  const [typed] = numberAnd(asked)
  if (typed === '') return steps(asked)
  const { run } = await changePlan(call, id, plan => reopened(plan, stepNamed(plan, typed).id))
  const step = stepNamed(planOf(run), typed)
  return changed(asked, run, [
    text(`“${step.what}” is open again.`),
    buttons(planButton(run, 'See the plan', '')),
  ])
}

/** `move 3 up`, `move 3 to 1`. */
async function move(asked: PlanRequest): Promise<Effect[]> {
  const { call, id } = asked
  const [typed, where] = numberAnd(asked)
  if (typed === '') return steps(asked)
  const { run, before } = await changePlan(call, id, plan => {
    const step = stepNamed(plan, typed)
    return moveStep(plan, step.id, placeInList(where, placeOf(plan, step.id), plan.steps.length))
  })
  const { today } = await readerFor(call)
  return changed(asked, run, movedCard(run, stepNamed(planOf(before), typed), today, call.person.locale))
}

/** Whoever is named for a new step is told of it. */
async function tellOf(
  tx: Tx,
  call: Call,
  run: Run,
  steps: readonly PlanStep[],
  to: readonly (Named | undefined)[],
): Promise<void> {
  for (const [at, step] of steps.entries()) await tellSoon(tx, call, { run, step }, to[at])
}

const lineOf = (step: PlanStep | undefined, today: string, locale: string | undefined) =>
  step ? [stepLine(step, today, locale)].flatMap(line => (typeof line === 'string' ? [line] : [...line])) : []
