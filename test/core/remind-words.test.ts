import { describe, expect, it } from 'vitest'
import { ruleFor } from '../../src/core/habits.ts'
import { plainText } from '../../src/core/message.ts'
import { Problem } from '../../src/core/problem.ts'
import { readRemind } from '../../src/core/remind-words.ts'
import { ruleInWords } from '../../src/core/when-words.ts'

const monday = Date.UTC(2026, 10, 23, 13)
const pace = { zone: 'America/New_York' }
function said(typed: string): string {
  const read = readRemind(typed)
  if (read.type === 'off') return 'off'
  const words = ruleInWords(ruleFor(read.when, pace, monday).rule).replace(' (New York time)', '')
  return [words, read.where].filter(Boolean).join(', ')
}
function refusal(typed: string): string {
  try {
    return said(typed)
  } catch (error) {
    if (error instanceof Problem) return plainText(error.answer)
    throw error
  }
}

describe('reading what follows “remind”', () => {
  it.each([
    ['', 'every Monday at 09:00'],
    ['monday 9:00', 'every Monday at 09:00'],
    ['me mondays at 9', 'every Monday at 09:00'],
    ['mon 9am', 'every Monday at 09:00'],
    ['monday 9.30', 'every Monday at 09:30'],
    ['9.30 monday', 'every Monday at 09:30'],
    ['tue noon', 'every Tuesday at 12:00'],
    ['10:30', 'every Monday at 10:30'],
    ['friday', 'every Friday at 09:00'],
    ['every other friday 15:30', 'every other Friday at 15:30'],
    ['fortnightly on friday at 3.30 pm', 'every other Friday at 15:30'],
    ['weekdays', 'every weekday at 09:00'],
    ['weekdays 8:30 here', 'every weekday at 08:30, here'],
    ['off', 'off'],
    ['Off.', 'off'],
    ['stop', 'off'],
    ['in this channel', 'every Monday at 09:00, here'],
    ['in this channel monday 9:00', 'every Monday at 09:00, here'],
    ['monday 9:00 in this channel', 'every Monday at 09:00, here'],
    ['here in DM', 'every Monday at 09:00, alone'],
    ['thu 14:00 in a DM', 'every Thursday at 14:00, alone'],
    ['by direct message thursdays 2pm', 'every Thursday at 14:00, alone'],
    ['tuesday 10:00 in Europe/London in this channel', 'every Tuesday at 10:00 (London time), here'],
  ])('%s is %s', (typed, meant) => expect(said(typed)).toBe(meant))

  it.each(['blursday 27:99', 'monday 27:99', 'monday 9:00 blue', 'on the moon'])(
    'answers “%s” with one sentence that shows the right form',
    typed => expect(refusal(typed)).toMatch(/“monday 9:00”/),
  )
})

describe('the rule of what was said', () => {
  const rule = (typed: string, habits = {}) => {
    const read = readRemind(typed)
    return read.type === 'set' ? ruleFor(read.when, { ...pace, ...habits }, monday) : undefined
  }

  it('follows the person in what they left out, and only in that', () => {
    expect(rule('')?.follows).toEqual({ zone: true, day: true, time: true })
    expect(rule('tue 8:00 tz UTC')?.follows).toEqual({})
  })

  it('keeps what is usual within working days and out of quiet hours', () => {
    const quiet = { from: { hh: 18, mm: 0 }, to: { hh: 10, mm: 30 } }
    expect(rule('', { workingDays: [2, 3, 4], quiet })?.rule).toMatchObject({ weekdays: [2], hh: 10, mm: 30 })
  })

  it('lets a day and a time that were named win over both', () => {
    const quiet = { from: { hh: 18, mm: 0 }, to: { hh: 10, mm: 30 } }
    expect(rule('mon 9:00', { workingDays: [2], quiet })?.rule).toMatchObject({ weekdays: [1], hh: 9, mm: 0 })
  })
})
