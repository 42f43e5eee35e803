import type { Adapter, MessageHandler } from '../../core/adapter.ts'
import { outcomeOf } from '../../core/delivery/delivery-error.ts'
import { OperatorError } from '../../core/operator-error.ts'
import { forwarding, type Store } from '../../core/store.ts'

/**
 * What takes time, and what each is told apart by: never a library, a person or a place. `acknowledge`: until what must be kept of
 * something said is kept; `answer`: until all that answers it is sent.
 */
export const operations = {
  acknowledge: ['platform'],
  answer: ['platform'],
  save: ['method'],
  send: ['platform', 'method'],
  reminder: [],
} as const

/** One of what is measured. */
export type Operation = keyof typeof operations
type Labels<O extends Operation> = Readonly<Record<(typeof operations)[O][number], string>>

/** Carries out some work, and notes how long it took and how it ended. */
export type Measure = <O extends Operation, T>(
  operation: O,
  labels: Labels<O>,
  work: () => Promise<T>,
) => Promise<T>

/** How some work ended: `ok`, or in one word why not. */
export function endOf(error: unknown): string {
  if (error instanceof OperatorError) return error.code
  return outcomeOf(error) ?? 'failed'
}

/** Each measure around the one before it. */
export const both =
  (outer: Measure, inner: Measure): Measure =>
  (operation, labels, work) =>
    outer(operation, labels, () => inner(operation, labels, work))

/** The same store, whose saves are measured. */
export const measuredStore = (store: Store, measure: Measure): Store => ({
  ...forwarding(store),
  update: (...asked) => measure('save', { method: 'update' }, () => store.update(...asked)),
  purge: (...asked) => measure('save', { method: 'purge' }, () => store.purge(...asked)),
  scrub: (...asked) => measure('save', { method: 'scrub' }, () => store.scrub(...asked)),
})

/** The same adapter, whose sendings are measured, and how long what comes from it waits for its answer. */
export function measuredAdapter(adapter: Adapter, measure: Measure): Adapter {
  const { platform } = adapter
  const sending = <T>(method: string, work: () => Promise<T>) => measure('send', { platform, method }, work)
  return {
    ...adapter,
    start: hearth => adapter.start(measuredHandler(hearth, platform, measure)),
    send: (...asked) => sending('send', () => adapter.send(...asked)),
    update: (...asked) => sending('update', () => adapter.update(...asked)),
    remove: (...asked) => sending('remove', () => adapter.remove(...asked)),
  }
}

const measuredHandler = (hearth: MessageHandler, platform: string, measure: Measure): MessageHandler => ({
  ...hearth,
  handle(incoming, acknowledge = () => false) {
    let isKept = () => {}
    const written = new Promise<void>(resolve => {
      isKept = resolve
    })
    void measure('acknowledge', { platform }, () => written)
    return measure('answer', { platform }, () =>
      hearth.handle(incoming, first => {
        isKept()
        return acknowledge(first)
      }),
    )
  },
})
