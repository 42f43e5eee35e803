import { describe, expect, it } from 'vitest'
import { splitId } from '../../../src/features/walkthrough/split-id.ts'

describe('The id before what is asked of a run', () => {
  it.each([
    ['@7f3a edit 3', { id: '7f3a', rest: 'edit 3' }],
    ['@7f3a', { id: '7f3a', rest: '' }],
    ['@7f3a   say why  two  words\nand a line', { id: '7f3a', rest: 'say why  two  words\nand a line' }],
    ['@7f3a\tdone 1', { id: '7f3a', rest: 'done 1' }],
    ['@@odd one', { id: '@odd', rest: 'one' }],
    ['edit 3', { rest: 'edit 3' }],
    ['hand over @ben', { rest: 'hand over @ben' }],
    ['@', { rest: '' }],
    ['@ edit', { rest: ' edit' }],
    ['', { rest: '' }],
  ])('is split from it in “%s”', (line, split) => {
    expect(splitId(line)).toEqual(split)
  })
})
