import { describe, expect, it } from 'vitest'
import { nextInWords } from '../../../src/core/time/recurrence-text.ts'

const monday = Date.UTC(2026, 10, 23, 13)

describe('saying when', () => {
  it('says the next date as the clock of the zone shows it', () => {
    const next = (tz: string) => nextInWords({ weekdays: [1], hh: 9, mm: 0, tz }, monday)
    expect(next('America/New_York')).toBe('Monday, 23 November at 09:00')
    expect(next('Europe/London')).toBe('Monday, 30 November at 09:00')
    expect(next('Pacific/Apia')).toBe('Monday, 30 November at 09:00')
  })
})
