import { type Curve, type Figure, isMet, type Row } from '../row.ts'
import { short } from './table.ts'

const width = 900
const line = 22
const left = 400
const right = width - 190

/** Draws every figure that has an aim, against its aim, and the curves below. */
export function draw(rows: readonly Row[]): string {
  const parts: string[] = []
  let y = 30
  for (const row of rows) {
    const aimed = row.figures.filter(one => one.aim && !Number.isNaN(one.median))
    if (aimed.length === 0) continue
    parts.push(words(10, y, `${row.id}. ${row.title}`, 'class="title"'))
    for (const one of aimed) {
      y += line
      parts.push(dot(one, y))
    }
    y += line * 1.6
  }
  parts.unshift(`<path class="aim" d="M${x(1)} 14V${y - line}"/>`, words(x(1) + 4, 12, 'aim', ''))
  const curves = rows.flatMap(row => row.curves ?? [])
  for (const [at, one] of curves.entries())
    parts.push(plot(one, 10 + (at % 3) * 298, y + Math.floor(at / 3) * 170))
  const height = y + Math.ceil(curves.length / 3) * 170
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="Hearth measured: each figure against its aim, and how cost grows">
<style>
svg { background: #fff; font: 13px system-ui, sans-serif; fill: #222 }
.title { font-weight: 600 }
.small { font-size: 11px; fill: #555 }
.aim { stroke: #888; stroke-dasharray: 4 3 }
.range, .curve { stroke: #1f5f8b; stroke-width: 2; fill: none }
.met { fill: #1f5f8b }
.missed { fill: #fff; stroke: #1f5f8b; stroke-width: 2 }
.frame { fill: none; stroke: #ccc }
</style>
${parts.join('\n')}
</svg>
`
}

/** How often better than its aim a figure is: from a tenth to a hundred times, on a log scale. */
const x = (times: number): number =>
  left + ((Math.log10(Math.min(100, Math.max(0.1, times))) + 1) / 3) * (right - left)

/** A full dot is met, a ring is not: no meaning by colour. */
function dot(one: Figure, y: number): string {
  const aim = one.aim && 'least' in one.aim ? one.aim.least : (one.aim?.most ?? 1)
  const times = (value: number) => (one.aim && 'least' in one.aim ? value / aim : aim / Math.max(value, 1e-9))
  const met = isMet(one)
  const sign = one.aim && 'least' in one.aim ? '≥' : '≤'
  return [
    words(10, y, one.what, ''),
    `<path class="range" d="M${x(times(one.min))} ${y - 4}H${x(times(one.max))}"/>`,
    `<circle class="${met ? 'met' : 'missed'}" cx="${x(times(one.median))}" cy="${y - 4}" r="5"/>`,
    words(
      right + 12,
      y,
      `${short(one.median)} ${one.unit} (${sign} ${short(aim)})${met ? '' : ', not met'}`,
      'class="small"',
    ),
  ].join('')
}

/** One curve, both axes logarithmic. */
function plot({ what, unit, points }: Curve, left: number, top: number): string {
  const logs = points.map(([size, cost]) => [Math.log10(size), Math.log10(cost)] as const)
  const [low, high] = [
    Math.floor(Math.min(...logs.map(log => log[1]))),
    Math.ceil(Math.max(...logs.map(log => log[1])) + 0.001),
  ]
  const [from, to] = [logs[0]?.[0] ?? 0, logs.at(-1)?.[0] ?? 1]
  const at = ([size, cost]: readonly [number, number]) =>
    `${round(left + 45 + ((size - from) / (to - from)) * 225)} ${round(top + 125 - ((cost - low) / (high - low)) * 95)}`
  return [
    words(left + 45, top + 20, what, 'class="title"'),
    `<rect class="frame" x="${left + 45}" y="${top + 30}" width="225" height="95"/>`,
    words(left, top + 36, `${short(10 ** high)} ${unit}`, 'class="small"'),
    words(left, top + 125, `${short(10 ** low)}`, 'class="small"'),
    words(left + 45, top + 140, short(10 ** from), 'class="small"'),
    words(left + 235, top + 140, short(10 ** to), 'class="small"'),
    `<path class="curve" d="M${logs.map(at).join('L')}"/>`,
  ].join('')
}

const round = (value: number): number => Math.round(value * 10) / 10

const words = (x: number, y: number, said: string, style: string): string =>
  `<text x="${round(x)}" y="${round(y)}" ${style}>${said.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</text>`
