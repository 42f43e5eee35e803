import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../config/paths.ts'
import { loadContent } from '../content/load.ts'
import { type Listed, listedPhrases } from '../content/phrase-list.ts'
import { english } from '../core/translation/phrases.ts'
import { createTranslator } from '../core/translation/translator.ts'
import { stop } from './command-line.ts'

// `npm run phrases -- folder es`: writes all that Hearth says, one file for each part of it, for whoever translates or changes it.
function write(folder: string, language: string): void {
  const all = listedPhrases()
  if (all.length === 0) {
    stop('There is no list of what Hearth says: build it first (npm run build).')
    return
  }
  const { translations } = loadContent(join(packageRoot(), 'content'))
  const known = translations.find(one => one.language === language)
  const translator = known && createTranslator(known)
  const into = join(folder, language, 'phrases')
  if (existsSync(into) && readdirSync(into).length > 0) {
    stop(
      `There is something in ${into} already, which I leave alone. Name another folder: npm run phrases -- new-folder ${language}`,
    )
    return
  }
  mkdirSync(into, { recursive: true })
  for (const part of new Set(all.map(one => one.part)))
    writeFileSync(
      join(into, `${part}.yaml`),
      fileOf(
        part,
        all.filter(one => one.part === part),
      ),
    )
  const missing = all.filter(({ sentence }) => saidOf(sentence) === '').length
  console.log(
    `${all.length} sentences are in ${into}${language === english ? '' : `, ${missing} of them without words in “${language}” yet`}. Take away the “#” of those you change, and let CONTENT_DIR name the folder.`,
  )

  function fileOf(part: string, some: readonly Listed[]): string {
    const lines = some.map(
      ({ sentence }) => `# ${JSON.stringify(sentence)}: ${JSON.stringify(saidOf(sentence))}`,
    )
    return `${head(part)}${lines.join('\n')}\n`
  }

  function saidOf(sentence: string): string {
    if (language === english) return sentence
    const said = translator?.line(sentence)
    return said === undefined || said === sentence ? '' : said
  }
}

const head = (part: string): string =>
  `# What Hearth says (${part}): its own sentence, then yours. A line counts once its first “#” is gone.
# What stands in braces is put there as it is; {count#} stands for a number, and may have forms:
#   "{count#} steps": { one: "{count#} step", other: "{count#} steps" }
`

const [folder = 'phrases', language = english] = process.argv.slice(2)
if (/^[a-z]{2,3}$/.test(language)) write(folder, language)
else stop('Name a language by its two letters, such as es: npm run phrases -- our-content es')
