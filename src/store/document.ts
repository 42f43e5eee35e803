import { OperatorError } from '../core/operator-error.ts'
import { type Kind, type Schedule, schedules } from '../core/store.ts'

/** Refuses a name that would not be safe as the name of a folder, on every file system. */
export function checkWorkspace(workspace: string): void {
  if (isWorkspace(workspace)) return
  throw invalid(
    `workspace ${quoted(workspace)}: 1 to 100 of a-z, 0-9, - and _, beginning with a letter or digit`,
  )
}

export const isWorkspace = (name: string): boolean => /^[a-z0-9][a-z0-9_-]{0,99}$/.test(name)

/** Kinds that were found to be right: there are few, and they are asked for all the time. */
const rightKinds = new Set<string>()

export function checkKind(kind: string): void {
  if (rightKinds.has(kind)) return
  if (/^[a-z][a-z-]{0,39}$/.test(kind)) return void rightKinds.add(kind)
  throw invalid(`kind ${quoted(kind)}: 1 to 40 of a-z and -, beginning with a letter`)
}

/** Whether a document can have it. */
export const isId = (id: string): boolean =>
  typeof id === 'string' && (/^[ -~]{1,300}$/.test(id) || /^[^\p{Cc}\p{Cs}]{1,300}$/u.test(id))

/** Control characters and halves of characters are what some database could not hold. */
function checkId(id: string): void {
  if (isId(id)) return
  throw invalid(`id ${quoted(id)}: 1 to 300 characters, no control characters`)
}

/**
 * A copy of a document that is, in memory, what will be read back: plain objects, lists, text, numbers, true, false, null.
 * Anything else is refused at the door, so that no store has to guess. An absent property may be spelt `undefined`.
 */
function documentToStore<T>(kind: Kind<T>, id: string, document: T): T {
  const copy = checkedCopy(kind, id, document) as T
  if (kind === schedules) checkSchedule(id, copy as unknown as Partial<Schedule>)
  return copy
}

/** A copy of what is stored, to be given away: stored documents are plain, so this need not be `structuredClone`, which takes six times as long. */
export function copyOf<T>(stored: T): T {
  if (typeof stored !== 'object' || stored === null) return stored
  if (Array.isArray(stored)) return stored.map(copyOf) as T
  const copy: Record<string, unknown> = {}
  for (const name of Object.keys(stored)) setProperty(copy, name, copyOf((stored as typeof copy)[name]))
  return copy as T
}

/** The key of an occurrence is made of the workspace, the schedule's id and an instant, and has to fit into an id. */
function checkSchedule(id: string, { nextRunAt, attempts, lease }: Partial<Schedule>): void {
  if (id.length > 180) throw invalid(`schedule ${quoted(id)}: its id has more than 180 characters`)
  if ([nextRunAt, attempts, lease ? lease.until : 0].every(Number.isSafeInteger)) return
  throw invalid(`schedule ${quoted(id)}: nextRunAt, attempts and lease.until are whole numbers`)
}

const deepest = 100

/** Why a value cannot be stored, and where in its document it stands: told from the inside out, so that what fits costs nothing. */
class Unfit extends OperatorError {
  where = ''
  constructor(why: string) {
    super('EINVALID', why)
  }
}

function checkedCopy(kind: string, id: string, document: unknown): unknown {
  try {
    return storable(document, 0)
  } catch (error) {
    throw error instanceof Unfit ? invalid(`${kind} ${quoted(id)}${error.where}: ${error.message}`) : error
  }
}

function storable(value: unknown, depth: number): unknown {
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'string') return textToStore(value)
  if (typeof value === 'number' && Number.isFinite(value)) return value === 0 ? 0 : value // JSON has no -0
  if (typeof value !== 'object') throw new Unfit(`cannot store ${String(value)}`)
  if (depth === deepest) throw new Unfit(`more than ${deepest} levels deep, or inside itself`)
  return Array.isArray(value) ? storableList(value, depth + 1) : storableObject(value, depth + 1)
}

function storableList(list: readonly unknown[], depth: number): unknown[] {
  const copy: unknown[] = []
  try {
    for (const item of list) copy.push(storable(item, depth))
    return copy
  } catch (error) {
    throw within(`[${copy.length}]`, error)
  }
}

function storableObject(object: object, depth: number): Record<string, unknown> {
  if (!isPlain(object)) throw new Unfit(`store plain data, not a ${object.constructor?.name}`)
  const copy: Record<string, unknown> = {}
  let at = ''
  try {
    for (at of Object.keys(object)) {
      const property = (object as typeof copy)[at]
      if (property !== undefined) setProperty(copy, textToStore(at), storable(property, depth))
    }
    return copy
  } catch (error) {
    throw within(`.${at}`, error)
  }
}

function within(where: string, error: unknown): unknown {
  if (error instanceof Unfit) error.where = where + error.where
  return error
}

/** Keeps a property named __proto__ a property. */
function setProperty(object: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__')
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true })
  else object[name] = value
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

function textToStore(text: string): string {
  if (!text.includes('\0') && text.isWellFormed()) return text
  throw new Unfit('its text holds a NUL or half a character; clean text where it comes in')
}

const quoted = (name: unknown) => JSON.stringify(String(name).slice(0, 60))

const invalid = (message: string) => new OperatorError('EINVALID', message)

/** One document that is to be written; without a document it is to go. */
export interface Change {
  kind: string
  id: string
  document: unknown
}

/** What one update has put and deleted so far, each document once, until it is over. */
export class Changes {
  readonly #all = new Map<string, Change>()
  #over = false

  /** Nothing more is taken: a change function that was not awaited must not write into a closed draft unseen. */
  end(): void {
    this.#over = true
  }

  all(): Change[] {
    return [...this.#all.values()]
  }

  get(kind: string, id: string): Change | undefined {
    return this.#all.get(nameOf(kind, id))
  }

  /** @throws {OperatorError} where that cannot be stored, or the update is over */
  put(kind: string, id: string, document: unknown): void {
    this.check(kind)
    checkId(id)
    this.#all.set(nameOf(kind, id), { kind, id, document: documentToStore(kind, id, document) })
  }

  /** @throws {OperatorError} where there can be no such document, or the update is over */
  delete(kind: string, id: string): void {
    this.check(kind)
    checkId(id)
    this.#all.set(nameOf(kind, id), { kind, id, document: undefined })
  }

  /** What is kept of a kind with these over it; of what was put, that which belongs there. */
  over(
    kind: string,
    kept: Iterable<[id: string, document: unknown]>,
    belongs: (document: unknown, id: string) => boolean = () => true,
  ): Iterable<[id: string, document: unknown]> {
    const changes = this.all().filter(one => one.kind === kind)
    if (changes.length === 0) return kept
    const found = new Map(kept)
    for (const change of changes) {
      if (change.document !== undefined && belongs(change.document, change.id))
        found.set(change.id, change.document)
      else found.delete(change.id)
    }
    return found
  }

  /** @throws {OperatorError} where the update is over */
  check(kind: string): void {
    checkKind(kind)
    if (this.#over) {
      throw new OperatorError(
        'EINVALID',
        `${kind}: the update is over; await every read and write inside its change function`,
      )
    }
  }
}

/** Names one document among all of a workspace. */
export const nameOf = (kind: string, id: string): string => `${kind}/${id}`
