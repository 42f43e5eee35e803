// Writes test/fixtures/schemas/slack-surfaces.schema.json: Slack's own types as a JSON schema, with the limits that their comments tell in words.
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createGenerator } from 'ts-json-schema-generator'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
export const schemaFile = join(root, 'test/fixtures/schemas/slack-surfaces.schema.json')

/** The schema as text, ready to be written. */
export function generate() {
  const schema = createGenerator({
    path: join(root, 'test/slack/schemas/entry.ts'),
    tsconfig: join(root, 'tsconfig.json'),
    type: 'Surfaces',
    skipTypeCheck: true,
    topRef: false,
    sortProps: true,
  }).createSchema('Surfaces')
  for (const part of [schema, ...Object.values(schema.definitions)]) tighten(part)
  for (const part of [schema, ...Object.values(schema.definitions)]) discriminate(part, schema.definitions)
  for (const part of [schema, ...Object.values(schema.definitions)]) dropDescriptions(part)
  return `${JSON.stringify(schema, null, 1)}\n`
}

/** Every schema inside this one, itself first. */
function* within(schema) {
  yield schema
  const inner = [
    schema.items,
    ...(schema.anyOf ?? []),
    ...(schema.allOf ?? []),
    ...Object.values(schema.properties ?? {}),
  ]
  for (const one of inner.flat()) if (one && typeof one === 'object') yield* within(one)
}

/** Turns the sentences about lengths into limits. */
function tighten(schema) {
  for (const part of [...within(schema)])
    for (const [name, property] of Object.entries(part.properties ?? {}))
      part.properties[name] = limited(property)
}

function limited(property) {
  const words = (property.description ?? '').replace(/\{@link (\S+ )?([^}]*)\}/g, '$2').replace(/\s+/g, ' ')
  const most = number(words.match(/\b(?:max(?:imum)?|limit)\b[^.]*?([\d,]+) characters/i))
  const least = number(words.match(/\bminimum length\b[^.]*? is (\d+)/i))
  const text = { ...(least && { minLength: least }), ...(most && { maxLength: most }) }
  if (property.type === 'string') return { ...property, ...text }
  if (property.type === 'array') return limitedList(property, words, text)
  if ((property.$ref || property.anyOf) && (most || least))
    return { allOf: [property, { properties: { text } }] }
  return property
}

function limitedList(property, words, text) {
  const list = { ...property }
  const most = number(
    words.match(/\bmax(?:imum)?(?: number)?(?: of)?(?: [\w ]+ is)? ([\d,]+)(?! characters| table)/i),
  )
  const least = number(words.match(/\bminimum (\d+)/i))
  const cells = number(words.match(/max of (\d+) table cells/i))
  if (most) list.maxItems = most
  if (least) list.minItems = least
  if (cells) list.items = { ...list.items, maxItems: cells }
  if (Object.keys(text).length) list.items = { allOf: [list.items, { properties: { text } }] }
  return list
}

const number = match => (match ? Number(match[1].replaceAll(',', '')) : undefined)

/** Makes a choice between things told apart by their `type` look at that `type` first, so that a mistake is named where it is. */
function discriminate(schema, definitions) {
  for (const part of [...within(schema)]) {
    if (!part.anyOf) continue
    const choices = flat(part, definitions)
    const types = choices.map(choice => resolve(choice, definitions).properties?.type?.const)
    if (types.some(type => !type) || new Set(types).size < 2) continue
    const known = [...new Set(types)]
    part.type = 'object'
    part.required = ['type']
    part.properties = { type: { enum: known } }
    part.allOf = known.map(type => {
      const fitting = choices.filter((_, at) => types[at] === type)
      return {
        if: { properties: { type: { const: type } } },
        // biome-ignore lint/suspicious/noThenProperty: it is the word of JSON Schema
        then: fitting.length === 1 ? fitting[0] : { anyOf: fitting },
      }
    })
    delete part.anyOf
  }
}

const resolve = (choice, definitions) => (choice.$ref ? definitions[choice.$ref.split('/').pop()] : choice)

/** The choices, with choices between choices laid open; a block drawn in two ways stays one choice. */
function flat(part, definitions) {
  return part.anyOf.flatMap(choice => {
    const { anyOf } = resolve(choice, definitions)
    return anyOf ? flat({ anyOf }, definitions) : [choice]
  })
}

function dropDescriptions(schema) {
  for (const part of within(schema)) delete part.description
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(schemaFile, generate())
