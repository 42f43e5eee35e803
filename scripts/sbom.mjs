// Writes what Hearth takes along from others: the inventory of a release (CycloneDX) into sbom.cdx.json, and docs/licenses.md. It goes
// by the lock file and by what the build put into the bundles, so it needs no network. `node scripts/sbom.mjs FOLDER` writes both there.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const [folder] = process.argv.slice(2)
const read = name => JSON.parse(readFileSync(join(root, name), 'utf8'))
const { name, version } = read('package.json')

/** What is in the bundles, by name and version: their licenses go along with them (scripts/bundle.mjs). */
const isBundled = new Set(
  [...readFileSync(join(root, 'dist/start/licenses.txt'), 'utf8').matchAll(/^(\S+) (\d+\.\S+): \S/gm)].map(
    ([, name, version]) => `${name}@${version}`,
  ),
)
/** What a running Hearth takes along: bundled, or read from its own folder. A package may be there in several versions. */
const packages = Object.entries(read('package-lock.json').packages)
  .map(([path, one]) => [path.split('node_modules/').at(-1), one])
  .filter(([name, { dev, version }]) => name !== '' && (!dev || isBundled.has(`${name}@${version}`)))
  .map(([name, { version, license }]) => [name, version, license])
const isTakenAlong = new Set(packages.map(([name, version]) => `${name}@${version}`))

const npm = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only']
const shell = process.platform === 'win32'
const inventory = JSON.parse(
  execFileSync('npm', npm, { cwd: root, shell, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }),
)
// What is bundled is no dependency of an install: so all is asked for.
inventory.components = inventory.components.filter(one => isTakenAlong.has(one['bom-ref']))
inventory.dependencies = inventory.dependencies
  .filter(({ ref }) => ref === inventory.metadata.component['bom-ref'] || isTakenAlong.has(ref))
  .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter(one => isTakenAlong.has(one)) }))
// npm takes the folder's name for the program's, and a program for a library.
Object.assign(inventory.metadata.component, { name, version, type: 'application' })
writeFileSync(join(folder ?? root, 'sbom.cdx.json'), `${JSON.stringify(inventory, null, 2)}\n`)

const rows = [...new Set(packages.map(row => `| ${row.join(' | ')} |`))].sort()
writeFileSync(
  join(folder ?? join(root, 'docs'), 'licenses.md'),
  `# Licenses

What Hearth takes along from others, and under which license. Written by \`npm run sbom\`; \`test/supply-chain.test.ts\` lets in no license
but those below. The texts stand in \`dist/start/licenses.txt\`, which the build writes; \`yaml\` and \`ical.js\` bring their own. \`ical.js\` is
under the MPL: it is taken along unchanged, and its source is the package of that name and version.

| package | version | license |
|---|---|---|
${rows.join('\n')}
`,
)
console.log(`Written: sbom.cdx.json (${inventory.components.length} components), docs/licenses.md`)
