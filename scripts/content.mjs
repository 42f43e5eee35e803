// Reads and checks the YAML of content/ once, when Hearth is built, so that a start does not have to.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readForBuild } from '../dist/src/content/load.js'

const read = readForBuild(fileURLToPath(new URL('../content', import.meta.url)))
writeFileSync(new URL('../dist/content.json', import.meta.url), JSON.stringify(read))
