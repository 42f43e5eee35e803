import { type Kind, type Schedule, StoreError, schedules } from '../core/store.ts'

/** Refuses a name that would not be safe as the name of a folder, on every file system. */
export function checkWorkspace(workspace: string): void {
  if (isWorkspace(workspace)) return
  throw invalid(
    `workspace ${quoted(workspace)}: 1 to 100 of a-z, 0-9, - and _, beginning with a letter or digit`,
  )
}

export const isWorkspace = (name: string): boolean => /^[a-z0-9][a-z0-9_-]{0,99}$/.test(name)

export function checkKind(kind: string): void {
  if (/^[a-z][a-z-]{0,39}$/.test(kind)) return
  throw invalid(`kind ${quoted(kind)}: 1 to 40 of a-z and -, beginning with a letter`)
}

/** Control characters and halves of characters are what some database could not hold. */
export function checkId(id: string): void {
  if (typeof id === 'string' && /^[^\p{Cc}\p{Cs}]{1,300}$/u.test(id)) return
  throw invalid(`id ${quoted(id)}: 1 to 300 characters, no control characters`)
}

/**
 * A copy of a document that is, in memory, what will be read back: plain objects, lists, text, numbers, true, false, null.
 * Anything else is refused at the door, so that no store has to guess. An absent property may be spelt `undefined`.
 */
export function documentToStore<T>(kind: Kind<T>, id: string, document: T): T {
  const copy = copyOf(document, `${kind} ${quoted(id)}`, 0) as T
  if (kind === schedules) checkSchedule(id, copy as unknown as Partial<Schedule>)
  return copy
}

/** The key of an occurrence is made of the workspace, the schedule's id and an instant, and has to fit into an id. */
function checkSchedule(id: string, { nextRunAt, attempts, lease }: Partial<Schedule>): void {
  if (id.length > 180) throw invalid(`schedule ${quoted(id)}: its id has more than 180 characters`)
  if ([nextRunAt, attempts, lease ? lease.until : 0].every(Number.isSafeInteger)) return
  throw invalid(`schedule ${quoted(id)}: nextRunAt, attempts and lease.until are whole numbers`)
}

const deepest = 100

function copyOf(value: unknown, where: string, depth: number): unknown {
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'string') return textToStore(value, where)
  if (typeof value === 'number' && Number.isFinite(value)) return value === 0 ? 0 : value // JSON has no -0
  if (typeof value !== 'object') throw invalid(`${where}: cannot store ${String(value)}`)
  if (depth === deepest) throw invalid(`${where}: more than ${deepest} levels deep, or inside itself`)
  if (Array.isArray(value))
    return Array.from(value, (item, index) => copyOf(item, `${where}[${index}]`, depth + 1))
  if (!isPlain(value)) throw invalid(`${where}: store plain data, not a ${value.constructor?.name}`)
  return Object.fromEntries(properties(value, where, depth + 1)) // keeps a property named __proto__ a property
}

function properties(value: object, where: string, depth: number): [string, unknown][] {
  return Object.entries(value)
    .filter(([, property]) => property !== undefined)
    .map(([name, property]) => [textToStore(name, where), copyOf(property, `${where}.${name}`, depth)])
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

function textToStore(text: string, where: string): string {
  if (!text.includes('\0') && !/\p{Cs}/u.test(text)) return text
  throw invalid(`${where}: its text holds a NUL or half a character; clean text where it comes in`)
}

const quoted = (name: unknown) => JSON.stringify(String(name).slice(0, 60))

const invalid = (message: string) => new StoreError('EINVALID', message)
