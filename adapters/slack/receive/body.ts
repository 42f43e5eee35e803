import { attempt, BadRequest, decodeJson, textOf } from '../../http/body.ts'

/** What Slack sends: JSON, or a form that may hold JSON in its field `payload`. @throws {BadRequest} */
export function decode(body: Buffer, contentType: string | undefined): Readonly<Record<string, unknown>> {
  const text = textOf(body)
  if (text.trim() === '') throw new BadRequest(400)
  const type = contentType?.split(';')[0]?.trim().toLowerCase()
  if (type === 'application/json') return decodeJson(body)
  if (type !== 'application/x-www-form-urlencoded') throw new BadRequest(415)
  const form = attempt(() => decodeForm(text))
  return form.payload === undefined ? form : decodeJson(Buffer.from(form.payload))
}

/** As URLSearchParams, but what is not UTF-8 is refused rather than mended. */
function decodeForm(text: string): Readonly<Record<string, string>> {
  const form: Record<string, string> = Object.create(null)
  for (const pair of text.split('&')) {
    const at = pair.includes('=') ? pair.indexOf('=') : pair.length
    if (pair !== '') form[unescaped(pair.slice(0, at))] = unescaped(pair.slice(at + 1))
  }
  return form
}

function unescaped(part: string): string {
  const spaced = part.includes('+') ? part.replaceAll('+', ' ') : part
  return part.includes('%') ? decodeURIComponent(spaced) : spaced
}
