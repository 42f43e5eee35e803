import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FieldRules, Overtaken, patchOf, unpatched } from '../../../src/core/undo/patch.ts'

const leaf = fc.oneof(fc.constantFrom('tea', 'cake', ''), fc.integer({ min: 0, max: 3 }), fc.boolean())
const item = fc.oneof(
  leaf,
  fc.record({ id: fc.constantFrom('s1', 's2', 's3'), what: fc.constantFrom('tea', 'cake') }),
)
const field = fc.oneof(
  leaf,
  fc.array(item, { maxLength: 5 }),
  fc.dictionary(fc.constantFrom('ana', 'ben', 'cleo'), fc.oneof(leaf, fc.array(leaf, { maxLength: 3 })), {
    maxKeys: 3,
  }),
)
const anyDocument = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), field, { maxKeys: 4 })
const maybe = fc.option(anyDocument, { nil: undefined })
const copy = <T>(one: T): T => structuredClone(one)

const patchBetween = (rules: FieldRules, before: unknown, after: unknown) =>
  patchOf(rules, { kind: 'note', id: 'x', before: copy(before), after: copy(after) })

describe('what a change did to a document', () => {
  it('gives back what was there before, whatever it was', () => {
    fc.assert(
      fc.property(maybe, maybe, (before, after) => {
        const patch = patchBetween({}, before, after)
        expect(patch ? unpatched({}, patch, copy(after)) : after).toEqual(before)
      }),
    )
  })

  it('gives it back in the order in which it stood there', () => {
    fc.assert(
      fc.property(anyDocument, anyDocument, (before, after) => {
        const patch = patchBetween({}, before, after)
        if (patch) expect(JSON.stringify(unpatched({}, patch, copy(after)))).toBe(JSON.stringify(before))
      }),
    )
  })

  it('is stored as plain data, and does the same when it is read again', () => {
    fc.assert(
      fc.property(anyDocument, anyDocument, (before, after) => {
        const patch = patchBetween({}, before, after)
        if (patch) expect(unpatched({}, JSON.parse(JSON.stringify(patch)), copy(after))).toEqual(before)
      }),
    )
  })

  it('holds none of the words that it put there', () => {
    const patch = patchBetween({}, { why: 'old' }, { why: 'brand-new', list: ['also-new'] })
    expect(JSON.stringify(patch)).toContain('old')
    expect(JSON.stringify(patch)).not.toMatch(/brand-new|also-new/)
  })

  it('leaves what others changed elsewhere, and is refused where they changed the same', () => {
    const before = { steps: ['a'], name: 'Tea' }
    const patch = patchBetween({}, before, { steps: ['a', 'b'], name: 'Tea' })
    if (!patch) throw new Error('nothing changed')
    expect(unpatched({}, patch, { steps: ['a', 'b', 'c'], name: 'Coffee' })).toEqual({
      steps: ['a', 'c'],
      name: 'Coffee',
    })
    expect(unpatched({}, patch, { steps: ['b', 'a'], name: 'Tea' })).toEqual({ steps: ['a'], name: 'Tea' })
    expect(() => unpatched({}, patch, { steps: ['a', 'B'], name: 'Tea' })).toThrow(Overtaken)
    expect(() => unpatched({}, patch, undefined)).toThrow(Overtaken)
  })

  it('does not take away what somebody has put something into since', () => {
    const patch = patchBetween({}, undefined, { name: 'Tea' })
    if (!patch) throw new Error('nothing changed')
    expect(unpatched({}, patch, { name: 'Tea' })).toBeUndefined()
    expect(() => unpatched({}, patch, { name: 'Tea', answers: ['So that they meet'] })).toThrow(Overtaken)
  })

  it('goes by the fields that count: others go along where they can, and stay where they are told to', () => {
    const rules: FieldRules = { along: ['at'], stays: ['made', 'plan.made'] }
    const patch = patchBetween(rules, { text: 'a', at: 1, made: 1 }, { text: 'b', at: 2, made: 2 })
    if (!patch) throw new Error('nothing changed')
    expect(unpatched(rules, patch, { text: 'b', at: 2, made: 2 })).toEqual({ text: 'a', at: 1, made: 2 })
    expect(unpatched(rules, patch, { text: 'b', at: 3, made: 5 })).toEqual({ text: 'a', at: 3, made: 5 })
    expect(
      patchBetween({ counts: ['used'] }, { used: [], seen: [] }, { used: [], seen: ['x'] }),
    ).toBeUndefined()
  })
})
