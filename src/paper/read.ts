import { storable } from '../core/sanitize.ts'
import { mostFileBytes } from '../core/sent-file.ts'
import { UserError } from '../core/user-error.ts'
import { decode } from './decode.ts'
import { readMarkdown } from './read-markdown.ts'
import type { ReadPart } from './read-part.ts'
import { xmlWithin, zipOf } from './zip.ts'

/** A file that somebody sends. */
export interface SentFile {
  name: string
  bytes: Uint8Array
}

/** What of a file is read, at the most. */
export const readLimits = {
  /** Bytes of the file, as it is sent. */
  bytes: mostFileBytes,
  /** Bytes of what a Word file holds, unpacked. */
  unpacked: 30 * 1024 * 1024,
  /** Of these, of XML: the whole guide has 0.1 MB, and each takes some 12 of memory until it is read. */
  xml: 8 * 1024 * 1024,
  /**
   * Elements of its XML, and how deep they stand in one another: the whole guide has 12,000 of them, and Word stacks some tens. Each
   * takes 2 KB of memory, however small the file is.
   */
  elements: 50_000,
  depth: 200,
  /** Characters of Markdown. */
  letters: 1024 * 1024,
} as const

const tooLarge = 'That file is too large for me: I read forms of up to 5 MB. Is it the one you meant?'
const damaged =
  'I can’t read that file: it is damaged, or no Word file. Open it in Word, save it as .docx, and send it again.'
const locked = 'That file is protected with a password. Take the password off in Word, and send it again.'
const foreign =
  'I read forms back from Word (.docx) and Markdown (.md) files. Save it as one of these, and send it again.'

/** The parts of a file that was filled in. @throws {UserError} in a sentence, whatever the file is. */
export async function readPaper({ name, bytes }: SentFile): Promise<ReadPart[]> {
  if (bytes.length > readLimits.bytes) throw new UserError(tooLarge)
  if (isZip(bytes) && !/\.(?:odt|ods|xlsx|pptx)$/i.test(name)) return (await readZip(bytes)).map(keepable)
  if (isLocked(bytes)) throw new UserError(locked)
  if (/\.docx?$/i.test(name)) throw new UserError(damaged)
  if (!/\.(?:md|markdown|txt)$/i.test(name)) throw new UserError(foreign)
  return readMarkdown(textOf(bytes)).map(keepable)
}

/** The same of Markdown that was pasted. @throws {UserError} */
export function readPasted(words: string): ReadPart[] {
  if (words.length > readLimits.letters) throw new UserError(tooLarge)
  return readMarkdown(words).map(keepable)
}

/** A file can spell out what a typed line cannot hold: `&#0;`. */
const keepable = (part: ReadPart): ReadPart =>
  part.type === 'row' ? { ...part, cells: part.cells.map(storable) } : { ...part, text: storable(part.text) }

async function readZip(bytes: Uint8Array): Promise<ReadPart[]> {
  const parts = xmlWithin(bytes, readLimits)
  if (parts === 'too much') throw new UserError(tooLarge)
  if (parts === undefined) throw new UserError(damaged)
  const { readWord } = await import('./read-word.ts')
  return readWord(zipOf(parts)).catch(() => {
    throw new UserError(damaged)
  })
}

function textOf(bytes: Uint8Array): string {
  const { text } = decode(bytes)
  if (text.length <= readLimits.letters && !text.includes('\0')) return text
  throw new UserError(foreign)
}

/** Word wraps what it encrypts, and names it so. */
const isLocked = (bytes: Uint8Array): boolean =>
  bytes[0] === 0xd0 &&
  bytes[1] === 0xcf &&
  Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'))

const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4
