import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '../config/config.ts'
import { readDotEnv } from '../config/environment.ts'
import { packageRoot } from '../config/paths.ts'
import { type Content, loadContent } from '../content/load.ts'
import { stop } from './command-line.ts'

// `npm run content -- path/to/folder`: reads a library's own content as a start would, and prints what came of it.
function check(own: string): void {
  const builtIn = join(packageRoot(), 'content')
  try {
    const [ours, all] = [loadContent(builtIn), loadContent(builtIn, own)]
    for (const fault of all.faults) console.log(`Left out: ${fault}`)
    for (const what of all.leftOut) console.log(`Look at this: ${what}`)
    const said = kinds.flatMap(kind => toldOf(kind, ours, all))
    console.log(said.length > 0 ? said.join('\n') : `Nothing in ${own} differs from what Hearth has anyway.`)
    if (all.faults.length === 0) console.log('It can be used.')
    else stop('It is used without what is left out. Mend that, and look again.')
  } catch (error) {
    stop((error as Error).message)
  }
}

const kinds = ['icebreakers', 'readings', 'walkthroughs', 'presumptions', 'language'] as const

/** What a library's own content adds, replaces and takes away, each in the words that people will see. */
function toldOf(kind: (typeof kinds)[number], ours: Content, all: Content): string[] {
  const before = new Map<string, unknown>(ours[kind].map(one => [one.id, one]))
  const now = new Map<string, unknown>(all[kind].map(one => [one.id, one]))
  const lines = [
    ...[...now].filter(([id]) => !before.has(id)).map(([, one]) => `  new: ${wordsOf(one)}`),
    ...[...now]
      .filter(([id, one]) => before.has(id) && JSON.stringify(before.get(id)) !== JSON.stringify(one))
      .map(([, one]) => `  instead of ours: ${wordsOf(one)}`),
    ...[...before].filter(([id]) => !now.has(id)).map(([, one]) => `  taken away: ${wordsOf(one)}`),
  ]
  return lines.length > 0 ? [`${kind}:`, ...lines] : []
}

/** How people will see it. */
function wordsOf(one: unknown): string {
  const { text, chat, title, name, id, says } = one as Record<string, unknown>
  const words = text ?? title ?? name ?? (Array.isArray(says) ? `${id}: ${says.join(', ')}` : id)
  const posted = typeof chat === 'string' && chat !== text ? `\n       in a channel: ${chat}` : ''
  return `${words}${chat === false ? ' (not for channels)' : ''}${posted}`
}

readDotEnv()
const folder = process.argv[2] ?? readConfig(process.env).contentDir
if (!folder) stop('Name the folder: npm run content -- our-content. (Or set CONTENT_DIR in .env.)')
else if (!existsSync(folder)) stop(`There is no folder ${folder}. Look at how its name is written.`)
else check(folder)
