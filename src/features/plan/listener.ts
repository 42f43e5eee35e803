import type { Listener } from '../../core/bot.ts'
import { type Call, type Command, route, tidy } from '../../core/command.ts'
import type { Effect } from '../../core/effect.ts'
import { isAboutEarlierLine } from '../../core/incoming.ts'
import { surelyCommand } from '../walkthrough/line/command-or-answer.ts'
import { isFinished } from '../walkthrough/run/plan.ts'
import { gap, type Run, waits } from '../walkthrough/run/run.ts'
import { isPlan, planOf } from '../walkthrough/run/run-plan.ts'
import { planId } from '../walkthrough/schema.ts'
import { focuses, runs, runsOf, runTypedUnder } from '../walkthrough/store.ts'
import type { PlanAction } from './actions/action.ts'
import { parsePlanCommand } from './parse-command.ts'
import { pendingQuestions } from './pending-question.ts'
import { plansHere, plansOffered } from './store.ts'
import { answerIn, wordsIn } from './typed-words.ts'

const fewWords = 4

/**
 * Hears what is typed to a plan without its name: an answer to its reminder or to what it asked, in one's own chat;
 * any of its words in its own thread, once its questions are behind.
 */
export function planListener(commands: () => readonly Command[], actions: readonly PlanAction[]): Listener {
  return {
    async listensTo() {
      return false
    },
    async receive(call) {
      if (isAboutEarlierLine(call)) return undefined
      const meant = (await inItsThread(call)) ?? (await asAnswer(call)) ?? (await toQuestion(call))
      return meant ? carryOut(call, meant) : undefined
    },
  }

  async function inItsThread(call: Call): Promise<string | undefined> {
    const id = await runTypedUnder(call)
    const run = id === undefined ? undefined : await call.library.get(runs, id)
    if (!run || !isPlan(run)) return undefined
    const words = waits(run) && run.status === 'open' ? answerTo(run, call) : wordsIn(call.text, actions)
    return words && `@${run.id} ${words}`
  }

  /** While its questions are asked, only what answers a reminder that came since is no answer to them. */
  function answerTo(run: Run, call: Call): string | undefined {
    return (planOf(run).remindedAt ?? 0) > run.touchedAt ? answerIn(call.text, actions) : undefined
  }

  /** A whole line such as `done`, where a reminder is the last thing that came up in this chat. */
  async function asAnswer(call: Call): Promise<string | undefined> {
    const words = answerIn(call.text, actions)
    if (!words || !isOwnChat(call)) return undefined
    if (actionOf(words)?.who === 'offered') return (await plansOffered(call)).length > 0 ? words : undefined
    const reminded = (await runsOf(call.library, call.person.id))
      .filter(run => isPlan(run) && planOf(run).remindedAt && !isFinished(planOf(run)))
      .sort((a, b) => (planOf(b).remindedAt ?? 0) - (planOf(a).remindedAt ?? 0))
    const [latest] = reminded
    if (!latest || (await isBusySince(call, (planOf(latest).remindedAt ?? 0) - 1))) return undefined
    const waiting = reminded.filter(run => planOf(run).unanswered)
    return waiting.length > 1 ? words : `@${(waiting[0] ?? latest).id} ${words}`
  }

  /** What a plan asked last, in this chat: the next line is the answer, unless it is a command. */
  async function toQuestion(call: Call): Promise<string | undefined> {
    if (!isOwnChat(call)) return undefined
    const asked = await call.library.get(pendingQuestions, call.person.id)
    if (!asked || call.at - asked.at > gap || call.text.trim() === '') return undefined
    if (!('line' in asked) && !actionOf(asked.action)?.isAnswer?.(call.text)) return undefined
    const plan = 'line' in asked ? await planNamed(call) : `@${asked.id}`
    if (!plan || (await isMeantOtherwise(call)) || (await isBusySince(call, asked.at))) return undefined
    await call.library.update(tx => tx.delete(pendingQuestions, call.person.id))
    return 'line' in asked ? `${plan} ${asked.line}` : `${plan} ${asked.action} ${call.text.trim()}`
  }

  function actionOf(words: string): PlanAction | undefined {
    return parsePlanCommand(words, [], actions).action
  }

  /** The plan behind a number, or behind its whole name. */
  async function planNamed(call: Call): Promise<string | undefined> {
    const said = tidy(call.text).toLowerCase()
    const plans = await plansHere(call)
    const run = plans[Number(said) - 1] ?? plans.find(one => one.name.toLowerCase() === said)
    return run && `@${run.id}`
  }

  /** Nobody has to answer a plan: a few words that begin as another command does are that command. */
  async function isMeantOtherwise(call: Call): Promise<boolean> {
    if (await surelyCommand(commands(), call)) return true
    const found = route(commands(), call.text)
    return found !== undefined && !found.command.isCertain && tidy(call.text).split(' ').length <= fewWords
  }

  /** Whether a walk-through that waits here was gone on with since. */
  async function isBusySince(call: Call, at: number): Promise<boolean> {
    const { waiting } = (await call.library.get(focuses, call.person.id)) ?? {}
    const run = waiting === undefined ? undefined : await call.library.get(runs, waiting)
    return run !== undefined && run.status === 'open' && run.touchedAt > at
  }

  function carryOut(call: Call, rest: string): Promise<Effect[]> | Effect[] | undefined {
    const command = commands().find(one => one.name === planId)
    return command?.run({ ...call, text: `${planId} ${rest}`, rest, words: rest.split(/\s+/) })
  }
}

const isOwnChat = ({ place }: Call): boolean => place.personal && !place.thread
