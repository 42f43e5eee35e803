import type { Message } from '../message.ts'
import type { Paper } from '../paper.ts'
import { createMessages } from './message.ts'
import { createPapers } from './paper.ts'
import type { Phrases } from './phrases.ts'
import { createSentences } from './sentences.ts'

/** Says what Hearth says in another language. What people wrote, and what nobody translated yet, stays as it is. */
export interface Translator {
  /** As browsers and screen readers name it: `es`. */
  language: string
  /** Whether somebody translated this. */
  has(english: string): boolean
  /** One line of ours. */
  line(english: string): string
  message(message: Message): Message
  paper(paper: Paper): Paper
}

/** Makes the translator of a language; of English, for a library that says it in words of its own. */
export function createTranslator(phrases: Phrases): Translator {
  const sentences = createSentences(phrases)
  const messages = createMessages(sentences)
  return {
    language: phrases.language,
    has: sentences.has,
    line: one => sentences.line(one),
    message: messages.message,
    paper: createPapers(sentences, messages),
  }
}
