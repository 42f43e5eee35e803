import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { packageRoot } from '../../src/config/paths.ts'
import { contentSchemas } from '../../src/content/json-schemas.ts'

const folder = join(packageRoot(), 'content')
const written = (name: string): object =>
  JSON.parse(readFileSync(join(folder, 'schema', `${name}.json`), 'utf8'))

describe('the schemas for editors', () => {
  it.each(Object.entries(contentSchemas()))('%s is as `npm run schema` writes it', (name, schema) => {
    expect(written(name)).toEqual(JSON.parse(JSON.stringify(schema)))
  })

  it('accept the built-in content, and refuse a slip', () => {
    const validate = new Ajv2020({ strict: false }).compile(written('icebreakers'))
    for (const file of readdirSync(join(folder, 'icebreakers'))) {
      const entries = parse(readFileSync(join(folder, 'icebreakers', file), 'utf8'))
      expect(validate(entries), file).toBe(true)
      expect(validate([{ ...entries[0], audience: ['martians'] }])).toBe(false)
    }
  })
})
