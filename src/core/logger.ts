import { createHash } from 'node:crypto'

/** What the operator is told. Never the words people wrote, never a secret: say what happened, where, and what to do. */
export interface Logger {
  info(message: string, about?: LogAbout): void
  warn(message: string, about?: LogAbout): void
  error(message: string, about?: LogAbout): void
}

/** What a line is about, in fields that a log can be searched by. */
interface LogAbout {
  request: string
}

/**
 * Marks lines as those of one request: of a delivery, by the name that the platform gave it, or of a reminder's occurrence, by its key.
 * The name holds ids, so it is its digest that is logged.
 */
export const aboutRequest = (name: string): LogAbout => ({
  request: createHash('sha256').update(name).digest('hex').slice(0, 12),
})

/** What went wrong, in one line; never the body of a request or an answer, nor a piece of one that an error quotes. */
export function reason(error: unknown): string {
  if (!(error instanceof Error)) return 'something that is not an error was thrown'
  const code = 'code' in error && typeof error.code === 'string' ? ` [${error.code}]` : ''
  return `${error.name}${code}: ${unquoted(error.message)}`
}

/** What stands in straight double quotes is what came in: a piece of JSON that could not be read, an id that somebody typed. */
const unquoted = (message: string): string => message.replace(/"(?:[^"\\]|\\.)*"?/gs, '"…"')
