import { nearest } from './nearest.ts'
import { Problem } from './problem.ts'

/** The zone of the computer Hearth runs on: the last resort, where a platform does not tell a person's. */
export const hostZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** The zone people mean, in its usual spelling. @throws {Problem} where there is none. */
export function zoneNamed(typed: string): string {
  // Asked by trying: the list of supported values lacks names that Intl understands, such as US/Eastern.
  if (!exists(typed)) return onlyCity(typed) ?? refuse(typed)
  const listed = all().find(zone => zone.toLowerCase() === typed.toLowerCase())
  return listed ?? (typed.includes('/') ? capitals(typed) : typed.toUpperCase())
}

/** A zone in words: `New York time`. */
export function zoneInWords(zone: string): string {
  const city = zone.split('/').at(-1) ?? zone
  return zone.includes('/') ? `${city.replaceAll('_', ' ')} time` : zone
}

function exists(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
    return /^[a-z]/i.test(timeZone)
  } catch {
    return false
  }
}

const all = (): readonly string[] => Intl.supportedValuesOf('timeZone')

const capitals = (zone: string): string =>
  zone === zone.toLowerCase() ? zone.replace(/(^|[/_-])[a-z]/g, first => first.toUpperCase()) : zone

function noSuchZone(typed: string): string {
  const near = [...nearest(typed, all(), 2), ...citiesLike(typed)].slice(0, 2)
  const meant = near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : ''
  return `I do not know a time zone “${typed}”.${meant} A zone is written like “in Europe/London” or “tz America/New_York”.`
}

/** `New York` is understood, where there is one. */
function onlyCity(typed: string): string | undefined {
  const cities = typed.includes('/') ? [] : citiesLike(typed)
  return cities.length === 1 ? cities[0] : undefined
}

function refuse(typed: string): never {
  throw new Problem(noSuchZone(typed))
}

function citiesLike(typed: string): string[] {
  const city = typed.split('/').at(-1)?.toLowerCase().trim().replaceAll(' ', '_') ?? ''
  return city.length < 3 ? [] : all().filter(zone => zone.toLowerCase().endsWith(`/${city}`))
}
