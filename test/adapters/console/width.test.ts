import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { paints } from '../../../adapters/console/paint.ts'
import { hang, widthOf, wrap } from '../../../adapters/console/width.ts'

describe('the width of text', () => {
  it.each([
    ['plain', 5],
    ['日本語', 6],
    ['한국어', 6],
    ['👩‍👩‍👧', 2],
    ['❤️', 2],
    ['é', 1],
    ['e\u0301', 1],
    ['🇫🇷', 2],
    ['', 0],
  ])('of %j is %i', (text, columns) => {
    expect(widthOf(text)).toBe(columns)
  })

  it('does not count colors', () => {
    expect(widthOf(paints(true).bold('two words'))).toBe(9)
  })
})

describe('wrapping', () => {
  it('breaks between words', () => {
    expect(wrap('What song do you always come back to?', 16)).toEqual([
      'What song do you',
      'always come back',
      'to?',
    ])
  })

  it('keeps the lines and the blanks that were typed', () => {
    expect(wrap('one\n\n  two   three', 20)).toEqual(['one', '', '  two   three'])
  })

  it('breaks Chinese and Japanese anywhere, for they have no blanks', () => {
    expect(wrap('日本語の文章', 6)).toEqual(['日本語', 'の文章'])
  })

  it('breaks a word that is longer than a line', () => {
    expect(wrap('abcdefgh', 3)).toEqual(['abc', 'def', 'gh'])
  })

  it('never breaks a web address, so that it can be copied', () => {
    const address = 'https://library.example/a/very/long/way/down'
    expect(wrap(`see ${address} for more`, 20)).toEqual(['see', address, 'for more'])
  })

  it('leaves no line too wide, and loses nothing but blanks', () => {
    const word = fc.string({ unit: 'grapheme', maxLength: 12 }).filter(text => !/\p{Cc}/u.test(text))
    const painted = fc
      .tuple(word, fc.boolean())
      .map(([text, bold]) => (bold ? paints(true).bold(text) : text))
    fc.assert(
      fc.property(fc.array(painted), fc.integer({ min: 4, max: 40 }), (words, width) => {
        const line = words.join(' ')
        const lines = wrap(line, width)
        for (const one of lines) expect(widthOf(one)).toBeLessThanOrEqual(width)
        expect(lines.join('').replaceAll(/\s/g, '')).toBe(line.replaceAll(/\s/g, ''))
      }),
    )
  })

  it('carries no color from one line into the next', () => {
    const { bold, code } = paints(true)
    expect(wrap(bold('one two three'), 7)).toEqual([bold('one two'), bold('three')])
    expect(wrap(`${bold('日本語')}.`, 4).join('|')).toMatch(/^\S+\[1m日本\|語\S+\[22m\.$/u)
    expect(wrap(`type ${code('next')}, now`, 9)).toEqual(['type', `${code('next')}, now`])
  })

  it('leaves room for what stands in front', () => {
    expect(hang('• ', '  ', 'tea and cake', 9)).toEqual(['• tea and', '  cake'])
  })
})
