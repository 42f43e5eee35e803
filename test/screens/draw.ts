import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { packageRoot } from '../../src/config/paths.ts'
import type { Size } from './budget.ts'
import type { Payload } from './screen.ts'

/** A page that shows many screens below one another, each in an element of its own. */
export interface Drawing {
  html: string
  /** Run in the page, once it is there. */
  script?: string
}

/** What was measured of one: its size, how wide it is, and its words in order. */
export interface Measured extends Size {
  width: number
  text: string
  /** There is something to fill in. */
  hasField: boolean
}

/** Where a screen's picture is: in a file that has many, from there on. */
export interface Picture {
  file: string
  top: number
  width: number
  height: number
}

const here = join(packageRoot(), 'test/screens/')
const mine = createRequire(here)
const root = createRequire(import.meta.url)
const style = (path: string) => readFileSync(path, 'utf8')

/** The packages that draw Slack's blocks and read Teams' Markdown, which are installed beside this file alone. */
export async function loadRenderers() {
  const load = (name: string) => import(pathToFileURL(mine.resolve(name)).href)
  const { createElement } = await load('react')
  const { renderToStaticMarkup } = await load('react-dom/server')
  const { Message } = await load('slack-blocks-to-jsx')
  const slackStyle = style(join(here, 'node_modules/slack-blocks-to-jsx/dist/style.css'))
  const data = { users: [], channels: [{ id: 'C0STAFF', name: 'staff' }] }
  const slackMarkup = (blocks: unknown[]): string => {
    const multiline = [
      ...JSON.stringify(blocks).matchAll(/"plain_text_input"[^{}]*?"multiline":(true|false)/g),
    ]
    let field = 0
    return drawn(blocks).replace(/<textarea/g, whole =>
      multiline[field++]?.[1] === 'false' ? `${whole} data-line` : whole,
    )
  }
  const drawn = (blocks: unknown[]): string =>
    renderToStaticMarkup(
      createElement(Message, {
        // This renderer takes what is not to be linked for what is not to be read as markup.
        blocks: JSON.parse(JSON.stringify(blocks), (key, value) => (key === 'verbatim' ? undefined : value)),
        data,
        name: 'Hearth',
        logo: '',
        withoutWrapper: true,
        theme: 'light',
      }),
    )
  return {
    /** Slack's messages, as wide as its thread beside a channel. */
    slack: (all: readonly Extract<Payload, { platform: 'Slack' }>[]): Drawing => ({
      html: pageOf(
        all.map(
          ({ blocks, title }) =>
            `${title ? `<p class="title">${escaped(title)}</p>` : ''}${slackMarkup(blocks)}`,
        ),
        446,
        `${slackStyle}\nbody { font: 15px/1.46 Lato, "Helvetica Neue", Arial, sans-serif } .title { font-weight: 700 }
.slack_inline_code { color: #a3123f !important } .slack_blocks_to_jsx [class*="text-black-primary.3"], .slack_blocks_to_jsx [class*="text-black-primary.3"] * { color: #616061 !important }
/* Not Slack's: a line below each field, and room for more lines than Slack begins with. */
.slack_blocks_to_jsx__input .text-small.gap-1 { display: none !important } .slack_blocks_to_jsx__input textarea { height: 76px !important; min-height: 0 !important }
.slack_blocks_to_jsx__input textarea[data-line] { height: 38px !important }
.slack_blocks_to_jsx__plain_text_input_element > .absolute { display: none }`,
      ),
    }),
  }
}

/** Teams' cards by the renderer of the package, so many pixels wide. */
export const teamsDrawing = (
  all: readonly Extract<Payload, { platform: 'Teams' }>[],
  width: number,
): Drawing => ({
  html: pageOf(
    all.map(() => ''),
    width,
    teamsStyle,
  ),
  script: `${readFileSync(root.resolve('adaptivecards/dist/adaptivecards.min.js'), 'utf8')}
${readFileSync(join(here, 'node_modules/markdown-it/dist/browser/markdown-it.umd.min.js'), 'utf8')}
{
  const markdown = new markdownit()
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = markdown.render(text)
    result.didProcess = true
  }
  // Teams reads no Markdown in a choice; this renderer would.
  const plainChoices = part => {
    if (typeof part !== 'object' || part === null) return part
    if (Array.isArray(part)) return part.map(plainChoices)
    const inner = Object.entries(part).map(([name, value]) => [name, plainChoices(value)])
    const choices = (part.choices ?? []).map(one => ({ ...one, title: one.title.replace(/[!-\\/:-@[-\`{-~]/g, '\\\\$&') }))
    return { ...Object.fromEntries(inner), ...(part.choices && { choices }) }
  }
  const cards = ${JSON.stringify(all.map(({ card }) => card))}
  const host = new AdaptiveCards.HostConfig(${JSON.stringify(teamsHost)})
  for (const [at, card] of cards.entries()) {
    const drawn = new AdaptiveCards.AdaptiveCard()
    drawn.hostConfig = host
    drawn.parse(plainChoices(card))
    document.getElementById('screen-' + at).append(drawn.render())
  }
}`,
})

/** The sizes and spaces by which Teams shows a card. */
const teamsHost = {
  fontFamily: '"Segoe UI", "Helvetica Neue", Arial, sans-serif',
  fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
  lineHeights: { small: 16, default: 20, medium: 22, large: 24, extraLarge: 32 },
  fontWeights: { lighter: 200, default: 400, bolder: 600 },
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 12 },
  textBlock: { headingLevel: 3 },
  separator: { lineThickness: 1, lineColor: '#E1DFDD' },
  actions: {
    maxActions: 6,
    spacing: 'default',
    buttonSpacing: 8,
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
  },
  containerStyles: {
    default: {
      backgroundColor: '#FFFFFF',
      foregroundColors: {
        default: { default: '#242424', subtle: '#616161' },
        accent: { default: '#5B5FC7', subtle: '#5B5FC7' },
      },
    },
    emphasis: {
      backgroundColor: '#F5F5F5',
      foregroundColors: { default: { default: '#242424', subtle: '#616161' } },
    },
  },
}

const teamsStyle = `body { font: 14px/20px "Segoe UI", "Helvetica Neue", Arial, sans-serif }
.screen p { margin: 0 }
.ac-pushButton { font: inherit; font-weight: 600; min-height: 32px; padding: 0 12px; border: 1px solid #767676; border-radius: 4px; background: #fff; color: #242424 }
.ac-input { font: inherit; box-sizing: border-box; border: 1px solid #767676; border-radius: 4px; padding: 5px 8px; background: #fff; color: #242424 }
.ac-anchor { color: #5B5FC7 }
${style(root.resolve('adaptivecards/dist/adaptivecards.css'))}`

/** What the terminal prints, in its one font. */
export const terminalDrawing = (all: readonly Extract<Payload, { platform: 'Terminal' }>[]): Drawing => ({
  html: pageOf(
    all.map(({ text }) => `<pre>${escaped(text)}</pre>`),
    undefined,
    'body { font: 14px/18px "DejaVu Sans Mono", monospace } pre { font: inherit; margin: 0; width: 80ch }',
  ),
})

/** The page's messages under its own style, as wide as a phone or a window beside another. */
export const browserDrawing = (all: readonly Extract<Payload, { platform: 'Browser' }>[]): Drawing => ({
  html: pageOf(
    all.map(({ html }) => `<ol class="entries"><li class="entry">${html}</li></ol>`),
    446,
    `${style(join(packageRoot(), 'adapters/web/page/hearth.css'))}
body { display: block; max-width: none; padding: 0 } .entries { list-style: none; padding: 0 } .byline { display: none }`,
  ),
})

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

function pageOf(screens: readonly string[], width: number | undefined, css: string): string {
  const wide = width === undefined ? 'fit-content' : `${width}px`
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Screens</title><style>${css}
html, body { margin: 0; background: #fff }
.off { position: absolute; clip-path: inset(50%) }
.screen { position: relative; width: ${wide}; margin: 0 0 16px }</style></head>
<body><main><h1 class="off">Screens</h1>${screens
    .map(
      (one, at) =>
        `<section class="screen" id="screen-${at}"><h2 class="off">Screen ${at + 1}</h2>${one}</section>`,
    )
    .join('\n')}</main></body></html>`
}

/** Draws a page, and measures each of its screens. */
export async function measure(page: Page, { html, script }: Drawing): Promise<Measured[]> {
  await page.setViewportSize({ width: 900, height: 900 })
  await page.setContent(html)
  if (script) await page.addScriptTag({ content: script })
  return page.evaluate(measuring)
}

/** Takes pictures of some screens of the page that was measured last; the others are gone from it then. */
export async function takePictures(
  page: Page,
  kept: readonly number[],
  folder: string,
  name: string,
): Promise<Map<number, Picture>> {
  const places: { at: number; top: number; width: number; height: number }[] = await page.evaluate(
    `(${keepIt})(${JSON.stringify(kept)})`,
  )
  const pictures = new Map<number, Picture>()
  let rest = places
  for (let sheet = 1; rest.length > 0; sheet += 1) {
    const first = rest[0]?.top ?? 0
    const fitting = rest.filter((one, place) => place === 0 || one.top + one.height - first <= sheetHeight)
    const height = Math.min(tallest, Math.max(...fitting.map(one => one.top + one.height)) - first)
    const file = `${name}-${sheet}.png`
    await page.setViewportSize({ width: 900, height: Math.ceil(height) })
    await page.evaluate(`scrollTo(0, ${first})`)
    // The last ones cannot be scrolled up to the edge.
    const scrolled = (await page.evaluate('scrollY')) as number
    const width = Math.min(900, Math.max(...fitting.map(one => one.width)))
    await page.screenshot({ path: join(folder, file), clip: { x: 0, y: 0, width, height } })
    for (const one of fitting)
      pictures.set(one.at, {
        file,
        top: one.top - scrolled,
        width: one.width,
        height: Math.min(one.height, height),
      })
    rest = rest.slice(fitting.length)
  }
  return pictures
}

/** How many pixels of screens go into one file, and how tall one screen is drawn at the most: Chromium draws no more than twice that. */
const sheetHeight = 6_000
const tallest = 8_000

/** In the page: takes the other screens away, and tells where those that stay are then. */
const keepIt = `kept => {
  for (const screen of [...document.querySelectorAll('.screen')])
    if (!kept.includes(Number(screen.id.slice(7)))) screen.remove()
  return [...document.querySelectorAll('.screen')].map(screen => {
    const { top, width, height } = screen.getBoundingClientRect()
    return { at: Number(screen.id.slice(7)), top: top + scrollY, width, height }
  })
}`

/** What axe finds wrong on the page, in a line each. */
export async function faultsOf(page: Page): Promise<string[]> {
  await page.addScriptTag({ content: axe })
  const violations: { id: string; nodes: { html: string }[] }[] = await page.evaluate(
    `axe.run(${JSON.stringify({ exclude: ofTheRenderers })}, { resultTypes: ["violations"] }).then(({ violations }) => violations)`,
  )
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 300)}`))
}

/** Parts of the renderers’ own that have no name of theirs, though their field has one: an arrow of Slack’s, the line to search in of Teams’. */
const ofTheRenderers = ['[id$="_dropdown_button"]', '.ac-choiceSetInput-filtered-textbox']

const axe = readFileSync(root.resolve('axe-core/axe.min.js'), 'utf8')

/** In the page: what is folded away or hidden is not read, and what stands on a control is no word of the message. */
const measuring = `(() => {
  const control = 'button, select, textarea, input:not([type=hidden]):not([tabindex="-1"]), summary'
  const aside = control + ', option, .slack_blocks_to_jsx__plain_text_input_element, label.unseen, .off, ' +
    '.ac-choiceSetInput-expanded label, .ac-choiceSetInput-multiSelect label, fieldset label, .slack_blocks_to_jsx__input p'
  const isSeen = node => node.checkVisibility() && !node.closest('[aria-hidden=true]')
  const wordsOf = screen => {
    const walker = document.createTreeWalker(screen, NodeFilter.SHOW_TEXT)
    const words = []
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (isSeen(node.parentElement) && !node.parentElement.closest(aside)) words.push(node.data)
    return words.join(' ')
  }
  return [...document.querySelectorAll('.screen')].map(screen => {
    const { width, height, right } = screen.getBoundingClientRect()
    const text = wordsOf(screen)
    // The boxes of one list are one thing to do.
    const lists = new Set()
    const isFirst = one => {
      if (!/^(checkbox|radio)$/.test(one.type)) return true
      const list = one.closest('fieldset, [role=radiogroup], .ac-input-container') ?? one.parentElement.parentElement
      return !lists.has(list) && lists.add(list)
    }
    const controls = [...screen.querySelectorAll(control)].filter(one => isSeen(one) && isFirst(one))
    const edges = [...screen.querySelectorAll('*:not(.off)')].filter(isSeen).map(one => one.getBoundingClientRect().right)
    return {
      text,
      words: text.split(/\\s+/).filter(word => /[\\p{L}\\p{N}]/u.test(word)).length,
      controls: controls.length,
      // A select of Slack's is drawn as a button; a long list of boxes is opened first.
      hasField: controls.some(one => !/^(BUTTON|SUMMARY)$/.test(one.tagName) || one.closest('.slack_blocks_to_jsx__input')) ||
        screen.querySelector('input[type=checkbox], input[type=radio]') !== null,
      width: Math.round(width),
      height: Math.round(height),
      // Where a line ends with a space, its box is so much wider.
      sideways: Math.max(...edges) - right > 8 ? Math.round(Math.max(...edges) - right) : 0,
    }
  })
})()`
