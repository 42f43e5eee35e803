import { caughtIn, type Grammar, leftOver } from '../../core/language/grammar.ts'
import type { Line } from '../../core/language/normalize.ts'
import { readMoment } from '../../core/language/temporal.ts'
import { change, isAsked, onStep, whoIn } from './grammar/change-step.ts'
import { deleted, planDeleted } from './grammar/delete-plan.ts'
import { newStep } from './grammar/new-step.ts'
import { dayForDay, later, remind } from './grammar/remind.ts'
import { reminderSaid } from './grammar/reminder-said.ts'
import { stepNamed } from './grammar/step-named.ts'
import {
  meantOther,
  moved,
  moving,
  oneMore,
  ownStepDone,
  ownStepGiven,
  redated,
  reworded,
  stepDated,
  stepsListed,
} from './grammar/steps-told.ts'
import { listed, named, planAsked, planIn } from './grammar/which-plan.ts'
import { stepMeant } from './grammar/which-step.ts'

/** Of somebody who was put down for a step. */
const ownStepAsked =
  /^(?:hi[!,. ]+|hello[!,. ]+)?(?:what (?:do|did) i (?:have|need) to do|what(?:'s| is) (?:my|this) (?:step|part|job|task)(?: about)?|can i swap my step)(?: with .*)?[?.!]*$/i

/** Whether a line says itself that it is about a plan. */
const isOfPlans = ({ clean }: Line) => /\bplan(?:es|s)?\b/i.test(clean)

/** The grammar of plans: their steps, reminders and people. */
export const planGrammar: Grammar = {
  command: 'plan',
  /** A line that says when, and nothing else, is about a reminder. */
  evidence(line, context, vocabulary) {
    if (ownStepAsked.test(line.clean)) return { score: 14, hits: [...line.words.keys()], action: 'my step' }
    if (dayForDay(line, context)) return { score: 9, hits: [...line.words.keys()], action: 'remind' }
    const gone = planDeleted(line, context)
    if (gone) return gone
    const added =
      stepsListed(line, context) ??
      oneMore(line, context) ??
      moved(line, context) ??
      reworded(line, context) ??
      redated(line, context)
    if (added) return added
    const own = ownStepGiven(line, context) ?? ownStepDone(line, context) ?? meantOther(line, context)
    if (own) return own
    const moment = readMoment(line, context.now)
    const reminded = reminderSaid(line, moment)
    if (reminded) return reminded
    const named = stepNamed(line, context) ?? planAsked(line, context) ?? stepDated(line, context)
    if (named) return named
    const days = moment.weekdays.length > 0 || moment.recurs || moment.refused !== undefined
    if (!days && !moment.time) return { score: 0, hits: [] }
    const left = leftOver(line, new Set(moment.hits), vocabulary)
    return {
      score: left.length === 0 && (days || context.last?.command === 'plan') ? 3.6 : 0,
      hits: moment.hits,
    }
  },
  read(intent, line, context, vocabulary) {
    const plan = planIn(line, context)
    const about = plan?.plan && context.plans && context.plans.length > 1 ? `${plan.plan.name}: ` : ''
    const run = (words: string) => `plan ${about}${words}`.trim()
    switch (intent.action) {
      case 'new':
        return named('new', line, intent, words => (words ? `plan dm ${words}` : 'plan'))
      case 'from':
        return named('from', line, intent, words => `plan from ${words || 'it'}`)
      case 'my step':
        return { slots: ['list'], run: context.plans?.length ? 'plan' : 'plan steps' }
      case 'delete': {
        const gone = deleted(line, context)
        return gone ?? { slots: ['delete'], run: run('delete') }
      }
      case 'step':
        return newStep(line, intent, context, run)
      case 'done':
        // “Is the flyer done?” asks, and does nothing.
        if (isAsked(line)) return listed(plan?.plan)
        if (context.last?.command === 'gathering' && !context.plans?.length) return undefined
        return onStep('done', line, intent, context, run)
      case 'meant': {
        const step = stepMeant(caughtIn(line, intent, 'step') ?? '', context.plans)
        return { slots: ['done', `step ${step}`], ask: true, run: run(`done ${step}`) }
      }
      case 'remove':
        return onStep('remove', line, intent, context, run)
      case 'reopen':
        return onStep('reopen', line, intent, context, run)
      case 'change':
        return change(line, intent, context, run)
      case 'move': {
        const number = stepMeant(caughtIn(line, intent, 'step') ?? '', context.plans)
        const [, , end, side = ''] = moving.exec(line.clean) ?? []
        const steps = context.plans?.[0]?.steps.length ?? 1
        const isLast = /^(?:bottom|end)$/i.test(end ?? '') || /^last$/i.test(side)
        const where = /^(?:up|down)$/i.test(side) ? side.toLowerCase() : `to ${isLast ? steps : 1}`
        return { slots: ['move', `step ${number}`], run: run(`move ${number} ${where}`) }
      }
      case 'later':
        // “Sorry, the 23rd”, behind a closed day, is about that day.
        if (context.last?.command === 'closed') return undefined
        return later(line, intent, context, vocabulary, run)
      case '':
      case 'remind':
        return remind(line, intent, context, vocabulary, run)
      case 'remind off':
        // “Print my reminders” stops none.
        if (/^(?:please |can you |could you )*(?:print|show|list|see)\b/i.test(line.clean))
          return { slots: ['list'], run: 'plan remind list' }
        // “Stop all my reminders” names every one, of plans and others.
        return /\ball\b|\breminders\b|\b(?:todos|recordatorios)\b/i.test(line.clean) && !plan
          ? { slots: ['remind off'], run: 'plan remind off all' }
          : { slots: ['remind off'], run: run('remind off') }
      case 'invite':
      case 'hand over':
      case 'neighbour': {
        const who = whoIn(line, intent)
        const isToWork =
          intent.action === 'neighbour' &&
          /\bso (?:that )?\S+ (?:can|could|may) (?:add|edit|change|work|help|write|contribute)\b/i.test(
            line.clean,
          )
        const typed = isToWork ? 'invite' : intent.action === 'neighbour' ? 'neighbor' : intent.action
        if (intent.action === 'neighbour' && !context.plans?.length)
          return {
            command: 'gathering',
            slots: ['neighbour', ...(who ? [`who ${who}`] : [])],
            run: `walk ${typed} ${who ?? ''}`.trim(),
          }
        return {
          slots: [intent.action, ...(who ? [`who ${who}`] : [])],
          // “Share it with Ben”: what was shown last, which need not be a plan.
          run: plan || isOfPlans(line) ? run(`${typed} ${who ?? ''}`) : `walk ${typed} ${who ?? ''}`.trim(),
        }
      }
      case 'stuck': {
        const words = line.clean
        return { slots: ['stuck', `what ${words}`], run: run(`stuck ${words}`) }
      }
      case 'list':
        return listed(plan?.plan)
      case 'list reminders':
        return plan ? listed(plan.plan) : { slots: ['list'], run: 'plan remind list' }
      default:
        return { slots: [intent.action], run: run(intent.action === 'still on it' ? 'still' : intent.action) }
    }
  },
}
