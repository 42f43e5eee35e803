import type { Call } from '../command.ts'
import type { Effect } from '../effect.ts'
import type { CardRef, Incoming, Person } from '../incoming.ts'
import { button, buttons, text } from '../message.ts'
import { type Changed, type Index, type Kind, kind, type Tx } from '../store.ts'
import { UserError } from '../user-error.ts'
import { counts, type FieldRules, Overtaken, type Patch, patchOf, printOf, unpatched } from './patch.ts'

/** The last change that somebody made in one place: what it replaced, so that they can take it back. Kept for a day. */
export interface UndoRecord {
  /** Names the change: its button says which one it takes back. */
  change: string
  by: Pick<Person, 'id' | 'name'>
  at: number
  patches: readonly Patch[]
  /** What was sent to others because of it: it goes with it. */
  sent: readonly CardRef[]
  /** It was taken back already. */
  undone?: true
  /** Why it cannot be taken back, in a sentence. */
  final?: string
}

/** One for each person and place. */
export const undoRecords = kind<UndoRecord>('undo')

/** So long a change can be taken back, and what it replaced is kept for that. */
export const undoKeptMs = 24 * 3_600_000

/** The records by their change, and by the documents that it was made in. */
export const recordsBy: Index<UndoRecord> = {
  name: 'undo-records-by-change-or-document',
  kind: undoRecords,
  keysOf: ({ change, patches }) => [change, ...new Set(patches.map(keyOf))],
}

const keyOf = ({ kind, id }: Pick<Changed, 'kind' | 'id'>): string => `${kind} ${id}`

/** What became of one document when a change was taken back: as the change had left it, and as it stands now. */
export interface TakenBack<T> {
  id: string
  was: T | undefined
  now: T | undefined
}

/** How changes of one kind of document are taken back. Left out: each is, as long as nobody has changed the document since. */
export interface UndoRule<T> extends FieldRules {
  kind: Kind<T>
  /** It is what Hearth notes for itself: it changes by itself, and stays. */
  ignored?: true
  /** Why a change of it cannot be taken back, in a sentence. */
  final?: string
  /** The document as it goes on from here. */
  resumed?(document: T, at: number, was: T | undefined): T
  /** Puts right what follows from documents that were taken back. */
  settle?(tx: Tx, ids: readonly string[], at: number): Promise<void>
  /** Who changed it last, since an instant. */
  changedBy?(document: T, since: number): Pick<Person, 'id' | 'name'> | undefined
  /** Says what stands now, and redraws it wherever it is shown. */
  show?(
    call: Call,
    all: readonly TakenBack<T>[],
    undone: Pick<Undone, 'isSent'>,
  ): Promise<Effect[]> | Effect[]
}

/** A rule among those of other kinds. */
export type AnyUndoRule = UndoRule<never>

/** A rule, as the table holds it. */
export const undoRule = <T>(rule: UndoRule<T>): AnyUndoRule => rule as unknown as AnyUndoRule

/** The rule of what Hearth notes for itself. */
export const unnoticed = (kind: Kind<unknown>): AnyUndoRule => undoRule({ kind, ignored: true })

/** The rules by the kind that they are for. */
export type UndoRules = ReadonlyMap<string, AnyUndoRule>

/** The table of rules. */
export const undoRules = (all: readonly AnyUndoRule[]): UndoRules => new Map(all.map(one => [one.kind, one]))

type Asked = Pick<Incoming, 'id' | 'person' | 'place' | 'at'>

/** The record of who asks, where they ask. */
const recordOf = ({ person, place }: Pick<Asked, 'person' | 'place'>): string =>
  `${person.id}/${printOf(place.conversation)}`

/** The name of the change that a delivery makes: the same however often it comes. */
export const changeOf = ({ id, person }: Pick<Asked, 'id' | 'person'>): string =>
  (printOf(`${person.id} ${id}`) ?? '').slice(0, 8)

const ruleFor = (rules: UndoRules, kind: string): FieldRules & Partial<AnyUndoRule> => rules.get(kind) ?? {}

/** What a draft changes that can be taken back. */
export const patchesIn = (rules: UndoRules, changed: readonly Changed[]): Patch[] =>
  changed.flatMap(one => {
    const rule = ruleFor(rules, one.kind)
    return rule.ignored || one.kind === undoRecords ? [] : (patchOf(rule, one) ?? [])
  })

/** Whether somebody changed anything with that. */
export const isChange = (rules: UndoRules, patches: readonly Patch[]): boolean =>
  patches.some(one => counts(ruleFor(rules, one.kind), one))

/** Keeps what a change replaced, in the change itself; resolves with its name. */
export function keepChange(
  tx: Tx,
  asked: Asked,
  rules: UndoRules,
  patches: readonly Patch[],
): Promise<string> {
  const final = patches.map(one => ruleFor(rules, one.kind).final).find(Boolean)
  return keepRecord(tx, asked, final ? { patches: [], final } : { patches })
}

async function keepRecord(
  tx: Tx,
  asked: Asked,
  what: Pick<UndoRecord, 'patches' | 'final'>,
): Promise<string> {
  const { id, name } = asked.person
  const change = changeOf(asked)
  await tx.put(undoRecords, recordOf(asked), { change, by: { id, name }, at: asked.at, sent: [], ...what })
  return change
}

/** Remembers a message that was sent because of a change, if there is a record of that. */
export async function keepSent(tx: Tx, asked: Asked, card: CardRef): Promise<void> {
  const record = await tx.get(undoRecords, recordOf(asked))
  if (record?.change !== changeOf(asked)) return
  await tx.put(undoRecords, recordOf(asked), { ...record, sent: [...record.sent, card] })
}

/** What was sent because of the change that is recorded where this is asked. */
export async function sentWith(
  from: Pick<Tx, 'get'>,
  asked: Asked,
  change: string,
): Promise<readonly CardRef[]> {
  const record = await from.get(undoRecords, recordOf(asked))
  return record?.change === change ? record.sent : []
}

/** Whether a delivery left a record here. */
export const hasRecord = async (from: Pick<Tx, 'get'>, asked: Asked): Promise<boolean> =>
  (await from.get(undoRecords, recordOf(asked)))?.change === changeOf(asked)

/** What was deleted for good is in no record any more, and whoever deleted it takes nothing older back by mistake. */
export async function dropRecords(tx: Tx, asked: Asked, rules: UndoRules): Promise<void> {
  await dropWith(tx, rules, one => one.after === undefined)
  await tx.delete(undoRecords, recordOf(asked))
}

/** A line that was deleted in the chat is meant to be gone: no record brings its words back. */
export async function forgetLine(tx: Tx, asked: Asked, rules: UndoRules): Promise<void> {
  await dropWith(tx, rules, () => true)
  await keepRecord(tx, asked, { patches: [], final: lineDeleted })
}

const lineDeleted =
  'You deleted that line in the chat, so its words are deleted here too. Type them again to have them back.'

async function dropWith(tx: Tx, rules: UndoRules, wanted: (one: Changed) => boolean): Promise<void> {
  const changed = await tx.changed()
  const gone = changed.filter(one => wanted(one) && !ruleFor(rules, one.kind).ignored)
  for (const { kind, id } of gone)
    for (const [record] of await tx.find(recordsBy, keyOf({ kind, id }))) await tx.delete(undoRecords, record)
}

/** What was taken back. */
export interface Undone {
  change: string
  /** A message that was sent because of it is known, and goes with it. */
  isSent: boolean
  /** By kind, those in which somebody had changed something that counts. */
  documents: ReadonlyMap<string, readonly TakenBack<unknown>[]>
}

/** Takes back the last change of whoever asks here, once. @throws {UserError} in one sentence, where it cannot be. */
export async function takeBack(tx: Tx, asked: Asked, rules: UndoRules, wanted?: string): Promise<Undone> {
  const record = await recordMeant(tx, asked, wanted)
  const documents = new Map<string, { patch: Patch; counts: boolean; was: unknown; now: unknown }>()
  for (const patch of record.patches.toReversed()) {
    const rule = ruleFor(rules, patch.kind)
    const known = documents.get(keyOf(patch))
    const was = known ? known.was : await tx.get(patch.kind, patch.id)
    const now = await before(tx, record, rule, patch, known ? known.now : await tx.get(patch.kind, patch.id))
    documents.set(keyOf(patch), { patch, counts: known?.counts || counts(rule, patch), was, now })
  }
  const settling = new Map<string, string[]>()
  for (const { patch, was, now } of documents.values()) {
    const { resumed } = ruleFor(rules, patch.kind)
    if (now === undefined) await tx.delete(patch.kind, patch.id)
    else await tx.put<unknown>(patch.kind, patch.id, resumed?.(now as never, asked.at, was as never) ?? now)
    settling.set(patch.kind, [...(settling.get(patch.kind) ?? []), patch.id])
  }
  for (const [kind, ids] of settling) await ruleFor(rules, kind).settle?.(tx, ids, asked.at)
  await tx.put(undoRecords, recordOf(asked), { ...record, patches: [], undone: true })
  return {
    change: record.change,
    isSent: record.sent.length > 0,
    documents: await asTheyStand(tx, [...documents.values()]),
  }
}

async function asTheyStand(
  tx: Tx,
  all: readonly { patch: Patch; counts: boolean; was: unknown }[],
): Promise<Undone['documents']> {
  const found = new Map<string, TakenBack<unknown>[]>()
  for (const { patch, was } of all.filter(one => one.counts)) {
    const one = { id: patch.id, was, now: await tx.get(patch.kind, patch.id) }
    found.set(patch.kind, [...(found.get(patch.kind) ?? []), one])
  }
  return found
}

/** @throws {UserError} where there is none, or another one is meant. */
async function recordMeant(tx: Tx, asked: Asked, wanted: string | undefined): Promise<UndoRecord> {
  const record = await tx.get(undoRecords, recordOf(asked))
  const isHere = record && asked.at - record.at < undoKeptMs
  if (wanted !== undefined && record?.change !== wanted)
    throw new UserError(await notThat(tx, asked, wanted, record))
  if (!isHere) throw new UserError(nothing)
  if (record.undone) throw new UserError(wasUndone)
  if (record.final) throw new UserError(record.final)
  return record
}

/** Why a button of an earlier change, or of somebody else’s, takes nothing back. */
async function notThat(tx: Tx, asked: Asked, wanted: string, own: UndoRecord | undefined) {
  const [other] = (await tx.find(recordsBy, wanted)).map(([, one]) => one.by)
  if (other && other.id !== asked.person.id) return [text(`Only ${other.name} can take that back.`)]
  if (!own || own.undone || own.final) return [text(nothing)]
  return [
    text(
      'You’ve changed something else since. I take back the last change that you made here, and no earlier one.',
    ),
    buttons(button('Undo the last one', `undo @${own.change}`)),
  ]
}

const wasUndone =
  'You’ve taken that back already. I keep your last change here, and none before it. To take out an earlier answer, open its checklist and type, for example, “remove answer 5”. To open a step again, type “reopen 2”.'

const nothing =
  'There’s nothing of yours to take back here. I keep the last change you made in each chat and channel, for a day. What was deleted for good, forgotten, or given to you as a file can’t be taken back.'

async function before(
  tx: Tx,
  record: UndoRecord,
  rule: FieldRules & Partial<AnyUndoRule>,
  patch: Patch,
  now: unknown,
): Promise<unknown> {
  try {
    return unpatched(rule, patch, now)
  } catch (error) {
    if (!(error instanceof Overtaken)) throw error
    const by = (await latestSince(tx, record, patch)) ?? rule.changedBy?.(now as never, record.at)
    throw new UserError(overtaken(by, record))
  }
}

/** Whose change of the same document came since. */
async function latestSince(tx: Tx, record: UndoRecord, patch: Patch): Promise<UndoRecord['by'] | undefined> {
  const since = (await tx.find(recordsBy, keyOf(patch)))
    .map(([, one]) => one)
    .filter(one => one.at >= record.at)
  return since.filter(one => one.change !== record.change).sort((a, b) => b.at - a.at)[0]?.by
}

function overtaken(by: UndoRecord['by'] | undefined, record: UndoRecord): string {
  if (!by) return 'It was changed again since, so I left it as it is.'
  return by.id === record.by.id
    ? 'You’ve gone on with it in another place since, so I left it as it is.'
    : `${by.name} has gone on with it since, so I left it as it is.`
}
