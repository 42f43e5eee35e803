import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/core/user-error.ts'
import { isSheet, readPastedList, readSheet } from '../../src/paper/read-sheet.ts'
import { workbook } from './workbook.ts'

const csv = (text: string | Uint8Array, name = 'ours.csv') =>
  readSheet({ name, bytes: typeof text === 'string' ? strToU8(text) : text })
const refusal = (reading: Promise<unknown>) =>
  reading.then(
    () => 'accepted',
    error => (error instanceof UserError ? error.message : `no sentence: ${error}`),
  )

describe('a list in a file', () => {
  it('is read cell by cell with its lines, also where a cell goes over several', async () => {
    const { rows, told } = await csv('Question,For\n"What, then?",teens\n"Two\nlines?",staff\n\nLast?,\n')
    expect(told).toEqual([])
    expect(rows).toEqual([
      { line: 1, cells: ['Question', 'For'] },
      { line: 2, cells: ['What, then?', 'teens'] },
      { line: 3, cells: ['Two lines?', 'staff'] },
      { line: 6, cells: ['Last?', ''] },
    ])
  })

  it.each([
    ['semicolons', 'A?;teens\nB?;staff'],
    ['tabs', 'A?\tteens\nB?\tstaff'],
    ['a mark at its beginning', '\uFEFFA?,teens\nB?,staff'],
    ['breaks of an old Mac', 'A?,teens\rB?,staff'],
  ])('comes with %s', async (_, text) => {
    expect((await csv(text)).rows.map(row => row.cells)).toEqual([
      ['A?', 'teens'],
      ['B?', 'staff'],
    ])
  })

  it('is read as Windows saves it, and that is told with the line', async () => {
    const latin = new Uint8Array(Buffer.from('A?\nWhat would you name a café?\n', 'latin1'))
    const read = await csv(latin)
    expect(read.rows[1]?.cells).toEqual(['What would you name a café?'])
    expect(read.told).toEqual([expect.stringMatching(/^Line 2: it is saved as Windows-1252/)])
    const curly = Buffer.from(
      'A?\nWhat’s “home” – to you?\n'.replace(
        /[’“”–]/g,
        sign => '\x92\x93\x94\x96'['’“”–'.indexOf(sign)] ?? '',
      ),
      'latin1',
    )
    expect((await csv(new Uint8Array(curly))).rows[1]?.cells).toEqual(['What’s “home” – to you?'])
    const wide = new Uint8Array(Buffer.from('\uFEFFWhat would you name a café?', 'utf16le'))
    const other = await csv(wide)
    expect(other.rows[0]?.cells).toEqual(['What would you name a café?'])
    expect(other.told).toEqual([expect.stringMatching(/UTF-16/)])
  })

  it.each([
    ['a PDF', '%PDF-1.7\n1 0 obj\n'],
    ['a text with fonts', '{\\rtf1\\ansi What grows here?}'],
  ])('is no list where it is %s by another name', async (_, text) => {
    const file = { name: 'list.xlsx', bytes: new Uint8Array(Buffer.from(text)) }
    await expect(readSheet(file)).rejects.toThrow(/I find no list in that file/)
  })

  it('goes on line by line where a quotation mark is never closed, and names its line', async () => {
    const { rows, told } = await csv('A?,teens\n"B?,staff\nC?,adults\n')
    expect(told).toEqual([
      'Line 2: a quotation mark is opened and never closed, so I read each line by itself.',
    ])
    expect(rows.map(row => row.cells.at(-1))).toEqual(['teens', 'staff', 'adults'])
  })

  it('comes from Excel, the first sheet of it, and formulas are text and told', async () => {
    const file = workbook({
      Ours: [
        ['Question', 'Minutes'],
        ['What squeaks?', 5],
        [{ formula: 'HYPERLINK("https://example.org","Why?")', shows: 'Why?' }, ''],
      ],
      Notes: [['x']],
    })
    const { rows, told } = await readSheet({ name: 'ours.xlsx', bytes: file })
    expect(rows.map(row => row.cells.filter(Boolean))).toEqual([
      ['Question', 'Minutes'],
      ['What squeaks?', '5'],
      ['Why?'],
    ])
    expect(told).toEqual([
      'I read the sheet “Ours” alone, and left out “Notes”.',
      'Line 3: there is a formula in it. I took what it shows, as text.',
    ])
    expect((await csv(file, 'ours.csv')).told[0]).toMatch(
      /It is an Excel file, though it is called “ours.csv”/,
    )
    expect(isSheet({ name: 'unnamed', bytes: file })).toBe(true)
  })

  it('is known for one before anything in it is unpacked: everybody waits meanwhile', () => {
    const parts = zipSync({ 'xl/workbook.xml': new Uint8Array(20_000_000), 'xl/more.xml': strToU8('<') })
    // Whatever is packed in it is damaged.
    const at = Buffer.from(parts).indexOf('xl/workbook.xml') + 'xl/workbook.xml'.length
    const damaged = new Uint8Array(parts).fill(7, at, at + 1_000)
    expect(isSheet({ name: 'unnamed', bytes: damaged })).toBe(true)
    expect(isSheet({ name: 'unnamed', bytes: zipSync({ 'word/document.xml': strToU8('<') }) })).toBe(false)
  })

  it('is refused where a cell stands so far away that all before it would be laid out', async () => {
    const cell = (at: string) => `<c r="${at}" t="inlineStr"><is><t>x</t></is></c>`
    const ofRows = (rows: string) =>
      zipSync({
        'xl/workbook.xml': strToU8('<workbook/>'),
        'xl/worksheets/sheet1.xml': strToU8(`<worksheet><sheetData>${rows}</sheetData></worksheet>`),
      })
    for (const rows of [`<row r="1048576">${cell('A1048576')}</row>`, `<row r='1'>${cell('XFD1')}</row>`])
      await expect(readSheet({ name: 'far.xlsx', bytes: ofRows(rows) })).rejects.toThrow(
        /holds more than I read/,
      )
  })

  it('may be called Excel and be text: that is told', async () => {
    const { rows, told } = await csv('A?,teens', 'ours.xlsx')
    expect(rows).toHaveLength(1)
    expect(told).toEqual(['It is called an Excel file and holds plain text, so I read it as CSV.'])
  })

  it.each([
    ['what is too large', () => csv('x'.repeat(5 * 1024 * 1024 + 1)), /lists of up to 5 MB/],
    ['old Excel', () => csv(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2])), /old kind \(\.xls\)/],
    ['a page', () => csv('<html><table></table>', 'ours.xls'), /I find no list/],
    ['a picture', () => csv(new Uint8Array([0x89, 0x50, 0, 0, 0]), 'ours.csv'), /I find no list/],
    [
      'a zip of something else',
      () => csv(zipSync({ 'word/document.xml': strToU8('<w/>') })),
      /I find no list/,
    ],
    ['a damaged zip', () => csv(zipSync({ 'xl/workbook.xml': strToU8('<w/>') }).slice(0, 40)), /damaged/],
    [
      'a workbook without a sheet',
      () => csv(zipSync({ 'xl/workbook.xml': strToU8('<w/>') })),
      /damaged|no list/,
    ],
    ['lines without end', () => csv('x\n'.repeat(30_000)), /more than 20,000 lines/],
    [
      'a zip that unfolds',
      () => csv(zipSync({ 'xl/workbook.xml': new Uint8Array(40_000_000) })),
      /holds more than I read/,
    ],
  ])('is refused in a sentence: %s', async (_, reading, told) => {
    expect(await refusal(reading())).toMatch(told)
  })
})

describe('a list that is pasted', () => {
  it('is a line each, without the signs of a list, or a table with tabs', async () => {
    expect((await readPastedList('1. A?\n- B?\n\n• C, or D?')).rows).toEqual([
      { line: 1, cells: ['A?'] },
      { line: 2, cells: ['B?'] },
      { line: 4, cells: ['C, or D?'] },
    ])
    expect((await readPastedList('A?\tteens')).rows[0]?.cells).toEqual(['A?', 'teens'])
    expect((await readPastedList('question,for\n"A, or B?",teens')).rows[1]?.cells).toEqual([
      'A, or B?',
      'teens',
    ])
  })
})
