import { caughtIn, type Grammar } from '../../core/language/grammar.ts'

/** The grammar of all that is somebody's: a word to look for may be named. */
export const thingsGrammar: Grammar = {
  command: 'things',
  read(intent, line) {
    const what = caughtIn(line, intent, 'what')?.replace(/^(?:with|about|for|that say|that mention)\s+/i, '')
    // “When is coffee hour?”: it may be somebody’s own, or nothing of Hearth’s.
    if (intent.action === 'when')
      return { slots: what ? [what] : [], run: `things ${what ?? ''}`.trim(), ask: true }
    return { slots: what ? [what] : [], run: `things ${what ?? ''}`.trim() }
  },
}
