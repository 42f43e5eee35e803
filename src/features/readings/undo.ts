import { inPlace } from '../../core/effect.ts'
import { button, buttons, text } from '../../core/message.ts'
import { undoRule } from '../../core/undo/undo.ts'
import { shelves } from './shelf.ts'

/** How what is kept of readings is taken back. */
export const undoRulesOfReadings = [
  undoRule({
    kind: shelves,
    show: call => [
      inPlace(call, [
        text('Taken back. Your shelf is as it was before.'),
        buttons(button('Your saved readings', 'readings saved')),
      ]),
    ],
  }),
]
