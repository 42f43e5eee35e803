import { describe, expect, it } from 'vitest'
import { askTheSame, meaningOf } from '../../../src/features/own-icebreakers/twins.ts'

const same = (one: string, other: string) => askTheSame(meaningOf(one), meaningOf(other))

describe('two questions', () => {
  it.each([
    ['What small thing made you smile today?', 'Which small things made you smile today'],
    ['What’s your favourite film?', 'What is your favorite movie?'],
    ['Where would a dragon nap?', 'where would dragons nap'],
    ['What are you cooking this week?', 'What did you cook this week?'],
    ['What would you do here?', 'What would you do here'],
  ])('ask the same: %s · %s', (one, other) => {
    expect(same(one, other)).toBe(true)
  })

  it.each([
    ['What small thing made you smile today?', 'What small thing made you sigh today?'],
    ['Tea or coffee?', 'Tea or cake?'],
    ['What do you carry?', 'What do you carry that is heavy and old?'],
    ['Which word do you like?', 'Which song do you like?'],
    ['', 'What?'],
  ])('ask something else: %s · %s', (one, other) => {
    expect(same(one, other)).toBe(false)
  })
})
