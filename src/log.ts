import { pino } from 'pino'
import type { Logger } from './core/logger.ts'

/** Structured lines on standard error; standard output belongs to the conversation in the terminal. */
export function createLogger(level: string): Logger {
  const log = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  )
  return {
    info: message => log.info(message),
    warn: message => log.warn(message),
    error: message => log.error(message),
  }
}
