import { nearest } from '../language/did-you-mean.ts'
import { UserError } from '../user-error.ts'

/** The zone of the computer Hearth runs on: the last resort, where a platform does not tell a person's. */
export const hostZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** What people call a zone by. `EST` is meant all year round: the zone has the hour changes that the letters lack. */
const nicknames: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['America/New_York', 'eastern est edt et'],
    ['America/Chicago', 'central cst cdt ct'],
    ['America/Denver', 'mountain mst mdt mt'],
    ['America/Phoenix', 'arizona'],
    ['America/Los_Angeles', 'pacific pst pdt pt'],
    ['America/Anchorage', 'alaska akst akdt'],
    ['Pacific/Honolulu', 'hawaii hst'],
    ['America/Halifax', 'atlantic adt'],
    ['America/St_Johns', 'newfoundland nst ndt'],
    ['Europe/London', 'bst uk'],
    ['Europe/Dublin', 'irish'],
    ['Asia/Kolkata', 'ist india'],
    ['Australia/Sydney', 'aest aedt'],
    ['Australia/Adelaide', 'acst acdt'],
    ['Australia/Perth', 'awst'],
    ['Pacific/Auckland', 'nzst nzdt'],
    ['UTC', 'utc gmt z zulu'],
    ['CET', 'cet cest'],
    ['EET', 'eet eest'],
  ].flatMap(([zone = '', names = '']) => names.split(' ').map(name => [name, zone])),
)

/** Cities that `Intl` knows, by a newer or an older name than the one it lists. */
const renamed =
  'Africa/Asmara America/Argentina/Buenos_Aires America/Argentina/Catamarca America/Argentina/Cordoba America/Argentina/Jujuy America/Argentina/Mendoza America/Atikokan America/Indiana/Indianapolis America/Kentucky/Louisville America/Montreal America/Nuuk Asia/Ho_Chi_Minh Asia/Kathmandu Asia/Kolkata Asia/Yangon Asia/Calcutta Asia/Katmandu Asia/Rangoon Asia/Saigon Atlantic/Faroe Europe/Kiev Europe/Kyiv Pacific/Chuuk Pacific/Kanton Pacific/Pohnpei'.split(
    ' ',
  )

/** The zone people mean, in its usual spelling. @throws {UserError} where there is none; `before` is what its right form begins with. */
export function zoneNamed(typed: string, before = ''): string {
  const zone = zoneOr(typed)
  if (zone === undefined) throw new UserError(noSuchZone(typed, before))
  return zone
}

/** As `zoneNamed`: `Europe/London`, `new york`, `Eastern time`, `UTC`; undefined where there is none. */
export function zoneOr(typed: string): string | undefined {
  if (typed.includes(',')) return cityBehind(typed.replace(/[()]/g, '').trim().toLowerCase())
  const name = plain(typed)
  const known = nicknameOf(name)
  if (known) return known
  const path = name.replaceAll(' ', '_')
  if (!path.includes('/'))
    return cities().get(path) ?? (path.length > 3 && exists(path) ? canonical(path) : undefined)
  const short = nicknameOf(path.replace(/^(?:us|canada)\//, ''))
  return short ?? (exists(path) ? spelled(path) : undefined)
}

/** As `zoneNamed`, of what a platform tells: undefined where this computer does not know the zone. */
export const knownZone = (told: string | undefined): string | undefined =>
  told === undefined ? undefined : zoneOr(told)

/** What people call a zone by, such as `eastern` or `EST`, without a city. */
export const nicknameOf = (word: string): string | undefined => {
  const name = word.toLowerCase()
  return Object.hasOwn(nicknames, name) ? nicknames[name] : undefined
}

/** What people there call their time, where Intl’s own name is not the usual one. */
const usualNames: Readonly<Record<string, string>> = {
  'America/Phoenix': 'Arizona time',
  'Pacific/Honolulu': 'Hawaii time',
}
const zoneWords = new Map<string, string>()

/** A zone in words that are read as the same: `Eastern time`, `Eastern time, Detroit`, `London time`. */
export function zoneInWords(zone: string): string {
  const words = zoneWords.get(zone) ?? wordsOf(zone)
  zoneWords.set(zone, words)
  return words
}

function wordsOf(zone: string): string {
  const usual = usualNames[zone] ?? genericName(zone)
  if (usual !== undefined && zoneOr(usual) === zone) return usual
  const city = cityOf(zone)
  if (cities().get(city.toLowerCase()) !== zone) return zone
  const name = city.replaceAll('_', ' ')
  return usual !== undefined && nicknameOf(plain(usual)) ? `${usual}, ${name}` : `${name} time`
}

/** Names are those of our time: zones had others. */
const lately = Date.UTC(2026, 6, 1)

/** `Eastern time`, as Intl has it: many zones share one. */
function genericName(timeZone: string): string | undefined {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longGeneric' })
  const name = format.formatToParts(lately).find(part => part.type === 'timeZoneName')?.value
  return name && / Time$/.test(name) ? name.replace(/(?<! Standard) Time$/, ' time') : undefined
}

/** The city in `Eastern time, Detroit`, where that is the time there. */
function cityBehind(name: string): string | undefined {
  const [, time, city = ''] = /^(.+ time) ?, ?([^,]+)$/.exec(name) ?? []
  const zone = time && zoneOr(city)
  return zone && genericName(zone)?.toLowerCase() === time ? zone : undefined
}

/** `São Paulo`, `NEW  YORK time` and `(London)` without what is not the name. */
const plain = (typed: string): string =>
  typed
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[()]/g, '')
    .replace(/\.(?=\s|$)/g, '')
    .trim()
    .toLowerCase()
    .replace(/\s+(?:(?:standard|daylight|summer|local) )?time$/, '')
    .replace(/\s+/g, ' ')

/** Those that do: a few hundred, in small letters, asked for with nearly every line. */
const existing = new Set<string>()

/** Asked by trying: the list of supported values lacks names that `Intl` understands, such as Asia/Kolkata. */
function exists(timeZone: string): boolean {
  if (existing.has(timeZone)) return true
  try {
    new Intl.DateTimeFormat('en', { timeZone })
    if (/^[a-z]/i.test(timeZone)) existing.add(timeZone)
    return existing.has(timeZone)
  } catch {
    return false
  }
}

const canonical = (timeZone: string): string =>
  new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone

const cityOf = (zone: string): string => zone.split('/').at(-1) ?? zone

/** Made when first asked for: it takes longer than the rest of a start, and many starts never ask. */
const listed = once(
  (): ReadonlyMap<string, string> =>
    new Map(Intl.supportedValuesOf('timeZone').map(zone => [zone.toLowerCase(), zone])),
)
const cities = once(
  (): ReadonlyMap<string, string> =>
    new Map(
      [...renamed.filter(exists), ...listed().values()].map(zone => [cityOf(zone).toLowerCase(), zone]),
    ),
)

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}

const spelled = (zone: string): string =>
  listed().get(zone) ??
  zone
    .replace(/(^|[/_-])[a-z]/g, first => first.toUpperCase())
    .replace(/^Us\//, 'US/')
    .replace(/^Etc\/(?=[A-Z]{3}|Gmt|Utc)(.*)/, (_, name: string) => `Etc/${name.toUpperCase()}`)

function noSuchZone(typed: string, before: string): string {
  const near = nearest(plain(typed).replaceAll(' ', '_'), listed().keys(), 2).map(name => listed().get(name))
  const meant = near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : ''
  return `I don’t know a time zone “${typed.trim()}”.${meant} Write it like “${before}in America/Chicago” or “${before}New York time”.`
}
