import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../../src/config/paths.ts'

/** A line that somebody might type, where, and how it is to be read. */
export interface ExpectedLine {
  line: string
  where: string
  /** What was shown before it. */
  after?: string
  asked?: string
  /** Each is fine, the best first. */
  commands: readonly string[]
  includes: readonly string[]
  never: readonly string[]
  excludes: readonly string[]
}

/** The lines of `lines.txt`, whose first lines tell how they are written. */
export function expectedLines(root = packageRoot()): ExpectedLine[] {
  const all: ExpectedLine[] = []
  let place: Pick<ExpectedLine, 'where' | 'after' | 'asked'> = { where: 'dm' }
  for (const row of readFileSync(join(root, 'test/core/language/lines.txt'), 'utf8').split('\n')) {
    if (row.startsWith('## ')) place = placeOf(row.slice(3).split(' '))
    const [, line, command, includes = '', marks = ''] = /^(.*) => (\S+) \[(.*?)\](.*)$/.exec(row) ?? []
    if (row.startsWith('#') || !line || !command) continue
    const marked = (sign: string) =>
      marks.split(/ (?=[!-])/).flatMap(one => (one.startsWith(sign) ? one.slice(1).trim() : []))
    all.push({
      ...place,
      line,
      commands: command.split('|'),
      includes: includes === '' ? [] : includes.split(', '),
      never: marked('!'),
      excludes: marked('-'),
    })
  }
  return all
}

function placeOf([where = 'dm', second, third]: readonly string[]): Pick<
  ExpectedLine,
  'where' | 'after' | 'asked'
> {
  if (where === 'question') return { where: `in-question:${second}`, ...(third && { asked: third }) }
  return { where, ...(second === 'after' && third && { after: third }) }
}
