import type { LanguageEntry } from '../core/language/vocabulary.ts'
import type { Entry } from './entries.ts'

const cure =
  'To name another line for all, type “hearth settings library crisis line …”; for words of distress of your own, give the entry an id of its own.'

/** What somebody in distress is told, or whom they can reach. */
const isReply = (one: LanguageEntry): boolean => /^(?:reply-care-|crisis-line-)/.test(one.id)

/**
 * What is wrong with a library's own entry that stands in place of one of ours that help somebody in distress; undefined: nothing. A
 * reply may be said in other words as long as it names whom they can reach; no words of distress go, and no line.
 */
export function careFault(
  { id, retired, value }: Entry,
  ours: LanguageEntry | undefined,
): string | undefined {
  if (!ours || (ours.kind !== 'care' && !isReply(ours))) return undefined
  if (retired || ours.kind === 'care')
    return `“${id}” helps somebody in distress, so it can’t be changed or taken out. ${cure}`
  const said = (value as LanguageEntry).reply.join(' ')
  const lost = ['{line}', '{emergency}'].find(
    one => ours.reply.join(' ').includes(one) && !said.includes(one),
  )
  if (lost) return `“${id}” has to say ${lost}: it is whom somebody in distress can reach.`
  if (ours.id.startsWith('crisis-line-') && !/\d/.test(said))
    return `“${id}” has to have a number that can be called. ${cure}`
  return undefined
}

/** What is wrong with other words for a sentence that names whom somebody in distress can reach: they name no number; undefined: nothing. */
export function carePhraseFault(
  key: string,
  said: unknown,
  language: Iterable<LanguageEntry>,
): string | undefined {
  const namesOne =
    key.includes('988') ||
    [...language].some(
      one => one.id.startsWith('crisis-line-') && one.reply.some(line => key.includes(line.trim())),
    )
  return namesOne && !/\d/.test(JSON.stringify(said))
    ? `It is whom somebody in distress can reach, so it has to have a number. ${cure}`
    : undefined
}
