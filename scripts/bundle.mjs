// Puts what a start, and each of the operator's commands, loads into a few files: Node takes longer to find and read a thousand
// small ones than to run them. A platform's is a file of its own, loaded only where that platform is on.
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

const root = fileURLToPath(new URL('..', import.meta.url))
const dir = `${root}dist/start`
const tools = ['doctor', 'backup', 'restore', 'repair']

/** The form that botbuilder loads them in: else there would be two of each. */
const asBotbuilderDoes = ['core-client', 'core-rest-pipeline'].map(name => [
  `@azure/${name}`,
  `${root}node_modules/@azure/${name}/dist/commonjs/index.js`,
])

rmSync(dir, { recursive: true, force: true })
const bundle = await rolldown({
  input: {
    main: `${root}src/main.ts`,
    understand: `${root}src/app/understand.ts`,
    ...Object.fromEntries(tools.map(name => [name, `${root}src/operations/cli/${name}.ts`])),
  },
  platform: 'node',
  resolve: { alias: Object.fromEntries(asBotbuilderDoes) },
})
// Names stay as they are, so that a stack trace can be read; with --enable-source-maps it tells the lines of src.
await bundle.write({
  dir,
  format: 'esm',
  sourcemap: true,
  sourcemapExcludeSources: true,
  chunkFileNames: '[name].js',
  codeSplitting: { groups: [{ name: 'undici', test: /node_modules[\\/]undici[\\/]/ }] },
})
await bundle.close()
