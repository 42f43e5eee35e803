import type { Call, Command } from '../../core/command.ts'
import { UserError } from '../../core/user-error.ts'
import type { Action } from './actions/action.ts'
import { walkActions } from './actions/index.ts'
import { givingIn, thingMeant, whichToGive } from './give-first.ts'
import { toResume } from './resume.ts'
import { isPlan } from './run/run-plan.ts'
import { movePhrases } from './run/typed-moves.ts'
import type { Walkthrough } from './schema.ts'
import { askedToDelete, splitId } from './split-id.ts'
import { runFor, runMeant, runs } from './store.ts'

interface WalkDeps {
  walkthroughs: readonly Walkthrough[]
  /** What is done in another way with a plan, by the action's name. Left out: nothing is. */
  plans?: Readonly<Record<string, Action>>
}

/** `walk`: every move in an open walk-through, by button or by word. Without a name it means the one at hand. */
export function walkCommand({ walkthroughs, plans = {} }: WalkDeps): Command {
  const actions: Readonly<Record<string, Action>> = walkActions
  return {
    name: 'walk',
    summary: 'Continue a walk-through you have open, look it over, share or export it',
    typedOnly: true,
    prose: true,
    keywords: [
      'walk-through',
      'overview',
      'resume',
      'continue',
      'answers',
      'edit',
      'share',
      'export',
      'stop',
    ],
    examples: [
      ['overview', 'shows the walk-through you have open, with all its answers'],
      ['edit 3', 'opens your third answer again'],
      ['share', 'shows where it would appear, then shares it'],
      ['show a colleague', 'lets one colleague read it and write on it'],
      ['invite Ana Ruiz', 'asks a colleague to answer it with you'],
      ['rename Soup night', 'gives it another name'],
      ['print it', 'gives it for Word, to print, and as Markdown'],
      ['delete this gathering', 'erases it; I ask once before I do'],
    ],
    phrases: movePhrases,
    isItsWords: typed => {
      const rest = spelledAsToday(typed)
      return (
        rest.startsWith('@') || Object.keys(actions).some(one => rest === one || rest.startsWith(`${one} `))
      )
    },
    async run(call) {
      const { id: named, rest } = splitId(call.rest.trim())
      const asked = rest === 'delete' ? askedToDelete(call.offered) : undefined
      const given = named === undefined ? givenAway(spelledAsToday(rest)) : undefined
      if (given?.asksWhich) return whichToGive(call, given.line)
      const thing = given && (await thingMeant(call, given.line))
      if (thing && 'ask' in thing) return thing.ask
      const id =
        named ?? asked ?? thing?.id ?? (await toResume(call, rest, walkthroughs)) ?? (await runMeant(call))
      if (id === undefined)
        throw new UserError(
          'Nothing is open that this could be about. Type “gathering” to begin with the checklist, or “help”.',
        )
      const line = spelledAsToday(rest) || 'overview'
      // The longest: “take over” begins with “take”.
      const [name] = Object.keys(actions)
        .filter(one => line === one || line.startsWith(`${one} `))
        .sort((one, other) => other.length - one.length)
      if (!name)
        throw new UserError(
          'I know “overview”, “edit 3”, “skip”, “park”, “back”, “stop”, “share” and “export” here.',
        )
      if (named === undefined && changes.has(name)) await notElsewhere(call, id)
      const ofPlans = plans[name]
      const action =
        ofPlans && isPlan(await runFor(call.library, call, id)) ? ofPlans : (actions[name] as Action)
      return action({ call, id, rest: line.slice(name.length).trim(), walkthroughs })
    },
  }
}

/** Actions that change what is kept. */
const changes = new Set([
  'skip',
  'park',
  'next',
  'back',
  'edit',
  'append',
  'replace',
  'remove',
  'rename',
  'date',
  'finish',
  'stop',
  'private',
  'take',
  'say',
])

/** What somebody types in a channel changes nothing in their own chat, unless it is named: a button names it. */
async function notElsewhere({ library, place }: Call, id: string): Promise<void> {
  const run = await library.get(runs, id)
  if (run?.place.personal && !place.personal)
    throw new UserError(
      `“${run.name}” is in your direct message with me, so I left it as it is. Type that there to change it.`,
    )
}

/** What is given to a named colleague without saying which it is; `give …` asks for another than was thought. */
function givenAway(rest: string): { line: string; asksWhich: boolean } | undefined {
  const line = rest.replace(/^give /, '')
  return givingIn(line)?.rest ? { line, asksWhich: line !== rest } : undefined
}

/** Buttons of older cards, and people, say it in British spelling. */
const spelledAsToday = (rest: string): string => rest.replace(/^neighbour\b/, 'neighbor')
