import { clip } from '../../../src/core/text.ts'
import { limits } from '../limits.ts'
import { unmentioning } from './clip.ts'
import type { Element } from './text-runs.ts'

/** What opens and closes a folded part. */
export const toggleOf = (label: string, id: string): Element => ({
  type: 'Action.ToggleVisibility',
  title: clip(unmentioning(label), limits.buttonText) || '…',
  targetElements: [id],
})
