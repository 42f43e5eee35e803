import { UserError } from '../user-error.ts'
import { nicknameOf, zoneNamed, zoneOr } from './time-zones.ts'

/** A zone that was typed, and how many words it took. */
interface ReadZone {
  tz: string
  taken: number
}

/** What the right form of a zone begins with, where a day and a time are typed with it. */
const before = 'monday 9:00 '
const longestName = 4
/** `(Mountain Standard Time, Cambridge Bay)`: the comma counts. */
const longestInBrackets = 8
const areas =
  /^(?:africa|america|antarctica|arctic|asia|atlantic|australia|canada|etc|europe|indian|pacific|us)\//i
/** No city is looked for in these: `in pairs` says something else, and so does `monday in the centre`. */
const common = /^(?:the|a|an|my|our|your|pairs?|center|easter|dm|private|person)$/i

/** Takes a zone out of words that say so: `tz UTC`, `in new york`, `(London time)`, `Europe/London`. @throws {UserError} */
export function takeTimeZone(words: readonly string[]): { words: string[]; tz?: string } {
  for (let at = 0; at < words.length; at++) {
    const found = marked(words.slice(at, at + longestInBrackets + 2))
    if (found) return { words: [...words.slice(0, at), ...words.slice(at + found.taken)], tz: found.tz }
  }
  return { words: [...words] }
}

/** Reads a zone that is merely named, behind a day or a time: `EST`, `eastern`, `london`. */
export function parseTimeZone(words: readonly string[]): ReadZone | undefined {
  const [first = ''] = words
  const nickname = nicknameOf(first)
  if (nickname) return { tz: nickname, taken: 1 }
  return nameIn(words, 0, city)
}

const city = (name: string): string | undefined => (common.test(name) ? undefined : zoneOr(name))

function marked(words: readonly string[]): ReadZone | undefined {
  const [first = ''] = words
  if (/^\(?(?:utc|gmt)[+-]\d/i.test(first)) refuseTimeZone(first.replace(/[()]/g, ''))
  const said = /^\(?(?:tz|timezone|zone)[:=]?(.*)$/i.exec(first)
  if (said) return explicit(said[1] ? [said[1], ...words.slice(1)] : words.slice(1), said[1] ? 0 : 1)
  if (/^time$/i.test(first) && /^zone[:=]?$/i.test(words[1] ?? '')) return explicit(words.slice(2), 2)
  if (/^\(?in$/i.test(first)) return withSlash(words.slice(1), 1) ?? nameIn(words.slice(1), 1, city)
  return withSlash(words, 0) ?? (/^\(/.test(first) ? nameIn(words, 0, zoneOr) : timeOf(words))
}

/** Behind `tz` there is a zone, or a mistake. */
function explicit(words: readonly string[], lead: number): ReadZone {
  const [first = ''] = words
  return nameIn(words, lead, zoneOr) ?? { tz: zoneNamed(first, before), taken: lead + 1 }
}

/** `Europe/London`; also `Mars/Phobos`, which is refused, while `teens/adults` is no zone. */
function withSlash([first = '', ...more]: readonly string[], lead: number): ReadZone | undefined {
  const name = first.replace(/[,;]$/, '')
  const isMeant =
    lead > 0 || areas.test(name) || /^\(?\p{Lu}[\p{L}_]+(?:\/\p{Lu}[\p{L}\d_+-]*)+\)?$/u.test(name)
  if (!isMeant || !/^\(?[a-z_]+(?:\/[\w+-]+)+\)?$/i.test(name)) return undefined
  const taken = lead + (/^time\)?$/i.test(more[0] ?? '') ? 2 : 1)
  return { tz: zoneNamed(name.replace(/[()]/g, ''), before), taken }
}

/** `london time`, `Eastern Standard Time`. */
function timeOf(words: readonly string[]): ReadZone | undefined {
  const end = words.slice(0, longestName + 2).findIndex(word => /^time\)?,?$/i.test(word))
  if (end < 1) return undefined
  const tz = zoneOr(words.slice(0, end + 1).join(' '))
  return tz && !common.test(words[0] ?? '') ? { tz, taken: end + 1 } : undefined
}

/** The longest name of a zone that these words begin with, and the word `time` behind it. */
function nameIn(
  words: readonly string[],
  lead: number,
  zone: (name: string) => string | undefined,
): ReadZone | undefined {
  const most = words[0]?.startsWith('(') ? longestInBrackets : longestName
  for (let length = Math.min(most, words.length); length > 0; length--) {
    const tz = zone(words.slice(0, length).join(' ').replace(/,$/, ''))
    if (tz) return { tz, taken: lead + length + (/^time\)?$/i.test(words[length] ?? '') ? 1 : 0) }
  }
  return undefined
}

/** What can only have been meant for a zone: `in Atlantis`, `UTC+2`. @throws {UserError} */
export function refuseTimeZone(words: string): void {
  if (/^(?:utc|gmt)?[+-]\d{1,2}(?::?\d\d)?$/i.test(words))
    throw new UserError(
      `“${words}” does not say where, and hours change. Name the city: “${before}in America/Chicago” or “${before}New York time”.`,
    )
  const [, name] = /^in (\p{L}[\p{L}.'-]*(?: \p{L}[\p{L}.'-]*){0,2})$/u.exec(words) ?? []
  const named = name ?? (/^[\p{L}_]+\/[\p{L}_/]+$/u.test(words) ? words : undefined)
  if (named && !common.test(named.split(' ')[0] ?? '')) zoneNamed(named, before)
}
