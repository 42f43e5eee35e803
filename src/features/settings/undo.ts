import { inPlace } from '../../core/effect.ts'
import { text } from '../../core/message.ts'
import { librarySettings } from '../../core/records/library-settings.ts'
import { closures } from '../../core/schedule/closures.ts'
import { crisisLines } from '../../core/schedule/crisis-line.ts'
import { preferences } from '../../core/schedule/preferences.ts'
import { rescheduleAll, rescheduleFor } from '../../core/schedule/reschedule.ts'
import { placeLanguages } from '../../core/translation/speaking.ts'
import { undoRule } from '../../core/undo/undo.ts'
import { settingsCard } from './cards.ts'
import { closedDays } from './closures-command.ts'

/** How settings are taken back: what follows from them moves along. */
export const undoRulesOfSettings = [
  undoRule({
    kind: preferences,
    along: ['version', 'platformZone', 'platformLanguage', 'writes'],
    async settle(tx, ids, at) {
      for (const id of ids) await rescheduleFor(tx, id, at)
    },
    show: async call => [inPlace(call, [text('Taken back.'), ...(await settingsCard(call))])],
  }),
  undoRule({
    kind: closures,
    settle: (tx, _, at) => rescheduleAll(tx, at),
    show: async call => [inPlace(call, [text('Taken back.'), ...(await closedDays(call))])],
  }),
  undoRule({
    kind: librarySettings,
    show: async call => [
      inPlace(call, [text('Taken back: the library’s year is shown, or not shown, as before.')]),
    ],
  }),
  undoRule({
    kind: placeLanguages,
    show: call => [inPlace(call, [text('Taken back.')])],
  }),
  undoRule({
    kind: crisisLines,
    show: async call => [inPlace(call, [text('Taken back.'), ...(await settingsCard(call))])],
  }),
]
