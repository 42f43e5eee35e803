/** Something that goes wrong with a call. `accepted`: the call is carried out first, so that only its answer is lost. */
export type Fault = { accepted?: boolean } & (
  | { kind: 'status'; status: number; retryAfter?: number }
  | { kind: 'refused'; error: string }
  | { kind: 'hang' }
  | { kind: 'reset' }
  | { kind: 'badJson' }
  | { kind: 'slow'; ms: number }
)

/** Slack's "too many requests", with how many seconds to wait. */
export const rateLimited = (retryAfter = 1): Fault => ({ kind: 'status', status: 429, retryAfter })

/** A server error; with `accepted`, one that comes after the call was carried out. */
export const serverError = (status = 500, accepted = false): Fault => ({ kind: 'status', status, accepted })

/** An ordinary refusal, such as `is_archived`. */
export const refused = (error: string): Fault => ({ kind: 'refused', error })

/** No answer ever comes. */
export const hang = (accepted = false): Fault => ({ kind: 'hang', accepted })

/** The connection breaks. */
export const reset = (accepted = false): Fault => ({ kind: 'reset', accepted })

/** The answer is not JSON. */
export const badJson = (accepted = false): Fault => ({ kind: 'badJson', accepted })

/** The answer is right, but late. */
export const slow = (ms: number): Fault => ({ kind: 'slow', ms })

/** The faults still to come, by method; `*` is any method. */
export class Faults {
  #waiting: { method: string; fault: Fault; channel?: string | undefined }[] = []

  add(method: string, fault: Fault, times: number, channel?: string): void {
    for (let at = 0; at < times; at++) this.#waiting.push({ method, fault, channel })
  }

  /** The next fault for this method, and for this channel where it is for one alone; used up by asking. */
  take(method: string, channel: unknown): Fault | undefined {
    const at = this.#waiting.findIndex(
      one =>
        (one.method === method || one.method === '*') &&
        (one.channel === undefined || one.channel === channel),
    )
    return at < 0 ? undefined : this.#waiting.splice(at, 1)[0]?.fault
  }

  clear(): void {
    this.#waiting = []
  }
}
