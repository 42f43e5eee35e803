import { type Call, type Command, route } from '../../../core/command.ts'
import type { Effect } from '../../../core/effect.ts'
import type { Context } from '../../../core/language/grammar.ts'
import type { Reader } from '../../../core/language/reader.ts'
import type { Button } from '../../../core/message.ts'
import { press } from '../cards.ts'
import type { Run } from '../run/run.ts'
import type { Step } from '../schema.ts'

/** What a line is read with where a question waits. */
export interface AnswerDeps {
  commands: () => readonly Command[]
  read: Reader
  reply(id: string): readonly string[]
  now(call: Call): Promise<Context['now']>
  /** What a line is read with where no question waits: what was shown last, and the asker's plans. */
  context(call: Call): Promise<Context>
}

/** What a line typed to a question came to: done already, or an answer as it is to be kept. */
export type LineOutcome =
  | { effects: Effect[] }
  | { answer: { text: string; reading?: 'yes' | 'no' | 'partly' } }

/** Characters of an answer that a button can carry. */
const longestKept = 1_500

/** Keeps the line as it was typed: changing or deleting it later changes what is kept. */
export const keepButton = (call: Call, run: Run, step: Step, label = 'Save it as my answer'): Button[] => {
  const { text: typed, sourceMessageId = '-' } = call
  return typed.length > longestKept
    ? []
    : [press(run, label, `keep ${step.id} ${encodeURIComponent(sourceMessageId)} ${typed.trim()}`)]
}

/** Does what a line says, which somebody typed in other words. */
export async function carryOut(
  call: Call,
  line: string | undefined,
  deps: AnswerDeps,
  otherwise: LineOutcome,
): Promise<LineOutcome> {
  const found = line === undefined ? undefined : route(deps.commands(), line)
  if (!found || line === undefined) return otherwise
  const { command, rest } = found
  const asked = { ...call, text: line, rest, words: rest.split(/\s+/).filter(Boolean) }
  return { effects: await command.run(asked) }
}
