import type { Paper } from '../core/paper.ts'
import { markdownOf } from './markdown.ts'
import { pageOf } from './page.ts'

/** The forms a paper can have, in the order in which they are given. */
export const paperForms = ['word', 'page', 'markdown'] as const

/** One of them. */
export type PaperForm = (typeof paperForms)[number]

/** A paper in one form, as the bytes or the text of a file. What draws Word files is large, and loaded when the first one is drawn. */
export async function drawn(paper: Paper, form: PaperForm): Promise<Uint8Array | string> {
  if (form === 'page') return pageOf(paper, await picturesFor(paper))
  if (form === 'markdown') return markdownOf(paper)
  const { wordOf } = await import('./word.ts')
  return wordOf(paper)
}

/** Pictures are for cards alone, and are as large as all the rest of what draws a page. */
const picturesFor = async ({ parts }: Paper): Promise<Readonly<Record<string, string>>> =>
  parts.some(part => part.type === 'cards') ? (await import('./pictures.ts')).pictures : {}
