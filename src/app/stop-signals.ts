import { setTimeout as pause } from 'node:timers/promises'

/** One Ctrl-C comes twice under `npm start`: from the terminal, and from npm. */
const oneMs = 300
/** A start that hangs, at a platform that does not answer, is waited for so long once Hearth is to end. */
const startMs = 3_000

/** What the system tells Hearth; heard also while Hearth is still starting. */
export interface StopSignals {
  /** Resolves when it is to end. */
  toLeave: Promise<void>
  /** Whoever wants that for the second time wants it now. */
  toHurry: AbortSignal
  /** Whether it is to end. */
  isToLeave(): boolean
}

/** Hears SIGTERM and SIGINT from now on. The third time nothing is waited for at all. */
export function stopSignals(): StopSignals {
  const hurry = new AbortController()
  let last: number | undefined
  const toLeave = new Promise<void>(resolve => {
    const onSignal = () => {
      const now = performance.now()
      if (last !== undefined && now - last < oneMs) return
      if (last === undefined) resolve()
      else if (hurry.signal.aborted) process.exit(0)
      else hurry.abort()
      last = now
    }
    for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, onSignal)
  })
  return { toLeave, toHurry: hurry.signal, isToLeave: () => last !== undefined }
}

/** Resolves when a start is not waited for any longer; never, where nobody wants Hearth to end. */
export async function tooLate({ toLeave, toHurry }: StopSignals): Promise<undefined> {
  await toLeave
  await pause(startMs, undefined, { signal: toHurry }).catch(() => {})
}
