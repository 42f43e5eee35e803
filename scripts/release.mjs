// Puts together what a library needs to run Hearth, and nothing else: the bundles, the content, the two packages that are not bundled,
// and the texts of all licenses. It runs on a bare Node. `node scripts/release.mjs FOLDER` writes it there; it needs a built tree.
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { noticesOf } from './notices.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = resolve(process.argv[2] ?? join(root, 'release'))
const hearth = join(folder, 'hearth')
const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** They are read from their own folders, where a library has content of its own. ical.js is under a license that asks for it to stay as it is. */
const carried = ['yaml', 'ical.js'].map(name => join('node_modules', name))
const built = [
  'dist/start',
  'dist/page',
  'dist/content.json',
  'dist/language.json',
  'dist/phrases.json',
  'dist/src/start.cjs',
  'dist/src/load.cjs',
]
const parts = [...built, ...carried, 'content', 'scripts/first.cjs']
/** For whoever reads them; the build of a container has none of these. */
const texts = [
  ...['README.md', 'CHANGELOG.md', 'SECURITY.md', 'LICENSE', '.env.example', 'scripts/hearth.service'],
  ...['docs/page.png', 'docs/licenses.md', 'manifest/README.md', 'manifest/slack.json', 'manifest/teams'],
]

/** Maps are for the debuggers of whoever has the sources; who read what of the icebreakers, for those who write them. */
const isLeftOut = path =>
  /^dist[\\/].*\.map$|^content[\\/]review\b|^dist[\\/]start[\\/]licenses\.txt$/.test(path)

rmSync(hearth, { recursive: true, force: true })
for (const part of [...parts, ...texts.filter(one => existsSync(join(root, one)))]) {
  mkdirSync(dirname(join(hearth, part)), { recursive: true })
  cpSync(join(root, part), join(hearth, part), {
    recursive: true,
    filter: path => !isLeftOut(relative(root, path)),
  })
}

const { name, version, description, license, type, engines, scripts } = own
/** The scripts that run what is here, and need no tool of the build. */
const run = Object.entries(scripts).filter(([, line]) => /^node (dist\/s|scripts\/first)/.test(line))
writeFileSync(
  join(hearth, 'package.json'),
  `${JSON.stringify({ name, version, private: true, description, license, type, engines, scripts: Object.fromEntries(run) }, null, 2)}\n`,
)
writeFileSync(
  join(hearth, 'THIRD-PARTY-NOTICES.txt'),
  `What Hearth takes along from others, with the texts of their licenses.

${noticesOf(carried.map(one => join(root, one)))}
${'-'.repeat(80)}

${readFileSync(join(root, 'dist/start/licenses.txt'), 'utf8')}`,
)

const bytes = readdirSync(hearth, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile())
  .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
console.log(`${relative(process.cwd(), hearth)}: ${(bytes / 1e6).toFixed(1)} MB`)

const archive = `hearth-${version}.tar.gz`
const { status, error } = spawnSync('tar', ['-czf', archive, 'hearth'], { cwd: folder, stdio: 'inherit' })
if (status === 0)
  console.log(
    `${relative(process.cwd(), join(folder, archive))}: ${(statSync(join(folder, archive)).size / 1e6).toFixed(1)} MB`,
  )
else console.error(`No archive was made (${error?.message ?? `tar: ${status}`}). The folder is whole.`)
