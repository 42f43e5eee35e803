import type { PersonId, Values } from '../../core/incoming.ts'
import { dialog, heading, type Message, quiet } from '../../core/message.ts'
import type { MoveRequest } from './apply-move.ts'
import { press } from './cards.ts'
import { inputOf } from './question-card.ts'
import { chosenIn, optionsOf } from './run/options.ts'
import { entriesOf, type Run } from './run/run.ts'
import { choosing, type Step, type Walkthrough } from './schema.ts'

/** Longer answers stay out of a field: platforms cut them there. What is typed beside them is added. */
const mostInField = 2_500

/** All questions at once, each with what the person said so far; for those who already know. */
export function wholeForm(walkthrough: Walkthrough, run: Run, person: PersonId): Message {
  const inputs = walkthrough.steps.map((step, at) => ({
    ...inputOf(walkthrough, run, step, ownWords(run, step, person)),
    label: `${at + 1}. ${step.question}`,
  }))
  return [
    heading(`${run.name}: all questions at once`),
    quiet('Nothing is required. A field you leave empty changes nothing.'),
    dialog('All questions at once', inputs, press(run, 'Save all', `fill ${run.touchedAt}`, 'primary')),
  ]
}

function ownWords(run: Run, step: Step, person: PersonId): string {
  const own = entriesOf(run, step.id).filter(one => one.by.id === person)
  const words = own.map(one => one.text).join('\n')
  return words.length > mostInField ? '' : words
}

/** What a filled form asks of the run. Answers too long for their field were drawn empty, and are added to. */
export const fill =
  (values: Values, drawn: number) =>
  (walkthrough: Walkthrough, run: Run): MoveRequest => ({
    type: 'fill',
    drawn,
    answers: Object.entries(values).map(([id, value]) => {
      const step = walkthrough.steps.find(one => one.id === id)
      const picked = step && choosing(step.input) ? chosenIn(value, optionsOf(walkthrough, run, step)) : []
      const text = picked.length > 0 ? picked.map(one => one.label).join('; ') : value
      return { step: id, text, ...(picked.length > 0 && { chosen: picked.map(one => one.id) }) }
    }),
  })
