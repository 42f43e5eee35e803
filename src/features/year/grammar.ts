import type { Grammar } from '../../core/language/grammar.ts'

/** The grammar of a library’s year: a year may be named. */
export const yearGrammar: Grammar = {
  command: 'year',
  read({ action }, line, { now }) {
    const named = /\b(20\d\d)\b/.exec(line.clean)?.[1]
    const isLast = /\b(?:last|previous|past) year\b/i.test(line.clean)
    const year = named ?? (isLast ? String(Number(now.today.slice(0, 4)) - 1) : undefined)
    const said = [year, action].filter(one => one !== undefined && one !== '')
    return { slots: said as string[], run: ['year', ...said].join(' ') }
  },
}
