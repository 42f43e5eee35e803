import type { Call } from '../command.ts'

/** What was still being answered when something came. */
export type InFlight = Pick<Call, 'alongside' | 'meanwhile'>

/** What comes by the clock was typed by nobody, so nothing was typed before its answer was seen. */
export const nothingInFlight: InFlight = { alongside: [], meanwhile: [] }

/** What is being answered: a person's own lines, and all deliveries of a place that several see. */
export function createInFlight() {
  const answering = new Map<string, string[]>()
  return {
    beside: (person: string, room: string): InFlight => ({
      alongside: answering.get(person) ?? [],
      meanwhile: answering.get(room) ?? [],
    }),
    /** Until it is answered, whatever else is typed by the person, or in the place, was typed without having seen the answer. */
    add(whose: string, asked: string, seen: Promise<void>): void {
      answering.set(whose, [...(answering.get(whose) ?? []), asked])
      void seen.then(() => {
        const left = (answering.get(whose) ?? []).filter(one => one !== asked)
        if (left.length > 0) answering.set(whose, left)
        else answering.delete(whose)
      })
    },
  }
}

/** What is being answered here, and by others. */
export const together = (here: InFlight, elsewhere: InFlight): InFlight => ({
  alongside: [...new Set([...here.alongside, ...elsewhere.alongside])],
  meanwhile: [...new Set([...here.meanwhile, ...elsewhere.meanwhile])],
})
