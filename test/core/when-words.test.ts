import { describe, expect, it } from 'vitest'
import { plainText } from '../../src/core/message.ts'
import { Problem } from '../../src/core/problem.ts'
import { nextInWords, readWhen, ruleInWords, ruleOf } from '../../src/core/when-words.ts'

const monday = Date.UTC(2026, 10, 23, 13)
const said = (typed: string) => {
  const when = readWhen(typed)
  return ruleInWords(ruleOf(when, when.tz ?? 'America/New_York', monday)).replace(' (New York time)', '')
}
function refusal(typed: string): string {
  try {
    readWhen(typed)
  } catch (error) {
    if (error instanceof Problem) return plainText(error.answer)
  }
  throw new Error(`“${typed}” was understood`)
}

describe('reading when', () => {
  it.each([
    ['monday 9:00', 'every Monday at 09:00'],
    ['mondays at 9', 'every Monday at 09:00'],
    ['mon 9am', 'every Monday at 09:00'],
    ['Monday', 'every Monday at 09:00'],
    ['9:00 on mondays', 'every Monday at 09:00'],
    ['Mon. 9 a.m.', 'every Monday at 09:00'],
    ['wed 0930', 'every Wednesday at 09:30'],
    ['every other friday 15:30', 'every other Friday at 15:30'],
    ['every 2 weeks on fri 3:30pm', 'every other Friday at 15:30'],
    ['weekdays 8.30', 'every weekday at 08:30'],
    ['mon-fri 8h30', 'every weekday at 08:30'],
    ['tue & thu 14h', 'every Tuesday and Thursday at 14:00'],
    ['tue/thu 2 pm', 'every Tuesday and Thursday at 14:00'],
    ['sun, mon and wed noon', 'every Monday, Wednesday and Sunday at 12:00'],
    ['every day at 12 noon', 'every day at 12:00'],
    ['fri 12am', 'every Friday at 00:00'],
    ['saturday midnight', 'every Saturday at 00:00'],
    ['thursdays 10:15 in Europe/London', 'every Thursday at 10:15 (London time)'],
    ['thursdays 10:15 tz asia/kolkata', 'every Thursday at 10:15 (Kolkata time)'],
  ])('%s is %s', (typed, rule) => expect(said(typed)).toBe(rule))

  it.each([
    ['monday 9:00 teens light', 'teens light'],
    ['monday 9:00 5 minutes', '5 minutes'],
    ['monday teens 12 people', 'teens 12 people'],
    ['tue 9 in pairs', 'in pairs'],
    ['tue 9 teens in Europe/London', 'teens'],
  ])('hands back what is not about when: %s', (typed, rest) => expect(readWhen(typed).rest).toBe(rest))

  it.each(['blursday 27:99', 'monday 27:99', 'monday 9:7', 'monday 13pm', 'monday 24:00', '', '9:00'])(
    'refuses “%s” with a sentence that shows the right form',
    typed => expect(refusal(typed)).toMatch(/“monday 9:00”/),
  )

  it('offers the day that may be meant', () => {
    expect(refusal('wendesday 9:00')).toMatch(/Did you mean wednesday\?/)
  })

  it('refuses a zone that does not exist, with one that does', () => {
    expect(refusal('monday 9:00 in Europe/Londn')).toMatch(/Did you mean Europe\/London/)
    expect(refusal('monday 9:00 tz Mars')).toMatch(/“in Europe\/London”/)
  })
})

describe('saying when', () => {
  it('says the next date as the clock of the zone shows it', () => {
    const next = (tz: string) => nextInWords({ weekdays: [1], hh: 9, mm: 0, tz }, monday)
    expect(next('America/New_York')).toBe('Monday, 23 November at 09:00')
    expect(next('Europe/London')).toBe('Monday, 30 November at 09:00')
    expect(next('Pacific/Apia')).toBe('Monday, 30 November at 09:00')
  })
})
