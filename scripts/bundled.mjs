// Bundles, and reads the content, where something has changed since that was done last: it takes as long as some thousand tests. Which
// files there are, how long they are and when they were written tells it, as it tells `make`.
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const note = join(root, 'dist/bundled')
/** All that a bundle is made of, and what comes of it. */
const folders = [
  'src',
  'adapters',
  'content',
  'manifest',
  'scripts',
  'dist/src',
  'dist/adapters',
  'dist/start',
  'dist/page',
]
const files = [
  'package.json',
  'node_modules/.package-lock.json',
  'dist/content.json',
  'dist/language.json',
  'dist/phrases.json',
]

/** Bundles, if it has to be done. */
export async function bundled() {
  if (existsSync(note) && readFileSync(note, 'utf8') === stateOfAll()) return
  await import('./content.mjs')
  await import('./bundle.mjs')
  writeFileSync(note, stateOfAll())
}

function stateOfAll() {
  const inside = folders.flatMap(folder =>
    existsSync(join(root, folder))
      ? readdirSync(join(root, folder), { recursive: true }).map(name => join(folder, String(name)))
      : [],
  )
  const hash = createHash('sha256').update(process.version)
  for (const path of [...inside, ...files].sort()) hash.update(`\n${path} ${stateOf(path)}`)
  return hash.digest('hex')
}

function stateOf(path) {
  const found = lstatSync(join(root, path), { throwIfNoEntry: false })
  // When something in a folder was written does not matter by itself: its names do.
  return found?.isFile() ? `${found.size} ${found.mtimeMs}` : ''
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await bundled()
