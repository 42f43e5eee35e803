import type { Size } from './budget.ts'
import type { Measured, Picture } from './draw.ts'
import type { Screen } from './screen.ts'

/** One screen as the gallery shows it. */
export interface Shown {
  screen: Screen
  name: string
  size: Measured
  most: Partial<Size>
  over: readonly string[]
  /** Why it may be over. */
  why: string | undefined
  pictures: readonly Picture[]
  /** Other screens that look the same. */
  alike: readonly string[]
}

/** A page of the gallery: what it is of, and its screens. */
export interface Wall {
  title: string
  count: number
  shown: readonly Shown[]
}

/** The page that shows every screen with its picture, its words and its size, those over budget first. */
export const galleryPage = (walls: readonly Wall[]): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>What Hearth shows</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem; color: #222; background: #f6f4f1 }
ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 1.5rem; align-items: flex-start }
li { background: #fff; border: 1px solid #ccc; border-radius: 8px; padding: 1rem; max-width: 100% }
h3 { margin: 0 0 .5rem; max-width: 446px; font-size: 1rem }
.picture { background-repeat: no-repeat; border: 1px solid #ddd; margin: .5rem 0 }
p, details { margin: .25rem 0; max-width: 446px; font-size: .875rem }
.over { color: #a11d1d; font-weight: 600 }
nav a { margin-right: 1rem }
</style></head>
<body><main><h1>What Hearth shows</h1>
<nav aria-label="Platforms">${walls.map(one => `<a href="#${idOf(one)}">${escaped(one.title)}</a>`).join(' ')}</nav>
${walls.map(drawWall).join('\n')}
</main></body></html>
`

function drawWall(wall: Wall): string {
  const over = wall.shown.filter(one => one.over.length > 0)
  const worstFirst = [...wall.shown].sort((one, other) => excessOf(other) - excessOf(one))
  return `<h2 id="${idOf(wall)}">${escaped(wall.title)}</h2>
<p>${wall.count} screens, ${over.length} over budget. Those that look the same are drawn once.</p>
<ul>${worstFirst.map(drawScreen).join('\n')}</ul>`
}

/** How far over its budget a screen is, in the measure that is worst. */
const excessOf = ({ size, most, over }: Pick<Shown, 'size' | 'most' | 'over'>): number =>
  over.length === 0
    ? 0
    : Math.max(
        ...(['words', 'controls', 'height', 'sideways'] as const).map(
          what => size[what] / Math.max(1, most[what] ?? Number.POSITIVE_INFINITY),
        ),
      )

/** What a screen has, against what it may have. */
export const measuresOf = ({ screen, size, most }: Pick<Shown, 'screen' | 'size' | 'most'>): string =>
  [
    `${size.words} words${of(most.words)}`,
    `${size.controls} controls${of(most.controls)}`,
    `${size.height} ${screen.platform === 'Terminal' ? 'lines' : 'pixels high'}${of(most.height)}`,
  ].join(' · ')

function drawScreen(shown: Shown): string {
  const { screen, name, size, over, why, pictures, alike } = shown
  return `<li><h3>${escaped(name)}</h3>
<p>${escaped(measuresOf(shown))}</p>
${over.map(one => `<p class="over">${escaped(one)}</p>`).join('\n')}
${over.length > 0 && why ? `<p>Why: ${escaped(why)}</p>` : ''}
${pictures.map(one => drawPicture(one, name)).join('\n')}
<p>${escaped(screen.conversation)}</p>
<p>${escaped(screen.step)}</p>
<details><summary>Its words</summary>${escaped(size.text.replace(/\s+/g, ' '))}</details>
${alike.length > 0 ? `<details><summary>${alike.length} that look the same</summary>${alike.map(escaped).join('<br>')}</details>` : ''}
</li>`
}

const of = (most: number | undefined): string => (most === undefined ? '' : ` of ${most}`)

const drawPicture = ({ file, top, width, height }: Picture, name: string): string =>
  `<div class="picture" role="img" aria-label="${escaped(name)}, ${Math.round(width)} pixels wide" style="width: ${Math.ceil(width)}px; height: ${Math.ceil(height)}px; background-image: url(${file}); background-position: 0 -${top}px"></div>`

const idOf = ({ title }: Wall): string => title.replace(/\W+/g, '-')

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
