import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fileBytes } from '../../../src/core/message.ts'
import { fileOf, openChat } from '../../chat.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat()
})
afterEach(() => chat.close())

const send = (name: string, bytes: Uint8Array) => chat.say('ana', 'ana', 'import', { file: { name, bytes } })

/** The newest Word file, with its text changed. */
function word(change: (xml: string) => string): Uint8Array {
  const file = chat.shown
    .flatMap(one => one.message.flatMap(block => (block.type === 'file' ? [block] : [])))
    .findLast(one => one.name.endsWith('.docx'))
  if (!file) throw new Error('no Word file')
  const parts = unzipSync(new Uint8Array(fileBytes(file)))
  const xml = strFromU8(parts['word/document.xml'] ?? new Uint8Array())
  return zipSync({ ...parts, 'word/document.xml': strToU8(change(xml)) })
}

const run = (words: string) => `<w:r><w:t xml:space="preserve">${words}</w:t></w:r>`
/** What is typed at the end of the first paragraph that has these words, behind a place in the file. */
const typedBehind = (words: string, typed: string, from: string) => (xml: string) => {
  const end = xml.indexOf('</w:p>', xml.indexOf(words, xml.indexOf(from)))
  return xml.slice(0, end) + run(typed) + xml.slice(end)
}
const withoutStyles = (xml: string) => xml.replace(/<w:[pr]Style w:val="Hearth[^"]*"\/>/g, '')

describe('a blank form that somebody fills in with Word', () => {
  beforeEach(() => chat.say('ana', 'ana', 'gathering blank word'))
  const row = 'What is your ‘why’?'
  const heading = 'w:val="Heading2"'

  it.each<[string, (xml: string) => string, RegExp]>([
    ['behind the question', typedBehind(row, ' So that they meet', heading), /‘why’\? So that they meet/],
    [
      'in the table, behind the question',
      typedBehind(row, ' So that they meet', '<w:tbl>'),
      /‘why’\? So that they meet/,
    ],
    ['behind a hint', typedBehind('Say whom you hope', ' New parents', heading), /audience\? New parents/],
    [
      'in a table of their own',
      xml =>
        xml.replace(
          /(Heading2.*?<\/w:p>)/s,
          `$1<w:tbl><w:tr><w:tc><w:p>${run('who')}</w:p></w:tc><w:tc><w:p>${run('Rosa')}</w:p></w:tc></w:tr></w:tbl>`,
        ),
      /‘why’\? who \| Rosa/,
    ],
    [
      'with an X before a box',
      xml => xml.replace('☐</w:t>', '☐</w:t>').replace(/☐ Yes/, 'X ☐ Yes'),
      /purpose\? Yes$/m,
    ],
    ['with an X behind a box', xml => xml.replace(/☐ Not yet/, '☐ Not yet  x'), /purpose\? Not yet$/m],
    [
      'beside a box that is left empty',
      xml => xml.replace(/☐ Not yet/, '☐ Not yet, the room is small'),
      /purpose\? the room is small/,
    ],
  ])('is read where they wrote %s', async (_, change, found) => {
    const said = await send('form.docx', word(change))
    expect(said).toMatch(found)
    expect(said).toContain('1 to add')
  })

  it('is read where a program made plain words of all that has a style of ours', async () => {
    const change = (xml: string) =>
      withoutStyles(xml.replace(/(Heading2.*?<w:p>)(.*?)(<\/w:p>)/s, `$1$2${run('So that they meet')}$3`))
    const said = await send('form.docx', word(change))
    expect(said).toContain('‘why’? So that they meet')
    expect(said).toContain('1 to add')
  })

  it('is read where its headings became plain lines', async () => {
    const change = (xml: string) =>
      typedBehind(
        'Say whom you hope',
        ' New parents',
        heading,
      )(xml).replace(/<w:[pr]Style w:val="[^"]*"\/>/g, '')
    expect(await send('form.docx', word(change))).toMatch(/audience\? New parents/)
  })

  it('keeps the name that a program calls its title', async () => {
    const change = (xml: string) =>
      typedBehind(
        row,
        ' So that they meet',
        heading,
      )(xml)
        .replace('w:val="Heading1"', 'w:val="Title"')
        .replace('A checklist for gatherings', 'Spring tea')
    expect(await send('form.docx', word(change))).toContain('It begins “Spring tea”')
  })
})

it('a form with answers is read as it was given, where a program knows no styles of ours', async () => {
  await chat.say('ana', 'ana', 'gathering dm Spring tea')
  for (const line of ['So that\n\nthey meet', 'Two swap numbers', 'park', 'no, not yet'])
    await chat.type('ana', 'ana', line)
  await chat.say('ana', 'ana', 'export')
  expect(await send('form.docx', word(withoutStyles))).toContain('There is nothing new to save')
})

it('what somebody types behind who said an answer, and when, is theirs', async () => {
  await chat.say('ana', 'ana', 'gathering dm Spring tea')
  await chat.type('ana', 'ana', 'So that they meet')
  await chat.say('ana', 'ana', 'export')
  const said = await send('form.docx', word(typedBehind('HearthAbout', ' And stay in touch', '<w:body>')))
  expect(said).toContain('So that they meet And stay in touch')
})

describe('a blank form that somebody fills in as text', () => {
  let blank: string
  beforeEach(async () => {
    await chat.say('ana', 'ana', 'gathering blank')
    blank = fileOf(chat, '.md')
  })
  const first = '\n___\n'
  const answered = (words: string) => blank.replace(first, `\n${words}\n`)

  it.each<[string, () => string]>([
    ['on the line', () => blank.replace(first, '\n___ They “meet”\n')],
    ['before the line', () => blank.replace(first, '\nThey “meet” _____\n')],
    ['right below the line', () => blank.replace(first, '\n______\nThey “meet”\n')],
    ['between stars', () => answered('***\nThey “meet”\n***')],
    [
      'behind the question',
      () => blank.replace('## 1. What is your ‘why’?', '## 1. What is your ‘why’? They “meet”'),
    ],
    [
      'where headings are underlined',
      () =>
        answered('They “meet”')
          .replace(/^# (.*)$/m, '$1\n====')
          .replace(/^## (.*)$/gm, '$1\n----'),
    ],
    ['where headings are closed', () => answered('They “meet”').replace(/^(##?) (.*)$/gm, '$1 $2 $1')],
    [
      'where marks are written in another way',
      () =>
        answered('They “meet”')
          .replace(/\*\((.*?)\)\*/g, '_($1)_')
          .replaceAll(/[‘’]/g, "'"),
    ],
    ['where no mark is left', () => answered('They “meet”').replace(/[#*]/g, '')],
    ['between fences', () => answered('```\nThey “meet”\n```')],
  ])('is read where they wrote %s', async (_, text) => {
    const said = await send('form.md', strToU8(text()))
    expect(said).toMatch(/‘why’\? They “meet”$/m)
    expect(said).toContain('1 to add')
  })

  it.each<[string, (text: string) => Uint8Array]>([
    ['UTF-16', text => new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'))],
    [
      'what Windows wrote before',
      text =>
        new Uint8Array(
          Buffer.from(
            text
              .replaceAll('☐', '-')
              .replace(
                /[‘’“”]/g,
                sign => ({ '‘': '\x91', '’': '\x92', '“': '\x93', '”': '\x94' })[sign] ?? sign,
              ),
            'latin1',
          ),
        ),
    ],
  ])('is read in %s', async (_, written) => {
    expect(await send('form.md', written(answered('They “meet”')))).toMatch(/‘why’\? They “meet”$/m)
  })
})
