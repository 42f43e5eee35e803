import { languageName } from '../../core/language/language-names.ts'
import { english } from '../../core/translation/phrases.ts'
import { UserError } from '../../core/user-error.ts'

/** What content there is, and the words by which a file's name tells that it is that. */
const kinds: readonly { folder: string; name: RegExp }[] = [
  { folder: 'icebreakers', name: /ice-?breaker|rompehielo/ },
  { folder: 'readings', name: /reading|lectura/ },
  { folder: 'walkthroughs', name: /walk/ },
  { folder: 'presumptions', name: /presum/ },
  { folder: 'phrases', name: /phrase|frase/ },
  { folder: 'guide', name: /guide/ },
]

/** One of these is said once for all. */
const single = new Set(['guide', 'presumptions', 'phrases'])

const noSuchKind =
  'I can’t tell what that file holds. Put it into its name: icebreakers, readings, walkthrough, presumptions, phrases or guide, such as “our-icebreakers.yaml”. For another language, its two letters go first: “es-icebreakers.yaml”.'

/** Where a file that was sent stands among a library's own: by its name, else by what is in it. @throws {UserError} */
export function pathOf(name: string, text: string): string {
  const base = (name.split(/[\\/]/).at(-1) ?? '')
    .toLowerCase()
    .replace(/\.ya?ml$/, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
  const [, letters = '', behind = base] = /^([a-z]{2})-(.+)$/.exec(base) ?? []
  const language = isLanguage(letters) ? letters : undefined
  const rest = language ? behind : base
  const folder = kinds.find(one => one.name.test(rest))?.folder ?? folderBySight(text)
  if (folder === undefined) throw new UserError(noSuchKind)
  const inFolder = folder === 'phrases' ? (language ?? english) : language === english ? undefined : language
  const within = inFolder ? `${inFolder}/` : ''
  return single.has(folder) ? `${within}${folder}.yaml` : `${within}${folder}/${rest || folder}.yaml`
}

/** The name under which a file is handed out: sent back, it takes its own place. */
export function nameOf(path: string): string {
  const [, language, file = path] = /^(?:([a-z]{2})\/)?(?:.*\/)?([^/]+)$/.exec(path) ?? []
  return language ? `${language}-${file}` : file
}

/** Burmese is written “my”, too, but who says “my icebreakers” means theirs. */
const isLanguage = (letters: string): boolean =>
  letters !== '' && letters !== 'my' && languageName(letters, english) !== undefined

/** What is in it, by the fields that only such files have. */
function folderBySight(text: string): string | undefined {
  const has = (field: string) => new RegExp(`^(?:- | *)?\\{? ?${field}:`, 'm').test(text)
  if (/^steps:/m.test(text) && /^command:/m.test(text)) return 'walkthroughs'
  if (has('text') && has('audience')) return 'icebreakers'
  if (has('title') && has('summary')) return 'readings'
  return undefined
}
