import { type Line, said } from './normalize.ts'
import { isSaid } from './pattern.ts'
import { numberOf, ordinalOf } from './temporal.ts'
import type { Vocabulary } from './vocabulary.ts'

/** How an answer to a yes-or-no question reads; undefined where it says neither. */
export type Said = 'yes' | 'no' | 'partly' | 'unclear'

/** Reads yes, no or partly out of an answer in people's own words: out of its first clause, where the whole says neither. */
export function readAnswer(line: Line, vocabulary: Vocabulary): Said | undefined {
  const first = idiom(line) ?? corrected(line) ?? leading(line) ?? closing(line)
  if (first) return first
  if (isContrast(line, vocabulary)) return 'partly'
  const whole = readClause(line, vocabulary)
  if (whole === 'yes' && isTakenBack(line, vocabulary)) return 'partly'
  if (whole !== undefined) return whole
  const end = line.words.findIndex((word, at) => at > 0 && word.before !== '')
  return end > 0 && end < 6 ? readClause({ ...line, words: line.words.slice(0, end) }, vocabulary) : undefined
}

/** `Yeah, no`, `no, yeah`: of a yes and a no that stand alone, the last is meant. */
function idiom({ words, asks }: Line): 'yes' | 'no' | undefined {
  const last = words.at(-1)?.text ?? ''
  const isEither = ({ text }: Line['words'][number]) => plainYes.test(text) || plainNo.test(text)
  const isSlip = ({ text }: Line['words'][number]) => /^(?:wait|actually|sorry|oops|i|mean|meant)$/.test(text)
  if (asks || words.filter(isEither).length < 2 || !words.every(word => isEither(word) || isSlip(word)))
    return undefined
  return plainYes.test(last) ? 'yes' : 'no'
}

/** `Yes. Oh wait, no, they know each other`: a yes or a no that is taken back at once is the other. */
function corrected({ words, asks }: Line): 'yes' | 'no' | undefined {
  const first = words[0]?.text ?? ''
  const other = plainYes.test(first) ? plainNo : plainNo.test(first) ? plainYes : undefined
  const slip = words.findIndex(
    ({ text }, at) => at > 0 && at < 4 && /^(?:wait|actually|sorry|oops|scratch)$/.test(text),
  )
  const isOther =
    !asks && slip > 0 && words.slice(slip + 1, slip + 4).some(({ text }) => other?.test(text) === true)
  return isOther ? (other === plainNo ? 'no' : 'yes') : undefined
}

const plainYes = /^(?:yes|yep|yeah|yup|yea|ya|sure|absolutely|definitely|certainly|correct|si)$/
const plainNo = /^(?:no|nope|nah|naw)$/
/** What takes a yes, or a no, back behind its comma. */
const turning =
  /^(?:but|except|only|though|although|however|mostly|partly|partially|almost|some|sometimes|half|unless|depends|maybe|kind|sort|if|yet|still)$/
const turningYes = /^(?:no|not|never|nope|none|nobody|nothing)$/
const turningNo =
  /^(?:yes|yeah|yep|doubt|problem|problems|question|brainer|worries|issue|issues|complaints|sure)$/

/** `Yes, with name tags and cider`: the first word says it, where the rest does not take it back. */
function leading({ words, end }: Line): 'yes' | 'no' | undefined {
  const [first, ...rest] = words
  const [second] = rest
  if (!first || (second ? second.before === '' : end === '?')) return undefined
  const has = (shape: RegExp) => rest.some(word => shape.test(word.text))
  if (has(turning)) return undefined
  if (plainYes.test(first.text) && !has(turningYes)) return 'yes'
  return plainNo.test(first.text) && !has(turningNo) ? 'no' : undefined
}

/** `Chairs in a circle, yes`: the last word says it, where nothing before it says the other. */
function closing({ words, asks }: Line): 'yes' | 'no' | undefined {
  const last = words.at(-1)
  if (!last || words.length < 2 || asks || !/[,;.:-]/.test(last.before)) return undefined
  const has = (shape: RegExp) => words.slice(0, -1).some(word => shape.test(word.text))
  if (has(turning)) return undefined
  if (plainYes.test(last.text) && !has(turningYes)) return 'yes'
  return plainNo.test(last.text) && !has(plainYes) ? 'no' : undefined
}

/** `There is a welcome, but it drags`: what stands behind “but” takes some of the yes back. */
function isTakenBack({ words, ...line }: Line, vocabulary: Vocabulary): boolean {
  const but = words.findIndex(
    ({ text }, at) => at > 1 && /^(?:but|though|although|however|except)$/.test(text),
  )
  if (but < 0 || but > words.length - 3 || /^(?:nothing|anything|all)$/.test(words[but - 1]?.text ?? ''))
    return false
  return readClause({ ...line, words: words.slice(but + 1) }, vocabulary) !== 'yes'
}

function readClause(line: Line, vocabulary: Vocabulary): Said | undefined {
  const found = vocabulary.find('answer', line)
  const has = (means: Said) => found.filter(one => one.entry.means === means)
  const strength = (means: Said) =>
    Math.max(0, ...has(means).map(one => one.hits.length + (one.from === 0 ? 2 : 0) + one.entry.weight - 4))
  const [yes, no, partly, unclear] = [
    strength('yes'),
    strength('no'),
    strength('partly'),
    strength('unclear'),
  ]
  if (isDivided(line)) return 'partly'
  if (Math.max(yes, no, partly, unclear) === 0) return undefined
  if (unclear > 0 && unclear >= Math.max(yes, no) && partly <= unclear) return 'unclear'
  if (partly > 0 && yes - partly < 3 && (partly >= no || yes > 0)) return 'partly'
  if (yes > no) return 'yes'
  return no > 0 ? 'no' : yes > 0 ? 'yes' : undefined
}

/** `the title fits, the time does not`: one part says yes, and the other no. */
function isContrast(line: Line, vocabulary: Vocabulary): boolean {
  const cut = line.words.findIndex(
    ({ before, text }, at) => at > 1 && (/[,;]/.test(before) || text === 'but') && at < line.words.length - 2,
  )
  if (cut < 0 || plainYes.test(line.words[0]?.text ?? '') || plainNo.test(line.words[0]?.text ?? ''))
    return false
  const [one, other] = [line.words.slice(0, cut), line.words.slice(cut)].map(words =>
    readClause({ ...line, words }, vocabulary),
  )
  return (one === 'yes' && other === 'no') || (one === 'no' && other === 'yes')
}

/** `in the morning yes, in the afternoon no`. */
function isDivided({ words }: Line): boolean {
  const places = (shape: RegExp) => words.flatMap((word, at) => (shape.test(word.text) ? [at] : []))
  const [yes] = places(/^(?:yes|yeah|yep|sure)$/)
  const no = places(/^(?:no|not|nope)$/).at(-1)
  return yes !== undefined && no !== undefined && yes > 0 && Math.abs(yes - no) > 2
}

/** What a line chooses of some options. */
export interface Chosen {
  /** Ids, in the order they were named. */
  found: string[]
  /** Parts that are none of them, as typed. */
  own: string[]
  none: boolean
  /** A number was typed that no option has. */
  beyond?: true
  /** Whether every part is one of the options. */
  all: boolean
}

/** Reads choices by number, by name, by a clear part of the name, or by another name: `1, 3 and 5`, `teens and the clinic`. */
export function optionsIn(
  line: Line,
  options: readonly { id: string; label: string }[],
  vocabulary: Vocabulary,
): Chosen {
  const ids = new Set(options.map(one => one.id))
  const spoken = vocabulary.find('option', line).toSorted((a, b) => b.hits.length - a.hits.length)
  if (spoken.some(one => one.entry.means === 'none')) return { found: [], own: [], none: true, all: false }
  if (spoken.some(one => one.entry.means === 'all'))
    return { found: options.map(one => one.id), own: [], none: false, all: true }
  const counted = numbersIn(line, options.length)
  if (counted) {
    const within = counted.filter(one => one > 0 && one <= options.length)
    const ids = within.flatMap(one => options[one - 1]?.id ?? [])
    return {
      found: [...new Set(ids)],
      own: [],
      none: false,
      all: within.length === counted.length,
      ...(within.length < counted.length && { beyond: true }),
    }
  }
  const found: string[] = []
  const own: string[] = []
  const parts = partsOf(line)
  const isOther = isElse.test(parts[0] ? said(line, ...parts[0]) : '') && parts.length > 1
  for (const [from, to] of parts.slice(isOther ? 1 : 0)) {
    const typed = said(line, from, to)
    // “Not the board, the Rotary”; “something else, the Rotary”.
    if (isLeftOut.test(typed) && parts.length > 1) continue
    // “Other: the quilt guild” is named in one's own words.
    const named = /^(?:and )?(?:other|another|own|else)\s*[:=-]+\s*(\S.*)$/i.exec(typed)?.[1]
    const chosen = named || isOther ? undefined : (byNumber(line, from, to, options) ?? byName(from, to))
    if (chosen) {
      if (!found.includes(chosen)) found.push(chosen)
    } else own.push(named ?? typed)
  }
  return { found, own, none: false, all: own.length === 0 }

  function byName(from: number, to: number): string | undefined {
    const words = line.words.slice(from, to)
    const whole = options.find(
      one =>
        plain(one.label) === words.map(word => word.text).join(' ') ||
        one.id === words.map(word => word.text).join('-'),
    )
    if (whole) return whole.id
    const labelled = byPart(words)
    if (labelled) return labelled
    // “My team”: a small word before it may belong to the name.
    return spoken.find(
      one => one.to > from && one.from >= from - 2 && one.to <= to && ids.has(one.entry.means ?? ''),
    )?.entry.means
  }

  /** The only option whose label shares the telling words of this part. */
  function byPart(words: Line['words']): string | undefined {
    const telling = words.filter(
      word => word.text.length > 2 && word.text !== 'not' && !vocabulary.isFiller(word.text),
    )
    if (telling.length === 0) return undefined
    const rated = options
      .map(one => ({
        id: one.id,
        shared: telling.filter(word =>
          plain(one.label)
            .split(' ')
            .some(
              part => isSaid(word, part) || word.forms.some(form => part.startsWith(form) && form.length > 4),
            ),
        ).length,
      }))
      .sort((a, b) => b.shared - a.shared)
    const [best, second] = rated
    const isClear = best && best.shared === telling.length && best.shared > (second?.shared ?? 0)
    return isClear ? best.id : undefined
  }
}

const isLeftOut = /^(?:but |and )?(?:not|no|except|never|without) (?!sure)/i
const isElse =
  /^(?:something|someone|somebody|anything|a group|none of (?:these|those|them)|none|neither|other|another)? ?(?:else|other)?$/i

/** A line of numbers alone: `1 2 7`, `1,2`, `3-5`, `1 through 3`, `the first two`, `number 5 please`. */
function numbersIn({ words }: Line, options: number): number[] | undefined {
  const said = words
    .map(({ text }) =>
      text === 'one' || numberOf(text) < 2 || Number.isNaN(numberOf(text)) ? text : String(numberOf(text)),
    )
    .join(' ')
    .replace(/\bone (?=(?:to|through|thru) \d)/g, '1 ')
    .replace(/(\d)[,/](?=\d)/g, '$1 ')
    .replace(/(\d) (?:to|through|thru|till|until) (?=\d)/g, '$1-')
    .split(' ')
    .filter(text => text !== '' && !besides.test(text))
  const [which = '', many = ''] = said
  const count = numberOf(many)
  if (said.length === 2 && which === 'first' && count > 1 && count <= options)
    return Array.from({ length: count }, (_, at) => at + 1)
  if (said.length === 2 && which === 'last' && count > 1 && count <= options)
    return Array.from({ length: count }, (_, at) => options - count + at + 1)
  const numbers = said.flatMap(text => {
    if (/^[a-z]+$/.test(text) && text !== 'one') return [numberOf(text)]
    const [from = '', to = from] = /^(\d{1,2})(?:-(\d{1,2}))?$/.exec(text)?.slice(1).filter(Boolean) ?? []
    const [first, last] = [Number(from), Number(to)]
    if (from === '' || first > last || last - first > 30) return [Number.NaN]
    return Array.from({ length: last - first + 1 }, (_, at) => first + at)
  })
  return numbers.length === 0 || numbers.some(Number.isNaN) ? undefined : numbers
}

const besides =
  /^(?:and|plus|or|also|the|number|numbers|option|options|choice|choices|no|please|thanks|thank|you|ones|i|choose|pick|would|say|think|go|with|for|maybe)$/

const plain = (label: string): string =>
  label
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** The parts of a line of choices: between commas, “and”, “plus” and “or”. */
function partsOf({ words }: Line): [number, number][] {
  const parts: [number, number][] = []
  let from = 0
  for (let at = 0; at <= words.length; at++) {
    const word = words[at]
    const joins =
      word !== undefined && (/^(?:and|plus|or|also)$/.test(word.text) || (word.text === 'y' && !word.capital))
    if (word && !joins && !(at > from && /[,;/]/.test(word.before))) continue
    if (at > from) parts.push([from, at])
    from = joins ? at + 1 : at
  }
  return parts.map(([start, end]) => trimmed(words, start, end)).filter(([start, end]) => end > start)
}

const small =
  /^(?:the|a|an|our|some|my|all|maybe|mostly|probably|definitely|number|option|options|choice|just|only|yes|i|we|would|say|choose|pick|think|well|with|of|course|is|it|id|that|those|these|well|mainly|especially|like)$/
function trimmed(words: Line['words'], from: number, to: number): [number, number] {
  let start = from
  while (start < to - 1 && small.test(words[start]?.text ?? '')) start++
  return [start, to]
}

function byNumber(
  { words }: Line,
  from: number,
  to: number,
  options: readonly { id: string }[],
): string | undefined {
  const text = (words[from]?.text ?? '').replace(/\.$/, '')
  const last = words[to - 1]?.text ?? ''
  const named = /^(?:one|ones|option|choice|answer|item)$/.test(last)
  if (to - from > (named ? 2 : 1)) return undefined
  if (text === 'last' || (named && text === 'last')) return options.at(-1)?.id
  if (
    !/^\d{1,2}$/.test(text) &&
    !named &&
    !/^(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)$/.test(text)
  )
    return undefined
  return options[ordinalOf(text) - 1]?.id
}
