import { cards, runSubject } from '../../core/cards.ts'
import type { Call } from '../../core/command.ts'
import { type Effect, privateReply, replace, reply, send, update } from '../../core/effect.ts'
import { bold, button, buttons, type Message, quiet, text } from '../../core/message.ts'
import { askCard, press, readingBeside, rootCard } from './cards.ts'
import { answeredCard, howCard, questionCard } from './question-card.ts'
import type { Move, Remark, Say } from './run/moves.ts'
import { chosenIn, optionsOf } from './run/options.ts'
import { reduce } from './run/reduce.ts'
import { entriesOf, openStep, type Run, stepOf } from './run/run.ts'
import type { Step, Walkthrough } from './schema.ts'
import { sharedFollows } from './share.ts'
import { cardOfRun, contentOf, questionCardOf, rootOf, runFor, runs, setFocus, whoIs } from './store.ts'
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
export function applyMove(
  call: Call,
  all: readonly Walkthrough[],
  id: string,
  request: MoveRequest | ((walkthrough: Walkthrough, run: Run) => MoveRequest),
): Promise<MoveOutcome> {
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

/** Shows what came of a move: the root card first, then what is to be read next, where the talk is. */
export async function renderOutcome(
  call: Call,
  all: readonly Walkthrough[],
  { walkthrough, run, say }: MoveOutcome,
  hint?: string,
): Promise<Effect[]> {
  if (say.show === 'nothing') return []
  if (say.show === 'overview')
    return [
      ...(say.remark?.type === 'said' ? [privateReply([text(say.remark.text)])] : []),
      privateReply(overview(walkthrough, run)),
    ]
  const message = [
    ...before(walkthrough, run, say, hint),
    ...(await next(call, all, { walkthrough, run, say })),
  ]
  const root = update(rootOf(run.id), rootCard(walkthrough, run))
  const others = say.remark ? await outdated(call, all, run, say.step) : []
  return [
    root,
    ...(await sharedFollows(call, walkthrough, run)),
    whereTheTalkIs(call, run, message),
    ...others.map(updateToo),
  ]
}

/** The card whose button settled its question: what was said takes the place of the field, so that nobody fills it in again. */
export function renderAnswered(call: Call, { walkthrough, run, say }: MoveOutcome): Effect[] {
  const about = stepOf(walkthrough, say.step)
  if (!call.card || !about || !say.remark || say.remark.type === 'said') return []
  return [replace(answeredCard(walkthrough, run, about), runSubject(run.id))]
}

/** An answer that another run took over reads differently now: it is asked, never changed silently. */
const updateToo = ({ run, step }: { run: Run; step: Step }): Effect =>
  privateReply([
    text('You used this answer in ', bold(run.name), ' too. Update it there?'),
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
    { type: 'send', to, message: rootCard(walkthrough, run), card: cardOfRun(rootOf, run.id), listen: true },
  ]
}

async function next(
  call: Call,
  all: readonly Walkthrough[],
  { walkthrough, run, say }: MoveOutcome,
): Promise<Message> {
  const step = openStep(walkthrough, run)
  if (say.show === 'end') return endCard(walkthrough, run)
  if (say.show === 'ask') return askCard(walkthrough, run)
  if (say.show === 'stopped') return stoppedCard(run)
  if (say.show === 'how' && step) return howCard(run, step)
  if (say.show === 'line') return []
  return questionCard(walkthrough, run, await offerFor(call, all, run, step))
}

const stoppedCard = (run: Run): Message => [
  text(`I keep “${run.name}” as it is, for as long as you like.`),
  buttons(button('Go on', `walk @${run.id} resume`)),
]

/** What is said before the next card: that it was kept, and how it reads; with a way to change it. */
function before(walkthrough: Walkthrough, run: Run, { remark, step }: Say, hint?: string): Message {
  const about = stepOf(walkthrough, step)
  const number = about ? walkthrough.steps.indexOf(about) + 1 : 0
  const kept = remark?.type === 'kept' ? about : undefined
  return [
    ...(remark ? [text(inWords(remark, number, about, run))] : []),
    ...(kept ? tooMany(walkthrough, run, kept, number) : []),
    ...(hint ? [quiet(`I kept that as your answer. To run the command instead, type “${hint}”.`)] : []),
    ...(kept ? [buttons(button(`Change ${number}`, `walk @${run.id} edit ${number}`))] : []),
  ]
}

function inWords(remark: Remark, number: number, about: Step | undefined, run: Run): string {
  switch (remark.type) {
    case 'kept':
      return about ? `Kept as answer ${number}${readingBeside(about, entriesOf(run, about.id)[0])}.` : 'Kept.'
    case 'added':
      return `Added to answer ${number}.`
    case 'skipped':
      return 'Skipped.'
    case 'parked':
      return 'Parked: it waits with the others until you know more.'
    case 'said':
      return remark.text
  }
}

/** Nothing is refused: more than was asked for is kept, with a word about it. */
function tooMany(walkthrough: Walkthrough, run: Run, step: Step, number: number): Message {
  const words = entriesOf(run, step.id)[0]?.text ?? ''
  const chosen = chosenIn(words, optionsOf(walkthrough, run, step)).length
  if (!step.at_most || chosen <= step.at_most) return []
  return [
    quiet(
      `That is ${chosen}; ${step.at_most} at the most are easier to keep in mind. “edit ${number}” narrows it down.`,
    ),
  ]
}

/** In the thread or the chat where someone speaks; else in the run's own thread. A guest is answered alone. */
function whereTheTalkIs(call: Call, run: Run, message: Message): Effect {
  const isAnothersChat = run.place.personal && run.owner.id !== call.person.id
  if (isAnothersChat || call.kind === 'delete') return privateReply(message)
  const here = run.place.personal
    ? call.place.personal
    : call.place.thread && call.place.conversation === run.place.conversation
  const card = questionCardOf(run)
  return here ? reply(message, card) : send({ under: rootOf(run.id) }, message, card)
}
