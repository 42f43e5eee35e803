import { load } from 'cheerio'
import { describe, expect, it } from 'vitest'
import { pageOf } from '../../src/paper/page.ts'
import { everyPart, oddWords } from './every-part.ts'

const html = pageOf(everyPart)
const page = load(html)

describe('a paper as a page to print', () => {
  it('has its language, its title, real headings, lists, and a table with its label and heads', () => {
    expect(page('html').attr('lang')).toBe('en-US')
    expect(page('title').text()).toBe('Tea & <talk>')
    expect(page('h1').text()).toBe('Tea & <talk>')
    expect(
      page('h2')
        .map((_, one) => page(one).text())
        .get(),
    ).toEqual(['1. What is your ‘why’? (the guide’s words)', '2. And what else? (Hearth’s words)'])
    expect(page('ul:not(.boxes, .cards) li').length).toBe(2)
    expect(page('ul.cards li').text()).toBe('🌉 a <bridge> & more')
    expect(page('ul.cards .sign').attr('aria-hidden')).toBe('true')
    expect(page('ol li').length).toBe(2)
    expect(page('table caption').text()).toBe('Who does what')
    expect(page('th[scope=col]').length).toBe(2)
    expect(page('.blank > div').length).toBe(3)
  })

  it('keeps a question and its room to write on one page', () => {
    expect(page('.together > h2:first-child').length).toBe(1)
    expect(page('.together > .blank').length).toBe(page('.blank').length)
    expect(html).toMatch(/\.together \{ break-inside: avoid; \}/)
  })

  it('gives room to write a name only as what may have one, and leaves no line that says who answered alone', () => {
    expect(page('.blank').attr('role')).toBe('img')
    expect(html).toMatch(/\.about \{ break-before: avoid; \}/)
  })

  it('shows somebody’s words letter for letter, and runs nothing of them', () => {
    expect(page('blockquote p').text()).toBe(oddWords)
    expect(page('script').length).toBe(0)
  })

  it('asks nothing of anywhere: no script, no picture, no font, no style from elsewhere', () => {
    expect(page('[src], link, iframe, object').length).toBe(0)
    expect(html).not.toMatch(/@import|url\(/)
  })

  it('names no size of paper, so that it fits Letter and A4, and cuts no long word', () => {
    expect(html).not.toMatch(/@page[^}]*\bsize:/)
    expect(html).toMatch(/overflow-wrap: anywhere/)
    expect(page('h2.new-page').length).toBe(1)
  })
})
