import { type Figure, isMet, type Row } from '../row.ts'

/** The table, as text. */
export function table(rows: readonly Row[]): string {
  return rows.map(section).join('\n\n')
}

function section({ id, title, figures, notes = [] }: Row): string {
  const lines = figures.map(one => [
    one.what,
    said(one.median, one.unit),
    rangeOf(one),
    aimOf(one),
    verdict(one),
  ])
  const head = ['', 'median', 'min … max', 'aim', '']
  const widths = head.map((word, at) => Math.max(word.length, ...lines.map(line => line[at]?.length ?? 0)))
  const drawn = [head, ...lines].map(line =>
    line
      .map((word, at) => (at === 0 ? word.padEnd(widths[at] ?? 0) : word.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
  return [`${id}. ${title}`, ...drawn, ...notes.map(note => `   ${note}`)].join('\n')
}

const said = (value: number, unit: string): string =>
  Number.isNaN(value) ? 'not measured' : `${short(value)} ${unit}`

const rangeOf = ({ min, max }: Figure): string => (Number.isNaN(min) ? '' : `${short(min)} … ${short(max)}`)

function aimOf({ aim }: Figure): string {
  if (!aim) return ''
  return 'least' in aim ? `≥ ${short(aim.least)}` : `≤ ${short(aim.most)}`
}

function verdict(one: Figure): string {
  const met = isMet(one)
  return met === undefined ? '' : met ? 'met' : 'not met'
}

/** Three digits are as many as these figures have. */
export const short = (value: number): string =>
  Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en-US') : String(Number(value.toPrecision(3)))
