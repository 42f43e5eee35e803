import { type Context, type Intent, leftOver, type Slots } from '../../../core/language/grammar.ts'
import type { Line } from '../../../core/language/normalize.ts'
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
import { awayIn } from './change-step.ts'
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
  const moment = readMoment(line, context.now)
  const isHere = here.test(line.clean) && context.where === 'channel'
  const place = isHere ? ['here'] : []
  const when = recurrenceIn(line, moment, context.now)
  const isMonthly = when?.nth !== undefined || when?.monthDays !== undefined
  if (moment.refused && !isMonthly) {
    // “Monthly” can be had: the command asks on which day.
    const asksDay = /^(?:monthly|every month|each month|once a month)/.test(moment.refused)
    return asksDay
      ? { slots: ['remind', 'monthly', ...place], ask: true, run: run(`remind ${moment.refused}`) }
      : { command: 'ask', slots: ['remind', ...place], ignored: [moment.refused], ask: true }
  }
  const task = isMonthly || when?.until ? taskIn(line, moment.hits, vocabulary) : undefined
  if (when && !task && (isMonthly || (when.until && when.named.day)))
    return {
      slots: ['remind', ...recurrenceWords(when), ...place],
      run: run(`remind ${when.said}${isHere ? ' here' : ''}`),
    }
  const words = momentWords(moment)
  if (words.length === 0 && line.words.at(-1)?.text === 'later')
    return { slots: ['later'], ask: true, run: run('later') }
  const isOnce = moment.date !== undefined && !moment.recurs && moment.weekdays.length === 0 && !moment.time
  if (context.last?.command === 'weekly' && words.length > 0 && !/remind|nudge|ping/i.test(line.clean))
    return { command: 'weekly', slots: ['change', ...words], ask: true, run: 'icebreaker weekly' }
  const plan = planIn(line, context)
  const todo = plan
    ? undefined
    : (taskIn(line, moment.hits, vocabulary) ?? taskCaught(line, intent, moment.hits))
  const other = someoneElse(line)
  const used = new Set([...intent.hits, ...moment.hits, ...(plan?.hits ?? [])])
  const left = leftOver(line, used, vocabulary).filter(
    part => !/^(?:look|back|again|remind|this|plan|channel)$/i.test(part),
  )
  if (todo && !/^(?:look|see|check|get back|come back|go back)\b.*\b(?:it|this|plan)\b/i.test(todo))
    return taskReminder(todo, onceMeant(moment, context), other)
  const before =
    /\bthe (?:day|night|week|morning) before\b|\bbefore (?:the|it|we|each)\b.*$|\bafter (?:the|we|it|my)\b.*$/i.exec(
      line.clean,
    )?.[0]
  if (isOnce && !todo && !other)
    return { slots: ['remind', 'later', ...words], run: run(`later ${moment.date}`) }
  if (words.length === 0 && before)
    return { command: 'ask', slots: ['remind', ...place], ignored: [before], ask: true }
  if (words.length === 0) return { slots: ['remind', ...place], ignored: left, ask: true, run: run('remind') }
  return {
    slots: ['remind', ...words, ...place],
    ignored: todo || other ? [] : left,
    run: run(`remind ${momentTyped(moment)}${isHere ? ' here' : ''}`),
    // “2” may be at night: the command asks which.
    ...(((!moment.recurs && moment.date) || moment.unsure) && { ask: true as const }),
  }
}

/** A weekday that is named once is the coming one. */
const onceMeant = (moment: Moment, { now }: Context): Moment => {
  const [day, ...more] = moment.weekdays
  const isOnce = day !== undefined && more.length === 0 && !moment.recurs && !moment.everyOther
  return isOnce ? { ...moment, weekdays: [], date: moment.date ?? comingDay(day, now.today) } : moment
}

/** A reminder of one thing to do, which needs no plan. It comes to the asker: whom else it was for is told as left out. */
function taskReminder(todo: string, moment: Moment, other: string | undefined): Slots {
  const words = momentWords(moment)
  const again = moment.recurs && !moment.everyOther ? 'every ' : ''
  return {
    slots: ['remind', `what ${todo}`, ...words, ...(other ? [`who ${other}`] : [])],
    ignored: other ? [`to ${other}`] : [],
    run: `plan remind ${words.length > 0 ? `${again}${momentTyped(moment)} ` : ''}${/^(?:the|this|our|my)\b/i.test(todo) ? 'about' : 'to'} ${todo}`,
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
  const after = /\b(?:after|when|once|until|around) .+$/i.exec(line.clean)?.[0]
  return {
    ...(after && { command: 'ask' }),
    slots: ['later'],
    ignored: after ? [after] : [],
    ask: true,
    run: run('later'),
  }
}
