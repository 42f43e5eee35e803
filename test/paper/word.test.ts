import { load } from 'cheerio'
import { strFromU8, unzipSync } from 'fflate'
import mammoth from 'mammoth'
import { describe, expect, it } from 'vitest'
import { chart } from '../../src/core/message.ts'
import { wordOf } from '../../src/paper/word.ts'
import { everyPart } from './every-part.ts'

const bytes = await wordOf(everyPart)
const parts = unzipSync(bytes)
const part = (name: string) => load(strFromU8(parts[name] ?? new Uint8Array()), { xml: true })

describe('a paper as a Word file', () => {
  it('has real headings, lists and a table, as another reader of Word files finds them', async () => {
    const { value, messages } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) })
    const page = load(value)
    expect(page('h1').text()).toBe('Tea & <talk>')
    expect(page('h2').first().text()).toBe('1. What is your ‘why’? (the guide’s words)')
    expect(
      page('ul li')
        .map((_, one) => page(one).text())
        .get(),
    ).toEqual(['One', 'Two'])
    expect(
      page('ol li')
        .map((_, one) => page(one).text())
        .get(),
    ).toEqual(['First', 'Second'])
    expect(page('table tr').length).toBe(2)
    expect(page('a').attr('href')).toBe('https://example.org/a(b)')
    expect(messages.filter(one => one.type === 'error')).toEqual([])
  })

  it('draws a card to cut out: within lines on every side, its words under its sign', () => {
    const document = part('word/document.xml')
    const card = document('w\\:p')
      .filter((_, one) => document(one).text().includes('🌉'))
      .first()
    expect(card.find('w\\:t').last().text()).toBe('a <bridge> & more')
    for (const side of ['top', 'bottom', 'left', 'right', 'between'])
      expect(card.find(`w\\:pBdr > w\\:${side}`).attr('w:val')).toBe('dashed')
  })

  it('says its title and its language, and repeats the head of a table on every page', () => {
    expect(part('docProps/core.xml')('dc\\:title').text()).toBe('Tea & <talk>')
    expect(part('word/styles.xml')('w\\:docDefaults w\\:lang').attr('w:val')).toBe('en-US')
    expect(part('word/document.xml')('w\\:tblHeader').length).toBe(1)
  })

  it('says of each bar what it shows', async () => {
    const bars = [{ label: 'May', value: 4, words: '4' }]
    const drawn = unzipSync(
      await wordOf({ title: 'Year', parts: [chart('Gatherings', ['Month', 'Gatherings'], bars)] }),
    )
    const xml = load(strFromU8(drawn['word/document.xml'] ?? new Uint8Array()), { xml: true })
    expect(xml('wp\\:docPr').attr('descr')).toBe('May: 4')
  })

  it('begins a page where that is asked for, and rules room to write', () => {
    expect(part('word/document.xml')('w\\:pageBreakBefore').length).toBe(1)
    const ruled = part('word/document.xml')('w\\:pStyle[w\\:val=HearthBlankLine]')
    expect(ruled.length).toBe(3)
  })

  it('gives the room above a heading to what stands before it, and rules lines as close as a notepad: else LibreOffice parts them', () => {
    const styles = part('word/styles.xml')
    const spacingOf = (id: string) => styles(`w\\:style[w\\:styleId=${id}] w\\:spacing`)
    for (const level of [1, 2, 3, 4, 5, 6])
      expect(spacingOf(`Heading${level}`).attr('w:before')).toBeUndefined()
    expect(Number(spacingOf('HearthBlankLine').attr('w:line'))).toBeLessThanOrEqual(400)
    const before = part('word/document.xml')('w\\:p:has(w\\:pStyle[w\\:val=Heading2])').last().prev()
    expect(Number(before.find('w\\:spacing').attr('w:after'))).toBeGreaterThanOrEqual(260)
  })

  it('keeps what was said with who said it, and counts its pages in no language', () => {
    const answers = part('word/document.xml')('w\\:p:has(w\\:pStyle[w\\:val=HearthAnswer])')
    expect(answers.length).toBeGreaterThan(0)
    expect(answers.find('w\\:keepNext').not('[w\\:val=false]').length).toBe(answers.length)
    const [footer = ''] = Object.keys(parts).filter(name => /^word\/footer\d*\.xml$/.test(name))
    expect(part(footer)('w\\:t').text()).toBe('Tea & <talk> ·  / ')
  })

  it('keeps a question in two languages with what was said to it', async () => {
    const both = await wordOf({
      title: 'Té',
      language: 'es',
      parts: [
        { type: 'heading', level: 2, text: 'Why?', lang: 'en', origin: 'guide' },
        { type: 'paragraph', text: 'Traducción nuestra: ¿Por qué?', origin: 'hearth' },
        { type: 'answer', text: 'Para que se conozcan' },
      ],
    })
    const written = load(strFromU8(unzipSync(both)['word/document.xml'] ?? new Uint8Array()), { xml: true })
    const ours = written('w\\:p').filter((_, one) => written(one).text().startsWith('Traducción'))
    expect(ours.find('w\\:keepNext').not('[w\\:val=false]').length).toBe(1)
  })

  it('keeps a short table on one page', () => {
    const rows = part('word/document.xml')('w\\:tr')
    const kept = rows
      .toArray()
      .map(one => part('word/document.xml')(one).find('w\\:keepNext').not('[w\\:val=false]').length > 0)
    expect(kept.slice(0, -1)).not.toContain(false)
    expect(kept.at(-1)).toBe(false)
  })

  it('leaves out what XML cannot hold, so that Word opens it without a word of repair', () => {
    const xml = strFromU8(parts['word/document.xml'] ?? new Uint8Array())
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(xml).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/)
    expect(xml).toContain('&lt;script&gt;')
  })
})
