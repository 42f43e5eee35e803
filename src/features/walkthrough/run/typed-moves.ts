import { tidy } from '../../../core/command.ts'
import { nearest } from '../../../core/language/did-you-mean.ts'

/** Whole lines that are a move, typed where a run waits; everything else typed there is the answer. */
const words: Readonly<Record<string, string>> = {
  skip: 'skip',
  'next question': 'next',
  park: 'park',
  "don't know yet": 'park',
  back: 'back',
  overview: 'overview',
  summary: 'overview',
  'more help': 'more',
  nudges: 'more',
  form: 'form',
  'whole form': 'form',
  stop: 'stop',
  'stop here': 'stop',
  finish: 'finish',
  resume: 'resume',
  'go on': 'resume',
  continue: 'resume',
  share: 'share',
  unshare: 'unshare',
  'update it there': 'share update',
  'show a colleague': 'neighbor',
  'share with your neighbor': 'neighbor',
  'share with your neighbour': 'neighbor',
  'put it in my calendar': 'calendar',
  'add it to my calendar': 'calendar',
  export: 'export',
  'export word': 'export word',
  'export page': 'export page',
  'export html': 'export page',
  'export pdf': 'export page',
  'export markdown': 'export markdown',
}

/** The phrases by which the same moves are found where no run listens. */
export const movePhrases: Readonly<Record<string, string>> = {
  ...words,
  'edit …': 'edit',
  'append …': 'append',
  'rename …': 'rename',
  'invite …': 'invite',
  'neighbour …': 'neighbor',
  'neighbor …': 'neighbor',
  // A phrase opens with one word; the next one is `over`.
  'hand …': 'hand',
  'take over': 'take over',
}

const openings = ['edit', 'append', 'rename', 'invite', 'neighbour', 'neighbor', 'hand', 'note']

/** The move a whole line asks for: `skip`, `edit 3`. */
export function moveOf(line: string): string | undefined {
  const said = tidy(line).toLowerCase().replace(/[.!]$/, '')
  if (Object.hasOwn(words, said)) return words[said]
  const number = /^edit (?:question |answer )?(\d{1,2})$/.exec(said)?.[1]
  return number && `edit ${number}`
}

/** The move of a line that names an answer and gives words for it, of any length: `append 4 …`, `edit 5: …`. */
export function wordsFor(line: string): string | undefined {
  const [, added, more] =
    /^\s*(?:append|add)\s+to\s+(?:my\s+)?(?:answer|question|number)?\s*#?(\d{1,2})\b[:,]?\s+(\S[\s\S]*)$/i.exec(
      line,
    ) ??
    /^\s*append\s+(?:answer|question|number)?\s*#?(\d{1,2})\b[:,]?\s+(\S[\s\S]*)$/i.exec(line) ??
    []
  if (added && more) return `append ${added} ${more}`
  const [, changed, words] =
    /^\s*(?:edit|change|fix|correct)\s+(?:my\s+)?(?:answer|question|number)?\s*(?:to\s+question\s+)?#?(\d{1,2})\s*(?::|\s+to\b:?)\s*(\S[\s\S]*)$/i.exec(
      line,
    ) ?? []
  return changed && words && `replace ${changed} ${words}`
}

/** What a line that was kept as an answer may have been meant for: how to run it instead. */
export function nearMiss(line: string, commands: readonly string[]): string | undefined {
  const said = tidy(line)
  const all = said.toLowerCase().split(' ')
  const [first = '', second = ''] = all
  if (all.length > 6) return undefined
  if (openings.includes(first) && all.length > 1) return `hearth ${said}`
  if (commands.includes(first) && all.length <= 4) return `hearth ${said}`
  if (Object.hasOwn(words, first) && all.length === 2) return moveOf(first) && first
  if (second !== '' || first.length < 4) return undefined
  const near = nearest(first, [...Object.keys(words), ...commands], 1)[0]
  return near === first ? undefined : near
}
