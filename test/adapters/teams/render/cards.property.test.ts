import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RenderOptions } from '../../../../adapters/teams/render/blocks.ts'
import { type Card, render, renderOne } from '../../../../adapters/teams/render/render.ts'
import { text } from '../../../../src/core/message.ts'
import { anyMessage, anyWords } from '../../../teams/any-message.ts'
import { seenCard } from '../../../teams/reading.ts'
import { judge } from '../../../teams/rules.ts'
import type { Json } from '../../../teams/world.ts'
import { tries } from '../../../tries.ts'

/** As botbuilder sends it, with ids as long as Teams has them. */
const activityOf = ({ summary, content }: Card): Json => ({
  type: 'message',
  channelId: 'msteams',
  serviceUrl: `https://smba.trafficmanager.net/emea/${'1'.repeat(36)}/`,
  from: { id: `28:${'1'.repeat(36)}`, name: 'Hearth' },
  conversation: { id: `19:${'1'.repeat(150)}@thread.tacv2;messageid=1700000000000` },
  summary,
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
})

const people = Array.from({ length: 150 }, (_, at) => ({ value: `p${at}`, label: `Somebody ${at}` }))
const drawings: RenderOptions[] = [
  {},
  { mentions: true, choices: { people, channels: [{ value: '19:a', label: '<at>all</at>' }] } },
  { buttonData: { at: `teams:${'1'.repeat(36)}/${'2'.repeat(200)}/1700`, seal: 's'.repeat(43) } },
]
const anyDrawing = fc.constantFrom(...drawings)

/** What is shown of a card, without what only travels with it. */
const shownIn = ({ body, fallbackText }: Json): string =>
  JSON.stringify([body, fallbackText], (name, value) => (/^(data|value)$/.test(name) ? undefined : value))

describe('Whatever Hearth says', () => {
  it('Teams takes it: schema, parser, rules, 25 KB, one part, a text beside it', () => {
    fc.assert(
      fc.property(anyMessage, anyDrawing, (message, drawing) => {
        for (const card of [...render(message, drawing), renderOne(message, drawing)])
          expect(judge(activityOf(card))).toEqual([])
      }),
      { numRuns: tries(60) },
    )
  })

  it('calls nobody by what people typed', () => {
    fc.assert(
      fc.property(anyMessage, message => {
        for (const { content } of render(message, { choices: { people, channels: [] } }))
          expect(shownIn(content as Json)).not.toMatch(/<\s*\/?\s*at\b/i)
      }),
      { numRuns: tries(60) },
    )
  })

  it('shows what was typed, character by character, over as many cards as it takes', () => {
    fc.assert(
      fc.property(anyWords, words => {
        fc.pre(words.trim() !== '')
        const seen = render([text(words)]).map(({ content }) => seenCard(content as Json).text)
        expect(bare(seen.join(''))).toBe(bare(words))
      }),
      { numRuns: tries(100) },
    )
  })
})

/** Lines and spaces are the card's own; an invisible character keeps `<at>` from being a mention. */
const bare = (words: string): string => words.replace(/[\s\u200B]/g, '')
