import { describe, expect, it } from 'vitest'
import { parseFilters } from '../../../src/features/icebreaker/parse-filters.ts'
import { audiences } from '../../../src/features/icebreaker/schema.ts'
import { builtInContent } from '../../content.ts'

const { icebreakers } = builtInContent
const fitting = (request: string) => {
  const { filters: wishes, unknown, deep } = parseFilters(request)
  expect(unknown).toEqual([])
  return icebreakers.filter(one => (deep || one.depth < 3) && wishes.every(filter => filter.fits(one)))
}

describe('the words of a request for an icebreaker', () => {
  it('mean the same in any order', () => {
    const ids = (request: string) => fitting(request).map(one => one.id)
    expect(ids('teens light 5 minutes')).toEqual(ids('5 minutes, light teens'))
    expect(ids('hybrid staff meeting')).toEqual(ids('a staff meeting that is hybrid'))
  })

  it('name audiences as people call them, and give only questions for them', () => {
    for (const one of fitting('teens')) expect(one.audience).toContain('teens-12-17')
    for (const one of fitting('seniors')) expect(one.audience).toContain('older-adults')
    for (const one of fitting('ESL')) expect(one.audience).toContain('language-learners')
  })

  it('find light questions for each audience of the scheme', () => {
    for (const audience of audiences)
      expect(fitting(`${audience} light`).length, audience).toBeGreaterThanOrEqual(20)
  })

  it.each([
    'staff meeting 3 minutes',
    'quick staff meeting',
    'hybrid',
    'storytime families',
    'older adults',
    'rather not speak',
    'staff quiet',
    'teens 5 min',
    '12 people',
    'age 9',
    'drawing',
    'passive display',
  ])('find something for “%s”', request => expect(fitting(request).length).toBeGreaterThan(0))

  it('hold the time that was named', () => {
    for (const one of fitting('2 minutes')) expect(one.minutes.max).toBeLessThanOrEqual(2)
    expect(fitting('10min').every(one => one.minutes.max <= 10)).toBe(true)
  })

  it('give deeper questions only when they are asked for', () => {
    expect(fitting('staff').every(one => one.depth < 3)).toBe(true)
    expect(fitting('staff deep').every(one => one.depth === 3)).toBe(true)
    expect(fitting('deep').length).toBeGreaterThan(3)
  })

  it('are named when they mean nothing, with the nearest that do', () => {
    expect(parseFilters('teenz xylophone').unknown).toEqual([
      { word: 'teenz', near: expect.arrayContaining(['teens']) },
      { word: 'xylophone', near: [] },
    ])
  })

  it('never throw, whatever is typed', () => {
    for (const odd of [
      '',
      '   ',
      '💥',
      'constructor __proto__ toString',
      '999999 minutes',
      'x'.repeat(10_000),
    ]) {
      expect(() => parseFilters(odd)).not.toThrow()
    }
  })
})
