import { join } from 'node:path'
import fc from 'fast-check'
import { createCommands } from '../../src/app/commands.ts'
import { packageRoot } from '../../src/config/paths.ts'
import { loadContent } from '../../src/content/load.ts'
import { createPermissions } from '../../src/core/permissions.ts'
import { anyText } from './values.ts'

const commands = createCommands(loadContent(join(packageRoot(), 'content')), createPermissions([]))

/** Every line that is written down anywhere as an example, and every whole line that means something. */
const known = commands.flatMap(one => [
  one.name,
  ...one.examples.map(([line]) => line),
  ...Object.keys(one.phrases ?? {}).map(phrase => phrase.replace(' …', ' x')),
])
const vocabulary = [...new Set(known.flatMap(line => line.split(' ')))]

/** A line as people, and those who mean harm, type it: commands with whatever behind them. */
export const anyLine: fc.Arbitrary<string> = fc.oneof(
  { weight: 30, arbitrary: fc.constantFrom(...known) },
  {
    weight: 50,
    arbitrary: fc
      .tuple(
        fc.constantFrom(...commands.map(one => one.name)),
        fc.array(fc.oneof(fc.constantFrom(...vocabulary), anyText), { maxLength: 6 }),
      )
      .map(([name, rest]) => [name, ...rest].join(' ')),
  },
  { weight: 30, arbitrary: anyText },
  { weight: 1, arbitrary: fc.constantFrom('@long:5000', '@long:900000', '@long:200000') },
)
