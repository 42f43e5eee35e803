import type { Grammar } from '../../core/language/grammar.ts'

/** The grammar of somebody's own icebreakers: one that is given at once, in quotes or behind a colon, is added. */
export const ownIcebreakersGrammar: Grammar = {
  command: 'my-icebreakers',
  read({ action }, { clean }) {
    const given = /"([^"]{6,})"/.exec(clean)?.[1] ?? /:\s*(\S.{5,})$/.exec(clean)?.[1]
    if (action === 'add' && given)
      return { slots: ['add', `what ${given}`], run: `my-icebreakers add ${given}` }
    return { slots: action === '' ? [] : [action], run: `my-icebreakers ${action}`.trim() }
  },
}
