/** How somebody's part of the world writes days and times: in English, or in the language that Hearth speaks with them. */
export interface ReaderLocale {
  /** `MX` of `es-MX`; where none is told, the likeliest: for English and for what nobody knows, the US. */
  region: string
  /** It is in that language itself, and no words of ours stand between. */
  isSpoken: boolean
  /** Whether 4/5 is April the fifth. */
  monthFirst: boolean
  /** `9:00 a.m.`, or `09:00` where people count to 24. */
  clock: Intl.DateTimeFormatOptions
  format(shape: Intl.DateTimeFormatOptions): Intl.DateTimeFormat
}

/** Where the month is written before the day. */
const monthFirstIn = new Set(['US', 'PH', 'BZ', 'FM', 'MH', 'PW', 'AS', 'GU', 'MP', 'PR', 'VI', 'UM'])

const readers = new Map<string, ReaderLocale>()
/** Locales come from platforms: no more than these are remembered. */
const most = 300

/** The way of a locale such as `en-GB` or `de_AT`, as platforms tell it; unknown: the US way, where the guide is from. */
export function reader(locale = 'en-US'): ReaderLocale {
  const known = readers.get(locale)
  if (known) return known
  const made = make(locale)
  if (readers.size < most) readers.set(locale, made)
  return made
}

/** How somebody's numbers are read: 4/5 is April in the US. */
export const monthFirst = (locale: string | undefined): boolean => reader(locale).monthFirst

/** Marks a locale in whose language Hearth speaks; every other only tells how its part of the world writes English. */
const spoken = '-x-spoken'

/** The locale of somebody who is spoken to in a language, in the way of their part of the world. */
export const spokenLocale = (language: string, locale: string | undefined): string =>
  `${language}-${regionOf(locale ?? 'en-US')}${spoken}`

/** The same way of writing, in English: for what is said to others as well, or is kept, and is translated for whoever reads it. */
export const unspoken = (locale: string | undefined): string | undefined => locale?.replace(spoken, '')

/** Where a locale is of. */
export const regionOf = (locale: string): string => reader(locale).region

function make(locale: string): ReaderLocale {
  const { region, hours } = placeOf(locale)
  const first = monthFirstIn.has(region)
  const isSpoken = locale.endsWith(spoken)
  const language = isSpoken ? locale.slice(0, -spoken.length) : first ? 'en-US' : englishOf(region, hours)
  const formats = new Map<string, Intl.DateTimeFormat>()
  const { hourCycle } = new Intl.DateTimeFormat(language, { hour: 'numeric' }).resolvedOptions()
  return {
    region,
    isSpoken,
    monthFirst: first,
    clock: { hour: hourCycle === 'h23' ? '2-digit' : 'numeric', minute: '2-digit' },
    format(shape) {
      const key = JSON.stringify(shape)
      const format = formats.get(key) ?? new Intl.DateTimeFormat(language, shape)
      if (formats.size < most) formats.set(key, format)
      return format
    },
  }
}

function placeOf(locale: string): { region: string; hours: string } {
  try {
    const whole = new Intl.Locale(locale.replaceAll('_', '-')).maximize()
    const { hourCycle } = new Intl.DateTimeFormat(whole.baseName, { hour: 'numeric' }).resolvedOptions()
    return { region: whole.region ?? 'US', hours: hourCycle ?? 'h12' }
  } catch {
    return { region: 'US', hours: 'h12' }
  }
}

/** English as it is written there, or the English of Europe or the world where Intl has none of that place. */
function englishOf(region: string, hours: string): string {
  const own = `en-${region}`
  if (new Intl.DateTimeFormat(own).resolvedOptions().locale === own) return own
  return hours === 'h23' ? 'en-150' : 'en-001'
}
