/** What the driver may tell the process under test. */
export interface Order {
  /** How far the clock is off, in milliseconds. */
  skew?: number
  /** How far the clock that goes on evenly is on. */
  passed?: number
  /** Whoever sleeps for long wakes now. */
  wake?: boolean
  /** Every operation within a folder takes so long. */
  slow?: false | { within: string; ms: number }
  /** Every so many operations on the data folder (of one kind, if named) fail: a write after half of its bytes. */
  fault?: false | { every: number; code: string; only?: 'open' | 'write' | 'sync' | 'rename' | 'link' }
}

/** What the process answers: what failed since the order before. */
export interface Answer {
  fired: string[]
}

/** One step of the disk, or an answer that was confirmed, as the process tells them in order. */
export type Step =
  | { open: string; new: boolean }
  | { write: string; bytes: string }
  | { truncate: string; length: number }
  | { sync: string }
  | { syncFolder: string }
  | { rename: string; to: string }
  | { link: string; to: string }
  | { unlink: string }
  | { mkdir: string }
  | { confirmed: string }
