// Puts what a start loads into a few files: Node takes longer to find and read a thousand small ones than to run them.
// A platform's is a file of its own, loaded only where that platform is on.
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

/** Stays where npm put it: Microsoft's SDK looks for its own files, and YAML is read only where a library has content of its own. */
const outside = /^(botbuilder|botframework-|@azure\/|yaml$)/

const root = fileURLToPath(new URL('..', import.meta.url))
const dir = `${root}dist/start`

rmSync(dir, { recursive: true, force: true })
const bundle = await rolldown({
  input: `${root}src/main.ts`,
  platform: 'node',
  external: id => outside.test(id),
})
// Names stay as they are, so that a stack trace can be read; with --enable-source-maps it tells the lines of src.
await bundle.write({
  dir,
  format: 'esm',
  sourcemap: true,
  chunkFileNames: '[name].js',
  codeSplitting: { groups: [{ name: 'undici', test: /node_modules[\\/]undici[\\/]/ }] },
})
await bundle.close()
