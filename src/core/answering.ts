import type { Adapter } from './adapter.ts'
import { apology, notDone, notRemembered, notSaved, notSent, refusal } from './apologies.ts'
import { DeliveryError } from './delivery/delivery-error.ts'
import { createUnanswered } from './delivery/unanswered.ts'
import type { CardName, Effect } from './effect.ts'
import type { Performer } from './effect-runner.ts'
import type { Incoming } from './incoming.ts'
import { aboutRequest, type Logger, reason } from './logger.ts'
import { text } from './message.ts'
import { OperatorError } from './operator-error.ts'
import type { Store, Tx } from './store.ts'
import { UserError } from './user-error.ts'

interface AnsweringDeps extends Pick<Performer, 'at' | 'perform'> {
  store: Store
  /** May be filled later. */
  adapters: readonly Adapter[]
  /** A message that was to be remembered as this card was not sent, as far as is known. Left out: nobody needs to know. */
  unsent?: ((tx: Tx, card: CardName) => Promise<void>) | undefined
  log: Logger
}

/** Gives people their answers, and tells them where that fails. */
export interface Answering {
  /** Carries out what was decided. `answered`: the last of it was sent, though it may still have to be remembered where that stands. */
  answer(effects: readonly Effect[], incoming: Incoming, answered: () => void): Promise<void>
  /** What is said in place of what a command would have said. */
  whatWentWrong(error: unknown, incoming: Incoming): Effect[]
  /** These say that nothing was done: where one cannot be sent, it is said again, not that what was asked for is done. */
  nothingDone(effects: readonly Effect[]): void
  /** Answers nobody any more: from now on it is noted to whom an answer is owed. */
  stop(): void
  /** Keeps to whom answers are owed. */
  keepOwed(): Promise<void>
  /** Tells those to whom answers are owed from an earlier run. */
  tellUnanswered(): Promise<void>
}

/** Makes what gives the answers of one bot. */
export function createAnswering({ store, adapters, at, perform, unsent, log }: AnsweringDeps): Answering {
  const unanswered = createUnanswered({ store, adapters, log })
  const undone = new WeakSet<Effect>()
  const leaving = new AbortController()
  const left = new Promise<'no time'>(resolve =>
    leaving.signal.addEventListener('abort', () => resolve('no time')),
  )

  return {
    answer,
    whatWentWrong,
    nothingDone(effects) {
      for (const one of effects) undone.add(one)
    },
    stop: () => leaving.abort(),
    keepOwed: unanswered.keep,
    tellUnanswered: unanswered.tell,
  }

  async function answer(effects: readonly Effect[], incoming: Incoming, answered: () => void): Promise<void> {
    for (const [at, effect] of effects.entries()) {
      const sent = at === effects.length - 1 ? answered : undefined
      const doing = perform(effect, incoming, { sent }).catch(async error => {
        await noteUnsent(effect, incoming)
        await tellOfFailure(error, incoming, effect)
      })
      // It may still arrive. That is better than never to hear what became of it.
      const given = leaving.signal.aborted ? 'no time' : await Promise.race([doing, left])
      if (given === 'no time') return unanswered.owe(incoming.workspace, incoming.person.id)
    }
  }

  async function noteUnsent(effect: Effect, { workspace }: Incoming): Promise<void> {
    const name = effect.type === 'reply' || effect.type === 'send' ? effect.card?.name : undefined
    if (unsent === undefined || name === undefined) return
    await store
      .update(workspace, tx => unsent?.(tx, name))
      .catch(error =>
        log.warn(`${workspace}: it could not be kept that a question did not arrive. ${reason(error)}`),
      )
  }

  async function tellOfFailure(error: unknown, incoming: Incoming, effect: Effect): Promise<void> {
    if (leaving.signal.aborted) return
    const isUnreachable = error instanceof DeliveryError && error.outcome === 'unreachable'
    if (!isUnreachable)
      log.error(
        `${incoming.workspace}: a message could not be sent, or where it stands not be kept. ${reason(error)}`,
        aboutRequest(incoming.id),
      )
    const words = isUnreachable
      ? [text(error.message)]
      : effect.type === 'reply' && undone.has(effect)
        ? effect.message
        : error instanceof OperatorError
          ? notRemembered
          : notSent
    try {
      await at(incoming.answer.private).send(incoming.answer.private, words)
    } catch (again) {
      log.warn(
        `${incoming.workspace}: nor could the asker be told. ${reason(again)}`,
        aboutRequest(incoming.id),
      )
    }
  }

  function whatWentWrong(error: unknown, incoming: Incoming): Effect[] {
    if (error instanceof UserError) return error.answer.length > 0 ? [refusal(error)] : []
    log.error(`${incoming.workspace}: a command failed. ${reason(error)}`, aboutRequest(incoming.id))
    if (error instanceof OperatorError) return [apology(notSaved)]
    return [apology(notDone)]
  }
}
