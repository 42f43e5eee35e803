import { join } from 'node:path'
import { packageRoot } from '../src/config/paths.ts'
import type { Known } from '../src/content/layers.ts'
import { type Content, loadContent } from '../src/content/load.ts'
import { readBefore } from '../src/content/yaml-file.ts'

const folder = join(packageRoot(), 'content')

/** What the build read of the content that comes with Hearth, for all tests of a process: frozen, so that none changes it for another. */
export const known: Known = { before: frozen(readBefore()) }

/** The content that comes with Hearth: read, and its language made, once for all tests of a process. */
export const builtInContent = loadContent(folder, undefined, known)

/** The same with a library's own walk-throughs over it: its language is that of all, which takes longer to make than all else. */
export const withWalkthroughs = (own: string): Content => ({
  ...loadContent(folder, own, known),
  language: builtInContent.language,
})

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  for (const one of Object.values(value)) frozen(one)
  return Object.freeze(value)
}
