import { type Context, type Intent, leftOver, type Slots } from '../../../core/language/grammar.ts'
import { type Line, readLine } from '../../../core/language/normalize.ts'
import {
  comingDay,
  type Moment,
  momentTyped,
  momentWords,
  readMoment,
  recurrenceIn,
  recurrenceWords,
} from '../../../core/language/temporal.ts'
import type { Vocabulary } from '../../../core/language/vocabulary.ts'
import { parseDate } from '../../../core/time/parse-date.ts'
import { asksItself } from './asks-itself.ts'
import { awayIn } from './day-said.ts'
import { someoneElse, taskCaught, taskIn } from './task-in.ts'
import { planIn } from './which-plan.ts'

/** Also as it is dictated: `in hear`. */
const here = /\b(?:in|to|into|on) (?:this|the|our) (?:channel|room|chat|thread|group)\b|\bhere\b|\bin hear\b/i

/** A reminder: of a plan, or of one thing to do; once, or again and again. */
export function remind(
  line: Line,
  intent: Intent,
  context: Context,
  vocabulary: Vocabulary,
  run: (words: string) => string,
): Slots {
  const swap = dayForDay(line, context)
  if (swap) return swap
  const moment = readMoment(line, context.now)
  const isHere = here.test(line.clean) && context.where === 'channel'
  const place = isHere ? ['here'] : []
  const soon = shortly.exec(line.clean)?.[0]
  if (soon)
    return { slots: ['remind', ...place], ignored: [soon], ask: true, run: asksItself(`plan remind ${soon}`) }
  const when = recurrenceIn(line, moment, context.now)
  const isMonthly = when?.nth !== undefined || when?.monthDays !== undefined
  if (moment.refused && !isMonthly) {
    // “Monthly” can be had: the command asks on which day.
    const asksDay = /^(?:monthly|every month|each month|once a month)/.test(moment.refused)
    return asksDay
      ? { slots: ['remind', 'monthly', ...place], ask: true, run: run(`remind ${moment.refused}`) }
      : {
          slots: ['remind', ...place],
          ignored: [moment.refused],
          ask: true,
          run: asksItself(run(`remind ${moment.refused}`)),
        }
  }
  const task = isMonthly || when?.until ? taskIn(line, moment.hits, vocabulary) : undefined
  if (when && task && (isMonthly || (when.until && when.named.day)))
    return {
      slots: ['remind', `what ${task.replace(ofMonth, '')}`, ...recurrenceWords(when)],
      run: `plan remind every ${when.said} to ${task.replace(ofMonth, '')}`,
    }
  if (when && !task && (isMonthly || (when.until && when.named.day)))
    return {
      slots: ['remind', ...recurrenceWords(when), ...place],
      run: run(`remind every ${when.said}${isHere ? ' here' : ''}`),
    }
  const words = momentWords(moment)
  if (words.length === 0 && line.words.at(-1)?.text === 'later')
    return { slots: ['later'], ask: true, run: run('later') }
  const isOnce = moment.date !== undefined && !moment.recurs && moment.weekdays.length === 0 && !moment.time
  if (context.last?.command === 'weekly' && words.length > 0 && !/remind|nudge|ping/i.test(line.clean))
    return { command: 'weekly', slots: ['change', ...words], ask: true, run: 'icebreaker weekly' }
  // “Actually make that 3”, where nothing was shown that comes at a time: what is meant is asked.
  if (!context.last && makesOther.test(line.clean) && !/remind|nudge|ping/i.test(line.clean))
    return { command: 'ask', slots: [], ask: true }
  const plan = planIn(line, context)
  const todo = plan
    ? undefined
    : (taskIn(line, moment.hits, vocabulary) ?? taskCaught(line, intent, moment.hits))
  const other = someoneElse(line)
  const used = new Set([...intent.hits, ...moment.hits, ...(plan?.hits ?? [])])
  const left = leftOver(line, used, vocabulary).filter(
    part =>
      !/^(?:look|back|again|remind|this|plan|channel|instead|rather|then|(?:este|ese|mi|el) plan|esto)$/i.test(
        part,
      ),
  )
  if (todo && !/^(?:look|see|check|get back|come back|go back)\b.*\b(?:it|this|plan)\b/i.test(todo))
    return taskReminder(
      todo,
      onceMeant(tonightMeant(line, moment, context), context),
      other,
      /\b(?:remind us|recuerdenos|recuérdenos|recuérdanos)\b/i.test(line.clean),
    )
  // “Mon 9 and Thu 2pm”: the command says that it comes at one time.
  if (moment.clash)
    return {
      slots: ['remind', ...words, ...place],
      ask: true,
      run: asksItself(run(`remind ${moment.clash}`)),
    }
  const before =
    /\bthe (?:day|night|week|morning) before\b|\bbefore (?:the|it|we|each)\b.*$|\bafter (?:the|we|it|my)\b.*$/i.exec(
      line.clean,
    )?.[0]
  if (isOnce && !todo && !other)
    return { slots: ['remind', 'later', ...words], run: run(`later ${moment.date}`) }
  if (words.length === 0 && before)
    return { command: 'ask', slots: ['remind', ...place], ignored: [before], ask: true }
  // “Every 3 weeks”: the command says how often it can come.
  const often = /\b(?:every|each|once|twice|\w+ times an?)\b.*$/i.exec(line.clean)?.[0]
  if (words.length === 0)
    return {
      slots: ['remind', ...place],
      ignored: often ? [] : left,
      ask: true,
      run: often ? asksItself(run(`remind ${often}`)) : run('remind'),
    }
  // “2” may be at night: the command asks which.
  const hour = moment.time ? undefined : hourMade.exec(line.clean)?.[1]
  const whole = moment.unsure ? asksItself : (words: string) => words
  return {
    slots: ['remind', ...words, ...place],
    ignored: todo || other ? [] : left,
    run: whole(run(`remind ${momentTyped(moment)}${hour ? ` ${hour}:00` : ''}${isHere ? ' here' : ''}`)),
    ...(((!moment.recurs && moment.date) || moment.unsure) && { ask: true as const }),
  }
}

/** “Change Friday to Saturday”, “make it Saturday instead of Friday”: the one day says which is meant, the other is the new one. */
export function dayForDay(line: Line, { now, last }: Context): Slots | undefined {
  if (/^(?:weekly|closed)$/.test(last?.command ?? '')) return undefined
  const [, from, to] = daySwapped.exec(line.clean) ?? []
  const [, to2, from2] = daySwappedBack.exec(line.clean) ?? []
  const [old, then] = [from ?? from2, to ?? to2].map(said => {
    const part = readLine(said ?? '')
    const moment = readMoment(part, now)
    return part.words.length > 0 && moment.hits.length === part.words.length && !moment.date
      ? moment
      : undefined
  })
  if (!old || !then) return undefined
  return {
    slots: ['remind', ...momentWords(then)],
    run: `plan remind change ${momentTyped(old)} to ${momentTyped(then)}`,
  }
}

const daySwapped =
  /^(?:please |can you |could you )*(?:change|move|switch|push|shift) (?:(?:it|that|this|the reminder|my reminder) )?(?:from )?(.+?) (?:to|for) (.+?)[.!]?$/i
const daySwappedBack =
  /^(?:please |can you |could you )*(?:make|change|switch|move) (?:it |that |this )?(?:to )?(.+?) (?:instead of|rather than) (.+?)[.!]?$/i

/** Something said before is to be at another time. */
const makesOther =
  /^(?:(?:actually|no|wait|oops|sorry|ok|okay|hmm|and)\b[ ,.]*)*(?:make|switch|change) (?:that|it|this)\b/i

/** `make that 10 on Mondays`: by the clock. */
const hourMade = /\bmake (?:that|it) (\d{1,2})(?= on\b|$)/i

/** Behind a task: `on the 1st of` every month. */
const ofMonth =
  /\s+(?:on )?(?:the )?(?:\d{1,2}(?:st|nd|rd|th)|(?:first|last) day)(?:(?:,| and| &) (?:the )?\d{1,2}(?:st|nd|rd|th))* of$/i

/** Hours are not counted: a reminder comes at a time of a day. */
const shortly =
  /\bin (?:an?|one|two|three|four|five|six|half an|\d+|a few|a couple(?: of)?) (?:hours?|hrs?|minutes?|mins?)\b/i

/** `tonight at 7`: it is that day, and in the evening. */
function tonightMeant(line: Line, moment: Moment, { now }: Context): Moment {
  const isTonight = line.words.some(
    ({ text }, at) =>
      text === 'tonight' ||
      (text === 'this' && /^(?:evening|afternoon)$/.test(line.words[at + 1]?.text ?? '')),
  )
  if (!isTonight || moment.date || moment.weekdays.length > 0) return moment
  const { time, unsure: _unsure, ...rest } = moment
  return {
    ...rest,
    date: now.today,
    ...(time && { time: { ...time, hh: time.hh < 12 ? time.hh + 12 : time.hh } }),
  }
}

/** A weekday that is named once is the coming one. */
const onceMeant = (moment: Moment, { now }: Context): Moment => {
  const [day, ...more] = moment.weekdays
  const isOnce = day !== undefined && more.length === 0 && !moment.recurs && !moment.everyOther
  return isOnce ? { ...moment, weekdays: [], date: moment.date ?? comingDay(day, now.today) } : moment
}

/** A reminder of one thing to do, which needs no plan. It comes to the asker: whom else it was for is told as left out. */
function taskReminder(todo: string, moment: Moment, other: string | undefined, isUs = false): Slots {
  const words = momentWords(moment)
  const again = moment.recurs && !moment.everyOther ? 'every ' : ''
  const lead = /^(?:the|this|our|my)\b/i.test(todo) ? 'about' : 'to'
  // “Tuesday, Dec 7”, which is a Monday: the command says so, and asks.
  if (moment.clash)
    return {
      slots: ['remind', `what ${todo}`, ...words],
      ask: true,
      run: asksItself(`plan remind ${moment.clash} ${lead} ${todo}`),
    }
  return {
    slots: ['remind', `what ${todo}`, ...words, ...(other ? [`who ${other}`] : [])],
    ignored: other ? [`to ${other}`] : [],
    run: (moment.unsure ? asksItself : String)(
      `plan remind ${isUs ? 'us ' : ''}${words.length > 0 ? `${again}${momentTyped(moment)} ` : ''}${lead} ${todo}`,
    ),
    ...((other || words.length === 0 || moment.unsure) && { ask: true as const }),
  }
}

/** The reminder that stands here is to come back on another day. */
export function later(
  line: Line,
  intent: Intent,
  context: Context,
  vocabulary: Vocabulary,
  run: (words: string) => string,
): Slots {
  const moment = readMoment(line, context.now)
  // “Mejor el martes”: on that day, and not once later.
  if (/^(?:no,? |pero )?mejor\b/i.test(line.clean) && moment.weekdays.length === 1)
    return { slots: ['remind', ...momentWords(moment)], run: run(`remind ${momentTyped(moment)}`) }
  if (moment.recurs) return remind(line, intent, context, vocabulary, run)
  const isToday = moment.date === context.now.today
  const date =
    (isToday ? undefined : moment.date) ??
    (moment.weekdays.length > 0
      ? comingDay(moment.weekdays[0] ?? 0, context.now.today)
      : awayIn(line, context.now.today))
  const todo = taskIn(line, moment.hits, vocabulary)
  if (todo && date) return taskReminder(todo, { ...moment, weekdays: [], date }, undefined)
  if (date) return { slots: ['later', date], run: run(`later ${date}`) }
  const soon = shortly.exec(line.clean)?.[0]
  if (soon) return { slots: ['later'], ignored: [soon], ask: true, run: asksItself(`plan remind ${soon}`) }
  const after = /\b(?:after|when|once|until|around) .+$/i.exec(line.clean)?.[0]
  const next = dayAfter(/\bafter .+$/i.exec(line.clean)?.[0] ?? '', context)
  if (next) return { slots: ['later', next], run: run(`later ${next}`) }
  return {
    ...(after && { command: 'ask' }),
    slots: ['later'],
    ignored: after ? [after] : [],
    ask: true,
    run: run('later'),
  }
}

/** `after new years`: the day behind it. */
function dayAfter(said: string, { now }: Context): string | undefined {
  const [, day] = /^after (?:the )?(.+?)[.!]?$/i.exec(said) ?? []
  try {
    return day && parseDate(`the day after ${day}`, now.today, now.monthFirst).date
  } catch {
    return undefined
  }
}
