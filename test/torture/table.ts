/** What one row of the torture run came to. */
export interface Row {
  what: string
  /** How many chances there were to lose something, in words: `30 kills, 412 answers`. */
  tried: string
  lost: number
  doubled: number
  stuck: number
  note?: string
  /** The figures that were to be hit and were not. */
  missed: string[]
}

/** Judges a row by the figures that hold for all. `mayDouble`: sends whose outcome stayed unknown, and could not be asked for. */
export function judged(row: Omit<Row, 'missed'> & { missed?: string[]; mayDouble?: number }): Row {
  const { mayDouble = 0, missed = [], ...rest } = row
  const faults = [...missed]
  if (row.lost > 0) faults.push(`${row.lost} lost`)
  if (row.stuck > 0) faults.push(`${row.stuck} stuck`)
  if (row.doubled > mayDouble) faults.push(`${row.doubled} doubled, where ${mayDouble} may be`)
  return { ...rest, missed: faults }
}

/** The rows as a Markdown table. */
export function table(rows: readonly Row[]): string {
  const head = ['what is done to it', 'tried', 'lost', 'doubled', 'stuck', 'measured']
  const cells = rows.map(({ what, tried, lost, doubled, stuck, note = '' }) =>
    [what, tried, lost, doubled, stuck, note].map(String),
  )
  const widths = head.map((name, at) => Math.max(name.length, ...cells.map(row => row[at]?.length ?? 0)))
  const line = (row: string[]) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`
  return [line(head), line(widths.map(width => '-'.repeat(width))), ...cells.map(line)].join('\n')
}
