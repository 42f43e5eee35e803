import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { guideSchema, readingSchema } from '../../src/features/readings/schema.ts'
import { composed } from '../../src/features/walkthrough/run/compose.ts'
import { optionsOf } from '../../src/features/walkthrough/run/options.ts'
import { startRun } from '../../src/features/walkthrough/run/run.ts'
import {
  choosing,
  type Step,
  type Walkthrough,
  walkthroughSchema,
} from '../../src/features/walkthrough/schema.ts'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const files = readdirSync(new URL('../../content/walkthroughs', import.meta.url)).sort()
const walkthroughs = files.map(file => walkthroughSchema.parse(parse(read(`content/walkthroughs/${file}`))))
const guide = guideSchema.parse(parse(read('content/guide.yaml')))
const readings = z.array(readingSchema).parse(parse(read('content/readings.yaml')))

/** Made from the guide's facts: the guide's words, and the figures in the only words in which they may be said. */
const facts = JSON.parse(read('test/fixtures/walkthroughs.json')) as Facts

interface Facts {
  gathering: { id: string; question: string; input: string }[]
  audit: string[]
  relationshipScale: string[]
  stakeholders: { id: string; label: string; bucket: string }[]
  pillars: string[]
  pillarsAction: string
  advisoryAction: string
  case: string
  caseSteps: string[]
  listeners: { figures: string[]; pillars: number[]; caresAbout: string }[]
  strategies: string
  plan: string[]
  figures: { id: string; say: string; dontSay: string }[]
  updates: string[]
}

const get = (id: string) => walkthroughs.find(one => one.id === id) ?? expect.fail(`no walk-through ${id}`)
const step = (walkthrough: string, id: string): Step =>
  get(walkthrough).steps.find(one => one.id === id) ?? expect.fail(`no step ${walkthrough}.${id}`)
const questions = (id: string) => get(id).steps.map(({ question }) => question)

/** Every string a person can be shown; ids are for us. */
const said = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : value && typeof value === 'object'
      ? Object.entries(value).flatMap(([key, inner]) => (key === 'id' ? [] : said(inner)))
      : []
const all = walkthroughs.map(one => [one.id, one] as const)
const figureSteps = [step('case', 'number'), step('advisory-talk', 'figure')]

describe('the guide’s words in the walk-throughs', () => {
  it('are the eleven questions for a gathering, the first three open, the others asking how', () => {
    const ours = get('gathering').steps.map(({ id, question, input }) => ({ id, question, input }))
    expect(ours).toEqual(facts.gathering)
  })

  it('are the sentences of the relationship audit, each a step', () => {
    expect(step('audit', 'promising').question).toBe(facts.audit[0])
    const sentences = ['relationships', 'focus', 'priority'].map(id => step('audit', id).question)
    expect(sentences.join(' ')).toBe(facts.audit[1])
  })

  it('are the four questions for a plan, behind the audience and the idea it asks for', () => {
    expect(questions('plan').slice(2)).toEqual(facts.plan)
    expect(step('plan', 'audience').from).toBe('audit.priority')
    expect(step('plan', 'why-group').from).toBe('gathering.why')
    expect(step('plan', 'plan-outcome').from).toBe('gathering.outcome')
  })

  it('are the names of the six pillars, wherever pillars stand', () => {
    expect(questions('pillars')).toEqual(facts.pillars)
    for (const one of [step('case', 'pillar'), step('advisory-talk', 'pillar')]) {
      expect(one.options.map(({ label }) => label)).toEqual(facts.pillars)
      expect(one.options.map(({ id }) => id)).toEqual(get('pillars').steps.map(({ id }) => id))
    }
  })

  it('are the actions and reflections, in quotation marks where Hearth asks in steps of its own', () => {
    expect(get('pillars').intro).toContain(`“${facts.pillarsAction}”`)
    expect(get('advisory-talk').intro).toContain(`“${facts.advisoryAction}”`)
    expect(get('case').intro).toContain(`“${facts.case}”`)
    expect(questions('strategies')).toContain(facts.strategies)
  })

  it('have other words beside them for someone alone where they speak of a live session', () => {
    const live = walkthroughs
      .flatMap(one => one.steps)
      .filter(({ question }) => /others shared|examples from different/.test(question))
    expect(live.map(({ id }) => id).sort()).toEqual(['idea', 'promising'])
    for (const { note } of live) expect(note).toMatch(/^Working alone\?/)
  })
})

describe('the relationship audit', () => {
  it('offers the 27 groups, bucket by bucket', () => {
    const buckets = ['inside', 'power', 'partner', 'public']
    const inOrder = buckets.flatMap(bucket => facts.stakeholders.filter(one => one.bucket === bucket))
    const { options } = step('audit', 'relationships')
    expect(options).toHaveLength(27)
    expect(options.map(({ id, label }) => ({ id, label }))).toEqual(
      inOrder.map(({ id, label }) => ({ id, label })),
    )
    const labels = new Map(buckets.map(bucket => [bucket, new Set<string | undefined>()]))
    for (const [at, { bucket }] of inOrder.entries())
      labels.get(bucket)?.add(options[at]?.note?.split('. ')[0])
    for (const bucket of buckets) expect(labels.get(bucket)?.size, bucket).toBe(1)
  })

  it('leads from the groups known to one or two kept in mind, which a gathering offers again', () => {
    expect(step('audit', 'focus').options_from).toBe('audit.relationships')
    expect(step('audit', 'priority').options_from).toBe('audit.focus')
    expect(step('audit', 'priority').note).toMatch(/^One or two at most/)
    expect(step('gathering', 'messenger').from).toBe('audit.priority')
  })

  it('names how a relationship can stand, and wants groups and roles only', () => {
    expect(step('audit', 'standing').note).toContain(facts.relationshipScale.join(' · '))
    expect(get('audit').intro).toMatch(/groups and roles only: never people’s names.*health or immigration/)
  })
})

describe('the case for libraries', () => {
  it('takes the eight steps', () => {
    expect(get('case').steps.map(({ id }) => id)).toEqual(facts.caseSteps)
  })

  it('tells for each of ten listeners what they care about, with two figures that fit', () => {
    const listeners = step('case', 'who').options.slice(0, -1)
    expect(listeners).toHaveLength(facts.listeners.length)
    for (const [at, { id, label, note }] of listeners.entries()) {
      const listener = facts.listeners[at]
      expect(note).toContain(`They tend to care about ${listener?.caresAbout}.`)
      const named = step('case', 'number').options.filter(figure => figure.for?.includes(id))
      expect(named, label).toHaveLength(2)
      const ids = named.map(figure => figure.id)
      for (const figure of listener?.figures ?? []) expect(ids).toContain(figure)
      for (const number of listener?.pillars ?? [])
        expect(step('case', 'pillar').options[number - 1]?.for, label).toContain(id)
    }
  })

  it('offers the two figures that fit the chosen listener, and puts the case together in the words that may be said', () => {
    const walkthrough = walkthroughs.find(one => one.id === 'case') ?? expect.fail('no case')
    const given = (step: string, text: string) => ({
      step,
      question: '',
      entries: [{ by: { id: 'ana', name: 'ana' }, at: 0, text }],
    })
    const run = startRun(walkthrough, {
      id: 'r',
      name: 'r',
      owner: { id: 'ana', name: 'ana' },
      place: { personal: true },
      at: 0,
    })
    const after = {
      ...run,
      answers: [
        given('who', '1'),
        given('local', 'People stay until closing.'),
        given('number', 'Medicare spending'),
      ],
    }
    const number = step('case', 'number')
    expect(
      optionsOf(walkthrough, after, number)
        .map(one => one.id)
        .sort(),
    ).toEqual(['belonging-health', 'medicare'])
    const { paragraphs, notes } = composed(walkthrough, after) ?? expect.fail('nothing composed')
    const medicare = number.options.find(one => one.id === 'medicare')
    expect(paragraphs).toEqual([
      walkthrough.compose?.opening,
      'Here is what we see: People stay until closing.',
      `${medicare?.note} (${medicare?.source}.)`,
    ])
    expect(notes).toEqual([`${medicare?.keep_in_mind} ${medicare?.before_printing}`])
  })

  it('says plainly what a library cannot do', () => {
    expect(step('case', 'honest').nudges.join(' ')).toContain('988')
  })
})

describe('the figures', () => {
  it.each(figureSteps.flatMap(one => one.options))(
    '“$label” is said in its one wording, as a US statistic with source and caveat',
    option => {
      const { say } =
        facts.figures.find(({ id }) => id === option.id) ?? expect.fail(`no figure ${option.id}`)
      expect(option.note).toBe(say)
      expect(option.source).toMatch(/^US statistic: Surgeon General’s Advisory, May 2023(, .*p\. \d+)?$/)
      expect(option.keep_in_mind).toMatch(/^[A-Z]/)
      expect(option.label).not.toMatch(/\d/)
    },
  )

  it('stand nowhere in other words', () => {
    const figure =
      /\d\s?%|per ?cent|\$|dollars|illion|\b(half|third|most|majority) of\b|\btimes as\b|twice as|double|\d+ in \d+|\bone in (two|three|four|five|six|ten)\b|cigarette|minutes a day|\d,\d{3}/i
    const wordings = [...facts.figures.map(({ say }) => say), ...facts.updates]
    for (const text of said(walkthroughs)) {
      const rest = wordings.reduce((left, say) => left.replaceAll(say, ''), text)
      expect(rest).not.toMatch(figure)
    }
  })

  it('are never said in the ways they are often said wrongly', () => {
    const text = said(walkthroughs).join('\n').toLowerCase()
    for (const { dontSay } of facts.figures.filter(one => one.dontSay))
      expect(text).not.toContain(dontSay.toLowerCase().replace(/[. ]+$/, ''))
  })

  it('that are newer than the guide are called so', () => {
    for (const text of said(walkthroughs))
      for (const update of facts.updates.filter(one => text.includes(one)))
        expect(text).toContain(`Newer than the guide: ${update}`)
  })
})

describe('the strategies', () => {
  it('show examples of their section, each under the id of its reading', () => {
    const known = readings.filter(({ section }) => section === 'strategies').map(({ id }) => id)
    const { options } = step('strategies', 'seen-at')
    for (const { id } of options.slice(0, -1)) expect(known).toContain(id)
    for (const { note } of options.slice(0, -1)) expect(note).toMatch(/\. For /)
    expect(options.at(-1)?.id).toBe('elsewhere')
  })

  it('capture the idea, where it was seen, a first step, whom to ask and by when', () => {
    const ids = get('strategies').steps.map(({ id }) => id)
    expect(ids).toEqual(['seen-at', 'idea', 'what-worked', 'first-step', 'who-to-ask', 'try-by'])
    expect(step('strategies', 'who-to-ask').input).toBe('people')
    expect(step('strategies', 'try-by').input).toBe('date')
  })
})

describe.each(all)('%s', (id, walkthrough: Walkthrough) => {
  it('is the only one of its id and command, in a file of its name, in a section of the guide', () => {
    expect(files).toContain(`${id}.yaml`)
    expect(walkthroughs.filter(one => one.id === id)).toHaveLength(1)
    expect(walkthroughs.filter(({ command }) => command === walkthrough.command)).toHaveLength(1)
    expect(guide.sections.map(one => one.id)).toContain(walkthrough.section)
  })

  it('has ids of its own for steps and options, and takes answers only from steps that are there', () => {
    const unique = (ids: string[]) => expect(new Set(ids).size).toBe(ids.length)
    unique(walkthrough.steps.map(one => one.id))
    for (const one of walkthrough.steps) {
      unique(one.options.map(option => option.id))
      if (!choosing(one.input)) expect(one.options).toEqual([])
      for (const name of [one.from, one.options_from].filter(from => from !== undefined)) {
        const [from = '', its = ''] = name.split('.')
        expect(step(from, its).id).toBe(its)
      }
    }
  })

  it('says in one sentence why each step matters, and offers two or three nudges', () => {
    for (const { id: step, why, nudges } of walkthrough.steps) {
      const where = `content/walkthroughs/${id}.yaml, step ${step}`
      expect(why, `${where}: give one sentence as its why`).toMatch(/^[^.!?]+\.$/)
      expect([2, 3], `${where}: give two or three nudges`).toContain(nudges.length)
    }
  })

  it('gives no score, and no label to people', () => {
    const text = said(walkthrough).join('\n')
    expect(text).not.toMatch(
      /\b(scor(e|ed|ing)|points|grades?|graded|ratings?|rated?|ranks?|ranked|correct|incorrect|wrong|failed|failure|perfect|well done|congratulations|pass mark|complete[ds]?|out of \d+|100)\b/i,
    )
    expect(text).not.toMatch(
      /\b(lonely|isolated) (people|patrons|adults|seniors|teens)|\bthe lonely\b|\bat risk\b/i,
    )
  })

  it('presents nothing of its own as the presenters’ or the author’s', () => {
    const own = said(walkthrough).join('\n')
    expect(own, `content/walkthroughs/${id}.yaml: say it as Hearth’s own`).not.toMatch(
      /presenter|webinar|Parker|Murthy|Whova|neighbor\b.*says/i,
    )
  })

  it('uses the quotation marks of print and the spelling of the guide’s readers', () => {
    const where = `content/walkthroughs/${id}.yaml: write ’ and “ ”, no address, and American spelling`
    for (const text of said(walkthrough)) {
      expect(text, where).not.toMatch(/['"]|https?:/)
      expect(text, where).not.toMatch(/programme|neighbour|colour|centre|ageing|organis|favour/i)
    }
  })
})

describe('care', () => {
  it.each(['audit', 'case', 'advisory-talk'])('goes with %s, with 988 for the US', id => {
    expect(get(id).care).toMatch(/You may stop at any point.*someone you trust.*in the US, call or text 988/)
  })

  it('names 988 only together with the US', () => {
    for (const text of said(walkthroughs).filter(one => one.includes('988'))) expect(text).toMatch(/\bUS\b/)
  })
})
