import { caughtIn, type Grammar } from '../../core/language/grammar.ts'

/** The grammar of all that is somebody's: a word to look for may be named. */
export const thingsGrammar: Grammar = {
  command: 'things',
  read(intent, line) {
    const what = caughtIn(line, intent, 'what')?.replace(/^(?:with|about|for|that say|that mention)\s+/i, '')
    return { slots: what ? [what] : [], run: `things ${what ?? ''}`.trim() }
  },
}
