import { describe, expect, it } from 'vitest'
import { recurrenceFor } from '../../../src/core/schedule/preferences.ts'
import { parseReminder } from '../../../src/core/time/parse-reminder.ts'

const monday = Date.UTC(2026, 10, 23, 13)
const inNewYork = { zone: 'America/New_York' }
describe('the rule of what was said', () => {
  const rule = (typed: string, preferences = {}) => {
    const read = parseReminder(typed)
    return read.type === 'set'
      ? recurrenceFor(read.when, { ...inNewYork, ...preferences }, monday)
      : undefined
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
