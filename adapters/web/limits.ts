import { mostFileBytes } from '../../src/core/sent-file.ts'

/** What the page takes, keeps and holds open, at the most. */
export const limits = {
  /** Characters of one line, or of one field. */
  line: 20_000,
  /** Bytes of a request: the whole checklist, filled in at length. */
  bodyBytes: 512 * 1024,
  /** Bytes of the form that a link is sent back with: nobody knows yet who sends it. */
  signInBytes: 16 * 1024,
  /** Bytes of a file that is sent, with what a form puts around it. */
  uploadBytes: mostFileBytes + 16 * 1024,
  /** Parts of a form that a file comes in. */
  formParts: 16,
  /** Messages that are kept for each place; so many more before the oldest go. */
  kept: 300,
  slack: 50,
  /** Characters of all messages of one place; so many more before the oldest go. The newest one stays, however long it is. */
  size: 4_000_000,
  slackSize: 1_000_000,
  /** Messages that are shown, and kept nowhere, to somebody who was forgotten. */
  passing: 20,
  /** Messages that a page shows at first. */
  shown: 60,
  /** Channels of one library. */
  channels: 50,
  /** Of those, how many somebody may have in which nobody else wrote yet. */
  channelsAlone: 10,
  /** Open pages of one person, and of everybody. */
  streamsOfOne: 20,
  streams: 1_500,
  /** Bytes that may wait for one page before it is cut off: it asks again for what it missed. */
  unsentBytes: 4 * 1024 * 1024,
  /** Changes that are remembered for a page that comes back. */
  changes: 2_000,
  beatMs: 20_000,
  /** Requests that are remembered, so that one repeated does nothing twice; and for how long. */
  remembered: 10_000,
  rememberMs: 15 * 60_000,
} as const
