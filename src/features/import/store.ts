import { kind } from '../../core/store.ts'
import type { FilledForm } from './read-forms.ts'

/** What somebody sent to be read in, until they say whether it is kept: one at a time. */
export interface PendingImport {
  /** Tells this one from others: an old button keeps nothing new. */
  mark: string
  file: string
  forms: FilledForm[]
  at: number
}

export const pendingImports = kind<PendingImport>('import')
