import { inPlace } from '../../core/effect.ts'
import { button, buttons, text } from '../../core/message.ts'
import { type AnyUndoRule, undoRule, unnoticed } from '../../core/undo/undo.ts'
import { keepSum, ownFiles, ownFilesSum, pendingFiles } from './store.ts'

/** How a library's own content is taken back. */
export const undoRulesOfOwnContent: readonly AnyUndoRule[] = [
  undoRule({
    kind: ownFiles,
    settle: keepSum,
    show: call => [
      inPlace(call, [
        text('Taken back: your library’s own content is as it was before.'),
        buttons(button('Your library’s own content', 'content')),
      ]),
    ],
  }),
  unnoticed(ownFilesSum),
  unnoticed(pendingFiles),
]
