import { createHash } from 'node:crypto'
import { html } from './html.ts'
import type { Assets } from './page.ts'

/** A page that is printed, and the one style of its own that it may use. */
interface PrintPage {
  page: string
  /** What the policy allows beside our own files. */
  style: string
}

/** Puts a button that prints on top of a page as it is exported; what is printed is the page alone. */
export function drawPrint(exported: string, label: string, assets: Assets): PrintPage {
  const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(exported) ?? []
  const head = html`<link rel="icon" href="data:,"><link rel="stylesheet" href="${assets.printStyle}"><script type="module" src="${assets.printScript}"></script>`
  const top = html`<p class="printing"><button id="print" type="button">${label}</button></p>`
  return {
    page: exported
      .replace('</head>', () => `${head.text}\n</head>`)
      .replace('<body>', () => `<body>\n${top.text}`),
    style: `'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  }
}
