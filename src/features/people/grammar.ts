import type { Grammar, Intent } from '../../core/language/grammar.ts'
import { type Line, said } from '../../core/language/normalize.ts'
import { someoneAt } from '../../core/language/people.ts'

/** The grammar of who comes to the page: whoever is named is let in, or signed out. */
export const peopleGrammar: Grammar = {
  command: 'people',
  read({ action, hits }, line) {
    const who = action === '' ? undefined : whoIn(line, hits)
    if (action !== '' && who === undefined) return undefined
    return {
      slots: [...(action === '' ? [] : [action]), ...(who ? [`who ${who}`] : [])],
      run: `people ${action} ${who ?? ''}`.trim().replace(/\s+/g, ' '),
      // A link lets somebody in: that is never made on a guess.
      ...(action !== '' && { ask: true as const }),
    }
  },
}

function whoIn(line: Line, hits: Intent['hits']): string | undefined {
  const at = [...hits].find(
    place => someoneAt(line, place) > 0 && !/^(?:me|i|us|myself)$/.test(line.words[place]?.text ?? ''),
  )
  return at === undefined ? undefined : said(line, at, at + someoneAt(line, at))
}
