import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { authorLine, guideSchema, readingSchema } from '../../../src/features/readings/schema.ts'
import { findReadings } from '../../../src/features/readings/search.ts'

const read = (path: string) =>
  parse(readFileSync(new URL(`../../../content/${path}`, import.meta.url), 'utf8'))
const readings = z.array(readingSchema).parse(read('readings.yaml'))
const guide = guideSchema.parse(read('guide.yaml'))

const search = (request: string) => findReadings(readings, guide, request)
const ids = (request: string) => search(request).found.map(({ id }) => id)

describe('a search for readings', () => {
  it('finds a subject, the title that names it first', () => {
    expect(ids('hosting')).toEqual([
      'world-cafe-toolkit',
      'art-of-gathering',
      'gathering-toolkit',
      'wj-learn-art-of-gathering',
      'world-cafe-method',
    ])
    expect(ids('how to host')).toEqual(ids('hosting'))
  })

  it('finds a subject by what else people call it', () => {
    expect(ids('kids')).toEqual(['alsc-passive', 'wakelet-passive'])
    expect(ids('stats')).toEqual(['sg-advisory'])
    expect(ids('facilitator')).toContain('ltc-guide')
  })

  it('finds an author, and what the guide lists under their name after their own', () => {
    expect(ids('parker')).toEqual(['art-of-gathering', 'gathering-toolkit', 'wj-learn-art-of-gathering'])
    expect(ids('klinenberg')).toEqual(['palaces-book'])
  })

  it('finds an organization, a year and an ISBN', () => {
    expect(ids('cdc')).toEqual(['cdc-orgs-communities'])
    expect(ids('irex')).toEqual(['bridgebuilding-hub', 'bridgebuilding-cases'])
    expect(ids('2018')).toEqual(['palaces-book', 'art-of-gathering'])
    expect(ids('9781524761165')).toEqual(['palaces-book'])
  })

  it('finds a kind, in the singular and the plural', () => {
    expect(ids('press release')[0]).toBe('sg-press-release')
    expect(ids('books').toSorted()).toEqual(['art-of-gathering', 'palaces-book', 'project-unlonely-book'])
    expect(ids('press release')).toEqual(['sg-press-release'])
  })

  it('finds both works that are called Palaces for the People, each with author and year', () => {
    const { found } = search('palaces')
    expect(found.map(authorLine)).toEqual(['Eric Klinenberg, 2018', 'Nicole K. Dalmer and others, 2022'])
  })

  it('finds both of Socially Connected Communities and both of Project Unlonely', () => {
    expect(ids('socially connected communities')).toEqual(['lenstra-article', 'hpbd-report'])
    expect(ids('the unlonely project')).toEqual(['project-unlonely-book', 'project-unlonely-initiative'])
  })

  it.each(['world cafe', 'World Café', 'WORLD CAFÉ', '“world cafe”', 'cafe world'])(
    'finds the World Café by %s',
    request => {
      expect(ids(request)).toEqual(['world-cafe-method', 'world-cafe-toolkit'])
    },
  )

  it.each([
    ["surgeon general's advisory", 'surgeon general’s advisory'],
    ['programme model', 'program models'],
    ['colouring', 'coloring'],
    ['passive programming', 'passive-programming'],
  ])('takes %s and %s for the same', (one, other) => {
    expect(ids(one)).not.toEqual([])
    expect(ids(one)).toEqual(ids(other))
  })

  it.each(['section 4', 'Section four', 'part 4', '4', 'adding-intentionality', 'adding intentionality'])(
    'finds a section by %s',
    request => {
      const { found, sections } = search(request)
      expect(found.map(({ id }) => id)).toEqual([
        'art-of-gathering',
        'gathering-toolkit',
        'wj-learn-art-of-gathering',
      ])
      expect(sections.map(({ id }) => id)).toEqual(['adding-intentionality'])
    },
  )

  it('knows a section that has no readings', () => {
    for (const request of ['section 3', 'audit']) {
      const { found, unknown, sections } = search(request)
      expect({ found, unknown }).toEqual({ found: [], unknown: [] })
      expect(sections.map(({ id }) => id)).toEqual(['relationship-audit'])
    }
  })

  it('finds the passive ones, those without the word in their title last', () => {
    expect(ids('passive')).toEqual([
      'alsc-passive',
      'nd-passive-libguide',
      'wakelet-passive',
      'wj-adult-coloring',
    ])
  })

  it('takes several words in any order, all of which must fit', () => {
    expect(ids('book 2018 parker')).toEqual(['art-of-gathering'])
    expect(ids('parker 2018 book')).toEqual(['art-of-gathering'])
    expect(ids('section 4 books')).toEqual(['art-of-gathering'])
  })

  it('shows what fits most of the words when nothing fits all, and says so', () => {
    const { found, partial } = search('parker video')
    expect(partial).toBe(true)
    expect(found.map(({ id }) => id)).toContain('sg-video')
    expect(search('parker book').partial).toBe(false)
  })

  it('looks into the summaries only for a word that is nowhere else', () => {
    expect(ids('homeless')).toEqual(['coffee-conversation'])
    expect(ids('podcasts')).toEqual(['gathering-toolkit'])
  })

  it('names an unknown word with the nearest known one', () => {
    expect(search('klinenburg')).toMatchObject({
      found: [],
      unknown: [{ word: 'klinenburg', near: ['klinenberg'] }],
    })
    expect(search('statistcs').unknown[0]?.near).toContain('statistics')
    expect(search('qqqq').unknown).toEqual([{ word: 'qqqq', near: [] }])
    expect(search('section 9').unknown[0]?.word).toBe('section 9')
  })

  it('searches by the other words when one is unknown', () => {
    const { found, unknown, partial } = search('hosting qqqq')
    expect(found.map(({ id }) => id)).toEqual(ids('hosting'))
    expect(unknown.map(({ word }) => word)).toEqual(['qqqq'])
    expect(partial).toBe(false)
  })

  it('shows every reading in the guide’s order when no word narrows the choice', () => {
    expect(ids('')).toEqual(readings.map(({ id }) => id))
    expect(ids('show me all the readings')).toEqual(ids(''))
  })

  it('finds each reading first by its own title', () => {
    for (const { id, title } of readings) expect(ids(title).slice(0, 2), title).toContain(id)
  })

  it('finds each reading by the words of its id', () => {
    for (const { id } of readings) expect(ids(id.replaceAll('-', ' ')), id).toContain(id)
  })

  it('takes any line for words and never for a pattern', () => {
    for (const request of ['.*', '(((', '\\', '$1', '<!channel>', '   ', '’’', '日本', '-'.repeat(5000)])
      expect(() => search(request)).not.toThrow()
  })
})
