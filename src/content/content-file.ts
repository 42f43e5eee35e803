import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { fromWindows1252 } from '../core/text.ts'
import { UserError } from '../core/user-error.ts'

/** What content of a library's own is read up to. The whole guide is less than one megabyte, in less than fifty files. */
export const limits = {
  /** Of one file, and of one calendar file. */
  fileBytes: 1_000_000,
  calendarBytes: 2_000_000,
  /** All of it together. */
  files: 500,
  bytes: 5_000_000,
  /** Reading all of it. */
  ms: 30_000,
  /** Brackets within brackets, or columns of indentation. */
  flowLevels: 20,
  columns: 80,
  aliases: 1_000,
  calendarLevels: 10,
  closings: 3_000,
  /** So many faults of one file are told. */
  faults: 20,
  /** A file that cannot be read as a whole is read entry by entry up to so many. */
  apart: 2_000,
}

/** Why a file is not read, in a sentence. */
export class UnusableFile extends Error {}

/** A file's text, and what its writer should know of how it was saved. */
export interface DecodedText {
  text: string
  told?: string
}

/**
 * Text as people's programs save it: UTF-8, with a mark at its beginning or without. What is none is read as Windows-1252, which
 * Excel and old editors write, and that is told.
 * @throws {UnusableFile} for UTF-16, which would be read as garbage.
 */
function decoded(bytes: Buffer): DecodedText {
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (isWide || (bytes.length > 3 && bytes[1] === 0 && bytes[3] === 0))
    throw new UnusableFile(
      'it is saved as UTF-16, which Windows calls “Unicode”. Open it, choose “Save as”, and take the encoding UTF-8.',
    )
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return {
      text: fromWindows1252(bytes),
      told: 'it is saved as Windows-1252, and I read it so. Save it as UTF-8, so that each letter is sure to be right.',
    }
  }
}

/** The text of a content file that somebody sent. @throws {UserError} in a sentence. */
export function textOf(bytes: Uint8Array): string {
  try {
    const { text } = decoded(Buffer.from(bytes))
    if (text.includes('\0')) throw new UnusableFile('it holds no text.')
    return text
  } catch (error) {
    if (!(error instanceof UnusableFile)) throw error
    throw new UserError(`I can’t read that file: ${error.message}`)
  }
}

/** How much of a library's own content was read, against the limits. */
export interface Allowance {
  files: number
  bytes: number
  /** For reading all of it. */
  ms: number
  /** Milliseconds of it that are left. */
  left: number
}

export const newAllowance = (ms = limits.ms): Allowance => ({
  files: 0,
  bytes: 0,
  ms,
  left: ms,
})

/**
 * The text of a content file. Nothing is read of a device or a pipe, which may never end, nor more than one byte beyond the limit.
 * @throws {UnusableFile}
 */
export function readText(path: string, most: number, allowance: Allowance): DecodedText {
  countFile(allowance)
  const file = opened(path)
  try {
    if (!fstatSync(file).isFile())
      throw new UnusableFile(
        'it is no file with text in it, but a folder, a device or a pipe. Put a text file there, or take it away.',
      )
    const bytes = upTo(file, most + 1)
    countBytes(bytes.length, most, allowance)
    return decoded(bytes)
  } finally {
    closeSync(file)
  }
}

/** A text that was read before, counted as a file. @throws {UnusableFile} */
export function countedText(text: string, most: number, allowance: Allowance): DecodedText {
  countFile(allowance)
  countBytes(Buffer.byteLength(text), most, allowance)
  return { text }
}

function countFile(allowance: Allowance): void {
  allowance.files++
  if (allowance.files > limits.files)
    throw new UnusableFile(
      `it is one of more than ${limits.files} files, and I read that many. Put several entries into one file, or take out what is no content.`,
    )
}

function countBytes(bytes: number, most: number, allowance: Allowance): void {
  allowance.bytes += bytes
  if (bytes > most)
    throw new UnusableFile(
      `it has more than ${inMegabytes(most)}, and I read that much of one file. Put its entries into several files, or take out what is no content.`,
    )
  if (allowance.bytes > limits.bytes)
    throw new UnusableFile(
      `with it your content has more than ${inMegabytes(limits.bytes)}, and I read that much in all. Take out what is no content.`,
    )
}

/** A pipe that nobody writes to would be waited for, if it were opened in the usual way. */
function opened(path: string): number {
  try {
    return openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT')
      throw new UnusableFile('it leads to a file that is not there. Put it there, or take the link away.')
    if (code === 'EACCES' || code === 'EPERM')
      throw new UnusableFile('I may not read it. Let whoever Hearth runs as read it (chmod a+r).')
    throw new UnusableFile(`it cannot be opened (${code ?? error}). Put a text file there, or take it away.`)
  }
}

function upTo(file: number, most: number): Buffer {
  const buffer = Buffer.alloc(Math.min(most, Math.max(fstatSync(file).size + 1, 65_536)))
  let length = 0
  while (length < buffer.length) {
    const read = readSync(file, buffer, length, buffer.length - length, null)
    if (read === 0) break
    length += read
  }
  return buffer.subarray(0, length)
}

/**
 * What a function gives that reads somebody's text, which may be made so that it never ends.
 * @throws {UnusableFile} once the time for all of the content is over, or where it is built so that it cannot be followed.
 */
export function inTime<R>(allowance: Allowance, read: () => R): R {
  const begun = performance.now()
  const left = Math.ceil(allowance.left)
  const tooSlow = `it takes too long: I read all of your content in ${inSeconds(allowance.ms)}, or not at all. Take out what is no content.`
  if (left <= 0) throw new UnusableFile(tooSlow)
  let result = undefined as { given: R } | undefined
  try {
    runInNewContext('read()', { read: keep }, { timeout: left })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')
      throw new UnusableFile(tooSlow)
    if (error instanceof RangeError) throw new UnusableFile(tooDeep)
    throw error
  } finally {
    allowance.left -= performance.now() - begun
  }
  if (!result) throw new UnusableFile(tooSlow)
  return result.given

  function keep(): void {
    result = { given: read() }
  }
}

/** What is said of text that is built like a well. */
export const tooDeep =
  'it is nested too deeply. Look for brackets, dashes or question marks that stand there again and again.'

const inSeconds = (ms: number): string => `${ms / 1_000} ${ms === 1_000 ? 'second' : 'seconds'}`

const inMegabytes = (bytes: number): string => `${bytes / 1_000_000} MB`
