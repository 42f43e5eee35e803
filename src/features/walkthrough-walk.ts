import type { Call, Command } from '../core/command.ts'
import { aside, type Effect, update } from '../core/effect.ts'
import { buttons, form, type Message, text } from '../core/message.ts'
import { Problem } from '../core/problem.ts'
import type { Guide } from '../core/readings.ts'
import { openStep, type Run, stepOf } from '../core/run.ts'
import { chosenIn, optionsOf } from '../core/run-options.ts'
import { movePhrases } from '../core/run-words.ts'
import { choosing, type Walkthrough } from '../core/walkthrough.ts'
import { asked } from './walkthrough.ts'
import { askCard, helpCard, press } from './walkthrough-cards.ts'
import { exported } from './walkthrough-export.ts'
import { fill, wholeForm } from './walkthrough-form.ts'
import { neighbourActions } from './walkthrough-neighbour.ts'
import { offerFor } from './walkthrough-offers.ts'
import { play, shown, type Wish } from './walkthrough-play.ts'
import { owned, shareActions, unshared } from './walkthrough-share.ts'
import { contentOf, rootOf, runFor, runMeant, runs } from './walkthrough-store.ts'

/** One thing to do with a run: who asks, which run, and what follows the action's name. */
export type Action = (call: Call, id: string, rest: string) => Promise<Effect[]>

/** `walk`: every move in an open walk-through, by button or by word. Without a name it means the one at hand. */
export function walkCommand({
  walkthroughs: all,
  guide,
}: {
  walkthroughs: readonly Walkthrough[]
  guide: Guide
}): Command {
  const move = (wish: (rest: string, walkthrough: Walkthrough, run: Run) => Wish): Action => {
    return async (call, id, rest) =>
      shown(call, all, await play(call, all, id, (walkthrough, run) => wish(rest, walkthrough, run)))
  }
  const actions: Readonly<Record<string, Action>> = {
    skip: move(rest => ({ type: 'skip', ...(rest && { step: rest }) })),
    park: move(rest => ({ type: 'park', ...(rest && { step: rest }) })),
    back: move(() => ({ type: 'back' })),
    overview: move(() => ({ type: 'overview' })),
    stop: move(() => ({ type: 'stop' })),
    resume: move(() => ({ type: 'resume' })),
    decline: move(() => ({ type: 'decline' })),
    finish: move(() => ({ type: 'finish' })),
    rename: move(rest => ({ type: 'rename', name: someWords(rest).slice(0, 80) })),
    private: move((rest, walkthrough) => ({ type: 'private', step: numbered(walkthrough, rest) })),
    edit: move((rest, walkthrough) => ({ type: 'edit', step: numbered(walkthrough, rest) })),
    append: move((rest, walkthrough) => {
      const [number = '', ...words] = rest.split(/\s/)
      return { type: 'append', step: numbered(walkthrough, number), text: someWords(words.join(' ')) }
    }),
    say: move(rest => {
      const [step = '', ...words] = rest.split(' ')
      return { type: 'answer', step, text: someWords(words.join(' ')) }
    }),
    answer,
    take,
    more,
    ask: async (call, id) => {
      const run = await asked(call, await runFor(call.library, call, id))
      return [aside(askCard(contentOf(all, run), run))]
    },
    form: async (call, id) => {
      const run = await runFor(call.library, call, id)
      return [aside(wholeForm(contentOf(all, run), run, call.person.id))]
    },
    fill: async (call, id, rest) =>
      shown(call, all, await play(call, all, id, fill(call.values, Number(rest) || 0))),
    export: async (call, id) => {
      const run = await runFor(call.library, call, id)
      return [aside(exported(contentOf(all, run), run, call.at))]
    },
    readings: async (call, id) => {
      const { section } = contentOf(all, await runFor(call.library, call, id))
      const order = guide.sections.find(one => one.id === section)?.order ?? 1
      return [aside([text(`Type “hearth readings section ${order}” for the readings that go with this.`)])]
    },
    delete: (call, id, rest) => erase(call, id, rest),
    'hand over': handing('hand over'),
    invite: handing('invite'),
    ...shareActions(all),
    ...neighbourActions(all),
  }

  return {
    name: 'walk',
    summary: 'Go on with a walk-through you have open, look it over, share or export it',
    typedOnly: true,
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
      ['overview', 'shows the walk-through at hand with all its answers'],
      ['edit 3', 'opens your third answer again'],
      ['share', 'shows where it would appear, then shares it'],
      ['export', 'gives it as a file'],
    ],
    phrases: movePhrases,
    async run(call) {
      const [, named, rest = ''] = /^@?(?:(?<=@)(\S+)\s*)?(.*)$/su.exec(call.rest.trim()) ?? []
      const id = named ?? (await runMeant(call))
      if (id === undefined)
        throw new Problem(
          'Nothing is open that this could be about. Type “gathering” to begin with the checklist, or “help”.',
        )
      const line = rest || 'overview'
      const name = Object.keys(actions).find(one => line === one || line.startsWith(`${one} `))
      if (!name)
        throw new Problem(
          'I know “overview”, “edit 3”, “skip”, “park”, “back”, “stop”, “share” and “export” here.',
        )
      return (actions[name] as Action)(call, id, line.slice(name.length).trim())
    },
  }

  /** The field of a question card: what was typed into it, or chosen. */
  async function answer(call: Call, id: string, step: string): Promise<Effect[]> {
    const value = call.values[step] ?? ''
    const played = await play(call, all, id, (walkthrough, run) => {
      const known = stepOf(walkthrough, step)
      const picked = known && choosing(known.input) ? chosenIn(value, optionsOf(walkthrough, run, known)) : []
      const words = picked.length > 0 ? picked.map(one => one.label).join('; ') : value
      return {
        type: 'answer',
        step,
        text: someWords(words),
        ...(picked.length > 0 && { chosen: picked.map(one => one.id) }),
      }
    })
    return shown(call, all, played)
  }

  /** Gives a run to a colleague, or lets one in: its owner's to decide. */
  function handing(type: 'hand over' | 'invite'): Action {
    return async (call, id, rest) => {
      const run = await owned(call, id)
      const who = call.values.person || rest.replace(/^(to )?@?/, '')
      if (!who) return [aside(whom(run, type))]
      return shown(call, all, await play(call, all, id, { type, to: { id: who, name: who } }))
    }
  }

  /** Takes what another walk offers, marked with where it came from. */
  async function take(call: Call, id: string, step: string): Promise<Effect[]> {
    const run = await runFor(call.library, call, id)
    const offer = await offerFor(call, all, run, stepOf(contentOf(all, run), step))
    if (!offer) throw new Problem('There is nothing to take over any more.')
    const from = offer.where.replace(', changed since you used it', '').replace(/^From/, 'from')
    return shown(call, all, await play(call, all, id, { type: 'answer', step, text: offer.text, from }))
  }

  async function more(call: Call, id: string, step: string): Promise<Effect[]> {
    const run = await runFor(call.library, call, id)
    const walkthrough = contentOf(all, run)
    const about = stepOf(walkthrough, step) ?? openStep(walkthrough, run)
    if (!about) throw new Problem('No question is open just now. “edit 3” opens one again.')
    return [aside(helpCard(run, about))]
  }
}

const whom = (run: Run, type: string): Message => [
  text(type === 'invite' ? 'Who may answer too?' : 'Who looks after it from now on?'),
  form([{ id: 'person', label: 'Colleague', type: 'person' }], press(run, 'Choose', type, 'primary')),
]

/** Deletes a run for good, once it was said twice. */
async function erase(call: Call, id: string, rest: string): Promise<Effect[]> {
  const run = await owned(call, id)
  const sure = [
    text(`“${run.name}” and all its answers would be gone for good.`),
    buttons(press(run, 'Delete it', 'delete yes', 'danger')),
  ]
  if (rest !== 'yes') return [aside(sure)]
  await call.library.update(tx => tx.delete(runs, id))
  const gone: Effect[] = [update(rootOf(id), [text(`“${run.name}” was deleted.`)])]
  return [...gone, ...(await unshared(call, id)), aside([text(`“${run.name}” is deleted.`)])]
}

/** The step behind a number that a person sees. */
function numbered({ steps }: Walkthrough, typed: string): string {
  const step = steps[Number(typed) - 1] ?? steps.find(one => one.id === typed)
  if (step) return step.id
  throw new Problem(`The questions here are 1 to ${steps.length}: “edit 3” opens the third.`)
}

function someWords(typed: string): string {
  if (typed.trim() !== '') return typed
  throw new Problem(
    'Nothing was typed there, so nothing is changed. A few words are enough; “skip” goes on without any.',
  )
}
