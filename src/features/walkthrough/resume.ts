import type { Call } from '../../core/command.ts'
import { openStep, type Run } from './run/run.ts'
import { isPlan } from './run/run-plan.ts'
import type { Walkthrough } from './schema.ts'
import { runsHere, runTypedUnder } from './store.ts'

/**
 * The run that `resume` goes on with: that of the name or the kind that was said, `resume gathering`; else the latest that still asks
 * something. A plan whose questions are behind is nothing to go on with. Undefined: whatever is at hand.
 */
export async function toResume(
  call: Call,
  rest: string,
  walkthroughs: readonly Walkthrough[],
): Promise<string | undefined> {
  const [, named = ''] = /^resume\b\s*(.*)$/i.exec(rest) ?? []
  if (!/^resume\b/i.test(rest) || (await runTypedUnder(call))) return undefined
  const open = (await runsHere(call)).filter(run => asks(run, call, walkthroughs))
  const meant = named.toLowerCase()
  if (meant === '') return open.find(run => !isPlan(run))?.id ?? open[0]?.id
  return (
    open.find(run => run.name.toLowerCase().includes(meant)) ??
    open.find(run => walkthroughs.some(one => one.id === run.walkthrough && one.command === meant))
  )?.id
}

/** Whether a question of it is still open for whoever asks. */
function asks(run: Run, { person }: Call, walkthroughs: readonly Walkthrough[]): boolean {
  const walkthrough = walkthroughs.find(one => one.id === run.walkthrough)
  return (
    run.status !== 'finished' &&
    walkthrough !== undefined &&
    openStep(walkthrough, run, person.id) !== undefined
  )
}
