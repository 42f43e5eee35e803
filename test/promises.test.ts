import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../src/config/paths.ts'

const read = (file: string) => readFileSync(join(packageRoot(), file), 'utf8')
/** As words follow each other, wherever a line ends. */
const plain = (text: string) => text.replace(/\s+/g, ' ')

interface Promised {
  document: string
  quote: string
  /** `test/….test.ts: a title`, or a row of the torture run. */
  held: string[]
}

const promises: Promised[] = read('docs/promises.md')
  .split(/^## /m)
  .slice(1)
  .flatMap(section => {
    const [document = '', ...lines] = section.split('\n')
    return lines
      .filter(line => line.startsWith('| ') && !line.startsWith('| it says |'))
      .map(line => {
        const [, quote = '', held = ''] = line.split(/(?<!\\)\|/)
        return {
          document,
          quote: quote.trim().replaceAll('\\|', '|'),
          held: held.split('<br>').map(one => one.trim()),
        }
      })
  })
const documents = [...new Set(promises.map(one => one.document))]
const quotesOf = (document: string) =>
  promises.filter(one => one.document === document).map(one => plain(one.quote))

describe('What is promised', () => {
  it.each(documents)('in %s still stands there, in these words', document => {
    const text = plain(read(document))
    const gone = quotesOf(document).filter(quote => !text.includes(quote))
    expect(gone, 'say it in docs/promises.md as the document says it now, or take it out').toEqual([])
  })

  it.each(promises)('$quote: is held by tests that are there', ({ held }) => {
    expect(held.length).toBeGreaterThan(0)
    for (const one of held) {
      const [, row, file = '', title = ''] = /^(?:row `(\w+)`|`([^`]+)`: (.+))$/.exec(one) ?? []
      if (row) expect(read('test/torture/rows.ts'), one).toMatch(new RegExp(`^  ${row}[,:]`, 'm'))
      else {
        expect(existsSync(join(packageRoot(), file)), one).toBe(true)
        const found = read(file).replaceAll("\\'", "'").replaceAll('|', '/')
        expect(
          found.includes(`'${title}'`) || found.includes(`"${title}"`) || found.includes(`\`${title}\``),
          one,
        ).toBe(true)
      }
    }
  })

  it('and where it says to look, there is something', () => {
    const pages = ['README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md', 'SECURITY.md', 'docs/promises.md']
    const gone = [
      ...pages,
      'docs/glossary.md',
      'docs/adr/README.md',
      'test/torture/README.md',
      'test/fuzz/README.md',
    ]
      .flatMap(page =>
        [...read(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, to = '']) => ({ page, to })),
      )
      .filter(({ page, to }) => !existsSync(join(packageRoot(), dirname(page), to)))
    expect(gone).toEqual([])
  })

  it('has no line of a table of the README, and no heading of who may do what, that is held by nothing', () => {
    const rows = read('README.md')
      .split('\n')
      .filter(line => /^\| /.test(line) && !/^\|( [\w ]+ \|)+$|^\| !\[/.test(line))
    expect(rows.length).toBeGreaterThan(25)
    const quotes = quotesOf('README.md')
    expect(
      rows.filter(row => !quotes.some(quote => plain(row).includes(quote))),
      'Give each a line in docs/promises.md, below README.md: some words of the row, and the test that holds them',
    ).toEqual([])
    const bold = [...read('test/torture/README.md').matchAll(/^\| \*\*(.+?)\*\*.*$/gm)].map(([row]) => row)
    expect(bold.length).toBeGreaterThan(8)
    const torture = quotesOf('test/torture/README.md')
    expect(
      bold.filter(row => !torture.some(quote => plain(row).includes(quote))),
      'Give each a line in docs/promises.md, below test/torture/README.md',
    ).toEqual([])
  })
})
