import type { Guide } from '../features/readings/schema.ts'
import type { Walkthrough } from '../features/walkthrough/schema.ts'
import { limits, newAllowance } from './content-file.ts'
import type { Told } from './content-folder.ts'
import { type Placed, valuesOf } from './layers.ts'
import { misfits } from './misfits.ts'
import type { SourceFile } from './source.ts'

type Walks = Map<string, Placed<Walkthrough>[]>

/** A library's own guide is used where each of our walk-throughs has its section in it. */
export function fittingGuide(guides: readonly Placed<Guide>[], walks: Walks, ours: Told): Guide | undefined {
  for (const { value, file, told } of guides.toReversed()) {
    if (told === ours) return value
    const lost = misfits(
      value,
      valuesOf(walks).filter(walk => walks.get(walk.id)?.[0]?.told === ours),
    )
    if (lost.length === 0) return value
    for (const { why } of lost) told.fault(`${file.name}: this guide does not fit: ${why}`)
  }
  return undefined
}

/** Where a library's own walk-through does not fit, ours stays, if it stands in place of one. */
export function fittingWalks(guide: Guide, walks: Walks, ours: Told): Walkthrough[] {
  const oursFirst = () =>
    [...walks.values()]
      .flatMap(([one]) => one ?? [])
      .toSorted((a, b) => Number(a.told !== ours) - Number(b.told !== ours))
  for (;;) {
    const lost = misfits(
      guide,
      oursFirst().map(({ value }) => value),
    )
    for (const { walkthrough, field, why } of lost) {
      const [misfit, ...before] = walks.get(walkthrough.id) ?? []
      misfit?.told.fault(`${misfit.file.name}:${lineOfField(misfit.file, field)} ${why}`)
      if (before.length > 0) walks.set(walkthrough.id, before)
      else walks.delete(walkthrough.id)
    }
    if (lost.length === 0) return valuesOf(walks)
  }
}

/** Where a field stands at the left edge of a file, with a colon behind it. */
function lineOfField(file: SourceFile, field: string): string {
  const { text } = file.read(limits.fileBytes, newAllowance())
  const at = text.split('\n').findIndex(line => line.startsWith(`${field}:`))
  return at < 0 ? '' : `${at + 1}:`
}
