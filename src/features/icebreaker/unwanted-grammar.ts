import { longest } from '../../core/language/grammar.ts'
import type { Line, Word } from '../../core/language/normalize.ts'
import type { Found, Vocabulary } from '../../core/language/vocabulary.ts'

/** What is not wanted stands right behind these. */
const excluding = /^(?:no|not|without|except|excluding|never|nor|minus|less|fewer)$/
const between = /^(?:for|with|about|just|only|the|any|all|a|in|at|on|usual|same|old|typical)$/
/** “Can’t have anything with music”: what stands between the refusal and what is refused. */
const refusing =
  /^(?:be|have|having|do|use|want|like|need|involve|anything|something|stuff|lots|lot|much|of|to)$/

/** `not the kind where everybody goes around`: up to the end of the clause, all of it is what is not wanted. */
export function refusedKind({ words }: Line): { from: number; to: number } {
  const text = (at: number) => words[at]?.text ?? ''
  const from = words.findIndex(
    (word, at) =>
      /^(?:not|no|never)$/.test(word.text) &&
      /^(?:kind|kinds|sort|type|one|ones)$/.test(
        text(at + (/^(?:the|a|one|another)$/.test(text(at + 1)) ? 2 : 1)),
      ) &&
      words.slice(at + 2, at + 6).some(next => /^(?:where|with|that|when|of|in)$/.test(next.text)),
  )
  if (from < 0) return { from: 0, to: 0 }
  const end = words.findIndex((word, at) => at > from && (/[,.;!?]/.test(word.before) || word.text === 'but'))
  return { from, to: end < 0 ? words.length : end }
}

/** `not for kids`: said to be left out, which no filter can do; it is at least not read as wanted. */
export function isExcluded({ words }: Line, one: Found): boolean {
  const means = one.entry.means ?? ''
  if (
    means.startsWith('no ') ||
    /^(?:no|not|without|less|never|do|does|nobody|hate|hates|instead|keep|make|rather)$/.test(
      words[one.from]?.text ?? '',
    )
  )
    return false
  let at = one.from - 1
  for (let back = 0; back < 2 && between.test(words[at]?.text ?? '') && !words[at + 1]?.before; back++) at--
  let to = at
  for (let back = 0; back < 4 && isBetween(words, to); back++) to--
  if (to < at && words[to]?.text === 'not' && words[to - 1]?.text !== 'why') return true
  return excluding.test(words[at]?.text ?? '') && !/[.;!?]/.test(words[at + 1]?.before ?? '')
}

const isBetween = (words: Line['words'], at: number): boolean =>
  (between.test(words[at]?.text ?? '') || refusing.test(words[at]?.text ?? '')) && !words[at + 1]?.before

/** `no writing or drawing`: the second is not wanted either. */
export const isListed = ({ words }: Line, one: Found, unwanted: ReadonlySet<number>): boolean =>
  (/^(?:or|nor)$/.test(words[one.from - 1]?.text ?? '') && unwanted.has(one.from - 2)) ||
  (words[one.from]?.before === ',' && /^or$/.test(words[one.to]?.text ?? '') && unwanted.has(one.from - 1))

/** What follows a “no X” in the same breath: `no touching, standing or reading`. */
export function listed(line: Line, one: Found, vocabulary: Vocabulary): { slot: string; hits: number[] }[] {
  const found: { slot: string; hits: number[] }[] = []
  let at = one.to
  for (let more = 0; more < 5; more++) {
    const joined = /^(?:and|or|nor)$/.test(line.words[at]?.text ?? '')
    if (!joined && !/[,/]/.test(line.words[at]?.before ?? '')) break
    const start = joined ? at + 1 : at
    const next = withoutAt(line, start, vocabulary)
    if (!next) break
    found.push(next)
    at = next.to
  }
  return found
}

/** What words would mean right behind a “no”. */
function withoutAt(
  line: Line,
  start: number,
  vocabulary: Vocabulary,
): { slot: string; hits: number[]; to: number } | undefined {
  const no: Word = { text: 'no', forms: ['no'], from: 0, to: 0, capital: false, before: '' }
  const rest: Line = { ...line, words: [no, ...line.words.slice(start, start + 6)] }
  const [next] = longest(
    vocabulary.find('filter', rest).filter(two => two.from === 0 && two.entry.means?.startsWith('no ')),
  )
  return (
    next && {
      slot: next.entry.means ?? '',
      hits: next.hits.filter(place => place > 0).map(place => start + place - 1),
      to: start + next.to - 1,
    }
  )
}

/** `no icebreakers about pets`, `not a question on family`: what the noun is about is not wanted. */
export function withoutSubjects(line: Line, vocabulary: Vocabulary): { slot: string; hits: number[] }[] {
  const text = (at: number) => line.words[at]?.text ?? ''
  return [...line.words.keys()].flatMap(at => {
    if (!/^(?:no|not|nothing|without|never)$/.test(text(at))) return []
    let start = at + 1
    while (/^(?:a|an|any|the|icebreakers?|questions?|ones?|stuff|things?|anything)$/.test(text(start)))
      start++
    if (start === at + 1 && text(at) !== 'nothing') return []
    // “Nothing that touches on work.”
    if (
      /^(?:that|which)$/.test(text(start)) &&
      /^(?:touches|touch|bears|dwells|borders)$/.test(text(start + 1))
    )
      start += 2
    if (/^touching$/.test(text(start))) start++
    if (!/^(?:about|on|with|involving|around|regarding)$/.test(text(start))) return []
    while (
      /^(?:about|on|anyone|anybody|anyones|anybodys|peoples|their|your|our|the|someones)$/.test(
        text(start + 1),
      )
    )
      start++
    return withoutAt(line, start + 1, vocabulary) ?? []
  })
}
