import type { Call } from '../command.ts'
import { kind } from '../store.ts'
import { UserError } from '../user-error.ts'
import { type CrisisLine, preferences } from './preferences.ts'

/** The library’s own, for everybody who set none. */
export const crisisLines = kind<CrisisLine>('crisis-line')
/** The name of the one document. */
export const ofLibrary = 'library'

/** Countries whose lines are in the content: two letters in small case, and what stands there. */
export type KnownLines = (country: string) => readonly string[]

/** The line that a person set, else their library’s; undefined: nobody set one. */
export async function crisisLineOf({
  library,
  person,
}: Pick<Call, 'library' | 'person'>): Promise<CrisisLine | undefined> {
  return (await library.get(preferences, person.id))?.crisis ?? (await library.get(crisisLines, ofLibrary))
}

/** The sentences with the line that holds in them. */
export function withLine(
  sentences: readonly string[],
  line: CrisisLine | undefined,
  usual: readonly string[],
  noEmergency = 'your emergency number',
): string[] {
  const [reach = '', number = ''] = line ? [line.reach, line.emergency ?? noEmergency] : usual
  return sentences.map(one => one.replace('{line}', reach).replace('{emergency}', number))
}

const longest = 160
const off = /^(?:off|none|no|default|reset|remove|clear|usual|-)$/i
const form =
  'Write a country, such as “hearth settings crisis line Canada”, or the number itself: “hearth settings crisis line 116 123 (Samaritans), emergency 999”. “off” takes it away again.'

/** Reads `Canada`, `116 123 (Samaritans), emergency 999`; `off` is none (undefined). @throws {UserError} */
export function parseCrisisLine(typed: string, known: KnownLines): CrisisLine | undefined {
  const line = typed.normalize('NFKC').replace(/\s+/g, ' ').trim()
  if (off.test(line)) return undefined
  const country = known(countryNamed(line) ?? '')
  if (country.length > 0) {
    const [reach = '', emergency] = country
    return { reach, ...(emergency && { emergency }) }
  }
  const [, own = '', emergency] = /^(.*?)(?:[,;]? \(?emergency:? ([\d -]{2,12})\)?)?$/i.exec(line) ?? []
  const isReachable = /\d{3}|\d[ -]?\d[ -]?\d|\b[a-z0-9-]+\.[a-z]{2,}/i.test(own)
  if (!isReachable) throw new UserError(`I don’t know a crisis line “${line.slice(0, longest)}”. ${form}`)
  if (own.length > longest) throw new UserError(`That is too long to be read in a hurry. ${form}`)
  const reach = /^(?:call|text|chat|visit|write|dial)\b/i.test(own)
    ? own.replace(/^./, first => first.toLowerCase())
    : `call ${own}`
  return { reach: reach.replace(/[.,;\s]+$/, ''), ...(emergency && { emergency: emergency.trim() }) }
}

/** The two letters of a country that is typed by them, or by its name. */
function countryNamed(typed: string): string | undefined {
  const said = typed.toLowerCase().replace(/[.]/g, '').replace(/^the /, '')
  const short = { uk: 'gb', usa: 'us', 'united states of america': 'us', britain: 'gb', england: 'gb' }[said]
  if (short) return short
  if (/^[a-z]{2}$/.test(said)) return said
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  for (let one = 0; one < 26 * 26; one++) {
    const code = String.fromCharCode(65 + Math.floor(one / 26), 65 + (one % 26))
    if (names.of(code)?.toLowerCase() === said) return code.toLowerCase()
  }
  return undefined
}

/** `call or text 9-8-8; in an emergency 911`. */
export const crisisLineInWords = ({ reach, emergency }: CrisisLine): string =>
  emergency ? `${reach}; in an emergency ${emergency}` : reach
