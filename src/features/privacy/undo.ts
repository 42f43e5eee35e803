import { undoRule } from '../../core/undo/undo.ts'
import { erasureRequests } from './erasure-requests.ts'
import { retention } from './retention-period.ts'

/** What is decided about keeping and deleting is not taken back by a word: each has a command of its own. */
export const undoRulesOfPrivacy = [
  undoRule({
    kind: retention,
    final: 'How long things are kept can’t be taken back with “undo”. “hearth retention” sets it anew.',
  }),
  undoRule({
    kind: erasureRequests,
    final: 'That can’t be taken back with “undo”. “hearth forget me” asks again.',
  }),
]
