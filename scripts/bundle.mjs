// Puts what a start loads into a few files: Node takes longer to find and read four hundred small ones than to run them.
// The platforms' SDKs stay where npm put them; each is loaded only where its platform is on.
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

/** Libraries of many small files that every start needs, and what they are made of. */
const within = new Set(
  [
    'zod date-fns @date-fns/tz lowdb steno fastest-levenshtein',
    'pino @pinojs/redact atomic-sleep on-exit-leak-free pino-abstract-transport pino-std-serializers process-warning',
    'quick-format-unescaped real-require safe-stable-stringify sonic-boom split2 thread-stream',
  ].flatMap(names => names.split(' ')),
)

const root = fileURLToPath(new URL('..', import.meta.url))
const dir = `${root}dist/start`

rmSync(dir, { recursive: true, force: true })
const bundle = await rolldown({
  input: `${root}src/main.ts`,
  platform: 'node',
  external: id => /^[@a-z]/.test(id) && !within.has(/^(?:@[^/]+\/)?[^/]+/.exec(id)[0]),
})
// Names stay as they are, so that a stack trace can be read; with --enable-source-maps it tells the lines of src.
await bundle.write({ dir, format: 'esm', sourcemap: true, chunkFileNames: '[name].js' })
await bundle.close()
