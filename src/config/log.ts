import { pino } from 'pino'
import type { Logger } from '../core/logger.ts'

/** Structured lines on standard error; standard output belongs to the conversation in the terminal. No secret gets into them. */
export function createLogger(level: string, secrets: readonly string[] = []): Logger {
  const log = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  )
  const redact = redacting(secrets)
  return {
    info: (message, about) => log.info({ ...about }, redact(message)),
    warn: (message, about) => log.warn({ ...about }, redact(message)),
    error: (message, about) => log.error({ ...about }, redact(message)),
  }
}

/** Short ones would blot out ordinary words. */
const shortest = 8

/** What looks like a key of a platform: Slack's tokens, signed tokens, what follows “Bearer”, and Slack's secret addresses. */
const keys =
  /\bx(?:ox[a-z]|app)-[\w-]+|\beyJ[\w-]+\.[\w-]+\.[\w-]*|\bBearer\s+\S+|https:\/\/hooks\.slack\.com\/\S+/g

/** Whatever an error of some library may have brought along: the secrets of the settings, and what looks like one. */
export const redacting =
  (secrets: readonly string[]) =>
  (message: string): string =>
    secrets
      .filter(secret => secret.length >= shortest)
      .reduce((words, secret) => words.replaceAll(secret, '[secret]'), message.replace(keys, '[secret]'))
