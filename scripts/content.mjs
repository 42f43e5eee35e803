// Reads the YAML of content/ once, when Hearth is built, so that a start does not have to.
import { readdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readForBuild } from '../dist/src/content-file.js'

const folder = fileURLToPath(new URL('../content/', import.meta.url))
const files = readdirSync(folder, { recursive: true }).filter(name => /\.ya?ml$/.test(name))
const read = readForBuild(files.map(name => folder + name))
writeFileSync(new URL('../dist/content.json', import.meta.url), JSON.stringify(read))
