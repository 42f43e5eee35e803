import { z } from 'zod'
import { slug } from '../../core/content-id.ts'

/** What a reading can be, in the words a librarian uses. */
export const readingKinds = [
  'article',
  'blog post',
  'book',
  'case studies',
  'collection',
  'course',
  'guide',
  'handout',
  'press release',
  'program model',
  'report',
  'slides',
  'toolkit',
  'video',
  'web page',
  'webinar',
] as const

/** The subjects a reading can have (the guide's facts, `tags_vocabulary`). */
export const readingTags = [
  'loneliness',
  'policy',
  'health',
  'statistics',
  'libraries',
  'social-infrastructure',
  'research',
  'book',
  'hosting',
  'facilitation',
  'conversation',
  'passive-programming',
  'bridging',
  'assessment',
  'community-led',
  'planning',
  'program-model',
  'creativity',
  'children',
  'adults',
  'small-rural',
  'training',
  'video',
  'case-studies',
  'public-health',
  'canada',
] as const

/** Where the readings stand that belong to the guide as a whole and to none of its sections. */
export const frontMatter = 'front-matter'

const words = z.string().trim().min(1)
const address = z.url({
  protocol: /^https?$/,
  error: 'a whole web address, such as https://www.webjunction.org/',
})

const link = z.strictObject({
  url: address.describe('The web address, whole.'),
  label: words.optional().describe('What the address leads to; needed when it stands in for the reading.'),
  stands_in: z
    .literal(true)
    .optional()
    .describe(
      'True when this is not the reading itself but the nearest page known; it is then shown under its own label only.',
    ),
})

/** One thing the guide points to, as content files hold it. */
export const readingSchema = z.strictObject({
  id: slug.describe('A name for this reading; the same id in CONTENT_DIR replaces it.'),
  section: slug.describe('The id of the section of the guide it belongs to, or front-matter.'),
  title: words.describe('The title of the work.'),
  cited: words
    .optional()
    .describe('How the guide itself names it, word for word; leave out for a reading of your own.'),
  under: words.optional().describe('The heading inside the section that the guide puts it under.'),
  authors: z.array(words).default([]).describe('Who wrote it, one name an entry.'),
  organization: words.optional().describe('Who published it or stands behind it.'),
  year: z.int().min(1900).max(2100).optional().describe('The year it came out, where known.'),
  author_line: words
    .optional()
    .describe('Who and when in a few words, where the list of authors is too long to show.'),
  kind: z.enum(readingKinds).describe('What it is.'),
  tags: z.array(z.enum(readingTags)).min(1).describe('What it is about.'),
  summary: words.max(240).describe('What it is, in a few plain sentences, at most 240 characters.'),
  length: z
    .union([
      z.strictObject({ pages: z.int().min(1).describe('How many pages it has.') }),
      z.strictObject({ minutes: z.int().min(1).describe('How many minutes it runs.') }),
      z.strictObject({
        text: words.describe('Its length in words, such as “about four hours, in six modules”.'),
      }),
    ])
    .optional()
    .describe('How long it is; a known fact, never an estimate.'),
  link: link
    .refine(one => !one.stands_in || one.label, {
      path: ['label'],
      error: 'a page that stands in for the reading needs a label of its own',
    })
    .describe('Where it is opened.'),
  also: z
    .array(
      z.strictObject({
        url: address.describe('The web address, whole.'),
        label: words.describe('What it leads to.'),
      }),
    )
    .default([])
    .describe('Further pages worth having, each under its own label.'),
  isbn: z
    .string()
    .regex(/^97[89]\d{10}$/, 'thirteen digits without hyphens')
    .optional()
    .describe('The ISBN of a book, thirteen digits without hyphens.'),
})

const solo = words
  .optional()
  .describe('Hearth’s wording for someone reading alone, where the guide speaks of a live session.')

const section = z.strictObject({
  id: slug.describe('A name for this section that readings and walk-throughs use.'),
  order: z.int().min(1).describe('Its place in the guide.'),
  title: words.describe('The title, word for word as in the guide.'),
  summary: words.max(240).describe('One plain, warm sentence about the section, in words of our own.'),
  intro: words.optional().describe('What the guide says before it asks anything, word for word.'),
  solo,
  actions: z
    .array(
      z.strictObject({
        id: slug.describe('A name for this action.'),
        text: words.describe('What the guide asks for, word for word.'),
        list: z
          .strictObject({
            title: words.describe('What stands above the list, word for word.'),
            items: z.array(words).min(1).describe('What it lists, in its order, word for word.'),
          })
          .optional()
          .describe('What the guide lists under the action.'),
        solo,
      }),
    )
    .min(1)
    .describe('What the guide asks readers to do.'),
  questions: z
    .array(
      z.strictObject({
        id: slug.describe('A name for this question.'),
        text: words.describe('The question, word for word as in the guide.'),
        wanted: z
          .enum(['yes', 'no'])
          .optional()
          .describe(
            'The answer that is wished for, where there is one; for “Do you presume anything” it is no.',
          ),
      }),
    )
    .default([])
    .describe('The questions the guide lists, in its order.'),
})

/** The guide as content files hold it: who it is by, and its sections. */
export const guideSchema = z.strictObject({
  title: words.describe('The title of the guide, word for word.'),
  subtitle: words.optional().describe('The line below the title, word for word.'),
  publisher: words.describe('Who published the guide.'),
  credit: words.describe('The line that gives credit wherever the guide is named.'),
  opening: words.optional().describe('The guide’s opening paragraph, word for word.'),
  invitation: words.optional().describe('The guide’s own invitation to revise it, word for word.'),
  url: address.describe('The page about the guide.'),
  url_label: words.optional().describe('What that page is.'),
  sections: z.array(section).min(1).describe('The sections, in order.'),
})

export type Reading = z.output<typeof readingSchema>
export type Guide = z.output<typeof guideSchema>
export type Section = Guide['sections'][number]

/** Who a reading is by, and when: what tells apart works that share a title. */
export function authorLine(reading: Reading): string {
  if (reading.author_line) return reading.author_line
  return [reading.authors.join(', ') || reading.organization, reading.year].filter(Boolean).join(', ')
}
