import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../config/paths.ts'
import { nearest } from '../core/language/did-you-mean.ts'

/** A sentence that Hearth says, with `{placeholders}`, and the part of Hearth that says it. */
export interface Listed {
  part: string
  sentence: string
}

let known: { all: readonly Listed[]; sentences: ReadonlySet<string>; shapes: readonly RegExp[] } | undefined

/** What was found in the sources when Hearth was built; nothing where it runs from its sources alone. */
function listed(): NonNullable<typeof known> {
  if (known) return known
  try {
    const file = readFileSync(join(packageRoot(), 'dist', 'phrases.json'), 'utf8')
    const all = JSON.parse(file) as Listed[]
    const sentences = new Set(all.map(({ sentence }) => sentence))
    known = { all, sentences, shapes: [...sentences].filter(one => one.includes('{')).map(shapeOf) }
  } catch {
    known = { all: [], sentences: new Set(), shapes: [] }
  }
  return known
}

/** All that Hearth says; empty where it runs from its sources alone. */
export const listedPhrases = (): readonly Listed[] => listed().all

/** What is put into a sentence may be something else than the list says, or nothing. */
const shapeOf = (sentence: string): RegExp =>
  new RegExp(
    `^${sentence
      .split(/\{[\w#]*\}/)
      .map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
    's',
  )

/** What is wrong with a phrase, where the code of Hearth says no such sentence. */
export function phraseFault(key: string): string | undefined {
  const { sentences, shapes } = listed()
  if (sentences.size === 0 || sentences.has(key) || shapes.some(one => one.test(key))) return undefined
  const [near] = nearest(key, sentences, 1)
  return `Hearth says no such sentence (anymore). ${near ? `Did you mean “${near}”?` : '“npm run phrases” writes all that it says.'}`
}
