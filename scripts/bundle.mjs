// Puts what a start, and each of the operator's commands, loads into a few files: Node takes longer to find and read a thousand
// small ones than to run them. A platform's is a file of its own, loaded only where that platform is on.
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { noticesOf } from './notices.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const dir = `${root}dist/start`
const tools = ['doctor', 'backup', 'restore', 'repair']

rmSync(dir, { recursive: true, force: true })
// What Node compiled of the bundles before (src/start.cts).
rmSync(`${root}dist/compile-cache`, { recursive: true, force: true })
const bundle = await rolldown({
  input: {
    main: `${root}src/main.ts`,
    understand: `${root}src/app/understand.ts`,
    'check-content': `${root}src/app/check-content.ts`,
    phrases: `${root}src/app/phrases.ts`,
    move: `${root}src/app/move.ts`,
    'draw-worker': `${root}src/paper/draw-worker.ts`,
    'read-worker': `${root}src/paper/read-worker.ts`,
    'content-worker': `${root}src/app/content-worker.ts`,
    reseal: `${root}src/app/reseal.ts`,
    erase: `${root}src/app/erase.ts`,
    'erase-again': `${root}src/app/erase-again.ts`,
    library: `${root}src/app/library.ts`,
    invite: `${root}src/app/invite.ts`,
    ...Object.fromEntries(tools.map(name => [name, `${root}src/operations/cli/${name}.ts`])),
  },
  platform: 'node',
})
// Names stay as they are, so that a stack trace can be read; with --enable-source-maps it tells the lines of src.
const { output } = await bundle.write({
  dir,
  format: 'esm',
  sourcemap: true,
  sourcemapExcludeSources: true,
  chunkFileNames: '[name].js',
  codeSplitting: { groups: [{ name: 'undici', test: /node_modules[\\/]undici[\\/]/ }] },
})
await bundle.close()

// Their licenses ask that the text goes along with the code.
const modules = output.flatMap(({ moduleIds = [] }) => moduleIds)
const packages = new Set(
  modules.flatMap(id => /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id) ?? []),
)
const ofPictures = readFileSync(`${root}src/paper/pictures-license.txt`, 'utf8')
writeFileSync(
  join(dir, 'licenses.txt'),
  `${noticesOf([...packages].sort())}\n${'-'.repeat(80)}\n\n${ofPictures}`,
)

// The page's script and style are sent as they are.
cpSync(`${root}adapters/web/page`, `${root}dist/page`, { recursive: true })
