import type { Call } from '../../core/command.ts'
import { type Effect, privateReply, send, update } from '../../core/effect.ts'
import {
  bold,
  button,
  buttons,
  code,
  dialog,
  type Folded,
  form,
  heading,
  type Message,
  oneFold,
  quiet,
  skipsFields,
  text,
} from '../../core/message.ts'
import { nobody } from '../../core/records/personal-data.ts'
import { printOf } from '../../core/undo/patch.ts'
import { UserError } from '../../core/user-error.ts'
import type { Action, RunRequest } from './actions/action.ts'
import { press, progressOf, quoted, rootNow, whenHeld } from './cards.ts'
import { plannedSteps } from './run/plan-view.ts'
import { answerTo, entriesOf, type Run } from './run/run.ts'
import type { Step, Walkthrough } from './schema.ts'
import { cardOfRun, contentOf, rootOf, runFor, sharedCardOf, shares } from './store.ts'

/** Share, which first shows where it will appear, and Unshare. The owner's alone. */
export const shareActions = { share, unshare } satisfies Readonly<Record<string, Action>>

/** `share` shows first where it will appear; `share now` posts it, `share update` shows there what was changed since. */
export async function share(asked: RunRequest): Promise<Effect[]> {
  if (asked.rest === 'update') return updateThere(asked)
  return asked.rest === 'now' ? post(asked) : preview(asked)
}

async function preview({ call, id, walkthroughs: all }: RunRequest): Promise<Effect[]> {
  const run = await owned(call, id)
  const walkthrough = contentOf(all, run)
  const conversation = call.chosen?.channel ?? (call.place.personal ? undefined : call.place.conversation)
  if (!conversation) return [privateReply(whereTo(run))]
  await call.mustReach(conversation)
  const isHere = conversation === call.place.conversation
  const name = isHere ? call.place.name : undefined
  const old = await call.library.get(shares, id)
  // What stands elsewhere stays listed until the new one is posted.
  if (old?.posted && old.conversation !== conversation)
    throw new UserError(
      `“${run.name}” is shared elsewhere already. Type “unshare” first, then share it here.`,
    )
  await call.library.update(tx =>
    tx.put(shares, id, { also: [], ...old, conversation, ...(name && { name }) }),
  )
  return [privateReply(previewCard(walkthrough, run, name ?? (isHere ? 'this channel' : undefined)))]
}

async function post(asked: RunRequest): Promise<Effect[]> {
  const { call, id, walkthroughs: all } = asked
  const run = await owned(call, id)
  const walkthrough = contentOf(all, run)
  const pending = await call.library.get(shares, id)
  if (!pending) return preview(asked)
  await call.mustReach(pending.conversation)
  const also = (call.values.also ?? '').split(',').filter(Boolean)
  const card = sharedCard(walkthrough, run, also)
  const { behind: _, ...share } = pending
  await call.library.update(tx =>
    tx.put(shares, id, { ...share, also, posted: true, drawn: printOfCard(card) }),
  )
  const root = update(rootOf(id), await rootNow(call, walkthrough, run))
  const told = privateReply([
    text(
      `Shared${pending.name ? ` in ${pending.name}` : ''}. What you change later shows there once you press “Update it there.”`,
    ),
    buttons(press(run, 'Stop sharing', 'unshare')),
  ])
  if (pending.posted) return [update(sharedCardOf(id), card), root, told]
  return [send(pending.conversation, card, cardOfRun(sharedCardOf, id)), root, told]
}

/** `share update`: what was changed since is shown where it is shared. */
async function updateThere({ call, id, walkthroughs: all }: RunRequest): Promise<Effect[]> {
  const run = await owned(call, id)
  const walkthrough = contentOf(all, run)
  const share = await call.library.get(shares, id)
  if (!share?.posted) throw new UserError(`“${run.name}” isn’t shared anywhere.`)
  await call.mustReach(share.conversation)
  return [
    ...(await sharedRedrawn(call, walkthrough, run)),
    update(rootOf(id), await rootNow(call, walkthrough, run)),
    privateReply([
      text(`Updated${share.name ? ` in ${share.name}` : ' there'}. Everyone there sees it now.`),
    ]),
  ]
}

async function unshare({ call, id, walkthroughs: all }: RunRequest): Promise<Effect[]> {
  const run = await owned(call, id)
  const share = await call.library.get(shares, id)
  if (!share) throw new UserError(`“${run.name}” isn’t shared anywhere.`)
  const taken = await unshared(call, id)
  return [
    ...taken,
    update(rootOf(id), await rootNow(call, contentOf(all, run), run)),
    privateReply([text(`“${run.name}” isn’t shared anymore.`)]),
  ]
}

/** The shared card follows what is changed where it stands. What is changed at home waits until its owner says so. */
export async function sharedFollows(call: Call, walkthrough: Walkthrough, run: Run): Promise<Effect[]> {
  const share = await call.library.get(shares, run.id)
  if (!share?.posted || printOfCard(sharedCard(walkthrough, run, share.also)) === share.drawn) return []
  if (share.behind) return []
  if (share.conversation === call.place.conversation) return sharedRedrawn(call, walkthrough, run)
  await call.library.update(tx => tx.put(shares, run.id, { ...share, behind: true }))
  return []
}

/** The shared card as the run stands now, drawn anew; nothing is noted of it. */
export async function sharedAsItStands(call: Call, walkthrough: Walkthrough, run: Run): Promise<Effect[]> {
  const share = await call.library.get(shares, run.id)
  return share?.posted ? [update(sharedCardOf(run.id), sharedCard(walkthrough, run, share.also))] : []
}

/** After something was taken back: the note of what stands there was taken back with it, and what stands there was not. */
export async function sharedTakenBack(call: Call, walkthrough: Walkthrough, run: Run): Promise<Effect[]> {
  const share = await call.library.get(shares, run.id)
  return share?.behind ? [] : sharedAsItStands(call, walkthrough, run)
}

/** The shared card is shown as the run stands now. */
async function sharedRedrawn(call: Call, walkthrough: Walkthrough, run: Run): Promise<Effect[]> {
  const share = await call.library.get(shares, run.id)
  if (!share?.posted) return []
  const card = sharedCard(walkthrough, run, share.also)
  const { behind: _, ...rest } = share
  await call.library.update(tx => tx.put(shares, run.id, { ...rest, drawn: printOfCard(card) }))
  return [update(sharedCardOf(run.id), card)]
}

const printOfCard = (card: Message): string => printOf(card) ?? ''

/** Takes the shared card back, wherever it stands. */
export async function unshared(call: Call, id: string): Promise<Effect[]> {
  await call.library.update(tx => tx.delete(shares, id))
  return [{ type: 'remove', card: sharedCardOf(id) }]
}

/** A run that only its owner may give away. */
export async function owned(call: Call, id: string): Promise<Run> {
  const run = await runFor(call.library, call, id)
  if (run.owner.id === call.person.id) return run
  if (run.owner.id === nobody.id)
    throw new UserError(`“${run.name}” has no owner anymore. Type “take over” to make it yours.`)
  throw new UserError(`Only ${run.owner.name}, the owner of “${run.name}”, can do that.`)
}

const whereTo = (run: Run): Message => [
  text(`Where would you like to share “${run.name}”? I’ll show you how it will look first.`),
  dialog(
    'Share',
    [{ id: 'channel', label: 'Channel', type: 'channel' }],
    press(run, 'Show me', 'share', 'primary'),
  ),
  quiet('Or type ', code('/hearth share'), ' in that channel.'),
]

const heldBack = (walkthrough: Walkthrough, run: Run): Step[] =>
  walkthrough.steps.filter(step => {
    const given = answerTo(run, step.id)
    return given !== undefined && (given.disposition === 'parked' || run.private?.includes(step.id) === true)
  })

function previewCard(walkthrough: Walkthrough, run: Run, name: string | undefined): Message {
  const held = heldBack(walkthrough, run)
  const options = held.map(step => ({ value: step.id, label: step.question }))
  const go = press(run, name ? `Share in ${name}` : 'Share it there', 'share now', 'primary')
  return [
    text(bold(`Everyone in ${name ?? 'the channel you chose'} will see this:`)),
    ...whatOthersSee(walkthrough, run, []),
    ...(held.length > 0
      ? [
          form(
            [
              {
                id: 'also',
                label:
                  'I left these answers out, because they are private or not finished. Check the ones everyone may see.',
                type: 'several',
                options,
              },
            ],
            go,
            skipsFields(press(run, 'Not now', 'overview')),
          ),
        ]
      : [buttons(go, press(run, 'Not now', 'overview'))]),
  ]
}

/** What others see, with a way to begin one of their own. */
export const sharedCard = (walkthrough: Walkthrough, run: Run, also: readonly string[]): Message => [
  ...whatOthersSee(walkthrough, run, also),
  buttons(button('Begin your own', walkthrough.command)),
]

/** The answers that are not held back, with who gave them. */
export function whatOthersSee(walkthrough: Walkthrough, run: Run, also: readonly string[]): Message {
  const out = new Set(heldBack(walkthrough, run).flatMap(step => (also.includes(step.id) ? [] : [step.id])))
  const seen = walkthrough.steps.filter(step => !out.has(step.id) && entriesOf(run, step.id).length > 0)
  const isBySeveral = new Set(run.answers.flatMap(one => one.entries.map(entry => entry.by.id))).size > 1
  return [
    heading(run.name),
    quiet(`${walkthrough.title} · shared by ${run.owner.name}`),
    ...whenHeld(run),
    { type: 'progress', ...progressOf(walkthrough, run) },
    ...oneFold(['Answers', seen.flatMap(answersTo)], plannedSteps(run)),
  ]

  function answersTo(step: Step): Folded[] {
    return [
      text(bold(`${walkthrough.steps.indexOf(step) + 1}. ${step.question}`)),
      ...entriesOf(run, step.id).flatMap(one => [
        quoted(step, one.text),
        ...(isBySeveral ? [quiet(one.by.name)] : []),
      ]),
    ]
  }
}
