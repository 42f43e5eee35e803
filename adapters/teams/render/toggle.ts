import { clip } from '../../../src/core/text.ts'
import { limits } from '../limits.ts'
import type { Titled } from './buttons.ts'
import { unmentioning } from './clip.ts'

/** What opens and closes a folded part. Beside other buttons there is room for the first of what is in it. */
export function toggleOf(label: string, id: string): Titled {
  const [first = '', ...others] = label.split(' · ')
  const short = others.length > 0 && label.length > limits.toggleText ? `${first} …` : label
  return {
    type: 'Action.ToggleVisibility',
    title: clip(unmentioning(short), limits.buttonText) || '…',
    ...(short !== label && { tooltip: clip(unmentioning(label), limits.buttonHint) }),
    targetElements: [id],
  }
}
