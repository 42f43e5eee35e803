import { type Line, readLine } from './normalize.ts'
import { createGuess } from './reader/guess.ts'
import { createIntents } from './reader/intents.ts'
import { createMoves } from './reader/moves.ts'
import { createQuestion } from './reader/question.ts'
import type { Reader, ReaderDeps } from './reader/reading.ts'
import { careIn } from './reader/replies.ts'
import { createRequests } from './reader/requests.ts'
import { createTalk } from './reader/talk.ts'
import { createTwoRequests } from './reader/two-requests.ts'
import { respelled, type Speller } from './typos.ts'

export type { Reader, Reading } from './reader/reading.ts'
export { careIn } from './reader/replies.ts'

/** Makes the reader of lines: normalize → intent → slots → what is left. The same line in the same place always reads the same. */
export function createReader({ vocabulary, grammars, spell }: ReaderDeps & { spell: Speller }): Reader {
  const intents = createIntents({ vocabulary, grammars })
  const requests = createRequests({ vocabulary, grammars })
  const guess = createGuess({ vocabulary, requests })
  const twoRequests = createTwoRequests({ vocabulary, intents, requests })
  const inTalk = createTalk({ vocabulary, intents, requests, guess, twoRequests })
  const moveIn = createMoves({ vocabulary, intents })
  const inQuestion = createQuestion({ vocabulary, intents, requests, guess, moveIn })
  return (typed, context) => {
    const plain = readLine(typed, vocabulary.spellings)
    const line: Line = { ...respelled(plain, spell), ...(context.names && { names: context.names }) }
    const care = careIn(line, vocabulary)
    if (care) return care
    const { question } = context
    return context.where === 'question' && question
      ? inQuestion(line, typed, context, question)
      : inTalk(line, context)
  }
}
