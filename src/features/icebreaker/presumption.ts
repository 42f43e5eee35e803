import { z } from 'zod'
import { presumptionTopics } from './schema.ts'

/** Words that take something for granted, for the check of a suggested question. */
export const presumptionSchema = z.strictObject({
  id: z.enum(presumptionTopics).describe('What the words take for granted: a topic of the scheme.'),
  says: z
    .string()
    .min(1)
    .describe('What is taken for granted, as it is said in a warning: `that people have a family near`.'),
  words: z
    .array(z.string().min(1))
    .min(1)
    .describe('Words and phrases that give it away, in lower case, singular.'),
  repair: z
    .string()
    .min(1)
    .optional()
    .describe('A question that asks for something near without presuming it.'),
})

export type Presumption = z.output<typeof presumptionSchema>

/** Which of these presumptions the words of a question hint at. A hint only: people judge. */
export function presumptionsIn(question: string, all: readonly Presumption[]): Presumption[] {
  const said = ` ${question
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/[^\p{L}\p{N}']+/gu, ' ')} `
  return all.filter(one =>
    one.words.some(
      word => said.includes(` ${word} `) || said.includes(` ${word}s `) || said.includes(` ${word}'s `),
    ),
  )
}
