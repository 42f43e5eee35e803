import type { Call } from '../../core/command.ts'
import { clip } from '../../core/text.ts'
import { takenOver } from '../walkthrough/run/entry.ts'
import { newRunId, type Run, startRun } from '../walkthrough/run/run.ts'
import { isPlan, planOf } from '../walkthrough/run/run-plan.ts'
import { untouched } from '../walkthrough/run/update.ts'
import type { Walkthrough } from '../walkthrough/schema.ts'
import { whoIs } from '../walkthrough/store.ts'

/** A run of one's own that begins with what stands in another: its answers, marked with where they are from, and its steps, none of them done. */
export function copyOf(call: Call, walkthrough: Walkthrough, source: Run): Run {
  const by = whoIs(call)
  const from = `from ${source.name}`
  const begun = startRun(walkthrough, {
    id: newRunId(),
    name: clip(`Copy of ${source.name}`, 80),
    namedBy: source.namedBy ?? source.owner.id,
    owner: by,
    place: { personal: true },
    at: call.at,
  })
  const answers = source.answers.flatMap(({ step, question, entries }) =>
    entries.length === 0
      ? []
      : [
          {
            step,
            question,
            entries: [{ by, at: call.at, ...takenOver(entries, by.id), from, sourceRunId: source.id }],
          },
        ],
  )
  const { steps, made } = planOf(source)
  const plan = { made, steps: steps.map(({ done: _, ...step }) => step) }
  const filled: Run = { ...begun, answers, ...(isPlan(source) && steps.length > 0 && { plan }) }
  const first = walkthrough.steps.find(step => untouched(filled, step.id))
  return first ? { ...filled, currentStep: first.id } : { ...filled, currentStep: '', status: 'finished' }
}
