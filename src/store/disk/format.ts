import { crc32 } from 'node:zlib'
import { isOperatorError, OperatorError } from '../../core/operator-error.ts'

/** What a workspace holds: documents by kind and id, in objects without prototype, so that no id is special. */
export type Docs = Record<string, Record<string, unknown>>

/** One document of a commit, whole; without `v` it was deleted. */
export interface Entry {
  k: string
  i: string
  v?: unknown
}

/** Why a file is not what this program wrote. */
export const damage = (why: string): OperatorError => new OperatorError('EDAMAGED', why)

/** It is whole, but of a format that only a newer program knows. */
const tooNew = (why: string): OperatorError => new OperatorError('ETOONEW', why)

/** Whether that is why a file cannot be read. */
export const isDamage = (error: unknown): error is OperatorError =>
  isOperatorError(error, 'EDAMAGED') || isOperatorError(error, 'ETOONEW')

export const hex = (sum: number): string => sum.toString(16).padStart(8, '0')
export const emptyMap = <T>(): Record<string, T> => Object.create(null)

/** What stands at the head of both files of a workspace: in which format they are, and which snapshot this is. */
export interface Head {
  format: number
  generation: number
  /** The name of the folder it belongs in; left out by the first versions of Hearth. */
  folder?: string
  /** In a log: a mark of its length goes with it, and was there before it. Left out by the first versions. */
  marked?: boolean
  /** In a log: with how many commits it was prepared, which were made while its snapshot was written; left out where there are none. */
  carried?: number
}

/** What a program expects of a file: no newer format than it knows, and that it belongs in this folder. */
export interface Expected {
  newest: number
  folder: string
}

/** The text of `data.json`. The checksum covers all that follows it, so a flipped bit or a hand edit is noticed. */
export function snapshotText(head: Head, docsJson: string): string {
  const rest = `${snapshotRest(head)}${docsJson}}`
  return `${snapshotBegin(head, crc32(rest))}${rest}${snapshotEnd}`
}

/** Its beginning, with the checksum of the rest. */
export const snapshotBegin = ({ format }: Head, sum: number): string =>
  `{"format":${format},"crc":"${hex(sum)}",`

/** What follows, up to the documents. */
export const snapshotRest = ({ generation, folder }: Head): string =>
  `"generation":${generation},${folder === undefined ? '' : `"folder":${JSON.stringify(folder)},`}"docs":`

/** What stands behind all that the checksum covers. */
export const snapshotEnd = '\n'

/** Where what the checksum of a snapshot covers begins, and what that sum is to be. @throws {OperatorError} */
export function sumOf(begin: string, end: string, newest: number): { from: number; sum: string } {
  const head = /^\{"format":(\d+),("crc":"([0-9a-f]{8})",)?/.exec(begin)
  if (head) checkFormat(Number(head[1]), newest)
  if (!head?.[3] || end !== '}\n') throw damage('it is cut short, or not a file of Hearth')
  return { from: head[0].length, sum: head[3] }
}

/** @throws {OperatorError} */
export function checkSum(found: number, sum: string): void {
  if (hex(found) !== sum) throw damage('its checksum does not match: it was damaged, or edited by hand')
}

/** Reads a snapshot of any format up to the newest that this program knows. */
export function readSnapshot(text: string, { newest, folder }: Expected): Head & { docs: Docs } {
  const { from, sum } = sumOf(text.slice(0, 100), text.slice(-2), newest)
  checkSum(crc32(text.slice(from, -1)), sum)
  const { format, generation, folder: found, docs } = parse(text) as Head & { docs: Docs }
  checkFolder(found, folder)
  return { format, generation, ...(found !== undefined && { folder: found }), docs: withoutPrototypes(docs) }
}

/** The first line of `data.log`: which snapshot it goes on from. Begins the chain of checksums. */
export const logHead = ({
  format,
  generation,
  folder,
  marked = true,
  carried,
}: Head): { text: string; chain: number } =>
  chained(
    JSON.stringify({ format, generation, folder, ...(marked && { marked }), ...(carried && { carried }) }),
    0,
  )

/** The text of `data.log` with these commits in it. */
export function logOf(head: Head, commits: readonly string[]): { text: string; chain: number } {
  let { text, chain } = logHead(head)
  for (const json of commits) {
    const line = chained(json, chain)
    text += line.text
    chain = line.chain
  }
  return { text, chain }
}

/** A line of the log. Its checksum is seeded with the line before, so a lost, doubled or moved line cannot pass. */
export function chained(json: string, before: number): { text: string; chain: number } {
  const chain = crc32(json, before)
  return { text: `${hex(chain)} ${json}\n`, chain }
}

/** The same in bytes, made once. */
export function chainedBytes(json: string, before: number): { bytes: Buffer; chain: number } {
  const bytes = Buffer.from(`00000000 ${json}\n`)
  const chain = crc32(bytes.subarray(9, -1), before)
  bytes.write(hex(chain), 0, 'latin1')
  return { bytes, chain }
}

/** How far a log holds. */
export interface LogEnd extends Head {
  /** How many bytes hold. */
  good: number
  chain: number
}

export interface Log extends LogEnd {
  commits: Entry[][]
  /** What comes after them: a line that was being written when the machine stopped. */
  torn: Buffer
}

/** Reads a log of any format up to the newest. Lines after a bad one mean damage. */
export function readLog(bytes: Buffer, expected: Expected): Log {
  const log = readLogAsFarAsItHolds(bytes, expected)
  checkEnd(bytes, log.good)
  return log
}

/** The lines up to the first bad one, whatever comes after it: for repairs. */
export function readLogAsFarAsItHolds(bytes: Buffer, expected: Expected): Log {
  const log: Log = { ...beginningOfLog(bytes, expected), commits: [], torn: bytes }
  for (const line of linesAfter(bytes, log)) {
    log.commits.push(parse(line.body.toString()) as Entry[])
    log.good = line.end
    log.chain = line.chain
  }
  log.torn = bytes.subarray(log.good)
  return log
}

/** What the first line of a log tells, and where the next one begins. @throws {OperatorError} */
export function beginningOfLog(bytes: Buffer, { newest, folder }: Expected): LogEnd {
  const head = lineAt(bytes, 0, 0)
  if (!head) throw damage('its first line is damaged or missing')
  const {
    format,
    generation,
    folder: found,
    marked = false,
    carried = 0,
  } = parse(head.body.toString()) as Head
  checkFormat(format, newest)
  checkFolder(found, folder)
  return { format, generation, marked, carried, good: head.end, chain: head.chain }
}

/** The lines that hold, from a place on. */
export function* linesAfter(bytes: Buffer, { good, chain }: Pick<LogEnd, 'good' | 'chain'>) {
  for (let line = lineAt(bytes, good, chain); line; line = lineAt(bytes, line.end, line.chain)) yield line
}

/** Refuses a log in which something stands behind what holds of it, as no interrupted write leaves it. @throws {OperatorError} */
export function checkEnd(bytes: Buffer, good: number): void {
  if (recordFollows(bytes, good))
    throw damage(`the line at byte ${good} is damaged, and there are lines after it`)
}

/** Puts a commit's documents into `docs`. */
export function apply(docs: Docs, commit: readonly Entry[]): void {
  for (const { k, i, v } of commit) setDocument(docs, k, i, v)
}

/** The only way a document gets into a workspace's memory, or out of it (undefined). */
export function setDocument(docs: Docs, kind: string, id: string, document: unknown): void {
  docs[kind] ??= emptyMap()
  const ofKind = docs[kind]
  if (document === undefined) delete ofKind[id]
  else ofKind[id] = document
}

/** The line that begins at a byte, if it is whole and its checksum is right. */
function lineAt(bytes: Buffer, from: number, chain: number) {
  const end = bytes.indexOf('\n', from)
  if (end < 0) return undefined
  const body = bytes.subarray(from + 9, Math.max(end, from + 9))
  const sum = crc32(body, chain)
  if (bytes.toString('latin1', from, from + 9) !== `${hex(sum)} `) return undefined
  return { body, end: end + 1, chain: sum }
}

/** Only one line is ever on its way to the disk: another behind a bad one means damage, not an interrupted write. */
function recordFollows(bytes: Buffer, from: number): boolean {
  for (let end = bytes.indexOf('\n', from); end >= 0; ) {
    const next = bytes.indexOf('\n', end + 1)
    if (next >= 0 && /^[0-9a-f]{8} \[/.test(bytes.toString('latin1', end + 1, end + 11))) return true
    end = next
  }
  return false
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    throw damage(`it is not JSON: ${(error as Error).message}`)
  }
}

/** Documents by kind and id, held so that no name is special. */
export function withoutPrototypes(found: unknown): Docs {
  const docs: Docs = emptyMap()
  for (const [kind, documents] of Object.entries(asObject(found))) {
    docs[kind] = Object.assign(emptyMap<unknown>(), asObject(documents))
  }
  return docs
}

function asObject(value: unknown): object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw damage('it does not hold documents by kind and id')
  }
  return value
}

/** @throws {OperatorError} */
export function checkFolder(found: string | undefined, folder: string): void {
  if (found !== undefined && found !== folder) throw damage(`it belongs in the folder ${found}`)
}

function checkFormat(found: number, newest: number): void {
  if (found >= 1 && found <= newest) return
  throw tooNew(
    `it has format ${found}, and this Hearth knows only formats up to ${newest}: it was written by a newer Hearth`,
  )
}
