import { distance } from 'fastest-levenshtein'
import { describe, expect, it } from 'vitest'
import { presumptionsIn } from '../../src/features/icebreaker/presumption.ts'
import {
  audiences,
  chatForm,
  considerations,
  type Icebreaker,
  topics,
} from '../../src/features/icebreaker/schema.ts'
import { builtInContent } from '../content.ts'

const { icebreakers, presumptions } = builtInContent
const light = icebreakers.filter(one => one.depth <= 2)
const count = (fits: (one: Icebreaker) => boolean) => icebreakers.filter(fits).length

describe('the icebreakers', () => {
  it('are at least 450, each with an id and words of its own', () => {
    expect(icebreakers.length).toBeGreaterThanOrEqual(450)
    expect(new Set(icebreakers.map(one => one.text.toLowerCase())).size).toBe(icebreakers.length)
  })

  it('have words for a channel that are short, and ask for nothing to hold up, look at or hand out', () => {
    const posted = icebreakers.flatMap(one => chatForm(one) ?? [])
    const long = posted.reduce((sum, words) => sum + words.split(/\s+/).length, 0) / posted.length
    expect(posted.length).toBeGreaterThanOrEqual(400)
    expect(long).toBeLessThanOrEqual(14)
    const inARoom =
      /\b(cards?|hold up|on the table|point to|here (is|are) (a|two|three|four|five|six)|pictures?|raise|hands? up|stand|slips?|tokens?|your partner|next to you)\b/i
    expect(posted.filter(words => inARoom.test(words))).toEqual([])
  })

  it('give a year of Mondays to staff, and a board for every week, without a repeat', () => {
    const forStaff = icebreakers.filter(one => one.audience.includes('staff') && one.depth < 3)
    expect(forStaff.filter(one => chatForm(one) !== undefined).length).toBeGreaterThanOrEqual(52)
    expect(count(one => one.setting.includes('passive-display'))).toBeGreaterThanOrEqual(52)
  })

  it('have words, things to put up and another way than the pen for every wall they may hang on', () => {
    const onAWall = icebreakers.filter(one => one.setting.includes('passive-display'))
    const lacking = onAWall.filter(
      one =>
        !one.board ||
        one.materials.length === 0 ||
        !one.demands.some(demand => ['writing', 'fine-motor', 'seeing-detail'].includes(demand)),
    )
    expect(lacking.map(one => one.id)).toEqual([])
  })

  it('come in whole sets of three, with a light way in and a small way to answer', () => {
    const sets = new Map<string, Icebreaker[]>()
    for (const one of icebreakers)
      if (one.set) sets.set(one.set.name, [...(sets.get(one.set.name) ?? []), one])
    expect(sets.size).toBeGreaterThanOrEqual(14)
    for (const [name, parts] of sets)
      expect(parts.map(one => one.set?.part).toSorted(), name).toEqual([1, 2, 3])
  })

  it.each(topics)('hold something on %s', topic => {
    expect(count(one => one.topics.includes(topic))).toBeGreaterThan(0)
  })

  it.each(audiences)('hold at least 20 light ones for %s', audience => {
    expect(light.filter(one => one.audience.includes(audience)).length).toBeGreaterThanOrEqual(20)
  })

  it('serve a quick staff meeting, hybrid meetings, storytime families, older adults and people who would rather not speak', () => {
    expect(
      count(one => one.setting.includes('staff-meeting') && one.minutes.max <= 3),
    ).toBeGreaterThanOrEqual(8)
    expect(count(one => one.setting.includes('hybrid'))).toBeGreaterThanOrEqual(20)
    expect(
      count(one => one.setting.includes('storytime') && one.audience.includes('families')),
    ).toBeGreaterThanOrEqual(10)
    expect(count(one => one.audience.includes('older-adults'))).toBeGreaterThanOrEqual(20)
    expect(
      count(one => one.answer_modes.includes('silent-thinking') || !one.answer_modes.includes('spoken')),
    ).toBeGreaterThanOrEqual(30)
  })

  it('say nothing twice in nearly the same words', () => {
    const twins: string[] = []
    for (const [at, one] of icebreakers.entries()) {
      for (const other of icebreakers.slice(at + 1)) {
        const longest = Math.max(one.text.length, other.text.length)
        if (
          Math.abs(one.text.length - other.text.length) < longest * 0.3 &&
          distance(one.text, other.text) < longest * 0.3
        )
          twins.push(`${one.id} ~ ${other.id}`)
      }
    }
    expect(twins).toEqual([])
  })

  it('ask for no superlative and rank nobody', () => {
    const ranking = /\b(best|worst|greatest|favou?rite|all[- ]time|ever)\b/i
    expect(icebreakers.filter(one => ranking.test(one.text)).map(one => one.text)).toEqual([])
  })

  it('hold the wording of the scheme’s considerations to what they presume', () => {
    for (const one of icebreakers) {
      const presumes = Object.keys(one.presumptions).length > 0
      expect(one.three_considerations.presumes.startsWith(presumes ? 'mild' : 'nothing'), one.id).toBe(true)
      expect(one.three_considerations.inclusive, one.id).toMatch(/^(ok|care)/)
      expect(one.three_considerations.age_appropriate, one.id).toMatch(/^(ok|care)/)
    }
  })

  it('stay away from teens’ and children’s bodies, crushes, confessions and ranks', () => {
    const young = icebreakers.filter(one =>
      one.audience.some(who => who.startsWith('children') || who.startsWith('teens')),
    )
    const touchy = /\b(crush|confess|secret|embarrass|body|weight|popular|rank|kiss|ugly|pretty)/i
    expect(young.filter(one => touchy.test(one.text)).map(one => one.text)).toEqual([])
  })

  it('carry the guide’s three considerations, of which the third wants a no', () => {
    expect(considerations.map(({ hopedFor: wanted }) => wanted)).toEqual(['yes', 'yes', 'no'])
  })
})

describe('the warning about words that presume', () => {
  it.each([
    ['Where did your family go on vacation this summer?', ['family', 'travel']],
    ['What is your happiest childhood memory?', ['childhood', 'mood-is-good', 'good-memory']],
    ['What did you and Mommy make for Daddy on Father’s Day?', ['family', 'parenthood']],
    ['Everybody up! Find someone of the opposite sex and shake hands.', ['gender', 'body-or-mobility']],
    ['What was the best movie of the eighties?', ['pop-culture-era']],
    ['How many grandchildren do you have?', ['parenthood']],
    ['Where are you really from?', ['hometown-or-national-origin']],
    ['Tell the group your most embarrassing moment.', ['extroversion']],
    ['What would you buy with a million dollars?', ['money']],
  ])('knows what “%s” takes for granted', (question, topics) => {
    expect(presumptionsIn(question, presumptions).map(one => one.id)).toEqual(expect.arrayContaining(topics))
  })

  it('is silent on most of our own questions', () => {
    const warned = icebreakers.filter(one =>
      presumptionsIn(one.text, presumptions).some(hint => !one.presumptions[hint.id]),
    )
    expect(warned.map(one => `${one.id}: ${one.text}`).slice(0, 40).length).toBeLessThan(
      icebreakers.length * 0.12,
    )
  })
})
