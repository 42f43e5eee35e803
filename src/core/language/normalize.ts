/** A word of a line: folded for comparing, and where it stands in the line. */
export interface Word {
  /** Lower case, without accents; a contraction is spelled out over several words. */
  text: string
  /** Other forms under which it is looked up: its singular. */
  forms: readonly string[]
  /** Where it stands in `Line.clean`. */
  from: number
  to: number
  /** It begins with a capital. */
  capital: boolean
  /** What divides it from the word before: a comma, a full stop, a line end; empty where nothing does. */
  before: string
}

/** A line as the reader sees it. */
export interface Line {
  /** As typed, without what nobody sees: zero-width signs, marks of emphasis, a mention of Hearth. */
  clean: string
  words: readonly Word[]
  /** It was addressed: `/icebreaker`, `hearth …`, `@Hearth …`. */
  addressed: boolean
  /** It ends with a question mark. */
  asks: boolean
  /** What follows its last word: a question mark, a full stop. */
  end: string
  /** First names that are known here, in lower case: they need no capital. */
  names?: ReadonlySet<string>
}

/**
 * Words that are spelled otherwise: `gimme` is `give me`; behind `^` only where a clause begins: `^were` is `we are`. Several words
 * may be: `de la manana` is `am`.
 */
export type Spellings = ReadonlyMap<string, readonly string[]>

/** Characters that are read. What people ask for stands in far fewer; what is longer is an answer, and kept whole. */
const longest = 1_500
/** Words that are read. */
const mostWords = 60

const unseen = /\p{Default_Ignorable_Code_Point}/gu
const controls = /[\p{Cc}\p{Zl}\p{Zp}]+/gu
const shortcodes: Readonly<Record<string, string>> = {
  '+1': '👍',
  thumbsup: '👍',
  thumbsdown: '👎',
  '-1': '👎',
  wave: '👋',
  question: '❓',
  grey_question: '❓',
  shrug: '🤷',
  'woman-shrugging': '🤷',
  'man-shrugging': '🤷',
  thinking_face: '🤔',
  joy: '😂',
  smile: '😄',
  slightly_smiling_face: '🙂',
  pray: '🙏',
  heart: '❤',
  tada: '🎉',
  ok_hand: '👌',
  clap: '👏',
  eyes: '👀',
  white_check_mark: '✅',
  x: '❌',
  no_entry_sign: '🚫',
}

/** The line without what platforms and keyboards put around people's words. */
function cleanLine(typed: string): { clean: string; addressed: boolean } {
  const line = typed
    .slice(0, longest)
    .normalize('NFKC')
    .replace(controls, ' ')
    .replace(unseen, '')
    .replace(/[‘’‛′`´ʼ](?=\p{L})/gu, "'")
    .replace(/[“”„«»″]/g, '"')
    .replace(/[‐‑‒–—―−]/g, '-')
    .replace(/\bw\/o(?:ut)?\b/gi, 'without')
    // `something fun 4 the teens`
    .replace(
      /(?<!\b(?:question|answer|step|number|grade|version|option|#) ?)\b4 (?=(?:the|my|our|a|an|this|these|those|tonight|tomorrow)\b)/gi,
      'for ',
    )
    .replace(/\bb4\b/gi, 'before')
    .replace(/\bw\/(?=\s|\p{L})/giu, 'with ')
    .replace(/\b([ap])\. ?m\b\.?/gi, '$1m')
    // `12/23-12/26`: two days, and what lies between them.
    .replace(/\b(\d{1,2}\/\d{1,2}(?:\/\d{2,4})?)-(?=\d{1,2}\/\d{1,2}\b)/g, '$1 - ')
    // Slack's autolinks, given back as typed; and its marks for channels and people, by the names that stand in them.
    .replace(/<(?:mailto:|tel:|https?:\/\/)[^<>|\s]*\|([^<>]*)>/gi, '$1')
    .replace(/<((?:https?:\/\/|mailto:)[^<>|\s]*)>/gi, '$1')
    .replace(/<#[A-Z0-9]+\|([^<>]*)>/gi, '#$1')
    .replace(/<at[^<>]*>([^<>]*)<\/at>/gi, '@$1')
    .replace(/:([a-z0-9_+-]+):/gi, (whole, name: string) =>
      Object.hasOwn(shortcodes, name.toLowerCase()) ? ` ${shortcodes[name.toLowerCase()]} ` : whole,
    )
    .replace(/^(?:\s|>(?=\s)|&gt;)+/, '')
    .replace(/(?<![\p{L}\p{N}])[*_~`]+(?=\S)|(?<=\S)[*_~`]+(?![\p{L}\p{N}])/gu, '')
  const named = line
    .replace(/^\s*\//, '')
    .replace(/(?<![\p{L}\p{N}])@hearth\b[,:]?/giu, ' ')
    .replace(/^\s*(?:(?:hey|hi|hello|ok|okay|dear|yo)[ ,]+)?hearth(?=[\s,:!.]+\S)[\s,:!.]+/i, ' ')
    .replace(
      /,\s*hearth\s*([?!.]*)\s*$|(?<=^(?:hi|hello|hey|thanks|thank you|good (?:morning|afternoon|evening))) hearth\s*([?!.]*)\s*$/i,
      '$1$2',
    )
  return { clean: named.replace(/\s+/g, ' ').trim(), addressed: named !== line }
}

/** Folds a word for comparing: lower case, without accents and apostrophes. */
export const folded = (word: string): string => spellingOf(word).replace(/'/g, '')

/** How a word is looked up among the spellings: `we'd` is another word than `wed`. */
export const spellingOf = (word: string): string =>
  // Most words have no accents to look for.
  plainWord.test(word) ? word.toLowerCase() : word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

const plainWord = /^[\w' -]*$/

const token =
  /\d+(?:[:.,/-]\d+)*(?:[\p{L}]+)?|[\p{L}\p{M}]+(?:'[\p{L}\p{M}]+)*'?|[\p{Extended_Pictographic}]\p{EMod}?|[^\s]/gu
/** Letters drawn out: `heyyy`, `sooo`. */
const drawnOut = /(\p{L})\1{2,}/gu
const isWord = /^[\p{L}\p{N}\p{Extended_Pictographic}]/u

/** Splits a line into words. Linear in its length. */
export function readLine(typed: string, spellings: Spellings = new Map()): Line {
  const { clean, addressed } = cleanLine(typed)
  const words: Word[] = []
  const opening = openingOf(spellings)
  let before = ''
  let spelledTo = 0
  for (const match of clean.matchAll(token)) {
    if (words.length >= mostWords) break
    const said = match[0]
    const from = match.index
    if (from < spelledTo) continue
    if (!isWord.test(said)) {
      if (said === '&' || said === '+') words.push(wordOf('and', from, from + 1, false, before))
      if (said === '&' || said === '+') before = ''
      else if (said !== '-' || /\s/.test(clean[from - 1] ?? '')) before += said
      continue
    }
    const phrase = opening.has(spellingOf(said)) ? phraseAt(clean, from, spellings) : undefined
    const to = from + (phrase?.length ?? said.length)
    spelledTo = to
    const capital = /^\p{Lu}/u.test(said)
    const spelled =
      phrase?.spelled ??
      spellings.get(spellingOf(said)) ??
      (begins(words, before) ? startingWith(said, clean.slice(to), spellings) : undefined) ??
      possessive(said)
    for (const [at, text] of spelled.entries())
      words.push(wordOf(text, from, to, capital && at === 0, at === 0 ? before : ''))
    before = ''
  }
  return { clean, words, addressed, asks: /\?/.test(clean.slice(-4)), end: before }
}

const openings = new WeakMap<Spellings, ReadonlySet<string>>()

/** The words that open what is spelled otherwise as a whole: few do, and the others need no look at what follows. */
function openingOf(spellings: Spellings): ReadonlySet<string> {
  const known = openings.get(spellings)
  if (known) return known
  const first = [...spellings.keys()].flatMap(typed => /^(\S+) /.exec(typed)?.[1] ?? [])
  const made = new Set(first)
  openings.set(spellings, made)
  return made
}

/** The longest of several words from here that are spelled otherwise, and how long they are as typed. */
function phraseAt(
  clean: string,
  from: number,
  spellings: Spellings,
): { length: number; spelled: readonly string[] } | undefined {
  const [typed = ''] = severalWords.exec(clean.slice(from, from + longestPhrase)) ?? []
  for (let end = typed.length; end > 0; end = typed.lastIndexOf(' ', end - 1)) {
    const part = typed.slice(0, end)
    const spelled = part.includes(' ') ? spellings.get(spellingOf(part)) : undefined
    if (spelled) return { length: end, spelled }
  }
  return undefined
}

/** Up to four words with nothing but a space between them. */
const severalWords = /^[\p{L}\p{M}]+(?: [\p{L}\p{M}]+){1,3}(?![\p{L}\p{M}\p{N}])/u
const longestPhrase = 60

/** Whether a clause begins here. */
const begins = (words: readonly Word[], before: string): boolean =>
  before !== '' || /^(?:|and|but|so|because|ok|since|if|when|that|hi|hey)$/.test(words.at(-1)?.text ?? '')

/** `were closed monday`: an apostrophe was left out; “were you there” has none. */
const startingWith = (said: string, rest: string, spellings: Spellings): readonly string[] | undefined =>
  /^ (?:i|we|you|he|she|they|there|it|the|these|those|any|my|our)\b/i.test(rest)
    ? undefined
    : spellings.get(`^${spellingOf(said)}`)

function possessive(said: string): readonly string[] {
  const text = folded(said)
  return /'s$/i.test(said) ? [text.slice(0, -1)] : [text]
}

const wordOf = (text: string, from: number, to: number, capital: boolean, before: string): Word => ({
  text,
  forms: formsOf(text),
  from,
  to,
  capital,
  before,
})

/** A word as it stands, without letters that are drawn out, and its singular where it may be a plural. */
export function formsOf(text: string): readonly string[] {
  const short = text.replace(drawnOut, '$1')
  if (short !== text) return [text, ...formsOf(short), text.replace(drawnOut, '$1$1')]
  if (text.length < 4 || !text.endsWith('s') || /(?:ss|us|is)$/.test(text)) return [text]
  if (text.endsWith('ies')) return [text, `${text.slice(0, -3)}y`]
  if (/(?:sh|ch|x|z|ss)es$/.test(text)) return [text, text.slice(0, -2)]
  return [text, text.slice(0, -1)]
}

/** The words from one to another as they were typed. */
export function said(line: Line, from: number, to: number): string {
  const first = line.words[from]
  const last = line.words[to - 1]
  return first && last ? line.clean.slice(first.from, last.to) : ''
}
