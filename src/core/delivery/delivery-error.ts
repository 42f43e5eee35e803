/** What is known of a message that was not brought. Of any other error it is not known whether the message arrived. */
export type DeliveryOutcome =
  /** The place cannot be spoken in: archived, left, blocked. The error's message is a sentence for the person. */
  | 'unreachable'
  /** Nothing was tried, since something else has to come first: it is asked again in a moment. */
  | 'not-yet'
  /** It surely was not sent: trying again later cannot double it. */
  | 'not-sent'
  /** It may have arrived, that cannot be looked up, and it was sent a second time already. */
  | 'doubtful'

/** A message that was not brought. */
export class DeliveryError extends Error {
  readonly outcome: DeliveryOutcome
  constructor(outcome: DeliveryOutcome, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'DeliveryError'
    this.outcome = outcome
  }

  /** As the other errors tell in one word what went wrong. */
  get code(): DeliveryOutcome {
    return this.outcome
  }
}

/** What an error tells of a message. Undefined: it may have arrived. */
export const outcomeOf = (error: unknown): DeliveryOutcome | undefined =>
  error instanceof DeliveryError ? error.outcome : undefined
