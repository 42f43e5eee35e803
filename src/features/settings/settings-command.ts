import type { Call, Command } from '../../core/command.ts'
import { type Effect, inPlace } from '../../core/effect.ts'
import { withReadings } from '../../core/language/unclear.ts'
import { bold, button, buttons, facts, type Message, quiet, text } from '../../core/message.ts'
import type { Permissions } from '../../core/permissions.ts'
import { type LibrarySettings, librarySettings, theLibrary } from '../../core/records/library-settings.ts'
import {
  crisisLineInWords,
  crisisLines,
  type KnownLines,
  ofLibrary,
  parseCrisisLine,
} from '../../core/schedule/crisis-line.ts'
import { type Preferences, preferences } from '../../core/schedule/preferences.ts'
import { rescheduleFor } from '../../core/schedule/reschedule.ts'
import { parseQuietHours, parseWorkingDays, parseZonePreference } from '../../core/time/parse-preferences.ts'
import { regionOf, spokenLocale } from '../../core/time/reader-locale.ts'
import { knownZone } from '../../core/time/time-zones.ts'
import { english } from '../../core/translation/phrases.ts'
import { inField, UserError } from '../../core/user-error.ts'
import { changeCard, factsOf, settingsCard } from './cards.ts'
import { englishStill, languageForms, ownName, parseLanguage, setPlaceLanguage } from './language-setting.ts'

type Own = Omit<Preferences, 'version' | 'platformZone' | 'platformLanguage' | 'writes'>

interface SettingsDeps {
  permissions: Permissions
  /** The crisis lines that the content knows, by country. */
  crisisLine: KnownLines
  /** The languages that there is a folder of content for, beside English. */
  languages: readonly string[]
}

/** `/hearth settings`: a person's time zone, language, working days, quiet hours and crisis line. */
export function settingsCommand({ permissions, crisisLine, languages }: SettingsDeps): Command {
  return {
    name: 'settings',
    typedOnly: true,
    summary: 'Your time zone, language, working days, quiet hours and crisis line',
    inWords: rest => (rest ? `Your settings: ${rest}` : undefined),
    keywords: [
      'zone',
      'timezone',
      'time',
      'hours',
      'quiet',
      'working',
      'days',
      'shift',
      'holiday',
      'language',
      'spanish',
      'español',
      'idioma',
    ],
    examples: [
      ['hearth settings', 'shows what is set, and changes it'],
      [
        'hearth settings zone America/Chicago',
        'sets your time zone; “zone off” takes it from the chat again',
      ],
      ['hearth settings working days mon-thu', 'keeps what you did not name a day for to those days'],
      ['hearth settings quiet 6pm-8am', 'keeps what you did not name a time for out of those hours'],
      ['hearth settings year off', 'stops showing the library’s year in numbers'],
      [
        'hearth settings language es',
        'speaks Spanish with you; “language es here” in a channel posts in it there',
      ],
      [
        'hearth settings language es for the library',
        'speaks Spanish in this library, but for people and channels that chose another language',
      ],
      [
        'hearth settings crisis line Canada',
        'whom I name to somebody in distress, instead of 988; “settings library crisis line …” sets it for all',
      ],
    ],
    phrases: {
      'language …': 'language',
      'idioma …': 'language',
      language: 'language',
      idioma: 'language',
      configuración: '',
      ajustes: '',
    },
    // “Language learners” is whom a question is for.
    isItsWords(rest) {
      const asked = languageLine.exec(rest)?.[1]
      return asked === undefined || asked === '' || parseLanguage(asked, languages) !== undefined
    },
    async run(call) {
      const year = yearLine.exec(call.rest)?.[1]?.toLowerCase()
      if (year !== undefined) return setYear(call, year === 'off')
      const asked = languageLine.exec(call.rest)?.[1]
      if (asked !== undefined) return inLanguage(call, asked)
      const ofAll = librarysLine.exec(call.rest)?.[1]
      if (ofAll !== undefined) return forLibrary(call, ofAll)
      const own = ownLine.exec(call.rest)?.[1]
      if (own) return changed(call, { crisis: parseCrisisLine(own, crisisLine) })
      if (/^change$/i.test(call.rest)) return [inPlace(call, await changeCard(call))]
      const change = call.rest === '' ? undefined : readSettings(call)
      if (!change) return [inPlace(call, await settingsCard(call))]
      return changed(call, change)
    },
  }

  /** Whether the library’s year is shown to its people. */
  async function setYear(call: Call, isOff: boolean): Promise<Effect[]> {
    await permissions.leadsOnly(call, who => `${who} can turn the library’s year in numbers on and off.`)
    await setForLibrary(call, { year: isOff ? 'off' : undefined })
    const said = isOff
      ? 'The library’s year in numbers is off: nobody is shown it. “hearth settings year on” turns it on again.'
      : 'The library’s year in numbers is on: “hearth year” shows it to everyone here.'
    return [inPlace(call, [text(said)])]
  }

  /** The language that a person is spoken to in, that of a channel, or that of the library. */
  async function inLanguage(call: Call, typed: string): Promise<Effect[]> {
    const request = parseLanguage(typed, languages)
    if (!request && typed === '')
      return [inPlace(call, [text(languageForms(languages)), ...(await settingsCard(call))])]
    if (!request) throw new UserError(`I do not speak “${typed.slice(0, 60)}”. ${languageForms(languages)}`)
    if (request.of === 'channel') return setPlaceLanguage(call, request.language)
    if (request.of === 'library') return inLibrarysLanguage(call, request.language)
    // Days are put into the language that is set now, not into the one before.
    const { language = english } = request
    const before = call.person.locale ?? 'en-US'
    const locale = language === english ? `${english}-${regionOf(before)}` : spokenLocale(language, before)
    const person = { ...call.person, locale }
    return changed({ ...call, person }, { language: request.language }, englishStill(request.language))
  }

  /** The language of everybody, and of every channel, where no other was set. */
  async function inLibrarysLanguage(call: Call, language: string | undefined): Promise<Effect[]> {
    await permissions.leadsOnly(
      call,
      who => `${who} can set the library’s language. “hearth settings language es” sets your own.`,
    )
    await setForLibrary(call, { language })
    const said = language
      ? `Saved. In this library I speak ${ownName(language)} from now on, wherever nobody set another language.`
      : 'Saved. I speak with each person as their chat does again, and English in channels.'
    const how = quiet('“language en” sets your own, and “language en here” that of a channel.')
    return [inPlace(call, [text(said), how, ...englishStill(language)])]
  }

  /** The crisis line for everybody who set none of their own. */
  async function forLibrary(call: Call, typed: string): Promise<Effect[]> {
    await permissions.leadsOnly(
      call,
      who => `${who} can set the library’s crisis line. “hearth settings crisis line …” sets your own.`,
    )
    const line = parseCrisisLine(typed, crisisLine)
    await call.library.update(async tx =>
      line ? tx.put(crisisLines, ofLibrary, line) : tx.delete(crisisLines, ofLibrary),
    )
    const said = line ? crisisLineInWords(line) : `the usual one again: ${crisisLine('us')[0]}`
    return [inPlace(call, [text('For everybody in this library who set no other, I name ', bold(said), '.')])]
  }
}

/** A key that is there and undefined is no longer set. */
async function setForLibrary(
  { library }: Call,
  change: { [Key in 'year' | 'language']?: LibrarySettings[Key] | undefined },
): Promise<void> {
  await library.update(async tx => {
    const before = await tx.get(librarySettings, theLibrary)
    const after = Object.entries({ ...before, ...change, version: 1 as const })
    const kept = after.filter(([, value]) => value !== undefined)
    await tx.put(librarySettings, theLibrary, Object.fromEntries(kept) as unknown as LibrarySettings)
  })
}

/** `year off`: nobody is shown the library’s year in numbers. */
const yearLine = /^(?:the |our )?(?:library(?:['’]s)? )?year\b[\s:=]*(on|off)$/i
const languageLine = /^(?:my |mi )?(?:language|idioma|lang)\b[\s:=]*(.*)$/i
const ownLine = /^(?:my )?crisis(?: ?line| number| help)?\b[\s:=]*(.*)$/i
const librarysLine = /^(?:the |our )?library(?:['’]s)? crisis(?: ?line| number)?\b[\s:=]*(.*)$/i

/** What is to be set: a key that is there and undefined is forgotten. @throws {UserError} */
function readSettings({ rest, values }: Call): Own {
  if (/^save$/i.test(rest)) return filledIn(values)
  const [, zone] = /^(?:my )?(?:time ?zone|zone|tz)\b[\s:=]*(.*)$/i.exec(rest) ?? []
  if (zone) return { zone: parseZonePreference(zone) }
  const [, days] = /^(?:my )?(?:working|work) ?days?\b[\s:=]*(.*)$/i.exec(rest) ?? []
  if (days) return { workingDays: parseWorkingDays(days) }
  const [, hours] = /^(?:my )?quiet(?: hours?| times?)?\b[\s:=]*(.*)$/i.exec(rest) ?? []
  if (hours) return { quiet: quietSaid(hours) }
  throw new UserError(
    'I can set five things: “hearth settings zone America/Chicago”, “hearth settings language es”, “hearth settings working days mon-thu”, “hearth settings quiet 6pm-8am” and “hearth settings crisis line Canada”. “off” clears one.',
  )
}

/** @throws {UserError}, with a button for each reading where there are several. */
function quietSaid(typed: string): Preferences['quiet'] {
  try {
    return parseQuietHours(typed)
  } catch (error) {
    throw withReadings(error, said => `settings quiet ${said}`)
  }
}

/** An empty field forgets what was set. */
function filledIn({ zone = '', days = '', from = '', to = '' }: Call['values']): Own {
  return {
    zone: inField('zone', () => parseZonePreference(zone.trim() || 'off')),
    workingDays: days === '' ? undefined : days.split(',').map(Number),
    quiet: inField('from', () =>
      parseQuietHours(from.trim() === '' && to.trim() === '' ? 'off' : `${from.trim()} to ${to.trim()}`),
    ),
  }
}

async function changed(call: Call, change: Own, told: Message = []): Promise<Effect[]> {
  const zoneTold = await call.timeZone()
  await call.library.update(async tx => {
    const before = await tx.get(preferences, call.person.id)
    const platformZone = knownZone(zoneTold) ?? before?.platformZone
    const after = { ...before, ...change, version: 1, ...(platformZone && { platformZone }) } as const
    const kept = Object.fromEntries(Object.entries(after).filter(([, value]) => value !== undefined))
    await tx.put(preferences, call.person.id, kept as unknown as Preferences)
    await rescheduleFor(tx, call.person.id, call.at)
  })
  const all = await factsOf(call)
  const saved = (Object.keys(change) as (keyof Own)[]).flatMap(key => (all[key] ? [all[key]] : []))
  return [
    inPlace(call, [
      text('Saved.'),
      ...(saved.length > 0 ? [facts(saved)] : []),
      ...told,
      buttons(button('My settings', 'settings')),
    ]),
  ]
}
