import type { Context, Grammar, Slots } from '../../core/language/grammar.ts'
import type { LanguageNames } from '../../core/language/language-names.ts'
import { type Line, said } from '../../core/language/normalize.ts'
import { clock, dayInWords, readMoment, timeAt } from '../../core/language/temporal.ts'
import type { Time } from '../../core/time/parse-time.ts'
import { zoneOr } from '../../core/time/time-zones.ts'

/** The grammar of one's own settings. */
export const settingsGrammar = (languages: LanguageNames): Grammar => ({
  command: 'settings',
  read(intent, line, context) {
    switch (intent.action) {
      case 'zone':
        return zone(line)
      case 'working days':
        return workingDays(line, context)
      case 'quiet':
        return quiet(line)
      case 'language':
        return languageAsked(line, languages)
      default:
        return { slots: [], run: 'settings' }
    }
  },
})

/** Whoever only asks, or names no language, or one that Hearth does not speak, is told what can be chosen. */
function languageAsked(line: Line, { codeOf, isSpoken }: LanguageNames): Slots {
  const { words, asks } = line
  const named = words.map(({ text }, at) => codeOf(text) ?? codeOf(`${text} ${words[at + 1]?.text ?? ''}`))
  const bare = words.find(({ text }, at) => words[at - 1]?.text === 'language' && isSpoken(text))?.text
  const at = named.findIndex(one => one !== undefined)
  const code = named[at] ?? bare
  if (at >= 0 && code !== undefined && !isSpoken(code))
    return { slots: ['language'], run: `settings language ${words[at]?.text}` }
  const isAsking =
    /^(?:do|can|does|will|what|which)$/.test(words[0]?.text ?? '') && (asks || words.length < 7)
  if (!code) return { slots: ['language'], run: 'settings' }
  return isAsking
    ? { slots: [`language ${code}`], run: 'settings', ask: true }
    : { slots: [`language ${code}`], run: `settings language ${code}` }
}

/** No city is looked for in these. */
const noCity =
  /^(?:time|zone|the|a|an|my|our|in|on|to|is|am|are|at|set|change|central|here|now|work|library|branch|office|town|same|wrong|right|your|this|of|for|not|mobile|reading|center|wake|midway|reunion|mission|man|me|us|we|i|and|or|it)$/

function zone(line: Line): Slots | undefined {
  const { words } = line
  for (let many = 4; many > 0; many--)
    for (let at = 0; at + many <= words.length; at++) {
      const text = words.slice(at, at + many).map(word => word.text)
      if (many === 1 && noCity.test(text[0] ?? '') && text[0] !== 'central') continue
      if (text[0] === 'the' || text[0] === 'my' || text[0] === 'on') continue
      const name = text.join(' ')
      const raw = said(line, at, at + many)
      const tz = (raw.includes('/') ? zoneOr(raw) : undefined) ?? zoneOr(name)
      if (tz && (many > 1 || name.length > 2) && !/^(?:time|zone)$/.test(name))
        return { slots: [`zone ${tz}`], run: `settings zone ${tz}` }
    }
  const asked =
    /^(?:what|which|where|is|do|am|how)$/.test(words[0]?.text ?? '') ||
    words.some(word => /^(?:zone|timezone|tz)$/.test(word.text))
  return asked ? { slots: [], run: 'settings' } : undefined
}

function workingDays(typed: Line, context: Context): Slots {
  const line = withDaysSet(typed, context)
  const moment = readMoment(line, context.now)
  const named = moment.weekdays
  // “Mon-Fri and every other Saturday”: the command says that a week is like the next.
  const uneven = notEachWeek.exec(line.clean)?.[0]
  if (named.length > 0 && (uneven || moment.everyOther))
    return {
      slots: ['working days'],
      ignored: uneven ? [uneven] : [],
      ask: true,
      run: asksItself(`settings working days every other ${named.map(dayInWords).join(', ')}`),
    }
  // “Not Monday, Tuesday” may be said of anything.
  if (/^(?:no )?not\b/i.test(line.clean) && line.words.length <= 5 && !/\bwork/i.test(line.clean))
    return { command: 'ask', slots: [], ask: true }
  if (named.length === 0) return { slots: ['working days'], run: 'settings', ask: true }
  const isOff = saysOff(line)
  const days = isOff ? week.filter(day => !named.includes(day)) : week.filter(day => named.includes(day))
  return {
    slots: [`working days ${rangeOf(days)}`],
    run: `settings working days ${days.map(dayInWords).join(', ')}`,
  }
}

/** Some weeks, and not each. */
const notEachWeek =
  /\b(?:(?:every|each) (?:other|second|2nd|third|3rd|fourth|4th)|alternate|alternating|some|(?:the )?(?:first|second|third|fourth|last|1st|2nd|3rd|4th))(?: and (?:first|second|third|fourth|last|1st|2nd|3rd|4th))? (?:mon|tue|wed|thu|fri|sat|sun)[a-z]*/i

/** A line of which the command itself says why it cannot be had: it is not asked about before. */
const asksItself = (line: string): string => `hearth ${line}`

/** Days that are said not to be worked. */
const saysOff = ({ words }: Line): boolean =>
  words.some(
    (word, at) =>
      /^(?:off|never|out|away)$/.test(word.text) ||
      (word.text === 'not' && /^(?:work|in|working|here|come|count)$/.test(words[at + 1]?.text ?? '')),
  )

/** `don't count Mondays, my week runs Tuesday to Saturday`: the part that sets the days, where another only says which are off. */
function withDaysSet(line: Line, { now }: Context): Line {
  const isNext = ({ text, before }: Line['words'][number], at: number) =>
    at === 0 ||
    /[,;.]/.test(before) ||
    (text === 'and' && /^(?:never|not)$/.test(line.words[at + 1]?.text ?? ''))
  const starts = [...line.words.entries()].flatMap(([at, word]) => (isNext(word, at) ? [at] : []))
  const parts = starts
    .map((from, at) => ({ ...line, words: line.words.slice(from, starts[at + 1]) }))
    .filter(part => readMoment(part, now).weekdays.length > 0)
  const setting = parts.filter(part => !saysOff(part))
  const [only] = setting
  return parts.length > 1 && setting.length === 1 && only ? only : line
}

const week = [1, 2, 3, 4, 5, 6, 0]

/** `tuesday-saturday`, or `monday, wednesday` where they do not follow each other. */
function rangeOf(days: readonly number[]): string {
  const sorted = days.map(day => week.indexOf(day))
  // “Friday to Tuesday” goes over the end of the week.
  const gap = sorted.findIndex((place, at) => at > 0 && place > (sorted[at - 1] ?? 0) + 1)
  const isOver = gap > 0 && sorted[0] === 0 && sorted.at(-1) === 6
  const places = isOver ? [...sorted.slice(gap), ...sorted.slice(0, gap).map(place => place + 7)] : sorted
  const [first = 0] = places
  const follow = places.every((place, at) => place === first + at)
  const names = places.map(place => dayInWords(week[place % 7] ?? 0))
  return follow && days.length > 2 ? `${names[0]}-${names.at(-1)}` : names.join(', ')
}

function quiet(typed: Line): Slots {
  const line = withTimesApart(typed)
  const isOff = line.words.some(word => /^(?:off|no|remove|clear|cancel|end|forget|stop)$/.test(word.text))
  const { part } = partOf(line)
  const isOnly = line.words.some((word, at) => /^(?:only|just)$/.test(word.text) && at < 3)
  const times: { time: Time; lead: string }[] = []
  for (let at = 0; at < line.words.length; at++) {
    const found = timeAt(line, at)
    if (!found) continue
    const { hh, mm } = found.time
    times.push({ time: { hh, mm }, lead: line.words[at - 1]?.text ?? '' })
    if (!found.sure && hh > 0 && hh < 12) {
      const last = times.at(-1)
      if (last)
        last.time = {
          hh: isOnly
            ? times.length === 1
              ? hh
              : hh < 8
                ? hh + 12
                : hh
            : evening(hh, last.lead, times.length, part),
          mm,
        }
    }
    at += found.taken - 1
  }
  const [from, to] = times
  if (!from && isOff && line.words.some(word => /^(?:hours|time|times)$/.test(word.text)))
    return { slots: ['quiet off'], run: 'settings quiet off' }
  if (!from) return { slots: ['quiet'], run: 'settings', ask: true }
  if (to) {
    // “No messages before 8 or after 5”: what is told first ends the quiet hours.
    const isTurned = isOnly || (from.lead === 'before' && /^(?:after|past)$/.test(to.lead))
    const [start, end] = isTurned ? [to.time, from.time] : [from.time, to.time]
    return {
      slots: [`quiet ${clock(start)}-${clock(end)}`],
      run: `settings quiet ${clock(start)}-${clock(end)}`,
    }
  }
  return { slots: [`quiet ${clock(from.time)}`], ask: true, run: 'settings' }
}

/** `18-7`: two times in one word. */
function withTimesApart(line: Line): Line {
  const at = line.words.findIndex(({ text }) => /^\d{1,2}-\d{1,2}(?:[ap]m?)?$/.test(text))
  const word = line.words[at]
  const [from = '', to = ''] = word?.text.split('-') ?? []
  if (!word || Number(from) > 24 || Number.parseInt(to, 10) > 24) return line
  const ends = [from, to].map(text => ({
    ...word,
    text: /^(?:1[3-9]|2[0-4])$/.test(text) ? `${text}:00` : text,
    forms: [text],
  }))
  return { ...line, words: [...line.words.slice(0, at), ...ends, ...line.words.slice(at + 1)] }
}

const partOf = ({ words }: Line): { part: string | undefined } => ({
  part: words.map(word => word.text).find(text => /^(?:night|evening|afternoon|morning|pm|am)$/.test(text)),
})

/** A quiet hour begins in the evening and ends in the morning. */
function evening(hh: number, lead: string, place: number, part: string | undefined): number {
  if (/^(?:before|until|till|and|to|\d.*)$/.test(lead) && (place > 1 || lead === 'before')) return hh
  if (part === 'morning') return hh
  return hh + 12
}
