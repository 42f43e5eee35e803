import { setTimeout as pause } from 'node:timers/promises'
import { runs } from '../../src/features/walkthrough/store.ts'
import type { PlaceName } from '../contracts/adapter.ts'
import { codesOn } from './codes.ts'
import { kept } from './kept.ts'
import type { Script, Step } from './script.ts'
import { content, type Stage } from './stage.ts'

/** What came of a conversation: the guide's questions that were asked, and all that was kept. */
export interface Outcome {
  asked: readonly string[]
  kept: unknown
}

/** Longer than any platform takes to show what was sent, at its own pace; and long enough where nothing is to come. */
const patienceMs = 30_000
const notToComeMs = 5_000
const places: readonly PlaceName[] = ['#staff', 'me']

/**
 * Plays a script to its end; `otherwiseAt`: the step that is known to go otherwise; `after`: is told of each step that was played.
 * @throws {Error} that names the step which did, and what was seen.
 */
export async function play(
  { steps }: Script,
  stage: Stage,
  otherwiseAt?: number,
  after: (step: Step) => Promise<void> | void = () => {},
): Promise<Outcome> {
  const seen = new Set<string>()
  for (const [at, step] of steps.entries()) {
    await act(
      step,
      stage,
      `step ${at + 1}, ${inWords(step)}`,
      at + 1 === otherwiseAt ? notToComeMs : patienceMs,
    )
    // Not at the end alone: what was asked of somebody who is forgotten goes with them, where Hearth itself keeps what is shown.
    for (const question of await questionsSeen(stage, seen)) seen.add(question)
    // By now all that came with it is there as well.
    await after(step)
  }
  return { asked: questions.filter(question => seen.has(question)), kept: await kept(stage) }
}

const questions = content.walkthroughs.flatMap(one => one.steps.map(step => step.question))

const inWords = (step: Step): string =>
  JSON.stringify(step, (_, value) => (value instanceof RegExp ? String(value) : value))

async function act(step: Step, stage: Stage, name: string, waitMs: number): Promise<void> {
  const { sees = [], shows = [], hides = [], who } = step
  const wanted = new Map<string, RegExp[]>()
  for (const { to, sees: words } of [...sees.map(words => ({ to: who, sees: words })), ...shows])
    wanted.set(to, [...(wanted.get(to) ?? []), words])
  for (const [to, words] of wanted) {
    const seen = await everything(stage, to)
    for (const one of words) if (one.test(seen)) throw new Error(`${name}: ${one} was there before`)
  }
  if ('says' in step) await stage.scene.say(who, step.where, step.says, step.under)
  else if ('presses' in step) {
    const { label, where } = await findButton(step.presses, stage, who)
    await stage.scene.press(who, where, label, step.fields)
  } else await stage.wait(step.waits)
  for (const [to, words] of wanted) await until(words, stage, to, name, waitMs)
  for (const from of new Set(hides.map(one => one.from))) {
    const seen = await everything(stage, from)
    for (const { words } of hides.filter(one => one.from === from))
      if (words.test(seen)) throw new Error(`${name}: ${from} must not see ${words}`)
  }
}

/** Waits until each of these was seen, not all at once: one of them may be gone again by then. */
async function until(
  words: readonly RegExp[],
  stage: Stage,
  who: string,
  name: string,
  waitMs: number,
): Promise<void> {
  const end = Date.now() + waitMs
  let missing = words
  for (let looks = 1; ; looks++) {
    const seen = await everything(stage, who)
    missing = missing.filter(one => !one.test(seen))
    if (missing.length === 0) return
    if (Date.now() > end)
      throw new Error(
        `${name}: ${who} never saw ${missing.join(', ')} within ${waitMs} ms (on a busy machine play it alone: npx vitest run test/parity -t 'words of its title'), but:\n${seen.slice(-1800)}`,
      )
    // All four platforms are looked at in one process: who looks seldomer leaves it to what is awaited.
    await pause(Math.min(200, 20 * looks))
  }
}

const everything = async ({ scene }: Stage, who: string): Promise<string> =>
  (await Promise.all(places.map(place => scene.seen(who, place)))).join('\n')

/**
 * A button may stand in the channel on one platform, and in one's own chat where nothing can be private in a channel; and it names a
 * channel as far as the platform tells it: `#staff`, `staff`, or this channel.
 */
async function findButton(
  named: string,
  { scene }: Stage,
  who: string,
): Promise<{ label: string; where: PlaceName }> {
  // A sentence may tell of a button that stands elsewhere: “Update it there.”
  const shown = (await Promise.all(places.map(place => scene.seen(who, place)))).map(text =>
    text.replaceAll(`“${named}`, ''),
  )
  const names = [named, named.replace('#', ''), named.replace(/#\w+/, 'this channel')]
  const label = names.find(one => shown.some(text => text.includes(one))) ?? named
  return { label, where: places[shown.findIndex(text => text.includes(label))] ?? '#staff' }
}

/** The questions that are asked on somebody’s screen now, beside those that were seen before: each has its place below it, “Question 3 of 11 · Spring tea”. */
async function questionsSeen(stage: Stage, before: ReadonlySet<string>): Promise<string[]> {
  const seen = `${await everything(stage, 'ana')}\n${await everything(stage, 'ben')}`
  const codes = codesOn(seen)
  if (codes.length > 0)
    throw new Error(`what only a program can read stands on a screen: ${codes.join(', ')}`)
  const open = (await stage.list(runs)).map(([, run]) => run)
  const places = [...seen.matchAll(/Question (\d+) of \d+ · (.+)/g)]
  const asked = places.flatMap(({ 1: number, 2: line = '', index }) => {
    const run = open
      .filter(one => line.startsWith(one.name))
      .sort(byLength)
      .at(-1)
    const steps = content.walkthroughs.find(one => one.id === run?.walkthrough)?.steps
    const question = steps?.[Number(number) - 1]?.question
    return question && seen.slice(0, index).includes(question) ? [question] : []
  })
  return questions.filter(question => !before.has(question) && asked.includes(question))
}

const byLength = (one: { name: string }, other: { name: string }) => one.name.length - other.name.length
