/** An error for whoever looks after Hearth: its message names the culprit and the cure, so it is shown without a stack. */
export class OperatorError extends Error {
  /** What went wrong, in one word: our own, such as ECORRUPT, or the system's, such as ENOSPC. */
  readonly code: string
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'OperatorError'
    this.code = code
  }
}

/** Whether it is one of that code. */
export const isOperatorError = (error: unknown, code: string): error is OperatorError =>
  error instanceof OperatorError && error.code === code
