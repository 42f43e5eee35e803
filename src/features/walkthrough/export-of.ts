import type { Call } from '../../core/command.ts'
import { type Effect, privateReply } from '../../core/effect.ts'
import { versionsHeld } from '../../core/records/held-versions.ts'
import { UserError } from '../../core/user-error.ts'
import { whichOne } from './actions/calendar.ts'
import { exported } from './paper.ts'
import type { Walkthrough } from './schema.ts'
import { runMeant, runs, runsHere } from './store.ts'

const words =
  /^\s*(?:export|print)(?:\s+((?:as |for |in )?(?:word|docx?|page|html|print|pdf|paper|markdown|md)))?\s*$/i

/** Whether what follows a walk-through's word asks for it as files. */
export const isAboutExport = (rest: string): boolean => words.test(rest)

/** `gathering export`: the one at hand, the only one, or the one that is chosen, as files. */
export async function exportOf(call: Call, walkthrough: Walkthrough): Promise<Effect[]> {
  const { id, command, title } = walkthrough
  const form = words.exec(call.rest)?.[1] ?? ''
  const mine = (await runsHere(call)).filter(run => run.walkthrough === id)
  const atHand = await runMeant(call)
  const run = mine.find(one => one.id === atHand) ?? (mine.length === 1 ? mine[0] : undefined)
  if (mine.length === 0)
    throw new UserError(
      `You have none here yet: “${command}” begins “${title}”, and “${command} blank” gives it as an empty form.`,
    )
  if (!run) return [privateReply(whichOne(mine, `export ${form}`.trim()))]
  const replaced = await versionsHeld(call.library, runs, run.id)
  return [privateReply(await exported(walkthrough, run, call, replaced, form))]
}
