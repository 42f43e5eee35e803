import { expect, it } from 'vitest'
import { personalDataInventory } from '../../src/app/personal-data.ts'
import { createUndoRules } from '../../src/app/undo.ts'
import { content } from '../parity/stage.ts'

it('The table of undo rules has one for every kind of document that is kept, and for no other', () => {
  const kinds = personalDataInventory.map(one => one.kind)
  expect([...createUndoRules(content).keys()].sort()).toEqual([...kinds].sort())
})
