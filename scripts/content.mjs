// Reads and checks the YAML of content/ once, when Hearth is built, and works out what lines are read by, so that a start does not have
// to; and lists what Hearth says.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { workOut } from '../dist/src/app/language.js'
import { loadContent, readForBuild } from '../dist/src/content/load.js'
import { listOfSentences } from './sentences.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = readForBuild(`${root}content`)
writeFileSync(new URL('../dist/content.json', import.meta.url), JSON.stringify(read))
const content = loadContent(`${root}content`, undefined, { before: read })
writeFileSync(new URL('../dist/language.json', import.meta.url), JSON.stringify(workOut(content)))

// The Spanish that comes with Hearth is complete: its keys tell how what is put together is translated.
const spanish = Object.entries(read).filter(([name]) => name.startsWith('es/phrases/'))
const said = listOfSentences(
  root,
  spanish.flatMap(([, phrases]) => Object.keys(phrases)),
)
writeFileSync(new URL('../dist/phrases.json', import.meta.url), JSON.stringify(said))
