import { describe, expect, it } from 'vitest'
import { privateReply } from '../../../src/core/effect.ts'
import type { Place } from '../../../src/core/incoming.ts'
import { button, buttons, buttonsOf, fold, type Message, secondary, text } from '../../../src/core/message.ts'
import { withUndo } from '../../../src/core/undo/undo-button.ts'

const place: Place = { address: 'test:a', conversation: 'test:a', personal: true, thread: false }

/** The buttons of a receipt with these, those behind ⋯ in brackets. */
function shownWith(...labels: string[]): string {
  const all = labels.map(one =>
    one.startsWith('(') ? secondary(button(one.slice(1, -1), one)) : button(one, one),
  )
  const message: Message = [text('Saved.'), buttons(...all)]
  const [effect] = withUndo([privateReply(message)], '1', { place })
  const found = effect?.type === 'reply' ? effect.message : []
  return found
    .flatMap(block => (block.type === 'buttons' ? block.buttons : []))
    .map(one => (one.secondary ? `(${one.label})` : one.label))
    .join(' ')
}

describe('the Undo of a receipt', () => {
  it.each([
    [['Yes'], 'Yes Undo'],
    [['Yes', 'No'], 'Yes No Undo'],
    [['Yes', 'Partly', 'No', '(Skip)'], 'Yes Partly No (Skip) (Undo)'],
    [['Continue', 'Share', 'Export', 'Delete', '(More)'], 'Continue Share Export (Delete) (More) (Undo)'],
  ])('beside %j parts none of the first three', (labels, shown) => {
    expect(shownWith(...labels)).toBe(shown)
  })

  it('is behind ⋯ where a folded part stands beside two others', () => {
    const message: Message = [
      text('Saved.'),
      fold('What is left', text('Cups')),
      buttons(button('Share', 'a'), button('Print it', 'b'), secondary(button('Export', 'c'))),
    ]
    const [effect] = withUndo([privateReply(message)], '1', { place })
    const undo = (effect?.type === 'reply' ? effect.message : [])
      .flatMap(buttonsOf)
      .find(one => one.label === 'Undo')
    expect(undo?.secondary).toBe(true)
  })
})
