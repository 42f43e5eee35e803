import { expect, it } from 'vitest'
import { kind, type Schedule, schedules } from '../../../src/core/store.ts'
import { type House, T0 } from './house.ts'

const notes = kind<{ text: string }>('note')
const due = (nextRunAt: number): Schedule => ({ nextRunAt, attempts: 0 })

/** What is refused at the door, so that no store has to guess how to hold it. */
export function testRefusedInput(house: House): void {
  const anything = kind<unknown>('note')
  const put = (id: string, document: unknown) => house.store.update('a', tx => tx.put(anything, id, document))
  const refusal = { code: 'EINVALID' }

  it.each(['', '..', '.', 'lock/../x', 'Upper', '-x', 'a b', 'ä', 'x'.repeat(101)])(
    'refuses the workspace %j',
    async workspace => {
      await expect(house.store.get(workspace, notes, 'x')).rejects.toMatchObject(refusal)
      await expect(house.store.update(workspace, () => {})).rejects.toMatchObject(refusal)
    },
  )

  it.each(['', '__proto__', 'Upper', 'a b', 'x'.repeat(41)])('refuses the kind %j', async name => {
    await expect(house.store.list('a', kind(name))).rejects.toMatchObject(refusal)
    await expect(house.store.update('a', tx => tx.put(kind(name), 'x', 1))).rejects.toMatchObject(refusal)
  })

  it.each(['', 'a\0b', 'a\nb', '\ud83d', 'x'.repeat(301)])(
    'puts nothing under the id %j, and finds nothing',
    async id => {
      await expect(put(id, 1)).rejects.toMatchObject(refusal)
      expect(await house.store.get('a', notes, id)).toBeUndefined()
      expect(await house.store.update('a', tx => tx.get(notes, id))).toBeUndefined()
    },
  )

  it.each([
    ['a NUL in a text', { text: 'a\0b' }],
    ['half a character', ['\ud83d']],
    ['a NUL in a name', { 'a\0': 1 }],
    ['a date', { at: new Date(0) }],
    ['not a number', { n: Number.NaN }],
    ['a map', new Map()],
    ['a function', () => {}],
    ['nothing', undefined],
  ])('refuses a document with %s, and names it', async (_what, document) => {
    await expect(put('doc', document)).rejects.toMatchObject({
      ...refusal,
      message: expect.stringContaining('note "doc"'),
    })
    expect(await house.store.list('a', notes)).toEqual([])
  })

  it('refuses a schedule without an instant, or whose key would not fit into an id', async () => {
    const remind = (id: string, schedule: unknown) =>
      house.store.update('a', tx => tx.put(schedules, id, schedule as Schedule))
    await expect(remind('x', { attempts: 0 })).rejects.toMatchObject(refusal)
    await expect(remind('x', due(1.5))).rejects.toMatchObject(refusal)
    await expect(remind('x'.repeat(181), due(T0))).rejects.toMatchObject(refusal)
  })

  it.each(['__proto__', 'constructor', 'toString'])('treats the id %s like any other', async id => {
    expect(await house.store.get('a', notes, id)).toBeUndefined()
    expect(await house.store.get('a', kind('constructor'), 'name')).toBeUndefined()
    await put(id, { text: 'mine' })
    expect(await house.store.list('a', notes)).toEqual([[id, { text: 'mine' }]])
    expect({}).not.toHaveProperty('text')
  })

  it('keeps a document with odd names as it is, and drops a property that is undefined', async () => {
    const odd = JSON.parse('{"__proto__":{"x":1},"constructor":"c","":[null,true,-1.5e300,"\\u2028"]}')
    await put('odd', odd)
    await put('optional', { text: 'x', more: undefined })
    expect(JSON.stringify(await house.store.get('a', anything, 'odd'))).toBe(JSON.stringify(odd))
    expect(Object.keys((await house.store.get('a', anything, 'optional')) as object)).toEqual(['text'])
  })
}
