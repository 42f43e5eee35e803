import type { Grammar } from '../../core/language/grammar.ts'

/** The grammar of a library’s year: a year may be named. */
export const yearGrammar: Grammar = {
  command: 'year',
  read({ action }, line) {
    const year = /\b(20\d\d)\b/.exec(line.clean)?.[1]
    const said = [year, action].filter(one => one !== undefined && one !== '')
    return { slots: said as string[], run: ['year', ...said].join(' ') }
  },
}
