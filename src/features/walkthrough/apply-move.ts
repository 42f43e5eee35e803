import { cards, runSubject } from '../../core/cards.ts'
import type { Call } from '../../core/command.ts'
import { type Effect, privateReply, replace, reply, send, update } from '../../core/effect.ts'
import {
  type Block,
  bold,
  buttons,
  type Message,
  type Of,
  plain,
  quiet,
  secondary,
  skipsFields,
  spans,
  text,
} from '../../core/message.ts'
import { askCard, behindRow, clip, press, readingsBeside, rootNow } from './cards.ts'
import { answeredCard, asItStands, howCard, questionCard, sourceCard } from './question-card.ts'
import type { Entry } from './run/entry.ts'
import type { Move, Remark, Say } from './run/moves.ts'
import { chosenIn, optionsOf } from './run/options.ts'
import { reduce } from './run/reduce.ts'
import { entriesOf, isShared, openStep, type Run, stepOf } from './run/run.ts'
import { readingOfAll } from './run/yes-no.ts'
import type { Step, Walkthrough } from './schema.ts'
import { sharedFollows } from './share.ts'
import {
  askCardOf,
  cardOfRun,
  contentOf,
  may,
  questionCardOf,
  rootOf,
  runFor,
  runs,
  setFocus,
  whoIs,
} from './store.ts'
import { offerFor, outdated } from './suggested-answers.ts'
import { endCard, overview } from './summary-cards.ts'

/** A move before it is known who makes it, and when. */
export type MoveRequest = Move extends infer M ? (M extends Move ? Omit<M, 'by' | 'at'> : never) : never

/** What was made of a run, and what there is to say of it. */
export interface MoveOutcome {
  walkthrough: Walkthrough
  run: Run
  say: Say
}

/** Makes a move in a run: decided and kept in one commit, for those alone who may. */
export async function applyMove(
  call: Call,
  all: readonly Walkthrough[],
  id: string,
  request: MoveRequest | ((walkthrough: Walkthrough, run: Run) => MoveRequest),
): Promise<MoveOutcome> {
  await mustBeThere(call, id)
  return call.library.update(async tx => {
    const before = await runFor(tx, call, id)
    const walkthrough = contentOf(all, before)
    const requested = typeof request === 'function' ? request(walkthrough, before) : request
    const [moved, say] = reduce(walkthrough, before, { ...requested, by: whoIs(call), at: call.at } as Move)
    // Someone who was only named when it was handed over tells their name by coming.
    const run = moved.owner.id === call.person.id ? { ...moved, owner: whoIs(call) } : moved
    await tx.put(runs, id, run)
    await setFocus(tx, call, run)
    return { walkthrough, run, say }
  })
}

/** What stands in a channel is moved by those who are in it: its cards change there, for everybody. */
async function mustBeThere(call: Call, id: string): Promise<void> {
  const run = await call.library.get(runs, id)
  if (run && !run.place.personal && run.place.conversation !== call.place.conversation && may(run, call))
    await call.mustReach(run.place.conversation)
}

/** Shows what came of a move: the root card first, then what is to be read next, where the talk is. */
export async function renderOutcome(
  call: Call,
  all: readonly Walkthrough[],
  outcome: MoveOutcome,
  hint?: string,
): Promise<Effect[]> {
  const { walkthrough, run, say } = outcome
  if (say.show === 'nothing') return []
  if (say.show === 'overview')
    return [
      ...(say.remark?.type === 'said' ? [privateReply([text(say.remark.text)])] : []),
      privateReply(overview(walkthrough, run)),
    ]
  const shared = await sharedFollows(call, walkthrough, run)
  const message = withBehind(
    withReceipt(await next(call, all, outcome), receipt(call, outcome, hint), say.show),
    await behindRow(call, run),
  )
  const others = say.remark ? await outdated(call, all, run, say.step) : []
  return [
    ...shared,
    update(rootOf(run.id), await rootNow(call, walkthrough, run)),
    ...(await questionFollows(call, outcome)),
    ...(message.length > 0 ? [whereTheTalkIs(call, run, message, outcome.say)] : []),
    ...others.map(updateToo),
  ]
}

/**
 * The card of a question closes however it was answered: by typing, or by another card's button. In a channel, where all see it, it
 * follows what is said to it. The pressed one is replaced as it is.
 */
async function questionFollows(
  { card, library }: Call,
  { walkthrough, run, say }: MoveOutcome,
): Promise<Effect[]> {
  const about = stepOf(walkthrough, say.step)
  if (!about) return []
  const name = askCardOf(run, about.id)
  if (isShared(run)) {
    const isPressed = card !== undefined && !card.private
    const isChanged = say.remark !== undefined || say.show === 'how' || say.forAll
    return isPressed || !isChanged ? [] : [update(name, asItStands(walkthrough, run, about))]
  }
  const isSettled = say.remark !== undefined && say.remark.type !== 'said'
  const stands = await library.get(cards, name)
  return isSettled && stands && stands.id !== card?.id
    ? [update(name, answeredCard(walkthrough, run, about))]
    : []
}

/**
 * The card whose button settled its question: what was said takes the place of the field, so that nobody fills it in again. In a
 * channel it stays open for the others.
 */
export function renderAnswered(call: Call, { walkthrough, run, say }: MoveOutcome): Effect[] {
  const about = stepOf(walkthrough, say.step)
  const isSettled = say.forAll || say.show === 'how' || (say.remark && say.remark.type !== 'said')
  if (!call.card || !about || !isSettled) return []
  if (!isShared(run) && !say.remark) return []
  const card =
    call.card.private && isShared(run)
      ? answeredCard(walkthrough, run, about)
      : asItStands(walkthrough, run, about)
  return [replace(card, runSubject(run.id))]
}

/** An answer that another run took over reads differently now: it is asked, never changed silently. */
const updateToo = ({ run, step }: { run: Run; step: Step }): Effect =>
  privateReply([
    text('You used this answer in ', bold(run.name), ', too. Update it there?'),
    quiet(step.question),
    buttons(
      press(run, 'Update it there', `take ${step.id}`, 'primary'),
      press(run, 'Look at it', 'overview'),
    ),
  ])

/** A root card that never arrived, or was deleted, is put up anew where the run lives; without one its questions have no thread. */
export async function rootAgain(call: Call, { walkthrough, run }: MoveOutcome): Promise<Effect[]> {
  if (await call.library.get(cards, rootOf(run.id))) return []
  const to = run.place.personal ? { person: run.owner.id } : run.place.conversation
  return [
    {
      type: 'send',
      to,
      message: await rootNow(call, walkthrough, run),
      card: cardOfRun(rootOf, run.id),
      listen: true,
    },
  ]
}

async function next(
  call: Call,
  all: readonly Walkthrough[],
  { walkthrough, run, say }: MoveOutcome,
): Promise<Message> {
  // What all are to see next is nobody's own.
  const who = isShared(run) && say.forAll ? undefined : call.person.id
  const step = openStep(walkthrough, run, who)
  switch (say.show) {
    case 'end':
      return endCard(walkthrough, run)
    case 'ask':
      return askCard(walkthrough, run)
    case 'stopped':
      return stoppedCard(run)
    case 'how':
      return step ? howCard(run, step) : []
    case 'source':
      return step ? sourceCard(run, step) : []
    case 'line':
    case 'kept':
      return []
    default: {
      const offer = await offerFor(call, all, run, step)
      return questionCard(walkthrough, run, { offer, ...(who && { who }) })
    }
  }
}

const stoppedCard = (run: Run): Message => [
  text(`“${run.name}” is saved. Come back anytime.`),
  buttons(
    press(run, 'Continue', 'resume', 'primary'),
    press(run, 'Print it', 'export page'),
    press(run, 'For Word', 'export word'),
  ),
  quiet('Nothing you type is saved as an answer until you continue.'),
]

/**
 * What is to be read next comes first; what became of the answer before it stands below in small print: beside a question in one line
 * with which question it is.
 */
function withReceipt([first, ...rest]: Message, receipt: Message, show: Say['show']): Message {
  if (!first) return receipt
  const [said, ...more] = receipt
  const place = rest.at(-1)
  if (show !== 'question' || first.type !== 'form' || said?.type !== 'text' || place?.type !== 'text')
    return [first, ...receipt.map(small), ...rest]
  const line = quiet(...spans(said.text), ' ', ...spans(place.text))
  return [first, line, ...more.map(small), ...rest.slice(0, -1)]
}

/** That what is shared falls behind. Beside a question it is the second button, and the others are behind ⋯. */
function withBehind(message: Message, behind: readonly Of<'row'>[]): Message {
  const [row] = behind
  const form = message[0]
  if (!row || form?.type !== 'form') return [...message, ...behind]
  const [save, ...others] = form.buttons
  const update = row.buttons.map(skipsFields)
  const beside = { ...form, buttons: [...(save ? [save] : []), ...update, ...others.map(secondary)] }
  const [, line, ...rest] = message
  return line?.type === 'text' && line.quiet
    ? [beside, quiet(...spans(row.title), ' ', ...spans(line.text)), ...rest]
    : [beside, quiet(plain(row.title)), ...message.slice(1)]
}

const small = (block: Block): Block => (block.type === 'text' ? { ...block, quiet: true } : block)

/** What was saved, and how it reads; where nothing else comes after it, with a way to change it, and to go on. */
function receipt(call: Call, { walkthrough, run, say }: MoveOutcome, hint?: string): Message {
  const about = stepOf(walkthrough, say.step)
  const number = about ? walkthrough.steps.indexOf(about) + 1 : 0
  const isKept = about !== undefined && (say.remark?.type === 'kept' || say.remark?.type === 'changed')
  const isOpen = say.show === 'kept' && run.currentStep === say.step && run.status === 'open'
  return [
    ...(say.remark ? [text(inWords(say.remark, number, about, run, call))] : []),
    ...(about && isKept ? tooMany(walkthrough, run, about, number) : []),
    ...(hint ? [quiet(`I saved that as your answer. If you meant something else, type “${hint}.”`)] : []),
    ...(isOpen
      ? [quiet('The question stays open for all of you until one of you presses “Next question.”')]
      : []),
    ...(isOpen || (isKept && say.show === 'kept')
      ? [
          buttons(
            press(run, `Change ${number}`, `edit ${number}`),
            ...(isOpen ? [press(run, 'Next question', `next ${run.currentStep}`)] : []),
          ),
        ]
      : []),
  ]
}

function inWords(
  remark: Remark,
  number: number,
  about: Step | undefined,
  run: Run,
  { person }: Call,
): string {
  const own = about ? entriesOf(run, about.id).filter(one => one.by.id === person.id) : []
  switch (remark.type) {
    case 'kept':
      return about ? `Saved as answer ${number}${readingsBeside(about, own)}.` : 'Saved.'
    case 'changed':
      return about ? `Changed answer ${number}: ${newWords(about, own)}` : 'Changed.'
    case 'added':
      return `Added to answer ${number}.`
    case 'skipped':
      return 'Skipped.'
    case 'parked':
      return 'You can come back to that one later.'
    case 'said':
      return remark.text
  }
}

/** An answer as it reads now, in a few words: `Partly.` */
function newWords(step: Step, own: readonly Entry[]): string {
  const words = clip(own.at(-1)?.text ?? '', 80)
  const read = step.input === 'yes-no-how' ? readingOfAll(own) : undefined
  const named = read && `${read.charAt(0).toUpperCase()}${read.slice(1)}`
  if (named && words.toLowerCase().replace(/[.!]+$/, '') === read) return `${named}.`
  return named ? `${named}. “${words}”` : `“${words}”.`
}

/** Nothing is refused: more than was asked for is kept, with a word about it. */
function tooMany(walkthrough: Walkthrough, run: Run, step: Step, number: number): Message {
  const words = entriesOf(run, step.id)[0]?.text ?? ''
  const chosen = chosenIn(words, optionsOf(walkthrough, run, step)).length
  if (!step.at_most || chosen <= step.at_most) return []
  return [
    quiet(
      `That’s ${chosen}. Up to ${step.at_most} are easier to keep in mind; “edit ${number}” narrows it down.`,
    ),
  ]
}

/**
 * In the thread or the chat where someone speaks; else in the run's own thread. A guest is answered alone, and so is, in a channel,
 * whoever answers there: only what is next for all is said to all.
 */
export function whereTheTalkIs(
  call: Call,
  run: Run,
  message: Message,
  say: Pick<MoveOutcome['say'], 'forAll' | 'show'> = { forAll: true, show: 'question' },
): Effect {
  const isAnothersChat = run.place.personal && run.owner.id !== call.person.id
  const isTheirsAlone = isShared(run) && !say.forAll
  if (isAnothersChat || isTheirsAlone || call.kind === 'delete') return privateReply(message)
  const here = run.place.personal
    ? call.place.personal
    : call.place.thread && call.place.conversation === run.place.conversation
  const card = say.show === 'question' || say.show === 'end' ? questionCardOf(run) : undefined
  return here ? reply(message, card) : send({ under: rootOf(run.id) }, message, card)
}
