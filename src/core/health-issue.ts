import { type Kind, kind } from './store.ts'

/** Something that only who looks after Hearth can mend. Without a word of what people wrote. */
export interface HealthIssue {
  /** A sentence: what does not work. */
  says: string
  /** The click or the line that mends it. */
  mend: string
}

/** Which troubles the admins of a workspace have been told of, by the trouble's name. Gone once it is mended. */
export const notices: Kind<{ at: number }> = kind('notice')
