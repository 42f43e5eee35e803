import { dayInWords, fullStop, instantInWords } from '../time/in-words.ts'
import { unspoken } from '../time/reader-locale.ts'
import { meantAt } from '../time/recurrence.ts'
import type { Reminder } from './reminder.ts'

/** When it comes next: `Monday, 4 January at 09:00`, and why on another day than its own. */
export function nextInWords({ rule, nextRunAt, postponedTo, person }: Reminder): string {
  const locale = unspoken(person.locale)
  const words = instantInWords(nextRunAt, rule.tz, locale)
  const meant = postponedTo === nextRunAt ? nextRunAt : meantAt(rule, nextRunAt)
  return meant === nextRunAt
    ? words
    : `${words}, since the library is closed on ${dayInWords(meant, rule.tz, locale)}`
}

/** That an occurrence comes late: `This one is late: it was meant for Mon, Nov 30 at 9:00 a.m.` */
export function lateInWords({ meantFor }: { meantFor: number }, tz: string, locale?: string): string {
  const when = instantInWords(meantFor, tz, locale)
  return `This one is late: it was meant for ${when}${fullStop(when)}`
}

/** What its owner should know of the last occurrence, in sentences; empty where all is well. */
export function issuesOf({ closed, missed, doubted, rule, person }: Reminder): string[] {
  const on = (at: number) => instantInWords(at, rule.tz, unspoken(person.locale))
  return [
    ...(closed ? [`Paused: ${closed} I’ll try again each time, and start again when that is fixed.`] : []),
    ...(missed ? [`The one of ${on(missed)} was left out: I was away too long.`] : []),
    ...(doubted ? [`The one of ${on(doubted)} may have come twice: I was interrupted.`] : []),
  ]
}
