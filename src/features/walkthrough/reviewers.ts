import type { Call } from '../../core/command.ts'
import { type Effect, privateReply, send, update } from '../../core/effect.ts'
import {
  bold,
  buttons,
  dialog,
  heading,
  type Message,
  oneFold,
  person,
  quiet,
  quote,
  text,
} from '../../core/message.ts'
import { UserError } from '../../core/user-error.ts'
import type { Action, RunRequest } from './actions/action.ts'
import { press, quoted, rootNow } from './cards.ts'
import { askedFirst, whomCard } from './give-first.ts'
import { colleagueMeant } from './pick-colleague.ts'
import type { Entry } from './run/entry.ts'
import { plannedSteps } from './run/plan-view.ts'
import { entriesOf, type Run } from './run/run.ts'
import type { Walkthrough } from './schema.ts'
import { owned } from './share.ts'
import { contentOf, reviewers, rootOf, runs, whoIs } from './store.ts'

/** The guide's “Share with your neighbor”, as three prompts. */
const prompts = [
  ['like', 'I like'],
  ['wonder', 'I wonder'],
  ['roadblock', 'A roadblock I see'],
] as const

const notShown = 'That one was not shown to you, or was deleted.'

/** Shows a run to a colleague, and keeps what they write on it. */
export const reviewerActions = { neighbor: showToReviewer, respond, look } satisfies Readonly<
  Record<string, Action>
>

/** What a colleague was shown, as it stands now. */
async function look({ call, id, walkthroughs: all }: RunRequest): Promise<Effect[]> {
  const run = await call.library.get(runs, id)
  const shown = await call.library.get(reviewers, `${id}/${call.person.id}`)
  if (!run || !shown) throw new UserError(notShown)
  return [privateReply(readOnly(contentOf(all, run), run))]
}

async function showToReviewer(asked: RunRequest): Promise<Effect[]> {
  const { call, id, rest, walkthroughs: all } = asked
  const first = await askedFirst(asked, 'neighbor')
  if (first) return first
  const run = await owned(call, id)
  const meant = await colleagueMeant(call, rest, whomCard(run, 'neighbor'))
  if ('ask' in meant) return [privateReply(meant.ask)]
  const { to } = meant
  await call.library.update(tx => tx.put(reviewers, `${id}/${to.id}`, { at: call.at }))
  return [
    send({ person: to.id }, readOnly(contentOf(all, run), run)),
    update(rootOf(id), await rootNow(call, contentOf(all, run), run)),
    privateReply([
      text(
        'I have shown “',
        bold(run.name),
        '” to ',
        person(to),
        '. What they write comes to you and is saved with it.',
      ),
    ]),
  ]
}

async function respond({ call, id, rest, walkthroughs: all }: RunRequest): Promise<Effect[]> {
  const said = written(call, rest)
  if (said.length === 0) return [privateReply(await asksToWrite(call, id))]
  const run = await call.library.update(async tx => {
    const before = await tx.get(runs, id)
    const shown = await tx.get(reviewers, `${id}/${call.person.id}`)
    if (!before || !shown) throw new UserError(notShown)
    const after: Run = { ...before, notes: [...before.notes, ...said] }
    await tx.put(runs, id, after)
    return after
  })
  const words: Message = said.flatMap(one => [text(bold(one.from ?? '')), quote(one.text)])
  return [
    update(rootOf(id), await rootNow(call, contentOf(all, run), run)),
    send({ person: run.owner.id }, [text(`${call.person.name} wrote on “${run.name}”:`), ...words]),
    privateReply([
      text(
        `Thank you. ${run.owner.name} can see it, and it’s saved with “${run.name}.” You can write more anytime.`,
      ),
    ]),
  ]
}

function written(call: Call, rest: string): Entry[] {
  const typed = prompts.find(([id]) => rest.startsWith(`${id} `))
  const all = prompts.map(([id, from]) => ({
    from,
    words: typed?.[0] === id ? rest.slice(id.length + 1) : (call.values[id] ?? ''),
  }))
  return all
    .filter(({ words }) => words.trim() !== '')
    .map(({ from, words }) => ({ by: whoIs(call), at: call.at, text: words, from }))
}

function readOnly(walkthrough: Walkthrough, run: Run): Message {
  const seen = walkthrough.steps.filter(
    step => entriesOf(run, step.id).length > 0 && run.private?.includes(step.id) !== true,
  )
  return [
    heading(`${run.owner.name} shows you “${run.name}”`),
    quiet(`${walkthrough.title} · only you see this`),
    ...oneFold(
      [
        'Answers',
        seen.flatMap(step => [
          text(bold(step.question)),
          ...entriesOf(run, step.id).map(one => quoted(step, one.text)),
        ]),
      ],
      plannedSteps(run),
    ),
    buttons(press(run, 'Write on it', 'respond', 'primary')),
    quiet('Write only what you like, whenever you have time.'),
  ]
}

/** The three prompts, for whoever it was shown to. */
async function asksToWrite(call: Call, id: string): Promise<Message> {
  const run = await call.library.get(runs, id)
  const shown = await call.library.get(reviewers, `${id}/${call.person.id}`)
  if (!run || !shown) throw new UserError(notShown)
  return [
    text(`What would you like to tell ${run.owner.name} about “${run.name}”?`),
    dialog(
      'Write on it',
      prompts.map(([prompt, label]) => ({ id: prompt, label, type: 'paragraph' as const })),
      press(run, 'Send to them', 'respond', 'primary'),
    ),
  ]
}
