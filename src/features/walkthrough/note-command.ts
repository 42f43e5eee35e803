import type { Call, Command } from '../../core/command.ts'
import { type Effect, privateReply } from '../../core/effect.ts'
import { list, type Message, quiet, text } from '../../core/message.ts'
import { kind } from '../../core/store.ts'
import { applyMove, renderOutcome } from './apply-move.ts'
import type { Walkthrough } from './schema.ts'
import { focuses, may, runOfThread, runs } from './store.ts'

/** What someone noted for themselves, with the section they were in. */
export interface Note {
  text: string
  at: number
  section?: string
}
export const notes = kind<{ all: Note[] }>('note')

/** `note …`: keeps a note with the walk-through at hand, else for oneself. */
export function noteCommand(walkthroughs: readonly Walkthrough[]): Command {
  return {
    name: 'note',
    prose: true,
    summary: 'Keeps a note: with the walk-through at hand, or for yourself',
    typedOnly: true,
    keywords: ['remember', 'write', 'jot', 'notes'],
    examples: [
      ['note ask the tutors first', 'keeps it with what you are at'],
      ['note', 'shows your notes'],
    ],
    phrases: { notes: '' },
    run: call => (call.rest.trim() === '' ? mine(call) : keep(call)),
  }

  async function keep(call: Call): Promise<Effect[]> {
    const { rest, sourceMessageId } = call
    const here = await runOfThread(call.library, call.place.address)
    const desk = (await call.library.get(focuses, call.person.id)) ?? {}
    const id = here ?? (call.place.personal ? desk.waiting : undefined)
    const run = id === undefined ? undefined : await call.library.get(runs, id)
    if (run && may(run, call))
      return renderOutcome(
        call,
        walkthroughs,
        await applyMove(call, walkthroughs, run.id, {
          type: 'note',
          text: rest,
          ...(sourceMessageId && { sourceMessageId }),
        }),
      )
    const latest = desk.latest === undefined ? undefined : await call.library.get(runs, desk.latest)
    const section = walkthroughs.find(one => one.id === latest?.walkthrough)?.section
    await call.library.update(async tx => {
      const all = (await tx.get(notes, call.person.id))?.all ?? []
      await tx.put(notes, call.person.id, {
        all: [...all, { text: rest, at: call.at, ...(section && { section }) }],
      })
    })
    return [privateReply([text('Noted. It comes with “hearth export”; only you see it.')])]
  }

  async function mine(call: Call): Promise<Effect[]> {
    const all = (await call.library.get(notes, call.person.id))?.all ?? []
    const message: Message =
      all.length > 0
        ? [text('Your notes:'), list(all.map(one => one.text))]
        : [text('You have no notes yet. Type “note” and what you want to remember.')]
    return [privateReply([...message, quiet('Notes on a walk-through stand in its overview.')])]
  }
}
