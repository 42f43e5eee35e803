import type { Guide } from '../features/readings/schema.ts'
import { planId, type Walkthrough } from '../features/walkthrough/schema.ts'

/** A walk-through that no one could find or start, and why. */
export interface Misfit {
  walkthrough: Walkthrough
  field: 'command' | 'section'
  why: string
}

/** Walk-throughs in a section that the guide has not, or under a word that is taken. Of two that share one, the later is at fault. */
export function misfits(guide: Guide, all: readonly Walkthrough[]): Misfit[] {
  const sections = new Set(guide.sections.map(section => section.id))
  return all.flatMap((walkthrough, at): Misfit[] => {
    const { id, command, section } = walkthrough
    const misfit = (field: Misfit['field'], why: string) => ({
      walkthrough,
      field,
      why: `“${id}”, ${field}: ${why}`,
    })
    if (id !== planId && command === planId)
      return [misfit('command', 'choose another word than “plan”, since reminders that are set ask for it.')]
    if (id === planId && command !== planId)
      return [misfit('command', 'it stays “plan”, since reminders that are set ask for it.')]
    if (!sections.has(section)) return [misfit('section', `the guide has no section “${section}”.`)]
    if (all.findIndex(other => other.command === command) !== at)
      return [misfit('command', `“${command}” is another walk-through’s word.`)]
    return []
  })
}
