import { OperatorError } from '../../core/operator-error.ts'

const cures: Readonly<Record<string, string>> = {
  ENOSPC: 'Free some space on this disk.',
  EDQUOT: "Free some space: this user's quota is used up.",
  EIO: 'The disk reports errors: look after it, and make a backup.',
  EROFS: 'The disk can only be read: mount it for writing.',
  EACCES: 'Give the user that runs Hearth the right to write there.',
  EPERM: 'Give the user that runs Hearth the right to write there.',
  ENOENT: 'A file or folder was moved or deleted while Hearth was running: put it back and start again.',
  EMFILE: 'Too many files are open: raise the limit (ulimit -n).',
}

/** What to do about what the disk said, by its code (such as ENOSPC). */
export const cureOf = (code: string): string | undefined =>
  Object.hasOwn(cures, code) ? cures[code] : undefined

/** A save that the disk refused: what happened, where, and the cure. Keeps the cause's code (such as ENOSPC). */
export function refused(folder: string, cause: unknown): OperatorError {
  if (cause instanceof OperatorError) return cause
  const { code = 'EUNKNOWN', message } = cause as NodeJS.ErrnoException
  const words = `A change could not be saved in ${folder}, and nothing of it was kept: ${message}. ${cureOf(code) ?? ''}`
  return new OperatorError(code, words.trim(), { cause })
}
