import { type Logger as BoltLogger, LogLevel } from '@slack/bolt'
import type { Logger } from '../../src/core/logger.ts'
import { errorCode } from './errors.ts'

/** Sums an error up in one line for the log, without a body, a token or an address. */
export function errorSummary(error: unknown): string {
  const word = errorCode(error)
  if (word) return `Slack said ${word}`
  if (!(error instanceof Error)) return typeof error === 'string' ? clean(error) : 'an unknown error'
  const code = 'code' in error && typeof error.code === 'string' ? ` [${error.code}]` : ''
  // What Slack or a proxy wrote may stand in the message of a platform error.
  return code === ' [slack_webapi_platform_error]'
    ? 'Slack gave an answer that is not Slack’s'
    : `${error.name}${code}: ${clean(error.message)}`
}

const clean = (words: string): string =>
  words
    .replace(/\bx(ox[a-z]|app)-[\w-]+/g, '…')
    .replace(/\b(https?|wss?):\/\/\S+/g, '…')
    .slice(0, 300)

/** Bolt's logger in front of ours. What Bolt writes for debugging holds people's words, and is dropped. */
export const boltLogger = (log: Logger): BoltLogger => ({
  debug: () => {},
  info: () => {},
  warn: (...all) => log.warn(`slack: ${all.map(errorSummary).join(' ')}`),
  error: (...all) => log.error(`slack: ${all.map(errorSummary).join(' ')}`),
  setLevel: () => {},
  getLevel: () => LogLevel.INFO,
  setName: () => {},
})
