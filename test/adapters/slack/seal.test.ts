import { describe, expect, it } from 'vitest'
import { createSeal } from '../../../adapters/slack/oauth/seal.ts'

const old = 'the-secret-of-last-year-which-is-long-enough'
const now = 'the-secret-of-this-year-which-is-long-enough'

describe('The seal on tokens', () => {
  it('opens what it closed, for whom it was closed alone', () => {
    const seal = createSeal([now])
    const sealed = seal.close('xoxb-1', 'T0RIVER')
    expect(sealed).not.toContain('xoxb')
    expect(seal.close('xoxb-1', 'T0RIVER')).not.toBe(sealed)
    expect(seal.open(sealed, 'T0RIVER')).toBe('xoxb-1')
    expect(() => seal.open(sealed, 'T0HILL')).toThrow(/token of T0HILL.*HEARTH_SECRET/)
  })

  it('notices each changed letter', () => {
    const seal = createSeal([now])
    const sealed = seal.close('xoxb-1', 'T0RIVER')
    for (let at = 0; at < sealed.length; at++) {
      const letter = sealed[at] === 'A' ? 'B' : 'A'
      const changed = `${sealed.slice(0, at)}${letter}${sealed.slice(at + 1)}`
      const opened = attempt(() => seal.open(changed, 'T0RIVER'))
      // The last letter of base64 may hold bits that mean nothing.
      expect([undefined, 'xoxb-1']).toContain(opened)
      if (at < sealed.length - 1 && sealed[at + 1] !== '.') expect(opened).toBeUndefined()
    }
  })

  it('opens what an earlier secret closed as long as that is listed, and closes with the first', () => {
    const before = createSeal([old]).close('xoxb-1', 'T0RIVER')
    const both = createSeal([now, old])
    expect(both.open(before, 'T0RIVER')).toBe('xoxb-1')
    expect(both.isNewest(before)).toBe(false)
    const after = both.close('xoxb-1', 'T0RIVER')
    expect(both.isNewest(after)).toBe(true)
    expect(() => createSeal([old]).open(after, 'T0RIVER')).toThrow(/not in HEARTH_SECRET/)
    expect(() => createSeal([now]).open(before, 'T0RIVER')).toThrow(/not in HEARTH_SECRET/)
  })

  it('signs with one key and seals with another', () => {
    const seal = createSeal([now])
    expect(seal.isSigned('words', seal.sign('words'))).toBe(true)
    expect(seal.isSigned('other words', seal.sign('words'))).toBe(false)
    expect(seal.isSigned('words', '')).toBe(false)
    expect(createSeal([old]).isSigned('words', seal.sign('words'))).toBe(false)
    expect(createSeal([old, now]).isSigned('words', seal.sign('words'))).toBe(true)
  })
})

function attempt(open: () => string): string | undefined {
  try {
    return open()
  } catch {
    return undefined
  }
}
