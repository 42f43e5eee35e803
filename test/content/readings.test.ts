import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { loadContent } from '../../src/content/load.ts'
import {
  authorLine,
  frontMatter,
  guideSchema,
  readingKinds,
  readingSchema,
  readingTags,
} from '../../src/features/readings/schema.ts'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const readings = z.array(readingSchema).parse(parse(read('content/readings.yaml')))
const guide = guideSchema.parse(parse(read('content/guide.yaml')))
const { walkthroughs } = loadContent(fileURLToPath(new URL('../../content', import.meta.url)))

/** Made from the guide's facts: what each reading may link, and the actions word for word. */
const allowed = JSON.parse(read('test/fixtures/allowed-links.json')) as Record<string, Allowed>
const sections = JSON.parse(read('test/fixtures/guide-actions.json')) as SectionFacts[]

interface Allowed {
  url: string
  label: string | null
  standsIn: boolean
  also: { url: string; label: string }[]
}
interface SectionFacts {
  id: string
  order: number
  title: string
  actions: { id: string; text: string }[]
}

const reading = (id: string) => readings.find(one => one.id === id) ?? expect.fail(`no reading ${id}`)

/** Words of notes to ourselves, which are not for readers. */
const remark = /not found|\baddress\b|\bseen\b|fallback|\bseed\b|estimate|host only|may link/i

describe('the guide', () => {
  it('holds every question that a walk-through says is the guide’s own', () => {
    const own = guide.sections.flatMap(one => [
      ...one.actions.flatMap(action => [action.text, ...(action.list?.items ?? [])]),
      ...one.questions.map(question => question.text),
    ])
    for (const { steps } of walkthroughs)
      for (const { question, quoted } of steps)
        expect(
          own.some(words => words.includes(question)),
          question,
        ).toBe(quoted === true)
  })

  it('has the seven sections in order, with titles word for word', () => {
    expect(guide.sections.map(({ id, order, title }) => ({ id, order, title }))).toEqual(
      sections.map(({ id, order, title }) => ({ id, order, title })),
    )
  })

  it('asks for the actions letter for letter', () => {
    for (const { id, actions } of sections) {
      const ours = guide.sections.find(section => section.id === id)?.actions ?? []
      expect(ours.map(action => ({ id: action.id, text: action.text }))).toEqual(actions)
    }
  })

  it('wants yes, yes and no to the three considerations', () => {
    const prompts = guide.sections.find(({ id }) => id === 'prompts-icebreakers')
    expect(prompts?.questions.map(({ wanted }) => wanted)).toEqual(['yes', 'yes', 'no'])
    expect(prompts?.questions.map(({ text }) => text).join(' ')).toBe(prompts?.actions[0]?.text)
  })

  it('lists eleven questions for a gathering, the first three open, and four for a plan', () => {
    const count = (id: string) => guide.sections.find(section => section.id === id)?.questions ?? []
    expect(count('adding-intentionality')).toHaveLength(11)
    expect(
      count('adding-intentionality')
        .filter(({ wanted }) => !wanted)
        .map(({ id }) => id),
    ).toEqual(['why', 'outcome', 'messenger'])
    expect(count('action-planning')).toHaveLength(4)
  })

  it('has other words for someone alone wherever the text speaks of a live session', () => {
    const said = guide.sections.flatMap(section => [
      { text: section.intro ?? '', solo: section.solo },
      ...section.actions,
    ])
    const live = said.filter(({ text }) =>
      /others shared|icebreakers shared|your neighbor|examples from different/.test(text),
    )
    expect(live).toHaveLength(4)
    for (const { solo } of live) expect(solo).toBeTruthy()
  })

  it('gives credit to WebJunction and OCLC, and links the page of the session', () => {
    expect(guide.credit).toMatch(/WebJunction.*OCLC/)
    expect(guide.url).toBe(allowed['guide-session-page']?.url)
    expect(guide.invitation).toContain('feel free to revise, and make it your own')
  })
})

describe('the readings', () => {
  it('are 33, each with an id of its own', () => {
    expect(readings).toHaveLength(33)
    expect(readings.map(({ id }) => id)).toEqual(Object.keys(allowed))
  })

  it('belong to a section of the guide or to its front matter', () => {
    const known = [frontMatter, ...guide.sections.map(({ id }) => id)]
    for (const { id, section } of readings) expect(known, id).toContain(section)
  })

  it('use every kind and every tag that is offered', () => {
    expect(readingKinds.filter(kind => !readings.some(one => one.kind === kind))).toEqual([])
    expect(readingTags.filter(tag => !readings.some(one => one.tags.includes(tag)))).toEqual([])
  })

  it.each(readings)('$id links only what the facts allow, and a stand-in only under its own label', one => {
    const may = allowed[one.id]
    expect(one.link.url).toBe(may?.url)
    expect(one.link.stands_in ?? false).toBe(may?.standsIn)
    if (may?.standsIn) expect(one.link.label).toBe(may.label)
    for (const other of one.also) expect(may?.also).toContainEqual(other)
  })

  it('link over https alone', () => {
    for (const { link, also } of readings)
      for (const { url } of [link, ...also]) expect(url).toMatch(/^https:/)
  })

  it('link the advisory a second time, where it will last', () => {
    expect(reading('sg-advisory').also.map(({ url }) => url)).toContain(
      'https://www.ncbi.nlm.nih.gov/books/NBK595227/',
    )
  })

  it.each(readings)('$id is told in a few plain sentences of at most 240 characters', ({ summary }) => {
    expect(summary.length).toBeLessThanOrEqual(240)
    expect(summary).toMatch(/^(?:[^.!?]+[.] ?){1,4}$/)
  })

  it.each(readings)('$id shows no remark that was meant for us', ({ title, summary, link, also, length }) => {
    for (const said of [
      title,
      summary,
      link.label,
      ...also.map(({ label }) => label),
      JSON.stringify(length),
    ])
      expect(said ?? '').not.toMatch(remark)
  })

  it('show a length only where it is known', () => {
    const lengths = Object.fromEntries(
      readings.filter(one => one.length).map(one => [one.id, Object.values(one.length ?? {})[0]]),
    )
    expect(lengths).toEqual({
      'guide-session-page': 60,
      'sg-advisory': 82,
      'hpbd-report': 'with a 3-minute overview video',
      'palaces-book': 336,
      'project-unlonely-book': 280,
      'art-of-gathering': 320,
      'madison-tell-us-packet': 'for a conversation of about an hour',
      'ltc-ecourse': 'about four hours, in six modules',
      'ltc-guide': '30 pages, before its 2020 addendum',
    })
  })

  it('can be told apart where they share a title', () => {
    const shown = readings.map(one => `${one.title.split(':')[0]?.replace(/[“”]/g, '')}, ${authorLine(one)}`)
    expect(new Set(shown).size).toBe(shown.length)
    expect(authorLine(reading('palaces-book'))).toBe('Eric Klinenberg, 2018')
    expect(authorLine(reading('dalmer-report'))).toBe('Nicole K. Dalmer and others, 2022')
    expect(authorLine(reading('lenstra-article'))).not.toBe(authorLine(reading('hpbd-report')))
    expect(authorLine(reading('project-unlonely-book'))).not.toBe(
      authorLine(reading('project-unlonely-initiative')),
    )
  })

  it('say which Madison is meant', () => {
    for (const id of ['madison-tell-us', 'madison-tell-us-packet'])
      expect(reading(id).organization).toContain('Wisconsin')
  })

  it('give ISBNs whose check digit is right', () => {
    const isbns = readings.flatMap(({ isbn }) => isbn ?? [])
    expect(isbns).toHaveLength(3)
    for (const isbn of isbns) {
      const sum = [...isbn].reduce((all, digit, at) => all + Number(digit) * (at % 2 ? 3 : 1), 0)
      expect(sum % 10, isbn).toBe(0)
    }
  })
})

describe('the schemas', () => {
  it('tell editors what each field is for', () => {
    for (const schema of [readingSchema, guideSchema]) {
      const { properties } = z.toJSONSchema(schema, { io: 'input' })
      for (const [name, field] of Object.entries(properties ?? {}))
        expect(field, name).toHaveProperty('description')
    }
  })

  it('refuse a stand-in without a label, an unknown tag and a mistyped field', () => {
    const sound = {
      id: 'mine',
      section: 'strategies',
      title: 'Mine',
      kind: 'article',
      tags: ['hosting'],
      summary: 'It is mine.',
      link: { url: 'https://example.org/mine' },
    }
    expect(readingSchema.safeParse(sound).success).toBe(true)
    const unsound = [
      { link: { url: 'https://example.org/', stands_in: true } },
      { tags: ['hostng'] },
      { sumary: 'Mine.' },
      { link: { url: 'javascript:alert(1)' } },
    ]
    for (const change of unsound) expect(readingSchema.safeParse({ ...sound, ...change }).success).toBe(false)
  })
})
