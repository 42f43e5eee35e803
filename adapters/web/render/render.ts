import { barsOf } from '../../../src/core/bars.ts'
import {
  type Block,
  type Button,
  type Check,
  chartTable,
  fileBytes,
  type Message,
  progressText,
  type Rich,
  type Span,
  spans,
} from '../../../src/core/message.ts'
import { isLink } from '../../../src/core/text.ts'
import { english } from '../../../src/core/translation/phrases.ts'
import { attributes, Html, html } from './html.ts'
import { beforeName, type Choices, drawInput, ticksName } from './inputs.ts'
import type { Reader } from './reader.ts'

/** What drawing a message needs to know of the page it stands on. */
export interface Frame extends Choices {
  /** Where its buttons are sent to, and its files are fetched from. */
  base: string
  /** The id of its entry. */
  id: string
}

type Of<Type extends Block['type']> = Extract<Block, { type: Type }>

/** Draws a message as semantic markup, one element for each block. */
export const render = (message: Message, frame: Frame): Html =>
  html`${message.map((block, at) => inItsLanguage(block, frame.reader.language, draw(block, at, frame)))}`

/** What is in another language than what stands around it says so: a screen reader then reads it in that one. What people wrote is in theirs, which nobody told. */
function inItsLanguage(block: Block, around: string, drawn: Html): Html {
  const spoken = block.lang ?? english
  const isTheirs = block.type === 'file' || (block.type === 'text' && block.quote === true)
  return spoken === around || isTheirs ? drawn : html`<div class="spoken" lang="${spoken}">${drawn}</div>`
}

function draw(block: Block, at: number, frame: Frame): Html {
  switch (block.type) {
    case 'heading':
      return html`<h2>${block.text}</h2>`
    case 'text':
      return drawText(block)
    case 'facts':
      return html`<dl>${block.facts.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${rich(value)}</dd></div>`)}</dl>`
    case 'list': {
      const items = block.items.map(item => html`<li>${rich(item)}</li>`)
      return block.ordered ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`
    }
    case 'progress':
      return drawProgress(block)
    case 'row':
      return drawRow(block, frame)
    case 'fold':
      return html`<details class="fold"><summary>${block.label}</summary>${block.blocks.map(one => inItsLanguage(one, block.lang ?? english, draw(one, at, frame)))}</details>`
    case 'checks':
      return drawChecks(block, at, frame)
    case 'table':
      return drawTable(block, frame)
    case 'chart':
      return drawChart(block, frame)
    case 'form':
      return drawForm(
        html`${block.inputs.map(input => drawInput(input, frame.id, frame))}${drawButtons(block.buttons, frame.reader)}`,
        frame,
      )
    case 'buttons':
      return drawForm(drawButtons(block.buttons, frame.reader), frame)
    case 'file':
      return drawFile(block, at, frame)
  }
}

function drawText(block: Of<'text'>): Html {
  const words = rich(block.text)
  const kind = attributes({ class: block.quiet && 'quiet' })
  return block.quote ? html`<blockquote${kind}><p>${words}</p></blockquote>` : html`<p${kind}>${words}</p>`
}

/** The picture says nothing that the words beside it do not say. */
function drawProgress(block: Of<'progress'>): Html {
  const { done, total } = block
  const bar =
    total > 0 &&
    html`<progress max="${total}" value="${Math.min(done, total)}" aria-hidden="true"></progress>`
  return html`<p class="progress">${bar}<span>${progressText(block)}</span></p>`
}

const drawForm = (inner: Html, { base, id }: Frame): Html =>
  html`<form class="act" method="post" action="${base}/press"><input type="hidden" name="card" value="${id}">${inner}</form>`

/** What names one thing, with what can be done with it beside it. */
const drawRow = ({ title, detail, buttons }: Of<'row'>, frame: Frame): Html =>
  html`<div class="row"><div><p>${rich(title)}</p>${detail && html`<p class="quiet">${rich(detail)}</p>`}</div>${buttons.length > 0 && drawForm(drawButtons(buttons, frame.reader, true), frame)}</div>`

/** Boxes that are saved as they are ticked; without the page’s script, by the button. */
function drawChecks({ label, command, items }: Of<'checks'>, at: number, frame: Frame): Html {
  const before = items.flatMap(({ id, checked }) => (checked ? [id] : [])).join(',')
  const box = ({ id, label, detail, checked }: Check) => {
    const name = `c-${frame.id}-${at}-${id}`
    return html`<div class="box"><input type="checkbox"${attributes({ id: name, name: ticksName(at), value: id, checked })}><label for="${name}">${label}${detail && html` <span class="quiet">${detail}</span>`}</label></div>`
  }
  return drawForm(
    html`<fieldset class="field checks"><legend>${label}</legend><input type="hidden" name="${beforeName(at)}" value="${before}">${items.map(box)}</fieldset><div class="buttons saves"><button name="press" value="${command}">${frame.reader.say('Save changes')}</button></div>`,
    frame,
  )
}

/** A table that scrolls by itself where it is wider than the page. */
function drawTable({ columns, rows }: Pick<Of<'table'>, 'columns' | 'rows'>, { reader }: Frame): Html {
  const row = ([first = '', ...rest]: readonly string[]) =>
    html`<tr><th scope="row">${first}</th>${rest.map(cell => html`<td>${cell}</td>`)}</tr>`
  return html`<div class="wide" role="group" aria-label="${reader.say('Table')}: ${columns.join(', ')}" tabindex="0"><table><thead><tr>${columns.map(one => html`<th scope="col">${one}</th>`)}</tr></thead><tbody>${rows.map(row)}</tbody></table></div>`
}

/** The bars say nothing that the table under them does not say. */
function drawChart(block: Of<'chart'>, frame: Frame): Html {
  return html`<figure class="chart"><figcaption>${block.label}</figcaption>${new Html(barsOf(block.bars))}${drawTable(chartTable(block), frame)}</figure>`
}

/** Buttons, and behind ⋯ the secondary ones; one alone is no menu. A menu that nothing stands beside has a name that is seen. */
function drawButtons(all: readonly Button[], { say }: Reader, isBeside = false): Html {
  const behind = all.filter(one => one.secondary)
  const menu = behind.length > 1 ? behind : []
  const shown = all.filter(one => !menu.includes(one))
  const more =
    menu.length > 0 &&
    html`<details class="more"><summary>${isBeside || shown.length > 0 ? html`<span aria-hidden="true">⋯</span><span class="unseen">${say('More')}</span>` : html`<span class="worded"><span aria-hidden="true">⋯ </span>${say('More')}</span>`}</summary><div class="menu">${menu.map(drawButton)}</div></details>`
  return html`<div class="buttons">${shown.map(drawButton)}${more}</div>`
}

function drawButton(button: Button): Html {
  const { label, style = 'plain' } = button
  const name = attributes({ 'aria-label': button.fullLabel })
  if (!('url' in button))
    return html`<button class="${style}" name="press" value="${button.command}"${name}>${label}</button>`
  return isLink(button.url)
    ? html`<a class="button ${style}"${name} href="${button.url}" rel="noopener" target="_blank">${label}</a>`
    : html`<span>${label}: ${button.url}</span>`
}

/** What a file is for, by its ending: people know the program, not the format. */
const fileKinds = [
  { ending: /\.docx$/, label: 'Word' },
  { ending: /\.html$/, label: 'Page' },
  { ending: /\.md$/, label: 'Text' },
  { ending: /\.ics$/, label: 'Calendar' },
  { ending: /\.csv$/, label: 'Excel' },
  { ending: /\.json$/, label: 'Data' },
] as const

function kindOf(name: string, { say }: Reader): string {
  const kind = fileKinds.find(({ ending }) => ending.test(name))
  return kind ? `${say(kind.label)}: ` : ''
}

/** Whether a file is a page that the browser can print. */
export const isPage = (name: string): boolean => name.endsWith('.html')

function drawFile(file: Of<'file'>, at: number, { base, id, reader }: Frame): Html {
  const { name } = file
  const kilobytes = Math.max(1, Math.round(fileBytes(file).length / 1024))
  const printed =
    isPage(name) &&
    html`<a class="button primary" href="${base}/print/${id}/${at}" rel="noopener" target="_blank">${reader.say('Print')}<span class="unseen"> ${name}</span></a> `
  return html`<p class="file">${printed}<a href="${base}/file/${id}/${at}" download="${name}">${kindOf(name, reader)}${name}</a> <span class="quiet">${kilobytes} KB</span></p>`
}

const rich = (line: Rich): Html => html`${spans(line).map(drawSpan)}`

function drawSpan(span: Span): Html {
  if (typeof span === 'string') return withBreaks(span)
  if ('bold' in span) return html`<strong${attributes({ lang: span.lang })}>${withBreaks(span.bold)}</strong>`
  if ('spoken' in span) return html`<span lang="${span.lang}">${withBreaks(span.spoken)}</span>`
  if ('italic' in span) return html`<em>${withBreaks(span.italic)}</em>`
  if ('code' in span) return html`<code>${span.code}</code>`
  if ('person' in span) return html`<strong class="person">@${span.name}</strong>`
  return isLink(span.link)
    ? html`<a href="${span.link}" rel="noopener" target="_blank">${span.text}</a>`
    : html`${span.text} (${span.link})`
}

const withBreaks = (words: string): Html =>
  html`${words.split('\n').map((line, at) => (at === 0 ? html`${line}` : html`<br>${line}`))}`
