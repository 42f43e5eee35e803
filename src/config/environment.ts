import { ContentError } from '../content/load.ts'
import { StoreError } from '../core/store.ts'
import { ConfigError } from './config.ts'

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
  if (error instanceof ConfigError || error instanceof ContentError || error instanceof StoreError)
    return true
  return (error as NodeJS.ErrnoException).code === 'EADDRINUSE' || (error as Error).name === 'StartError'
}
