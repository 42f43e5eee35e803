import { z } from 'zod'
import { languageSchema } from '../core/language/vocabulary.ts'
import { presumptionSchema } from '../features/icebreaker/presumption.ts'
import { icebreakerSchema } from '../features/icebreaker/schema.ts'
import { guideSchema, readingSchema } from '../features/readings/schema.ts'
import { walkthroughSchema } from '../features/walkthrough/schema.ts'
import { retiredSchema } from './entries.ts'
import {
  icebreakerTranslationSchema,
  phrasesSchema,
  readingTranslationSchema,
  walkthroughTranslationSchema,
} from './translations.ts'

/** The JSON Schemas of the content files, by file name: what editors complete and check from. */
export function contentSchemas(): Record<string, object> {
  const listOf = (entry: z.ZodType) => z.array(z.union([entry, retiredSchema]))
  const files = {
    guide: guideSchema,
    icebreakers: listOf(icebreakerSchema),
    language: listOf(languageSchema),
    presumptions: listOf(presumptionSchema),
    readings: listOf(readingSchema),
    walkthroughs: z.union([walkthroughSchema, retiredSchema]),
    'translated-icebreakers': listOf(icebreakerTranslationSchema),
    'translated-readings': listOf(readingTranslationSchema),
    'translated-walkthroughs': z.union([walkthroughTranslationSchema, retiredSchema]),
    phrases: phrasesSchema,
  }
  return Object.fromEntries(
    Object.entries(files).map(([name, schema]) => [
      name,
      z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
    ]),
  )
}
