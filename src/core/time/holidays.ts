import { dateFrom, nthWeekday, plusDays, weekday } from './calendar.ts'

/** A holiday that libraries in the US close for, as a rule and not as a list of dates. */
export interface Holiday {
  id: string
  name: string
  /** What else people call it, in English and Spanish, in small letters without accents. */
  also: readonly string[]
  /** Its day in a year; undefined: it has none in that year. */
  on(year: number): string | undefined
  /** One of the eleven that Congress made (5 U.S.C. 6103). */
  federal?: true
}

const fixed = (month: number, day: number) => (year: number) => dateFrom(year, month, day)
const nth = (which: number, day: number, month: number) => (year: number) =>
  nthWeekday(year, month, which, day)
const besides = (of: (year: number) => string | undefined, days: number) => (year: number) => {
  const date = of(year)
  return date && plusDays(date, days)
}
const thanksgiving = nth(4, 4, 11)

/** Easter Sunday of the Gregorian calendar, by the method of Meeus, Jones and Butcher. */
function easter(year: number): string | undefined {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100]
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return dateFrom(year, Math.floor(n / 31), (n % 31) + 1)
}

const holiday = (
  id: string,
  name: string,
  on: Holiday['on'],
  also: string[] = [],
  federal?: true,
): Holiday => ({
  id,
  name,
  on,
  also,
  ...(federal && { federal }),
})

/** Every holiday that can be named. */
export const holidays: readonly Holiday[] = [
  holiday(
    'new-years-day',
    'New Year’s Day',
    fixed(1, 1),
    ['new years', 'new year', 'ano nuevo', 'dia de ano nuevo'],
    true,
  ),
  holiday(
    'mlk-day',
    'Martin Luther King Jr. Day',
    nth(3, 1, 1),
    [
      'mlk day',
      'martin luther king day',
      'martin luther king',
      'birthday of martin luther king jr',
      'birthday of martin luther king',
      'dr martin luther king jr day',
      'dr king day',
      'king day',
      'mlk jr day',
      'mlk',
      'mlk birthday',
    ],
    true,
  ),
  holiday('groundhog-day', 'Groundhog Day', fixed(2, 2)),
  holiday('lincolns-birthday', 'Lincoln’s Birthday', fixed(2, 12), ['lincoln birthday']),
  holiday('valentines-day', 'Valentine’s Day', fixed(2, 14), [
    'valentine day',
    'valentines',
    'saint valentines day',
  ]),
  holiday(
    'presidents-day',
    'Presidents’ Day',
    nth(3, 1, 2),
    ['president day', 'washingtons birthday', 'washington birthday', 'dia de los presidentes'],
    true,
  ),
  holiday('st-patricks-day', 'St. Patrick’s Day', fixed(3, 17), ['saint patricks day', 'st paddys day']),
  holiday('cesar-chavez-day', 'Cesar Chavez Day', fixed(3, 31), ['césar chávez day']),
  holiday('good-friday', 'Good Friday', besides(easter, -2), ['viernes santo']),
  holiday('easter', 'Easter Sunday', easter, ['easter', 'easter day', 'domingo de pascua', 'pascua']),
  holiday('easter-monday', 'Easter Monday', besides(easter, 1)),
  holiday('patriots-day', 'Patriots’ Day', nth(3, 1, 4), ['patriot day']),
  holiday('earth-day', 'Earth Day', fixed(4, 22)),
  holiday('cinco-de-mayo', 'Cinco de Mayo', fixed(5, 5)),
  holiday('mothers-day', 'Mother’s Day', nth(2, 0, 5), [
    'mother day',
    'dia de la madre',
    'dia de las madres',
  ]),
  holiday('memorial-day', 'Memorial Day', nth(-1, 1, 5), ['decoration day', 'dia de los caidos'], true),
  holiday(
    'juneteenth',
    'Juneteenth',
    fixed(6, 19),
    ['juneteenth day', 'juneteenth national independence day'],
    true,
  ),
  holiday('fathers-day', 'Father’s Day', nth(3, 0, 6), ['father day', 'dia del padre']),
  holiday(
    'independence-day',
    'Independence Day',
    fixed(7, 4),
    ['4th of july', 'fourth of july', 'july fourth', 'dia de la independencia'],
    true,
  ),
  holiday('pioneer-day', 'Pioneer Day', fixed(7, 24)),
  holiday('labor-day', 'Labor Day', nth(1, 1, 9), ['labour day', 'dia del trabajo'], true),
  holiday(
    'columbus-day',
    'Columbus Day',
    nth(2, 1, 10),
    ['columbus', 'columbus day / indigenous peoples day', 'columbus/indigenous peoples day'],
    true,
  ),
  holiday('indigenous-peoples-day', 'Indigenous Peoples’ Day', nth(2, 1, 10), [
    'indigenous people day',
    'native american day',
    'native americans day',
  ]),
  holiday('halloween', 'Halloween', fixed(10, 31)),
  holiday('election-day', 'Election Day', year => {
    const monday = nthWeekday(year, 11, 1, 1)
    return monday && plusDays(monday, 1)
  }),
  holiday(
    'veterans-day',
    'Veterans Day',
    fixed(11, 11),
    ['veteran day', 'armistice day', 'dia de los veteranos'],
    true,
  ),
  holiday(
    'thanksgiving',
    'Thanksgiving',
    thanksgiving,
    ['thanksgiving day', 'turkey day', 'accion de gracias', 'dia de accion de gracias'],
    true,
  ),
  holiday('day-after-thanksgiving', 'the day after Thanksgiving', besides(thanksgiving, 1), [
    'black friday',
    'thanksgiving friday',
    'friday after thanksgiving',
    'native american heritage day',
  ]),
  holiday('thanksgiving-eve', 'Thanksgiving Eve', besides(thanksgiving, -1), [
    'the day before thanksgiving',
    'day before thanksgiving',
    'wednesday before thanksgiving',
  ]),
  holiday('christmas-eve', 'Christmas Eve', fixed(12, 24), ['xmas eve', 'christmas eve day', 'nochebuena']),
  holiday(
    'christmas',
    'Christmas Day',
    fixed(12, 25),
    ['christmas', 'xmas', 'xmas day', 'x-mas', 'navidad', 'dia de navidad'],
    true,
  ),
  holiday('day-after-christmas', 'the day after Christmas', fixed(12, 26), ['boxing day']),
  holiday('kwanzaa', 'Kwanzaa', fixed(12, 26)),
  holiday('new-years-eve', 'New Year’s Eve', fixed(12, 31), [
    'new year eve',
    'nye',
    'nochevieja',
    'fin de ano',
  ]),
]

/** A name without what people leave out or spell in two ways. */
const foldName = (name: string): string =>
  name.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/['’.]/g, '').replace(/\s+/g, ' ').trim()

const article = /^(?:the|el|la) /

const byName: ReadonlyMap<string, Holiday> = new Map(
  holidays.flatMap(one =>
    [one.name, ...one.also].map(name => [foldName(name).replace(article, ''), one] as const),
  ),
)
const longestName = Math.max(...[...byName.keys()].map(name => name.split(' ').length))

/** The holiday that a line begins with, and how many characters its name took. */
export function holidayAt(line: string): { holiday: Holiday; length: number } | undefined {
  const words = [...line.matchAll(/[^\s,;()&]+/g)].slice(0, longestName + 1)
  for (let many = words.length; many > 0; many--) {
    const last = words[many - 1]
    const end = (last?.index ?? 0) + (last?.[0].length ?? 0)
    const said = line.slice(0, end).replace(/(?<=[a-z])-.*$/, '')
    const holiday = /[,;()&]/.test(said) ? undefined : byName.get(foldName(said).replace(article, ''))
    if (holiday) return { holiday, length: said.length }
  }
  return undefined
}

/** The holiday of an id that was kept. */
export const holidayOf = (id: string): Holiday | undefined => holidays.find(one => one.id === id)

/** When offices observe a day: on Friday where it is a Saturday, on Monday where it is a Sunday. */
export const observed = (date: string): string =>
  plusDays(date, weekday(date) === 6 ? -1 : weekday(date) === 0 ? 1 : 0)

/** The next day of a holiday, from a date on. */
export function nextOf(one: Holiday, from: string): string {
  const year = Number(from.slice(0, 4))
  const dates = [0, 1, 2, 3, 4].flatMap(more => one.on(year + more) ?? [])
  return dates.find(date => date >= from) ?? from
}
