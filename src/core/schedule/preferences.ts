import type { Call } from '../command.ts'
import { kind, type Tx } from '../store.ts'
import { type ParsedRecurrence, recurrenceOf } from '../time/parse-recurrence.ts'
import type { DateReader } from '../time/parse-start-date.ts'
import type { Time } from '../time/parse-time.ts'
import { monthFirst } from '../time/reader-locale.ts'
import type { Recurrence } from '../time/recurrence.ts'
import { hostZone, knownZone } from '../time/time-zones.ts'

/** Whom somebody in distress can reach where they live. */
export interface CrisisLine {
  /** `call or text 988`: it stands behind a colon. */
  reach: string
  /** Where an ambulance is called; left out: it is said in words. */
  emergency?: string
}

/** When one person likes to hear from Hearth. Nothing is set until they set it. */
export interface Preferences {
  version: 1
  /** IANA zone, where they set it: it wins over the platform's. */
  zone?: string
  /** The zone that the platform told last, where reminders follow it. */
  platformZone?: string
  /** 0 is Sunday. */
  workingDays?: readonly number[]
  /** From and until when they want to be left alone; it may cross midnight. */
  quiet?: { from: Time; to: Time }
  /** The language that they chose: it wins over the platform's. */
  language?: string
  /** The platform's language, where they were told that Hearth speaks it. */
  platformLanguage?: string
  /** The language they write in, where nobody set one: they are spoken to in it. */
  writes?: string
  /** Whom they can reach in distress, where they set it. */
  crisis?: CrisisLine
}

/** Everybody's preferences, by person. */
export const preferences = kind<Preferences>('habits')

/** Preferences, with the zone that holds. */
export type EffectivePreferences = Pick<Preferences, 'workingDays' | 'quiet'> & { zone: string }

/** What of a rule nobody named: it follows the owner's preferences when these change. */
export interface Follows {
  zone?: true
  day?: true
  time?: true
}

/** A reminder comes on Mondays at nine, where nothing else is said. */
const usual = { weekday: 1, time: { hh: 9, mm: 0 } }

/** The zone and preferences of who asks: the zone they set, else the platform's, else this computer's. */
export async function effectivePreferencesOf(
  call: Pick<Call, 'library' | 'person' | 'timeZone'>,
): Promise<EffectivePreferences> {
  const own = await call.library.get(preferences, call.person.id)
  const zone = own?.zone ?? knownZone(await call.timeZone()) ?? own?.platformZone ?? hostZone()
  return withZone(own, zone)
}

/** Who reads a day and a time, and when. */
export const readerOf = async (
  call: Pick<Call, 'library' | 'person' | 'timeZone' | 'at'>,
): Promise<DateReader> => ({
  now: call.at,
  tz: (await effectivePreferencesOf(call)).zone,
  monthFirst: monthFirst(call.person.locale),
})

/** The preferences that are kept, for a reminder that has a zone already. */
export async function effectivePreferencesFrom(
  from: Pick<Tx, 'get'>,
  person: string,
  zone: string,
): Promise<EffectivePreferences> {
  const own = await from.get(preferences, person)
  return withZone(own, own?.zone ?? own?.platformZone ?? zone)
}

/** The rule of what was said. What was left out comes from the person's preferences, and follows them. */
export function recurrenceFor(
  when: ParsedRecurrence | undefined,
  effective: EffectivePreferences,
  now: number,
): { rule: Recurrence; follows: Follows; from?: string } {
  const { day = false, time = false } = when?.named ?? {}
  const follows: Follows = {
    ...(!when?.tz && { zone: true }),
    ...(!day && { day: true }),
    ...(!time && { time: true }),
  }
  const said: Parameters<typeof recurrenceOf>[0] = when ?? { weekdays: [], hh: 0, mm: 0, everyOther: false }
  const { weekdays, hh, mm, from } = said
  const followed = following({ weekdays, hh, mm, tz: when?.tz ?? effective.zone }, follows, effective)
  const rule = recurrenceOf({ ...said, ...followed, everyOther: said.everyOther }, followed.tz, now)
  return { rule, follows, ...(from && { from }) }
}

/** The rule as the preferences are now. */
export function following(
  rule: Recurrence,
  follows: Follows,
  { zone, workingDays, quiet }: EffectivePreferences,
): Recurrence {
  return {
    ...rule,
    ...(follows.zone && { tz: zone }),
    ...(follows.day && !rule.monthDays && { weekdays: [firstWorkday(workingDays)] }),
    ...(follows.time && afterQuiet(usual.time, quiet)),
  }
}

/** A time of the day, or the end of the quiet hours it falls into. */
export function afterQuiet(time: Time, quiet: Preferences['quiet']): Time {
  if (!quiet) return time
  const [at, from, to] = [time, quiet.from, quiet.to].map(minutesOf) as [number, number, number]
  const isQuiet = from <= to ? at >= from && at < to : at >= from || at < to
  return isQuiet ? quiet.to : time
}

const minutesOf = ({ hh, mm }: Time): number => hh * 60 + mm

/** Monday, or the first day of the working week after it. */
function firstWorkday(workingDays: readonly number[] | undefined): number {
  for (let day = usual.weekday; day < usual.weekday + 7; day++)
    if (workingDays?.includes(day % 7)) return day % 7
  return usual.weekday
}

const withZone = (own: Preferences | undefined, zone: string): EffectivePreferences => ({
  zone,
  ...(own?.workingDays && { workingDays: own.workingDays }),
  ...(own?.quiet && { quiet: own.quiet }),
})
