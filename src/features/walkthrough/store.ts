import { beginsIn } from '../../core/beginnings.ts'
import { listenedThreads } from '../../core/cards.ts'
import type { Call, Library } from '../../core/command.ts'
import type { CardName, NewCard } from '../../core/effect.ts'
import type { Address } from '../../core/incoming.ts'
import type { Closing, LeftBehind } from '../../core/schedule/closed-rooms.ts'
import { byId, type Index, kind, type Tx } from '../../core/store.ts'
import { UserError } from '../../core/user-error.ts'
import type { Who } from './run/entry.ts'
import { type Run, runs } from './run/run.ts'
import type { Walkthrough } from './schema.ts'

export { runs }

/** What waits at the top level of a person's own chat, and what they were at last. */
export const focuses = kind<{ waiting?: string; latest?: string }>('desk')

/** The card that shows a run as it stands; its questions come in the thread under it. */
export const rootOf = (id: string): CardName => `run/${id}/root`
/** Where a run was shared. */
export const sharedCardOf = (id: string): CardName => `run/${id}/shared`
/** A plan that came back. */
export const dueCardOf = (id: string): CardName => `plan/${id}/due`

/** The run that a card shows; undefined: it shows none. */
export const runOfCard = (name: CardName): string | undefined => /^(?:run|plan)\/([^/]+)\//.exec(name)?.[1]

/** A card of a run that is to be sent. */
export const cardOfRun = (name: (id: string) => CardName, id: string): NewCard => ({
  name: name(id),
  of: { kind: runs, id },
})

/** The card of one of its questions; in somebody's own chat one waits at a time. */
export const askCardOf = ({ id, place }: Pick<Run, 'id' | 'place'>, step: string): CardName =>
  `run/${id}/ask/${place.personal ? 'open' : step}`

/**
 * The card of a question: remembered, so that it closes however it is answered, and since no other than a card of this run is ever
 * replaced by its answer.
 */
export const questionCardOf = (run: Run): NewCard =>
  cardOfRun(() => askCardOf(run, run.currentStep || 'end'), run.id)

/** A question that was to be asked did not arrive, as far as is known: nobody answers what they have not seen. */
export async function questionUnsent(tx: Tx, name: CardName): Promise<void> {
  const [, id = ''] = /^run\/([^/]+)\/ask\//.exec(name) ?? []
  const run = id === '' ? undefined : await tx.get(runs, id)
  if (run?.status === 'open' && run.currentStep !== '')
    await tx.put(runs, id, { ...run, unseen: run.currentStep })
}

/** Who was shown a run: they may write on it, and change nothing. */
export const reviewers = kind<{ at: number }>('neighbour')

/** To whom each was shown: by the walk-through. */
export const reviewersByRun: Index<{ at: number }> = {
  name: 'reviewers-by-run',
  kind: reviewers,
  keysOf: (_, id) => [id.split('/')[0] ?? ''],
}

/** What somebody was shown. */
export const shownTo: Index<{ at: number }> = {
  name: 'runs-shown-to',
  kind: reviewers,
  keysOf: (_, id) => [id.slice(id.indexOf('/') + 1)],
}

/** The run that a reviewer was shown, by the id of the document that says so. */
export const runShown = (id: string): string => id.slice(0, id.indexOf('/'))

/** Where a run is shared, or would be once its owner has seen where. `also`: held-back answers that were ticked. */
export interface Share {
  conversation: Address
  name?: string
  also: string[]
  posted?: true
  /** A print of what stands there. */
  drawn?: string
  /** Something was changed elsewhere since, which is not shown there yet. */
  behind?: true
}
export const shares = kind<Share>('share')

/** What is shared, by the conversation it is shown in. */
export const sharesByConversation: Index<Share> = {
  name: 'shares-by-conversation',
  kind: shares,
  keysOf: one => (one.posted ? [one.conversation] : []),
}

/** A channel is called otherwise now. */
export async function renameShares(tx: Tx, conversation: Address, name: string): Promise<void> {
  for (const [id, share] of await tx.find(sharesByConversation, conversation))
    if (share.name !== name) await tx.put(shares, id, { ...share, name })
}

export const whoIs = ({ person: { id, name } }: Call): Who => ({ id, name })

const refused = 'That one belongs to somebody else, who has not shared it with you.'
const gone = 'I can’t find that one: it was deleted, or never begun.'

/** Whether somebody is in a run wherever they ask: looks after it, or was invited. */
export const isIn = (run: Run, id: string): boolean => peopleIn(run).includes(id)

/** Who merely answered in a channel is not among them: taken out of the channel, they have no business there any more. */
const peopleIn = ({ owner, invited }: Run): string[] => [owner.id, ...invited.map(one => one.id)]

/** Runs by who is in them, and by the channel they stand in. */
export const runsBy: Index<Run> = {
  name: 'runs-by-person-or-channel',
  kind: runs,
  keysOf: run => [...new Set(peopleIn(run)), ...(run.place.personal ? [] : [run.place.conversation])],
}

/** A channel is called otherwise now. */
export async function renameRuns(tx: Tx, conversation: Address, name: string): Promise<void> {
  for (const [id, run] of await tx.find(runsBy, conversation)) {
    const { place } = run
    if (place.personal || place.conversation !== conversation || place.name === name) continue
    await tx.put(runs, id, { ...run, place: { ...place, name } })
  }
}

/** A channel is closed: what stood open in it is saved, and its owners are told. Hearth may be let in again where it was only taken out. */
export async function closeRuns(tx: Tx, room: Address, { because }: Closing): Promise<readonly LeftBehind[]> {
  if (because === 'left') return []
  return (await tx.find(runsBy, room))
    .filter(
      ([, { place, status }]) => !place.personal && place.conversation === room && status !== 'finished',
    )
    .map(([, run]) => ({ person: run.owner.id, what: `“${run.name}” is saved, with all its answers.` }))
}

/** A thread in a channel is heard only where Hearth is in it; and what is shared there is changed there later. */
export const runBegins = beginsIn(runs, ({ place }) => (place.personal ? undefined : place.conversation))
export const shareBegins = beginsIn(shares, one => (one.posted ? one.conversation : undefined))

/** Whether someone may look at a run and change it: who is in it, and who is in the channel it stands in. */
export const may = (run: Run, { person, place }: Pick<Call, 'person' | 'place'>): boolean =>
  isIn(run, person.id) || (!run.place.personal && run.place.conversation === place.conversation)

/** A run that the asker may see. @throws {UserError} in one sentence. */
export async function runFor(tx: Pick<Tx, 'get'>, call: Call, id: string): Promise<Run> {
  const run = await tx.get(runs, id)
  if (!run) throw new UserError(gone)
  if (!may(run, call)) throw new UserError(whyNot(run, call))
  return run
}

/** Whoever answered in a channel is shown the way there, and nothing else: they may have left it. */
function whyNot({ place, answers, name }: Run, { person }: Call): string {
  const spoke = answers.some(one => one.entries.some(entry => entry.by.id === person.id))
  if (place.personal || !spoke) return refused
  return `“${name}” stands in ${place.name ?? 'the channel you answered it in'}: it can be seen and gone on with there.`
}

/** The walk-through a run goes through, as the content has it today. */
export function contentOf(all: readonly Walkthrough[], run: Run): Walkthrough {
  const found = all.find(one => one.id === run.walkthrough)
  if (found) return found
  throw new UserError(
    `The walk-through behind “${run.name}” was taken out of the content. Its answers are saved; type “hearth export” to have them.`,
  )
}

/** The run whose thread this is: under the card that shows it, or under one of its questions. */
export async function runOfThread(
  library: Pick<Library, 'get'>,
  address: Address,
): Promise<string | undefined> {
  const found = await library.get(listenedThreads, address)
  return /^run\/([^/]+)\/(?:root$|ask\/)/.exec(found?.card ?? '')?.[1]
}

/**
 * The run in whose thread something is typed. A chat without threads stands for the thread of whatever was begun in it last: there it is
 * rather what waits for its owner.
 */
export const runTypedUnder = async ({
  library,
  place,
}: Pick<Call, 'library' | 'place'>): Promise<string | undefined> =>
  place.personal && !place.thread ? undefined : runOfThread(library, place.address)

/** The run meant where none is named: that of the thread, what waits in one's own chat, the latest. */
export async function runMeant(call: Call): Promise<string | undefined> {
  const here = await runTypedUnder(call)
  if (here) return here
  const focus = await call.library.get(focuses, call.person.id)
  return focus?.waiting ?? focus?.latest
}

/** Remembers which run a person is at: while it waits, what they type in their own chat is its answer. */
export async function setFocus(tx: Tx, call: Call, run: Run): Promise<void> {
  const focus = (await tx.get(focuses, call.person.id)) ?? {}
  const over = run.status === 'finished' && run.editing === undefined
  const kept = run.place.personal ? (over ? undefined : run.id) : focus.waiting
  await tx.put(focuses, call.person.id, { latest: run.id, ...(kept && { waiting: kept }) })
}

/** All runs that a person is in, the latest first. */
export const runsOf = async (library: Pick<Library, 'find'>, id: string): Promise<Run[]> =>
  latest(await library.find(runsBy, id))

/** All runs that can be gone on with from here: one's own, and those of the channel. */
export async function runsHere({ library, person, place }: Call): Promise<Run[]> {
  const [own, here] = [await library.find(runsBy, person.id), await library.find(runsBy, place.conversation)]
  return latest([...own, ...here])
}

/** Each once. */
const latest = (found: readonly [string, Run][]): Run[] =>
  [...new Map(found)].sort((a, b) => b[1].touchedAt - a[1].touchedAt || byId(a, b)).map(([, run]) => run)
