import { createHash } from 'node:crypto'
import type { ServerResponse } from 'node:http'

/** What Hearth may see or do with some scopes, and why, in a sentence. */
export interface Permission {
  scopes: readonly string[]
  why: string
}

/** A page of a heading, sentences, and what follows them as markup of ours. */
interface Page {
  status: number
  title: string
  says: readonly string[]
  more?: string
  headers?: Record<string, string>
}

const style =
  'body{font:1.0625rem/1.6 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem;color:#2b2320;background:#fffdf9}h1{line-height:1.25}li{margin:.4rem 0}code{font-size:.9em}.go{display:inline-block;margin:1rem 0;padding:.7rem 1.2rem;border-radius:.4rem;background:#7a3b1d;color:#fff;text-decoration:none}.go:focus-visible{outline:3px solid #2b2320;outline-offset:2px}@media(prefers-color-scheme:dark){body{color:#f3e9e2;background:#1f1a17}a{color:#f0b893}.go{background:#f0b893;color:#1f1a17}.go:focus-visible{outline-color:#fff}}'

const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** Answers with a page, if nobody has. */
export function show(response: ServerResponse, { status, title, says, more = '', headers = {} }: Page): void {
  if (response.headersSent || response.destroyed) return
  const body = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(title)}</title><style>${style}</style></head>
<body><main><h1>${escaped(title)}</h1>${says.map(one => `<p>${escaped(one)}</p>`).join('')}${more}</main></body></html>
`
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      ...headers,
    })
    .end(body)
}

const link = (to: string, words: string): string =>
  `<p><a class="go" href="${escaped(to)}">${escaped(words)}</a></p>`

/** What somebody reads before they add Hearth to their Slack. */
export const installPage = (begin: string, permissions: readonly Permission[]): Page => ({
  status: 200,
  title: 'Add Hearth to your Slack',
  says: [
    'Hearth brings icebreakers, readings and the guide “Libraries as Social Connectors” into the Slack where your library staff already talk.',
    'This is what it asks your Slack for, and why:',
  ],
  more: `<ul>${permissions.map(drawn).join('')}</ul>
<p>In channels Slack shows Hearth every message where it was invited. It takes what mentions it and what is said in the threads it opened; it drops all else at once, without keeping or counting it.</p>
<p>What your library writes to Hearth is saved by whoever runs this Hearth, apart from every other library’s. You become its first admin in your library, and can add others with <code>hearth admins add @name</code>. If Hearth is removed from your Slack, it can read and post nothing from that moment; what was saved stays for 30 days, in case it comes back, and is erased then.</p>
${link(begin, 'Add to Slack')}
<p>Slack asks you once more before anything happens. Your workspace may want an admin to approve it.</p>`,
})

const drawn = ({ scopes, why }: Permission): string =>
  `<li>${escaped(why)} <small>(${scopes.map(one => `<code>${escaped(one)}</code>`).join(', ')})</small></li>`

/** Hearth is installed. `leftOut`: what it asked for, and was not granted. */
export function installedPage(
  outcome: 'new' | 'again' | 'back',
  open: string,
  leftOut: readonly Permission[],
): Page {
  const firsts = {
    new: 'You are its first admin in your library. To add others, type “hearth admins add @name” to Hearth.',
    again: 'It was there already, and goes on as before: nothing that your library saved was changed.',
    back: 'Welcome back. What your library saved before is still here, and goes on where it was.',
  }
  const lacks = leftOut.map(drawn).join('')
  return {
    status: 200,
    title: 'Hearth is in your Slack',
    says: ['Open Hearth under “Apps” in Slack, and say hello.', firsts[outcome]],
    more: `${link(open, 'Open Slack')}${
      lacks &&
      `<p>Slack did not grant all that Hearth asked for. This will not work until you add it again and allow it:</p><ul>${lacks}</ul>`
    }`,
  }
}

/** Nothing was installed, and why; `begin` leads back to where it begins. */
export const refusedPage = (status: number, why: string, begin: string): Page => ({
  status,
  title: 'Hearth was not installed',
  says: [why, 'Nothing that your library saved was changed.'],
  more: link(begin, 'Begin again'),
})
