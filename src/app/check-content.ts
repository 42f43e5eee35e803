import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '../config/config.ts'
import { readDotEnv } from '../config/environment.ts'
import { packageRoot } from '../config/paths.ts'
import { type Difference, differencesBetween } from '../content/differences.ts'
import { loadContent } from '../content/load.ts'
import { stop } from './command-line.ts'

// `npm run content -- path/to/folder`: reads a library's own content as a start would, and prints what came of it.
function check(own: string): void {
  const builtIn = join(packageRoot(), 'content')
  try {
    const [ours, all] = [loadContent(builtIn), loadContent(builtIn, own)]
    for (const fault of all.faults) console.log(`Left out: ${fault}`)
    for (const what of all.leftOut) console.log(`Look at this: ${what}`)
    const said = inLines(differencesBetween(ours, all))
    console.log(said.length > 0 ? said.join('\n') : `Nothing in ${own} differs from what Hearth has anyway.`)
    if (all.faults.length === 0) console.log('It can be used.')
    else stop('It is used without what is left out. Mend that, and look again.')
  } catch (error) {
    stop((error as Error).message)
  }
}

const headings = { new: 'new', instead: 'instead of ours', gone: 'taken away' } as const

/** What a library's own content adds, replaces and takes away, each in the words that people will see. */
function inLines(all: readonly Difference[]): string[] {
  const kinds = [...new Set(all.map(one => one.kind))]
  return kinds.flatMap(kind => [
    `${kind}:`,
    ...all
      .filter(one => one.kind === kind)
      .map(({ how, words, chat }) => `  ${headings[how]}: ${words}${inChannel(chat)}`),
  ])
}

const inChannel = (chat: Difference['chat']): string =>
  chat === undefined ? '' : chat === false ? ' (not for channels)' : `\n       in a channel: ${chat}`

readDotEnv()
const folder = process.argv[2] ?? readConfig(process.env).contentDir
if (!folder) stop('Name the folder: npm run content -- our-content. (Or set CONTENT_DIR in .env.)')
else if (!existsSync(folder)) stop(`There is no folder ${folder}. Look at how its name is written.`)
else check(folder)
