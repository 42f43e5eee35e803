import { describe, expect, it } from 'vitest'
import { draftsIn } from '../../../src/features/own-icebreakers/read-rows.ts'

/** Rows as a spreadsheet gives them. */
const drafts = (...rows: string[][]) =>
  draftsIn({ rows: rows.map((cells, at) => ({ line: at + 1, cells })), told: [] }, []).drafts

describe('a list of questions', () => {
  it('has headings in its librarian’s own words, which are no question', () => {
    const read = drafts(
      ['#', 'Our Ice Breaker Qs!!', 'Who’s it for?', 'Notes'],
      ['1', 'What made you laugh today?', 'Staff', 'used 2024'],
      ['2', 'Soup or sandwich?', 'teens', ''],
    )
    expect(read.map(one => one.text)).toEqual(['What made you laugh today?', 'Soup or sandwich?'])
    expect(read.map(one => one.audience)).toEqual([['staff'], ['teens-12-17']])
  })

  it('may have none: then its first line is a question, too', () => {
    expect(drafts(['A good opener for a rainy day'], ['Name a sound you like.'])).toHaveLength(2)
    expect(drafts(['What question do you like?'], ['Soup or sandwich?'])).toHaveLength(2)
  })
})
