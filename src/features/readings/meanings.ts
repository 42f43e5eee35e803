import type { Reading } from './schema.ts'

/** A word that says what somebody wants of a reading, and not what stands in it. */
interface Meaning {
  words: string
  fits(reading: Reading): boolean
  /** What was understood by it, for whoever asked. */
  says: string
}

/** What is read in a few minutes, where the length is not known. */
const quickKinds: ReadonlySet<Reading['kind']> = new Set([
  'article',
  'blog post',
  'handout',
  'press release',
  'video',
  'web page',
])
const longKinds: ReadonlySet<Reading['kind']> = new Set(['book', 'report', 'course'])
const fewPages = 15

function isShort({ kind, length }: Reading): boolean {
  if (length && 'pages' in length) return (length.pages ?? 0) <= fewPages
  if (length && 'minutes' in length) return (length.minutes ?? 0) <= fewPages
  return quickKinds.has(kind)
}

const hasVideo = ({ kind, length }: Reading): boolean =>
  kind === 'video' ||
  kind === 'webinar' ||
  (length !== undefined && 'text' in length && /\bvideo\b/.test(length.text ?? ''))

const meanings: readonly Meaning[] = [
  {
    words: 'short shorter quick quicker brief',
    fits: isShort,
    says: 'Short ones: articles, posts, handouts, web pages and videos. For most, nobody tells how long they take.',
  },
  {
    words: 'long longer thorough detailed',
    fits: one => longKinds.has(one.kind),
    says: 'Long ones: books, reports and courses.',
  },
  {
    words: 'video film watch youtube clip recording',
    fits: hasVideo,
    says: 'What there is to watch: videos and webinars, and a report with a video.',
  },
  {
    words: 'teen teenager tween youth ya adolescent',
    fits: ({ tags }) => tags.includes('children'),
    says: 'The guide lists nothing for teens alone. These are about children, families and schools.',
  },
]

/** What a word means, in the singular or the plural. */
export const meaningOf = (word: string): Meaning | undefined =>
  meanings.find(({ words }) => words.split(' ').some(one => word === one || word === `${one}s`))
