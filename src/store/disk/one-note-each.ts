import type { Docs } from './format.ts'

type Fields = Readonly<Record<string, unknown>>

/** From format 2 to 3: what was one list of notes for each person is a document for each note, numbered from the oldest on. */
export const oneNoteEach = (docs: Docs): Docs =>
  docs.note === undefined
    ? docs
    : {
        ...docs,
        note: Object.fromEntries(
          Object.entries(docs.note).flatMap(([person, list]) =>
            ofPerson(list).map((one, at) => [`${person}/${at + 1}`, { by: person, ...one }]),
          ),
        ),
      }

const ofPerson = (list: unknown): Fields[] => {
  const all = (list as { all?: unknown } | null)?.all
  return Array.isArray(all) ? all : []
}
