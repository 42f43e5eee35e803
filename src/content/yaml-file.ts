import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Document, LineCounter, Node } from 'yaml'
import { packageRoot } from '../config/paths.ts'
import { limits, tooDeep } from './content-file.ts'
import { type FaultInWords, inWords } from './faults-in-words.ts'

/** What a content file says, what is wrong with it as YAML, and where a field of it stands. */
export interface ContentFile {
  value: unknown
  faults: string[]
  lineOf(path: readonly PropertyKey[]): number
}

/**
 * What content files came to when Hearth was built, read and checked: by what they hold and the checksum of their text, so
 * that a file changed since is read anew.
 */
export type ReadBefore = Readonly<Record<string, unknown>>

const builtFile = () => join(packageRoot(), 'dist', 'content.json')

/** What was read at the build; nothing where Hearth runs from its sources alone. */
export function readBefore(): ReadBefore {
  try {
    return JSON.parse(readFileSync(builtFile(), 'utf8'))
  } catch {
    return {}
  }
}

/** Under which name a file's content is kept: `name` is what it holds, such as icebreakers. */
export const keyOf = (name: string, text: string): string =>
  `${name}/${createHash('sha256').update(text).digest('hex')}`

/** Reads the text of a content file, or of a part of one. YAML takes most of the time that a start takes, so it is read only where it was not before. */
export function readContent(text: string, linesBefore = 0): ContentFile {
  const deep = lineTooDeep(text)
  if (deep !== undefined) return unusable(deep + linesBefore, tooDeep)
  const { document, lines } = parse(text)
  const all = text.split('\n')
  const faults = document.errors.map(error => {
    const { line } = lines.linePos(error.pos[0])
    return faultOn(line + linesBefore, all[line - 1] ?? '', inWords(error, all[line - 1] ?? ''))
  })
  if (faults.length > 0) return { ...unusable(1, ''), faults }
  try {
    return {
      value: document.toJS({ maxAliasCount: limits.aliases }),
      faults,
      lineOf: path => lines.linePos(offsetOf(document, path)).line + linesBefore,
    }
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error
    return unusable(
      1 + linesBefore,
      'its aliases (such as *name) unfold to more than I read. Write out what they stand for.',
    )
  }
}

/** A fault with its line; beneath it the line as it stands, and as it should, where that is known. */
export const faultOn = (line: number, stands: string, { says, write }: FaultInWords, where = ''): string =>
  [
    `${line}: ${where}${says}`,
    ...(write ? [`    it says  ${seen(stands)}`, `    write    ${write.trim()}`] : []),
  ].join('\n')

/** A line as it stands, with what nobody sees: a tab at its beginning. */
const seen = (line: string): string =>
  line.trimEnd().replace(/^\s+/, ahead => '⇥'.repeat(ahead.split('\t').length - 1))

const unusable = (line: number, fault: string): ContentFile => ({
  value: undefined,
  faults: [`${line}: ${fault}`],
  lineOf: () => line,
})

/**
 * The line on which a text is nested more deeply than any content is: the parser, which calls itself for each level, would end the
 * whole program. The lexer does not.
 */
function lineTooDeep(text: string): number | undefined {
  let [line, column, flow, isFirst] = [1, 0, 0, true]
  for (const token of new (yaml().Lexer)().lex(text)) {
    const breaks = token.split('\n').length - 1
    const isEmpty = breaks === token.length || token.startsWith('#') || token.trim() === ''
    const opensLevel = token === '-' || token === '?' || isFirst
    if (!isEmpty && flow === 0 && opensLevel && column > limits.columns) return line
    if (token === '[' || token === '{') flow++
    if (token === ']' || token === '}') flow--
    if (flow > limits.flowLevels) return line
    if (breaks > 0 || !isEmpty) isFirst = breaks > 0
    line += breaks
    column = breaks > 0 ? token.length - token.lastIndexOf('\n') - 1 : column + token.length
  }
  return undefined
}

/** Loaded where it is needed only: a start on built content needs no YAML. */
const yaml = () => createRequire(import.meta.url)('yaml') as typeof import('yaml')

function parse(text: string): { document: Document; lines: LineCounter } {
  const lines = new (yaml().LineCounter)()
  return { document: yaml().parseDocument(text, { lineCounter: lines, prettyErrors: false }), lines }
}

/** Where in the file the field at `path` begins; the nearest thing around it where the field itself is missing. */
function offsetOf({ contents: root }: Document, path: readonly PropertyKey[]): number {
  const { isMap, isSeq } = yaml()
  let node: unknown = root
  let offset = root?.range?.[0] ?? 0
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find(item => String(item.key) === String(key))
      if (!pair) break
      offset = (pair.key as Node).range?.[0] ?? offset
      node = pair.value
    } else if (isSeq(node)) {
      node = node.items[Number(key)]
      offset = (node as Node | undefined)?.range?.[0] ?? offset
    } else break
  }
  return offset
}
