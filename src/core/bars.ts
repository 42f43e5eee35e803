import type { Bar } from './message.ts'

/** How a chart of bars is laid out, in pixels: each label above its bar, so that a phone shows it in letters that can be read. */
const barLayout = { width: 320, row: 44, label: 14, bar: 18, numbers: 50 } as const

/** How large the picture of bars is. */
const barsSize = (bars: readonly Bar[]): { width: number; height: number } => ({
  width: barLayout.width,
  height: Math.max(1, bars.length) * barLayout.row,
})

/** How long the bar of a value is among these. */
export function barLength(bars: readonly Bar[], { value = 0 }: Bar): number {
  const most = Math.max(1, ...bars.map(one => one.value ?? 0))
  const room = barLayout.width - barLayout.numbers
  return Math.round((value / most) * room)
}

/** Bars as an SVG picture. It is drawn beside a table that says the same, so it is hidden from who hears the page. */
export function barsOf(bars: readonly Bar[], { ink = 'currentColor' } = {}): string {
  const { width, height } = barsSize(bars)
  const rows = bars.map((one, at) => {
    const top = at * barLayout.row
    const under = top + barLayout.label + 6
    // Where letters stand: what centers them by itself is not drawn the same everywhere.
    const line = under + barLayout.label
    const long = barLength(bars, one)
    const bar =
      one.value === undefined
        ? ''
        : `<rect x="0" y="${under}" width="${Math.max(long, 1)}" height="${barLayout.bar}" fill="${ink}" opacity="0.75"/>`
    const beside = one.value === undefined ? 0 : long + 6
    const words = one.value === undefined ? '–' : String(one.value)
    return `<text x="0" y="${top + barLayout.label}">${escaped(shortened(one.label))}</text>${bar}<text x="${beside}" y="${line}">${words}</text>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" aria-hidden="true" focusable="false"><g fill="${ink}" font-family="sans-serif" font-size="14">${rows.join('')}</g></svg>`
}

/** What fits above a bar. */
const shortened = (label: string): string => {
  const letters = [...label]
  return letters.length > 40 ? `${letters.slice(0, 39).join('')}…` : label
}

const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
