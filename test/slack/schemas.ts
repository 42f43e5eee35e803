import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import { packageRoot } from '../../src/config/paths.ts'
import { blockRules, type Surface, textRules } from './rules.ts'

const folder = join(packageRoot(), 'test/fixtures/schemas')
const read = (name: string): object => JSON.parse(readFileSync(join(folder, name), 'utf8'))

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false })
ajv.addSchema(read('slack-surfaces.schema.json'), 'slack')
const compiled = new Map<string, ValidateFunction>()

/** Everything that Slack would refuse, or should not be sent, in a message's text and blocks. */
export function messageProblems(message: { text?: unknown; blocks?: unknown }): string[] {
  return [
    ...textRules(message),
    ...(message.blocks === undefined ? [] : blocksProblems(message.blocks, 'message')),
  ]
}

/** Everything wrong with a home view or a modal. */
export function viewProblems(view: unknown): string[] {
  const type = (view as { type?: unknown } | null)?.type
  if (type !== 'home' && type !== 'modal') return ['view/type must be home or modal']
  const shape = shapeProblems(type, view)
  return shape.length > 0 ? shape : blockRules((view as { blocks: [] }).blocks, type)
}

/** Everything wrong with a message's metadata. */
export const metadataProblems = (metadata: unknown): string[] => shapeProblems('metadata', metadata)

/** Everything that Slack's two descriptions of a manifest object to: its schema knows the lengths, its types know the names. */
export function validateManifest(manifest: unknown): string[] {
  const published = compile('manifest schema', () => ajv.compile(read('slack-manifest-2.0.0.schema.json')))
  return [
    ...said(published, manifest, 'schema: manifest'),
    ...shapeProblems('manifest', manifest).map(one => `types: ${one}`),
  ]
}

function blocksProblems(blocks: unknown, surface: Surface): string[] {
  const shape = shapeProblems('blocks', blocks)
  return shape.length > 0 ? shape : blockRules(blocks as [], surface)
}

function shapeProblems(surface: string, value: unknown): string[] {
  const check = compile(surface, () => ajv.compile({ $ref: `slack#/properties/${surface}` }))
  return said(check, value, surface)
}

function compile(name: string, make: () => ValidateFunction): ValidateFunction {
  const known = compiled.get(name) ?? make()
  compiled.set(name, known)
  return known
}

function said(check: ValidateFunction, value: unknown, root: string): string[] {
  if (check(value)) return []
  const telling = (check.errors ?? []).filter(error => error.keyword !== 'if')
  return [...new Set(telling.map(error => `${root}${error.instancePath} ${sentence(error)}`))]
}

function sentence(error: ErrorObject): string {
  const { additionalProperty, allowedValues, allowedValue } = error.params
  if (additionalProperty) return `must not have ${additionalProperty}`
  if (allowedValues) return `must be one of ${allowedValues.join(', ')}`
  return allowedValue ? `must be ${allowedValue}` : (error.message ?? error.keyword)
}
