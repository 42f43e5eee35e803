import type { Listener } from '../../core/bot.ts'
import type { Call, Command } from '../../core/command.ts'
import { route, tidy } from '../../core/command.ts'
import { type Effect, privateReply } from '../../core/effect.ts'
import { isAboutEarlierLine } from '../../core/incoming.ts'
import { text } from '../../core/message.ts'
import { whyHeld } from '../../core/records/legal-hold.ts'
import { looksLikeDate } from '../../core/time/parse-date.ts'
import { applyMove, type MoveOutcome, renderOutcome } from './apply-move.ts'
import type { AnswerDeps } from './line/carry-out.ts'
import { chatterIn } from './line/chatter.ts'
import { surelyCommand } from './line/command-or-answer.ts'
import { carriedOut, isLeft, leftCard, letGo, mayBeMeant, toNewestCard } from './line/left-behind.ts'
import { amongColleagues, isTalkAround, readToQuestion, sentAgain } from './line/read-answer.ts'
import { answerToRemove } from './line/reply-to-hearth.ts'
import { correctionIn, type Removal, removalIn, toHearth } from './line/to-hearth.ts'
import { saying } from './run/moves.ts'
import { entriesOf, everything, type Run, waits } from './run/run.ts'
import { nearMiss } from './run/typed-moves.ts'
import type { Walkthrough } from './schema.ts'
import { focuses, runFor, runMeant, runOfThread, runs, runsOf, runTypedUnder } from './store.ts'

interface ListenerDeps {
  walkthroughs: readonly Walkthrough[]
  commands: () => readonly Command[]
  /** What lines are read with. */
  language: Omit<AnswerDeps, 'commands'>
}

/** `no I meant January 23`, behind the card that offers a date for one’s calendar. */
function dateCorrected({ offered, text: typed }: Call): string | undefined {
  const words = correctionIn(typed)
  const [, id] = offered.flatMap(line => /^walk @(\S+) calendar$/.exec(line) ?? [])
  return id && offered.length <= 2 && words && looksLikeDate(words) ? `walk @${id} date ${words}` : undefined
}

/** A yes to going on, in so many words. */
const goesOn = /^(?:(?:yes|ok|okay|sure|please),? )?(?:please )?(?:go on|continue|resume)(?: please)?[.!]*$/i

/** What is answered with a few words was said to nobody's question: `ok gotta run, bye`, `I am so tired`. */
const isTalk = /^reply-(?:bye|never-mind|ok|other|small-talk|sorry|thanks)$/

/** Takes what is typed in the thread of a run, or in one's own chat while a run waits there, for the answer. */
export function walkthroughListener({ walkthroughs, commands, language }: ListenerDeps): Listener {
  return {
    async listensTo(library, address) {
      return (await runOfThread(library, address)) !== undefined
    },
    async receive(call) {
      if (isAboutEarlierLine(call)) return followed(call)
      const date = dateCorrected(call)
      if (date) return carriedOut(call, date, commands())
      const removal = removalIn(call.text)
      const isRemoved = removal && (await removed(call, removal))
      if (isRemoved) return isRemoved
      const found = await listening(call)
      if (!found) return undefined
      const { run, isHere } = found
      const toCard = run && (await toNewestCard(call, walkthroughs, run, commands()))
      if (toCard) return toCard
      const left = run && isLeft(run, call) ? run : undefined
      if (left && goesOn.test(tidy(call.text)))
        return renderOutcome(call, walkthroughs, await resumed(call, left))
      if (left) await letGo(call, left)
      const isAsked = run !== undefined && !left && waits(run, call.person.id)
      const meant = await surelyCommand(commands(), call, isAsked)
      if (meant) return meant.command.run(meant.call)
      return left ? toOneLeft(call, left, isHere) : answer(call, run)
    },
  }

  /** The run that this line may be about, and whether it is typed in its own thread. `run` is undefined where it was deleted, and its thread is still there. */
  async function listening(call: Call): Promise<{ run: Run | undefined; isHere: boolean } | undefined> {
    const here = await runTypedUnder(call)
    if (here) return { run: await call.library.get(runs, here), isHere: true }
    if (!call.place.personal || call.place.thread) return undefined
    const { waiting } = (await call.library.get(focuses, call.person.id)) ?? {}
    const run = waiting ? await call.library.get(runs, waiting) : undefined
    if (!run) return undefined
    // What was left is in nobody's way: a command is a command.
    const isOver = run.status === 'finished' && !waits(run, call.person.id)
    return isOver ? undefined : { run, isHere: false }
  }

  /** `remove answer 5`: of the one at hand, also where it was left or is finished. */
  async function removed(call: Call, removal: Removal): Promise<Effect[] | undefined> {
    const id = await runMeant(call)
    const run = id === undefined ? undefined : await call.library.get(runs, id)
    const walkthrough = walkthroughs.find(one => one.id === run?.walkthrough)
    if (!run || !walkthrough || (run.place.personal && !call.place.personal)) return undefined
    await runFor(call.library, call, run.id)
    const number = answerToRemove(walkthrough, run, call.person.id, removal)
    const step = walkthrough.steps[number - 1]?.id ?? ''
    return renderOutcome(
      call,
      walkthroughs,
      await applyMove(call, walkthroughs, run.id, { type: 'remove', step }),
    )
  }

  async function resumed(call: Call, run: Run): Promise<MoveOutcome> {
    await letGo(call, run)
    return applyMove(call, walkthroughs, run.id, { type: 'resume' })
  }

  /** A sentence that asks something of Hearth is no answer to a question that was left. */
  async function isForHearth(call: Call): Promise<boolean> {
    if (route(commands(), call.text)) return true
    const reading = language.read(call.text, await language.context(call))
    return reading.command !== null || isTalk.test(reading.reply ?? '')
  }

  /**
   * What was typed once a walk-through was left is no answer. Where it is the last thing that was looked at here, it is asked whether it is
   * one; nothing waits for that, and nothing comes up later.
   */
  async function toOneLeft(call: Call, run: Run, isHere: boolean): Promise<Effect[] | undefined> {
    const isAround = isTalkAround(call, run)
    if (isAround && chatterIn(call.text)) return []
    if (!isAround) {
      const said = toHearth(call.text, { isEditing: false, isYesNo: false })
      if (said?.type === 'language') return carriedOut(call, `settings language ${said.name}`, commands())
      if (await isForHearth(call)) return undefined
    }
    const walkthrough = walkthroughs.find(one => one.id === run.walkthrough)
    if (!walkthrough || !(isHere || mayBeMeant(call, run))) return undefined
    return [privateReply(leftCard(call, walkthrough, run))]
  }

  async function answer(call: Call, run: Run | undefined): Promise<Effect[]> {
    if (!run)
      return [
        privateReply([
          text('That one was deleted, so I can’t save this. Your line is still here in the chat.'),
        ]),
      ]
    if (call.text.trim() === '')
      return [privateReply([text('I can only save text. Tell me in a few words what you attached.')])]
    const walkthrough = walkthroughs.find(one => one.id === run.walkthrough)
    const deps = { ...language, commands }
    const talk = walkthrough && (await amongColleagues(call, walkthrough, run, deps))
    if (talk) return talk
    const outcome = walkthrough && (await readToQuestion(call, walkthrough, run, deps))
    if (outcome && 'effects' in outcome) return outcome.effects
    const again = walkthrough && sentAgain(call, walkthrough, run)
    if (again) return again
    const { alongside, meanwhile, sourceMessageId } = call
    const { text: words, reading } = outcome?.answer ?? { text: call.text }
    const played = await applyMove(call, walkthroughs, run.id, {
      type: 'answer',
      text: words,
      alongside,
      meanwhile,
      ...(sourceMessageId && { sourceMessageId }),
      ...(reading && { reading }),
    })
    const kept = played.run.answers.some(one =>
      one.entries.some(entry => entry.sourceMessageId === sourceMessageId),
    )
    const hint = kept
      ? nearMiss(
          words,
          commands().map(one => one.name),
        )
      : undefined
    return renderOutcome(call, walkthroughs, played, hint)
  }

  /** Someone changed or deleted a line they had typed: what was kept of it changes, or goes, with it. */
  async function followed(call: Call): Promise<Effect[] | undefined> {
    const { sourceMessageId, kind } = call
    if (!sourceMessageId) return undefined
    const run = await holding(call, sourceMessageId)
    if (!run) return undefined
    const played = await applyMove(
      call,
      walkthroughs,
      run.id,
      kind === 'delete'
        ? { type: 'retract', sourceMessageId }
        : { type: 'correct', sourceMessageId, text: call.text },
    )
    const line = await whatBecame(call, played)
    return renderOutcome(call, walkthroughs, {
      ...played,
      say: { ...played.say, ...(line && { remark: saying(line) }) },
    })
  }

  /** The run in which a typed line stands. */
  async function holding(call: Call, line: string): Promise<Run | undefined> {
    const here = await runTypedUnder(call)
    const near = here ? [await call.library.get(runs, here)] : await runsOf(call.library, call.person.id)
    return near.find(one => one && everything(one).some(entry => entry.sourceMessageId === line))
  }

  async function whatBecame(call: Call, { run, say: { step } }: MoveOutcome): Promise<string | undefined> {
    const place = contentPlace(run.walkthrough, step)
    if (call.kind === 'delete') {
      const what = place ? `Your line is out of answer ${place}` : 'Your line is taken out'
      const why = await whyHeld(call.library, run.id)
      return `${what} of “${run.name}”, too.${why ? ` A copy stays while it is ${why}.` : ''}`
    }
    return place && step && entriesOf(run, step).length > 0
      ? `Answer ${place} is changed here too.`
      : undefined
  }

  function contentPlace(walkthrough: string, step: string | undefined): number {
    const steps = walkthroughs.find(one => one.id === walkthrough)?.steps ?? []
    return steps.findIndex(one => one.id === step) + 1
  }
}
