import { OperatorError } from '../core/operator-error.ts'

/** `.env` is a convenience: without one, the environment speaks for itself. */
export function readDotEnv(): void {
  try {
    process.loadEnvFile()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

/** Whether an error's message is all that the operator needs: it names the culprit and the cure, so no stack is shown. */
export function tellsTheCure(error: unknown): error is Error {
  return error instanceof OperatorError || (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
}
