import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import draft6 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' }
import { packageRoot } from '../../src/config/paths.ts'
import { parserFaults } from './parser.ts'
import type { Json } from './world.ts'

const adaptive = 'application/vnd.microsoft.card.adaptive'
const most = 25_000

const { id: _id, ...schema } = JSON.parse(
  readFileSync(join(packageRoot(), 'test/fixtures/schemas/adaptive-card-1.5.0.schema.json'), 'utf8'),
) as Json
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false })
ajv.addMetaSchema(draft6)
const fitsSchema = ajv.compile(schema)

/** Everything that Teams would refuse of an activity, or that should not have been sent. */
export function judge(activity: Json): string[] {
  const problems: string[] = []
  const attachments = (activity.attachments ?? []) as { contentType: string; content: Json }[]
  if (Buffer.byteLength(JSON.stringify(activity)) > most) problems.push('more than 25 KB in one activity')
  if (attachments.length + (activity.text ? 1 : 0) !== 1) problems.push('an activity has exactly one part')
  if (!activity.summary) problems.push('an attachment needs a summary')
  for (const { contentType, content } of attachments)
    if (contentType === adaptive) problems.push(...judgeCard(content))
  return problems
}

/** The schema and the parser of 1.5 are older than Teams' list of people, which may stand in the place of choices. */
function withoutPeopleList(card: Json): Json {
  return JSON.parse(
    JSON.stringify(card, (_, value) => {
      if (typeof value !== 'object' || value === null || !('choices.data' in value)) return value
      const { 'choices.data': _list, choices, ...rest } = value
      return { ...rest, choices: choices.length > 0 ? choices : [{ title: 'Somebody', value: 'somebody' }] }
    }),
  )
}

const everybody = 'graph.microsoft.com/users'

/** Everything that is wrong with a card. */
export function judgeCard(card: Json): string[] {
  const problems: string[] = []
  const { msteams, ...known } = card
  const bare = withoutPeopleList(known)
  if (!fitsSchema(bare)) problems.push(`not of the schema 1.5: ${offending(card)}`)
  problems.push(
    ...parserFaults({ ...bare, ...(msteams !== undefined && { msteams }) }).map(
      fault => `adaptivecards: ${fault}`,
    ),
  )
  if (card.version !== '1.5') problems.push('the version is not 1.5')
  if (!card.fallbackText) problems.push('no fallbackText')
  const named = ((msteams as { entities?: { text: string }[] })?.entities ?? []).map(one => one.text)
  const ids = new Set<string>()
  for (const part of partsOf(card.body)) {
    if (part.type.startsWith('Input.')) {
      if (!part.label) problems.push('an input without a label')
      if (ids.has(String(part.id))) problems.push(`two inputs are called ${part.id}`)
      ids.add(String(part.id))
    }
    const { dataset } = (part['choices.data'] ?? { dataset: everybody }) as Json
    if (dataset !== everybody) problems.push(`no such list of people: ${dataset}`)
    if (part.type === 'Image' && !part.altText) problems.push('an image without alt text')
    if (part.type === 'ActionSet' && visible(part.actions as Json[]) > 5)
      problems.push('more than five actions beside each other')
    if (part.type === 'TextBlock') problems.push(...unnamed(String(part.text), named))
    if (part.type === 'TextRun' && /<\s*\/?\s*at\b/i.test(String(part.text))) problems.push('<at> in a run')
  }
  return problems
}

/** Actions that stand beside each other; the others are in a menu of their own, ⋯. */
const visible = (actions: readonly Json[]): number => actions.filter(one => one.mode !== 'secondary').length

const unnamed = (text: string, named: readonly string[]): string[] =>
  [...text.matchAll(/<at>.*?<\/at>/g)]
    .filter(([mention]) => !named.includes(mention))
    .map(([mention]) => `${mention} names nobody`)

/** Every element of a card, however deep. */
export function partsOf(card: unknown): (Json & { type: string })[] {
  const found: (Json & { type: string })[] = []
  collect(card)
  return found

  function collect(part: unknown): void {
    if (typeof part !== 'object' || part === null) return
    if (Array.isArray(part)) {
      for (const one of part) collect(one)
      return
    }
    if (typeof (part as Json).type === 'string') found.push(part as Json & { type: string })
    for (const [name, value] of Object.entries(part))
      if (name !== 'fallback' && name !== 'data') collect(value)
  }
}

/** The first part of a card that the schema does not know. */
function offending(card: Json): string {
  const [at = ''] = (fitsSchema.errors ?? []).map(one => /^\/body\/(\d+)/.exec(one.instancePath)?.[1] ?? '')
  return JSON.stringify((card.body as Json[])[Number(at)] ?? fitsSchema.errors?.[0])
}
