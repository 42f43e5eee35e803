import type { Call, Command } from '../../core/command.ts'
import { type Effect, inPlace, privateReply } from '../../core/effect.ts'
import type { PersonId } from '../../core/incoming.ts'
import {
  bold,
  button,
  buttons,
  list,
  type Message,
  numbered,
  quiet,
  quote,
  text,
} from '../../core/message.ts'
import { type Index, kind, type Tx } from '../../core/store.ts'
import { clip } from '../../core/text.ts'
import { UserError } from '../../core/user-error.ts'
import { applyMove, renderOutcome } from './apply-move.ts'
import type { Walkthrough } from './schema.ts'
import { focuses, may, runOfThread, runs } from './store.ts'

/** What someone noted for themselves, with the section they were in. */
export interface Note {
  by: PersonId
  text: string
  at: number
  section?: string
}
/** Each is a document of its own, `person/number`: a note that is added costs what it holds, however many there are. */
export const notes = kind<Note>('note')

/** Notes by whose they are. */
export const notesByPerson: Index<Note> = {
  name: 'notes-by-person',
  kind: notes,
  keysOf: one => [one.by],
}

/** Somebody's notes, the oldest first. */
export async function notesOf(
  from: Pick<Tx, 'find'>,
  person: PersonId,
): Promise<readonly (readonly [id: string, note: Note])[]> {
  return (await from.find(notesByPerson, person)).sort(([a], [b]) => numberIn(a) - numberIn(b))
}

/** What a note goes by for good: its place in the list changes with those before it. */
export const numberIn = (id: string): number => Number(id.slice(id.lastIndexOf('/') + 1))

/** So many of them are shown at once, the latest ones, and so much of each. */
const shown = { notes: 20, letters: 1_000 }

/** `note …`: keeps a note with the walk-through at hand, else for oneself. */
export function noteCommand(walkthroughs: readonly Walkthrough[]): Command {
  return {
    name: 'note',
    prose: true,
    summary: 'Saves a note: with the walk-through you have open, or for yourself',
    typedOnly: true,
    inWords: what => (what ? `Save a note: ${what}` : undefined),
    keywords: ['remember', 'write', 'jot', 'notes'],
    examples: [
      ['note ask the tutors first', 'saves it with what you have open'],
      ['note', 'shows your notes'],
      ['note remove 3', 'takes the third one out'],
    ],
    phrases: { notes: '' },
    run: call => {
      const [, number] = /^(?:remove|delete)\s+(\d{1,4})$/i.exec(call.rest.trim()) ?? []
      if (number !== undefined) return remove(call, Number(number))
      const [, own, sure] = /^delete\s+#(\d{1,9})(?:\s+(yes|no))?$/i.exec(call.rest.trim()) ?? []
      if (own !== undefined) return removeAsked(call, own, sure?.toLowerCase())
      return call.rest.trim() === '' ? mine(call) : keep(call)
    },
  }

  async function keep(call: Call): Promise<Effect[]> {
    const { rest, sourceMessageId } = call
    const here = await runOfThread(call.library, call.place.address)
    const focus = (await call.library.get(focuses, call.person.id)) ?? {}
    const id = here ?? (call.place.personal ? focus.waiting : undefined)
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
    const latest = focus.latest === undefined ? undefined : await call.library.get(runs, focus.latest)
    const section = walkthroughs.find(one => one.id === latest?.walkthrough)?.section
    const { id: by } = call.person
    await call.library.update(async tx => {
      const last = (await notesOf(tx, by)).at(-1)?.[0]
      const id = `${by}/${1 + (last === undefined ? 0 : numberIn(last))}`
      await tx.put(notes, id, { by, text: rest, at: call.at, ...(section && { section }) })
    })
    return [privateReply([text('Saved. Only you see it; it comes with “hearth export.”')])]
  }

  async function mine(call: Call): Promise<Effect[]> {
    const all = await notesOf(call.library, call.person.id)
    const earlier = Math.max(0, all.length - shown.notes)
    const latest = all.slice(earlier).map(([, one]) => clip(one.text, shown.letters))
    const message: Message =
      all.length > 0
        ? [
            text('Your notes:'),
            earlier === 0
              ? numbered(latest)
              : list(latest.map((words, at) => [bold(`${earlier + at + 1}`), ` ${words}`])),
            ...(earlier > 0
              ? [
                  quiet(
                    `These are the latest ${latest.length} of ${all.length}; all come with “hearth export”.`,
                  ),
                ]
              : []),
            quiet('“note remove 1” takes the first one out.'),
          ]
        : [text('You have no notes yet. Type “note” and what you want to remember.')]
    return [privateReply([...message, quiet('Notes on a checklist or plan are in its overview.')])]
  }

  /** Takes one of the asker's own out, by its own number, once it was said twice. */
  async function removeAsked(call: Call, number: string, sure: string | undefined): Promise<Effect[]> {
    const id = `${call.person.id}/${number}`
    const one = await call.library.get(notes, id)
    if (!one) throw new UserError('That note is gone already.')
    const words = quote(clip(one.text, shown.letters))
    if (sure === 'no') return [inPlace(call, [text('All right. Your note is still here:'), words])]
    if (sure !== 'yes')
      return [
        privateReply([
          text('Delete this note?'),
          words,
          buttons(
            button('Delete it', `note delete #${number} yes`, 'danger'),
            button('Keep it', `note delete #${number} no`),
          ),
        ]),
      ]
    await call.library.update(tx => tx.delete(notes, id))
    return [inPlace(call, [text('Taken out of your notes:'), words])]
  }

  /** Takes one of the asker's own out, by its place in the list. */
  async function remove(call: Call, number: number): Promise<Effect[]> {
    const gone = await call.library.update(async tx => {
      const all = await notesOf(tx, call.person.id)
      const [id, one] = all[number - 1] ?? []
      if (id === undefined || one === undefined)
        throw new UserError(
          all.length === 0
            ? 'You have no notes yet. Type “note” and what you want to remember.'
            : `Your notes are 1 to ${all.length}: “notes” lists them.`,
        )
      await tx.delete(notes, id)
      return one
    })
    return [privateReply([text('Taken out of your notes:'), quote(clip(gone.text, shown.letters))])]
  }
}
