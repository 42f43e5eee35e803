/** The time of the driver, the platform and Hearth: the machine's, and so much on or back. */
export class Clock {
  skew = 0

  readonly now = (): number => Date.now() + this.skew

  goTo(at: number): void {
    this.skew = Math.round(at - Date.now())
  }

  /** Lets so many milliseconds pass at once; none to speak of back. */
  step(ms: number): void {
    this.skew += ms
  }
}

export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs
export const weekMs = 7 * dayMs
