import { tidy } from '../../../core/command.ts'

/** What a line says about a question, its answers, or Hearth, and not to the question. */
export type ToHearth =
  /** `who can see this?` */
  | { type: 'who sees' }
  /** `what's the date today` */
  | { type: 'date' }
  /** `what do you have so far?` */
  | { type: 'overview' }
  /** `stop, I don't want to change it`, where an answer is opened again. */
  | { type: 'leave as it is' }
  /** `I need to talk to Ben first, stop here` */
  | { type: 'stop' }
  /** `that was the wrong question, change it back` */
  | { type: 'undo' }
  /** `no sorry, January 16`: new words for the answer just given. */
  | { type: 'correct'; words: string }
  /** `the second one is wrong, it should say: …` */
  | { type: 'change'; answer: number | 'last'; words?: string }
  /** `back to English` */
  | { type: 'language'; name: string }
  /** `post an icebreaker in #staff` */
  | { type: 'icebreaker' }

interface Asked {
  /** An answer is opened again. */
  isEditing: boolean
  isYesNo: boolean
}

/** Reads a line typed to a question that nobody would type as its answer: each kind by the words it takes, and nothing of it is a guess by likeness. */
export function toHearth(typed: string, { isEditing, isYesNo }: Asked): ToHearth | undefined {
  const line = tidy(typed).replace(/[’‘]/g, "'")
  if (line.split(' ').length > mostWords) return undefined
  const said = line.toLowerCase().replace(/[¿¡]/g, '')
  const bare = said.replace(leads, '')
  if (isEditing && leavesIt.test(said)) return { type: 'leave as it is' }
  if (whoSees.test(bare)) return { type: 'who sees' }
  if (whichDay.test(bare)) return { type: 'date' }
  if (soFar.test(bare)) return { type: 'overview' }
  const another = anotherAnswer(line)
  if (another) return another
  if (stopsBehind.test(said)) return { type: 'stop' }
  if (takesBack.test(said)) return { type: 'undo' }
  const language = languageAsked.exec(said)?.slice(1).find(Boolean)
  if (language) return { type: 'language', name: language }
  if (asksForIcebreaker.test(bare)) return { type: 'icebreaker' }
  const words = (isYesNo ? surelyMeant : meant).exec(line)?.[1]
  return words ? { type: 'correct', words } : undefined
}

/** Words of a line about the answering: a longer one tells something. */
const mostWords = 24

/** What people say before they ask. */
const leads =
  /^(?:(?:hang on|hold on|one sec|wait(?: a (?:sec|minute))?|oh|ok|okay|so|um+|uh|hmm+|sorry|hey|no|but|and|well|actually|quick question|before i answer|first|btw|by the way|also|please|just|i was asking|i'm asking|i asked|i meant to ask|i want to know|oye|espere|espera|bueno|perd[oó]n)(?![\p{L}'])[\s,.:;!-]*)+/u

const whoSees =
  /^(?:who|can|could|does|do|will|is|are|qui[eé]n|qui[eé]nes|pueden?)\s(?:[\p{L}'#]+ ){0,6}?(?:sees?|reads?|look at|looking at|reading|ver|ve|ven|leer|lee|leen) (?:this|it|that|these|what i (?:write|type|say|said|wrote|put|answer)|my (?:answers?|words|plan|gathering)|esto|eso|lo que (?:escribo|digo|pongo)|mis respuestas)(?: (?:plan|gathering|checklist|page|too|now|here|in here|aqu[ií]|ac[aá]))*[?!. ]*$/u

const whichDay =
  /^(?:what(?:'?s| is) (?:the (?:date|day)|today'?s date)(?: today| is it)?|what (?:day|date) (?:is it|is today)(?: today)?|qu[eé] d[ií]a es(?: hoy)?|a cu[aá]nto estamos(?: hoy)?)[?!. ]*$/

const soFar =
  /^(?:what (?:do|have) (?:you|we|i) (?:have|got|saved)(?: down)? (?:so far|already|until now)|(?:(?:quiero|quisiera|puedo|d[eé]jeme|d[eé]jame) )?(?:ver|mu[eé]str[ae]me|ens[eé][ñn][ae]me) (?:lo que (?:llev|ten|hay|hemos|he)\S*(?: \S+){0,2}|mis respuestas|todo)(?: hasta ahora)?)[?!. ]*$/u

const leavesIt =
  /^(?:(?:stop|no|wait|oh|ok|oops|sorry|never ?mind|nvm|cancel|actually)[\s,.!-]+)*(?:(?:i|we) (?:do not|don'?t|dont) (?:want|need|have) to (?:change|edit|touch|redo) (?:it|this|that|anything)|(?:leave|keep) (?:it|this|that)(?: (?:as|like|the way)\b.*| alone| unchanged)?|it'?s (?:fine|ok|good)(?: as it is| like that)?|(?:do not|don'?t) (?:change|touch) (?:it|that|this|anything)|no quiero cambiar(?:la|lo)?|d[eé]j[ae]l[ao](?: as[ií]| como est[aá])?)[.! ]*$|^(?:never ?mind|nvm|cancel|cancel (?:it|that)|no changes?)[.! ]*$/

/** A last clause that leaves, behind what is said why: `…, stop here`. */
const stopsBehind =
  /[,.;!-]\s*(?:so |and |let'?s |please |i'?ll )?(?:stop(?: here| now| for now| there)|bye(?: for now)?|goodbye|good night|paro aqu[ií]|hasta luego|adi[oó]s)[.! ]*$/

const takesBack =
  /(?:^|[,.;!-]\s*)(?:please )?(?:change|put|take|set) (?:it|that|this) (?:back|out)(?: please)?[.! ]*$|^(?:[\p{L}']+[\s,.!-]+){0,2}(?:that|this|it) was(?:n'?t| not)? (?:an? answer|my answer|the wrong (?:question|one|answer|box)|(?:meant )?for (?:another|the other) question)(?:[\s,.!-].*)?$/u

const languageAsked =
  /^(?:.{0,12}\b)?(?:back to|switch to|in|en) (english|spanish|espa[ñn]ol|ingl[eé]s)(?:,? (?:please|por favor|now|again|sorry|thanks))*[.! ]*$|^(english|spanish|espa[ñn]ol|ingl[eé]s),? (?:please|por favor)(?:,? (?:sorry|thanks|gracias))?[.! ]*$/

const asksForIcebreaker =
  /^(?:(?:post|give|get|show|send|find) (?:me |us )?|(?:i|we) need )?(?:an?|another|one more|un|otro) (?:\p{L}+ )?(?:icebreaker|rompehielos)(?: (?:for|in|para|en) .+)?[?!. ]*$|(?:una|otra) pregunta para (?:abrir|romper|empezar|iniciar)\b|^otra m[aá]s \p{L}+[.! ]*$/u

/** `no sorry, January 16`. */
const meant =
  /^(?:(?:no|oh|oops|wait|actually|ups|ay)[\s,.!-]+)*(?:(?:sorry|oops|perd[oó]n)[\s,.:;!-]+(?:i mean(?:t)?\s+|make (?:that|it)\s+|it'?s\s+)?|(?:i mean(?:t)?|correction|quise decir)[\s,.:;-]+|(?:no|oh|oops|wait|actually)[\s,.!-]+make (?:that|it)\s+)(\S.*)$/i

/** The same at a yes or no, where “no, sorry, we can’t” is one: it says that something else was meant, or names a day. */
const surelyMeant =
  /^(?:(?:no|oh|oops|wait|actually|sorry)[\s,.!-]+)*(?:(?:i meant|correction|make that)[\s,.:;-]+|sorry[\s,.!-]+(?=[^,]*\d))(\S.*)$/i

/** The new words of a correction: `no I meant January 23`. */
export const correctionIn = (typed: string): string | undefined =>
  meant.exec(tidy(typed).replace(/[’‘]/g, "'"))?.[1]

const ordinals = 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(
  ' ',
)

const named = new RegExp(
  `\\b(?:the|my) (${ordinals.join('|')}|\\d{1,2}(?:st|nd|rd|th)|last|previous) (?:one|answer|question)\\b|\\b(?:answer|question)(?: number| no\\.?)? #?(\\d{1,2})\\b`,
  'i',
)
const isWrong = /\b(?:is|was|are|looks) (?:all )?(?:wrong|not right|a mistake|incorrect|garbage)\b/i
const shouldBe = /\bshould(?:'?ve| have)? (?:say|be|read|been|said)\b[:,]?\s*(\S.*)?$/i

/** `the second one is wrong, it should say: …`: which answer, and its new words where they are told. */
function anotherAnswer(line: string): Extract<ToHearth, { type: 'change' }> | undefined {
  const found = named.exec(line)
  const words = shouldBe.exec(line)?.[1]?.trim()
  if (!found || !(isWrong.test(line) || shouldBe.test(line))) return undefined
  const answer = numberIn(found[1] ?? found[2] ?? '')
  return { type: 'change', answer, ...(words && { words }) }
}

/** The number of an answer as it is named: `2`, `2nd`, `second`, or the last. */
function numberIn(name: string): number | 'last' {
  const at = ordinals.indexOf(name.toLowerCase())
  return at >= 0 ? at + 1 : Number.parseInt(name, 10) || 'last'
}

/** An answer that is to be taken out, by its number, or by words that stand in it. */
export type Removal = { answer: number | 'last' } | { about: string }

const out = '(?:remove|delete|erase|clear|take out|cross out|quite|quita|borre|borra|elimine|elimina)'
const removals = [
  new RegExp(
    `^${out} (?:my |the |la )?(?:answer|respuesta)(?: to question| number| no\\.?| n[uú]mero)? #?(\\d{1,2})[.! ]*$`,
    'i',
  ),
  new RegExp(
    `^${out} (?:the |my )(${ordinals.join('|')}|\\d{1,2}(?:st|nd|rd|th)|last) (?:one|answer)[.! ]*$`,
    'i',
  ),
  /^take (?:my |the )?answer(?: number)? #?(\d{1,2}) out[.! ]*$/i,
]
const removalsAbout = [
  new RegExp(`^${out} (?:my |the )answer (?:about|with|on|that says) (\\S.*?)(?: out)?[.! ]*$`, 'i'),
  /^take (?:my |the )answer (?:about|with|on|that says) (\S.*?) (?:please )?out[.! ]*$/i,
]

/** Reads `remove answer 5`, `take the answer about English out`. */
export function removalIn(typed: string): Removal | undefined {
  const line = tidy(typed)
    .replace(/^(?:(?:please|can you|could you|ok|oh|no|sorry)[\s,]+)+/i, '')
    .replace(/[\s,]+(?:please|por favor)[.! ]*$/i, '')
  for (const shape of removals) {
    const number = shape.exec(line)?.[1]
    if (number) return { answer: numberIn(number) }
  }
  for (const shape of removalsAbout) {
    const about = shape.exec(line)?.[1]
    if (about) return { about: about.replace(/[“”"]/g, '') }
  }
  return undefined
}
