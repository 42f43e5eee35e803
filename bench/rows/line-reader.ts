import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createLanguage } from '../../src/app/language.ts'
import { loadContent } from '../../src/content/load.ts'
import { expectedLines } from '../../test/core/language/lines.ts'
import { quantile } from '../measure/stats.ts'
import { type Form, figure, type Row } from '../row.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))

/** Lines that nobody would type, and that a reader may choke on: up to 3,000 characters each. */
const worst = [
  'no and or no '.repeat(230),
  'a '.repeat(1_500),
  'remind me every other monday to call Ana '.repeat(70),
  'icebreaker plan readings closed forget delete post share '.repeat(50),
  '?!.,;'.repeat(600),
  'can you please give me '.repeat(130),
  'closed 24 Dec and '.repeat(160),
  'מה שלומך '.repeat(330),
  '💥'.repeat(1_000),
]

/** Row 7: what the reader takes of the processor for lines that people type, and for the worst. */
export async function lineReader(form: Form): Promise<Row> {
  const { read } = createLanguage(loadContent(join(root, 'content')))
  const context = { where: 'dm', now: { today: '2026-11-28', monthFirst: true } } as const
  const lines = expectedLines(root).map(one => one.line)
  /** Milliseconds of the processor; the middle of several, since a pause of the collector is nobody's line. */
  const cost = (line: string): number => {
    const all = Array.from({ length: 7 }, () => {
      const before = process.cpuUsage()
      read(line, context)
      const { user, system } = process.cpuUsage(before)
      return (user + system) / 1_000
    })
    return quantile(
      all.toSorted((a, b) => a - b),
      0.5,
    )
  }
  if (!form.short) for (const line of lines) read(line, context)
  const rounds = Array.from({ length: form.rounds }, () => ({
    usual: lines.map(cost).sort((a, b) => a - b),
    odd: worst.map(cost).sort((a, b) => a - b),
  }))
  const of = (kind: 'usual' | 'odd', share: number) => rounds.map(one => quantile(one[kind], share))
  return {
    id: '7',
    title: 'The reader of lines',
    figures: [
      figure('a line that people type, median', 'ms', of('usual', 0.5), { most: 0.3 }),
      figure('the same, 99th of 100', 'ms', of('usual', 0.99)),
      figure('the worst of odd lines', 'ms', of('odd', 1), { most: 5 }),
    ],
    notes: [`${lines.length} lines of test/core/language/lines.txt, and ${worst.length} odd ones.`],
  }
}
