import { hash } from 'node:crypto'
import { type Changed, isFields, isSame } from '../store.ts'

/**
 * How the fields of a kind of document are taken back, by their names such as `plan.made`: what is under one goes with it. Whatever is
 * not named counts; where `counts` is given, nothing else does.
 */
export interface FieldRules {
  /** These are what somebody changed: a change of nothing else is none, and what was changed since is not taken back. */
  counts?: readonly string[]
  /** These go back with the others, as far as they stand as they were left. */
  along?: readonly string[]
  /** These stay as they are. */
  stays?: readonly string[]
  /** What a document that is not there stands for, where others go on with the same one. */
  blank?: object
  /** The document with lists of several people's things taken apart by name, so that each is told apart; and put together again. */
  apart?: { split(document: object): object; join(parts: object): object }
}

/** What a change did to one field: what it replaced, and a print of what it put there. Without a print: it took it away. */
interface FieldPatch {
  path: readonly string[]
  was?: unknown
  is?: string
  /** Of a list, only the piece that changed: from which place on. `was` and `prints` are lists then. */
  at?: number
  prints?: readonly string[]
  /** It was not there before: once nothing is left in it, it goes. */
  new?: true
  /** Nothing but its place among the names beside it changed, or went with it: a print of the name that came next, where one did. */
  stood?: { next?: string }
}

/** What a change did to one document: to its fields; or it made it, or took it away. */
export type Patch = { kind: string; id: string } & (
  | { type: 'changed' | 'made'; fields: readonly FieldPatch[] }
  | { type: 'removed'; was: unknown }
)

/** Somebody changed since what is to be taken back. */
export class Overtaken extends Error {}

type Part = 'counts' | 'along' | 'stays'
type Fields = Readonly<Record<string, unknown>>

/** What a change of a document did; undefined where it did nothing that can be taken back. */
export function patchOf(rules: FieldRules, { kind, id, before: stood, after }: Changed): Patch | undefined {
  const before = stood ?? rules.blank
  if (before === undefined && after === undefined) return undefined
  if (isUncounted(rules, before, after)) return undefined
  if (after === undefined) return { kind, id, type: 'removed', was: leftOf(rules, before as Fields) }
  const fields = changesIn(rules, before, after)
  if (before === undefined) return { kind, id, type: 'made', fields }
  return fields.length > 0 ? { kind, id, type: 'changed', fields } : undefined
}

/** Decks change whenever somebody looks at them: nobody takes that back, so no time is spent on it. */
function isUncounted({ counts: some = [] }: FieldRules, before: unknown, after: unknown): boolean {
  const [one, other] = [isFields(before) ? before : {}, isFields(after) ? after : {}]
  return some.length > 0 && some.every(name => isSame(one[name], other[name]))
}

/** Whether a patch changed anything that counts. */
export const counts = (rules: FieldRules, patch: Patch): boolean =>
  patch.type === 'removed'
    ? rootPart(rules) === 'counts' ||
      Object.keys(patch.was as Fields).some(name => partAt(rules, [name]) === 'counts')
    : patch.fields.some(one => !isEmpty(one) && !one.stood && partAt(rules, one.path) === 'counts')

/** Something new in which nothing is. */
const isEmpty = (field: FieldPatch): boolean => field.new === true && (field.prints ?? []).length === 0

/** The document as it was before a patch; undefined: it was not there. `now` is a copy, to be changed. @throws {Overtaken} where somebody changed since what counts. */
export function unpatched(rules: FieldRules, patch: Patch, now: unknown): unknown {
  if (patch.type === 'removed') {
    if (now !== undefined && counts(rules, patch)) throw new Overtaken()
    return now ?? patch.was
  }
  if (now === undefined) {
    if (counts(rules, patch)) throw new Overtaken()
    return undefined
  }
  return patch.type === 'made' ? unmade(rules, patch, now as Fields) : withFields(rules, patch.fields, now)
}

/** What was made goes, unless somebody has put anything into it since. */
function unmade(
  rules: FieldRules,
  patch: Extract<Patch, { fields: readonly unknown[] }>,
  now: Fields,
): unknown {
  const since = unmatched(rules, patch.fields, now)
  if (counts(rules, patch)) {
    if (since.some(path => partAt(rules, path) === 'counts')) throw new Overtaken()
    return undefined
  }
  return since.length > 0 ? now : undefined
}

/** The fields that are not as they were when the document was made. */
function unmatched(rules: FieldRules, fields: readonly FieldPatch[], now: Fields): (readonly string[])[] {
  const made = changesIn(rules, undefined, now)
  const [before, there] = [new Map(fields.map(printed)), new Map(made.map(printed))]
  const isOther = (one: FieldPatch) => {
    const [path, print] = printed(one)
    return before.get(path) !== print || there.get(path) !== print
  }
  return [...made, ...fields].filter(one => !isEmpty(one) && isOther(one)).map(({ path }) => path)
}

const printed = ({ path, is, prints }: FieldPatch): [path: string, print: string] => [
  JSON.stringify(path),
  JSON.stringify([is, prints]),
]

/** Changes the copy that it is given. */
function withFields({ apart, ...rules }: FieldRules, fields: readonly FieldPatch[], now: unknown): unknown {
  const document = (apart ? apart.split(now as object) : now) as Record<string, unknown>
  // What was put into something new goes before it does.
  for (const field of fields.toReversed().filter(one => !one.stood)) {
    const done = isHolder(field) ? withoutEmpty(document, field) : withField(document, field)
    if (!done && partAt(rules, field.path) === 'counts') throw new Overtaken()
  }
  // What came last finds its place first: the name before it looks for it.
  for (const field of fields.toReversed()) if (field.stood) inItsPlace(document, field.path, field.stood.next)
  return apart ? apart.join(document) : document
}

/** An object that was new: what is in it has patches of its own. */
const isHolder = (field: FieldPatch): boolean => field.new === true && field.prints === undefined

function withoutEmpty(document: Record<string, unknown>, { path }: FieldPatch): true {
  const holder = holderOf(document, path)
  const name = path.at(-1) ?? ''
  if (holder && isFields(holder[name]) && Object.keys(holder[name]).length === 0) delete holder[name]
  return true
}

const withField = (document: Record<string, unknown>, field: FieldPatch): boolean =>
  field.prints ? withPiece(document, field) : withValue(document, field)

/** False: it does not stand there as it was left. */
function withValue(document: Record<string, unknown>, { path, was, is }: FieldPatch): boolean {
  const holder = holderOf(document, path)
  const name = path.at(-1) ?? ''
  if (!holder || printOf(holder[name]) !== is) return false
  if (was === undefined) delete holder[name]
  else holder[name] = was
  return true
}

function withPiece(
  document: Record<string, unknown>,
  { path, was, at = 0, prints = [], new: isNew }: FieldPatch,
): boolean {
  const holder = holderOf(document, path)
  const name = path.at(-1) ?? ''
  const list = holder?.[name]
  if (!holder || !Array.isArray(list)) return false
  const from = placeOf(list.map(printOf), prints, at)
  if (from === undefined) return false
  const left = [...list.slice(0, from), ...(was as unknown[]), ...list.slice(from + prints.length)]
  if (left.length === 0 && isNew) delete holder[name]
  else holder[name] = left
  return true
}

/** A name stands where it stood among those beside it; whatever came since stays behind them. */
function inItsPlace(
  document: Record<string, unknown>,
  path: readonly string[],
  next: string | undefined,
): void {
  const holder = holderOf(document, path)
  const name = path.at(-1) ?? ''
  if (!holder || !Object.hasOwn(holder, name)) return
  const names = Object.keys(holder)
  const at = next === undefined ? -1 : names.findIndex(one => printOf(one) === next)
  const behind = (at < 0 ? [] : names.slice(at)).filter(one => one !== name)
  for (const one of [name, ...behind]) {
    const value = holder[one]
    delete holder[one]
    holder[one] = value
  }
}

/** Where a piece stands in a list: where it was put, or wherever others have moved it since. */
function placeOf(
  list: readonly (string | undefined)[],
  piece: readonly string[],
  at: number,
): number | undefined {
  const isAt = (from: number) => piece.every((print, more) => list[from + more] === print)
  if (piece.length === 0) return Math.min(at, list.length)
  const places = [...list.keys()].filter(isAt)
  return places.sort((a, b) => Math.abs(a - at) - Math.abs(b - at))[0]
}

function holderOf(
  document: Record<string, unknown>,
  path: readonly string[],
): Record<string, unknown> | undefined {
  let holder: unknown = document
  for (const name of path.slice(0, -1)) holder = isFields(holder) ? holder[name] : undefined
  return isFields(holder) ? holder : undefined
}

interface Pair {
  before: unknown
  after: unknown
  path: readonly string[]
  part: Part
}

/** What changed between two states of a document. */
function changesIn({ apart, ...rules }: FieldRules, before: unknown, after: unknown): FieldPatch[] {
  const found: FieldPatch[] = []
  const split = (one: unknown) => (apart && one !== undefined ? apart.split(one as object) : one)
  compare(rules, { before: split(before) ?? {}, after: split(after), path: [], part: rootPart(rules) }, found)
  return found
}

/** Looks into objects, and no further: what stands in a list is told apart as a whole, with whoever it is of. */
function compare(rules: FieldRules, { before, after, path, part }: Pair, found: FieldPatch[]): void {
  if (part === 'stays' || before === after) return
  if (before === undefined && (isFields(after) || Array.isArray(after)))
    compareNew(rules, { after, path, part }, found)
  else if (isFields(before) && isFields(after)) {
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
      if (before[name] === after[name]) continue
      const inner = [...path, name]
      compare(
        rules,
        { before: before[name], after: after[name], path: inner, part: partOf(rules, inner, part) },
        found,
      )
    }
    comparePlaces(before, after, path, found)
  } else if (Array.isArray(before) && Array.isArray(after)) comparePieces(before, after, path, found)
  else {
    const is = printOf(after)
    found.push({ path, ...(before !== undefined && { was: before }), ...(is !== undefined && { is }) })
  }
}

/** What is new may get more from others: so it is looked into as well. */
function compareNew(
  rules: FieldRules,
  { after, path, part }: Omit<Pair, 'before'>,
  found: FieldPatch[],
): void {
  if (Array.isArray(after)) {
    found.push({ path, at: 0, was: [], prints: after.map(one => printOf(one) ?? ''), new: true })
    return
  }
  found.push({ path, new: true })
  compare(rules, { before: {}, after, path, part }, found)
}

/** The names that are not where they were: taken away, or put in anew behind the others. */
function comparePlaces(before: Fields, after: Fields, path: readonly string[], found: FieldPatch[]): void {
  const names = Object.keys(before)
  const left = Object.keys(after).filter(name => Object.hasOwn(before, name))
  let at = 0
  for (const [place, name] of names.entries()) {
    if (left[at] === name) {
      at++
      continue
    }
    const next = printOf(names[place + 1])
    found.push({ path: [...path, name], stood: { ...(next !== undefined && { next }) } })
  }
}

function comparePieces(
  before: readonly unknown[],
  after: readonly unknown[],
  path: readonly string[],
  found: FieldPatch[],
): void {
  const most = Math.min(before.length, after.length)
  let at = 0
  while (at < most && isSame(before[at], after[at])) at++
  let behind = 0
  while (behind < most - at && isSame(before.at(-1 - behind), after.at(-1 - behind))) behind++
  const was = before.slice(at, before.length - behind)
  const is = after.slice(at, after.length - behind)
  if (was.length > 0 || is.length > 0)
    found.push({ path, at, was, prints: is.map(one => printOf(one) ?? '') })
}

/** What is kept of a document that was removed. */
function leftOf(rules: FieldRules, document: Fields): Fields {
  const left = Object.entries(document).filter(([name]) => partAt(rules, [name]) !== 'stays')
  return Object.fromEntries(left)
}

const rootPart = ({ counts: some }: FieldRules): Part => (some ? 'along' : 'counts')

const partAt = (rules: FieldRules, path: readonly string[]): Part =>
  path.reduce<Part>((part, _, at) => partOf(rules, path.slice(0, at + 1), part), rootPart(rules))

/** A field is of the part that it is named in; else of that which holds it. */
function partOf({ counts: some, along, stays }: FieldRules, path: readonly string[], above: Part): Part {
  if (path.length > 2) return above
  const name = path.join('.')
  if (some?.includes(name)) return 'counts'
  if (along?.includes(name)) return 'along'
  return stays?.includes(name) ? 'stays' : above
}

/** A print by which it is known again, without its words; undefined: there is nothing. */
export function printOf(one: unknown): string | undefined {
  if (one === undefined) return undefined
  return hash('sha256', JSON.stringify(inOrder(one)), 'base64url').slice(0, 16)
}

function inOrder(one: unknown): unknown {
  if (Array.isArray(one)) return one.map(inOrder)
  if (!isFields(one)) return one
  return Object.keys(one)
    .sort()
    .map(name => [name, inOrder(one[name])])
}
