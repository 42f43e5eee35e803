import type { Grammar } from '../../core/language/grammar.ts'

/** The grammar of forms that come back: whatever is said of them, a file has to come. */
export const importGrammar: Grammar = {
  command: 'import',
  read: () => ({ slots: [], run: 'import' }),
}
