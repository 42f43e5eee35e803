// Writes content/schema/*.json, from which editors complete and check the content files. Needs a built tree.
import { mkdirSync, writeFileSync } from 'node:fs'
import { contentSchemas } from '../dist/src/content/json-schemas.js'

const folder = new URL('../content/schema/', import.meta.url)
mkdirSync(folder, { recursive: true })
for (const [name, schema] of Object.entries(contentSchemas())) {
  writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(schema, null, 2)}\n`)
}
