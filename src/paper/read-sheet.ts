import { storable } from '../core/sanitize.ts'
import { UserError } from '../core/user-error.ts'
import { decode } from './decode.ts'
import type { SentFile } from './read.ts'
import { readLimits } from './read.ts'
import { namesIn, type XmlParts, xmlWithin, zipOf } from './zip.ts'

/** A line of a list: where it stands in the file, and its cells as text. */
export interface SheetRow {
  line: number
  cells: readonly string[]
}

/** A list that somebody sent, and what they should know of how it was read, each with its line where it has one. */
export interface Sheet {
  rows: readonly SheetRow[]
  told: readonly string[]
}

/** Cells of a line that are read, characters of one, and lines that are read at all. */
const most = { cells: 40, letters: 2_000, lines: 20_000 } as const

const tooLarge = 'That file is too large for me: I read lists of up to 5 MB. Is it the one you meant?'
const tooMuch =
  'That file holds more than I read. Is it the one you meant? If it is, split it into lists of up to 500 lines.'
const damaged =
  'I can’t read that file: it is damaged, or no Excel file. Open it in Excel, save it as .xlsx or as CSV, and send it again.'
const oldExcel =
  'That is an Excel file of the old kind (.xls), or one with a password. Save it as .xlsx without a password, or as CSV, and send it again.'
const noList =
  'I find no list in that file. Lists come as CSV (.csv) or Excel (.xlsx) files. Save it as one of these, and send it again.'
const tooLong = `That list has more than ${most.lines.toLocaleString('en-US')} lines, which is more than I read. Is it the one you meant?`

/** Whether a file looks like a list, by its name or what it says that it holds: nothing is unpacked for that. */
export const isSheet = ({ name, bytes }: SentFile): boolean =>
  /\.(?:csv|tsv|xlsx?|xlsm)$/i.test(name) ||
  (isZip(bytes) && !/\.docx?$/i.test(name) && namesIn(bytes).has(workbook))

const workbook = 'xl/workbook.xml'

const isWorkbook = (parts: ReturnType<typeof xmlWithin>): parts is XmlParts =>
  typeof parts === 'object' && parts.has(workbook)

/** Reads a list in a CSV or Excel file. What it is called is not believed. @throws {UserError} in a sentence, whatever the file is. */
export async function readSheet({ name, bytes }: SentFile): Promise<Sheet> {
  if (bytes.length > readLimits.bytes) throw new UserError(tooLarge)
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw new UserError(oldExcel)
  if (isZip(bytes)) return readExcel(name, bytes)
  const { text, told } = decoded(bytes)
  if (/^\s*(?:<(?:!doctype|html|\?xml|table)|%PDF-|\{\\rtf)/i.test(text)) throw new UserError(noList)
  const misnamed = /\.(?:xlsx?|xlsm)$/i.test(name)
    ? ['It is called an Excel file and holds plain text, so I read it as CSV.']
    : []
  const list = await readList(text)
  return { ...list, told: [...misnamed, ...told, ...list.told] }
}

/** The same of lines that were pasted: one in each line, or copied from a table with its tabs. @throws {UserError} */
export async function readPastedList(text: string): Promise<Sheet> {
  const lines = text.split('\n')
  if (lines.length > most.lines) throw new UserError(tooLong)
  if (lines.some(line => line.includes('\t'))) return readList(text, '\t')
  if (isTable(lines)) return readList(text, ',')
  const rows = lines.map((line, at) => ({ line: at + 1, cells: [withoutBullet(line)] }))
  return { rows: rows.filter(({ cells }) => cells[0] !== ''), told: [] }
}

/** Its first line names columns, with commas between them. */
const isTable = ([first = '']: readonly string[]): boolean =>
  /^"?(?:questions?|icebreakers?|text|prompts?)"?\s*,/i.test(first.trim())

/** `3. `, `• ` and the like are how a list is written, and nothing of what is said. */
const withoutBullet = (line: string): string =>
  line
    .trim()
    .replace(/^(?:[-*•–—·]|\(?\d{1,3}[.)])\s+/u, '')
    .trim()

async function readExcel(name: string, bytes: Uint8Array): Promise<Sheet> {
  const parts = xmlWithin(bytes, readLimits)
  if (parts === 'too much') throw new UserError(tooMuch)
  if (parts === undefined) throw new UserError(damaged)
  if (!isWorkbook(parts)) throw new UserError(noList)
  if (reachesFar(parts)) throw new UserError(tooMuch)
  const { default: read } = await import('read-excel-file/universal')
  // What was looked at is what is read: a zip of these parts alone.
  const sheets = await read(new Uint8Array(zipOf(parts)).buffer).catch(() => {
    throw new UserError(damaged)
  })
  const [first, ...others] = sheets.filter(one => one.data.some(row => row.some(cell => cell !== null)))
  if (!first) throw new UserError(noList)
  if (first.data.length > most.lines) throw new UserError(tooLong)
  const rows = first.data.map((row, at) => ({ line: at + 1, cells: cellsOf(row) }))
  const formulas = formulaLines(parts)
  return {
    rows: rows.filter(isWritten),
    told: [
      ...(/\.xlsx?m?$/i.test(name)
        ? []
        : [`It is an Excel file, though it is called “${name}”, so I read it as one.`]),
      ...(others.length > 0
        ? [
            `I read the sheet “${first.sheet}” alone, and left out ${others.map(one => `“${one.sheet}”`).join(', ')}.`,
          ]
        : []),
      ...formulas.map(line => `Line ${line}: there is a formula in it. I took what it shows, as text.`),
    ],
  }
}

const isWritten = ({ cells }: SheetRow): boolean => cells.some(cell => cell !== '')

const cellsOf = (row: readonly unknown[]): string[] =>
  row
    .slice(0, most.cells)
    .map(cell => tidied(cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell ?? '')))

const tidied = (cell: string): string => storable(cell).replace(/\s+/g, ' ').trim().slice(0, most.letters)

/** A cell that stands far away makes the reader lay out all rows and columns before it. */
function reachesFar(parts: XmlParts): boolean {
  for (const [name, xml] of parts)
    if (/^xl\/worksheets\//.test(name))
      for (const [, column = '', line] of String(xml).matchAll(/\br\s*=\s*["']\s*([A-Za-z]*)(\d+)/g))
        if (column.length > 2 || Number(line) > most.lines) return true
  return false
}

/** The lines of the first sheet with a formula in them: what a cell shows does not tell. */
function formulaLines(parts: XmlParts): number[] {
  const sheets = [...parts.keys()].filter(name => /^xl\/worksheets\/sheet\d+\.xml$/.test(name))
  const [first = ''] = sheets.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  const xml = String(parts.get(first) ?? '')
  const found = xml.matchAll(/<c\b[^>]*\br="[A-Z]{1,3}(\d{1,7})"[^>]*>\s*<f[\s/>]/g)
  return [...new Set([...found].map(([, line]) => Number(line)))].slice(0, 20)
}

async function readList(text: string, delimiter = delimiterOf(text)): Promise<Sheet> {
  const { parse } = await import('csv-parse/sync')
  const told: string[] = []
  const options = {
    delimiter,
    relax_quotes: true,
    relax_column_count: true,
    info: true,
    bom: true,
    to: most.lines + 1,
  } as const
  type Record = { record: string[]; info: { lines: number } }
  let records: Record[]
  try {
    records = parse(text, options) as unknown as Record[]
  } catch {
    // A mark that is opened and never closed would take all lines behind it into one cell.
    const open = openQuote(text)
    told.push(`Line ${open}: a quotation mark is opened and never closed, so I read each line by itself.`)
    records = parse(text, { ...options, quote: false }) as unknown as Record[]
  }
  if (records.length > most.lines) throw new UserError(tooLong)
  let from = 1
  const rows = records.map(({ record, info }) => {
    const line = from
    from = info.lines + 1
    return { line, cells: record.slice(0, most.cells).map(tidied) }
  })
  return { rows: rows.filter(isWritten), told }
}

/** The line on which the last mark is opened that nothing closes. */
function openQuote(text: string): number {
  const at = text.lastIndexOf('"')
  return text.slice(0, at).split('\n').length
}

/** What stands between the cells: whichever of these its first lines have most of. */
function delimiterOf(text: string): string {
  const head = text
    .split('\n', 20)
    .join('\n')
    .replace(/"[^"]*"/g, '')
  const count = (sign: string) => head.split(sign).length - 1
  const [best = ','] = ['\t', ';', ','].toSorted((a, b) => count(b) - count(a))
  return count(best) > 0 ? best : ','
}

/** Text as programs for tables save it; what is not UTF-8 is read all the same, and told. */
function decoded(bytes: Uint8Array): { text: string; told: string[] } {
  const { text: read, encoding } = decode(bytes)
  const text = plainText(read)
  if (encoding === 'utf-8') return { text, told: [] }
  if (encoding === 'utf-16')
    return { text, told: ['It is saved as UTF-16, which Windows calls “Unicode”, and I read it so.'] }
  const line = text.split('\n').findIndex(one => /[^\0-\x7f]/.test(one)) + 1
  return {
    text,
    told: [`Line ${line}: it is saved as Windows-1252, and I read it so. Look whether each letter is right.`],
  }
}

/** Line breaks of one kind. @throws {UserError} for what is no text at all. */
function plainText(text: string): string {
  if (text.includes('\0')) throw new UserError(noList)
  return text.replace(/\r\n?/g, '\n')
}

const startsWith = (bytes: Uint8Array, all: readonly number[]): boolean =>
  all.every((byte, at) => bytes[at] === byte)

const isZip = (bytes: Uint8Array): boolean => startsWith(bytes, [0x50, 0x4b, 3, 4])
