import type { Call } from '../../core/command.ts'
import { type Effect, privateReply } from '../../core/effect.ts'
import { bold, ofContent, quiet, text } from '../../core/message.ts'
import { items, type Paper, paragraph, section, title } from '../../core/paper.ts'
import { drawPaper } from '../../paper/draw.ts'
import { cardOf, type Icebreaker } from './schema.ts'

/** `icebreaker print-cards …`: the cards that a question is asked with, to print and cut out. */
export async function printedCards(call: Call, one: Icebreaker): Promise<Effect[]> {
  const cards = (one.cards ?? []).map(cardOf)
  if (cards.length === 0)
    return [
      privateReply([text('I have no cards to print for this one. “How to run it” says what it needs.')]),
    ]
  const paper: Paper = {
    title: one.text,
    parts: [
      title(one.text),
      paragraph(
        'Print this once for each table, and cut along the lines. Each card says in words what its sign shows.',
      ),
      { type: 'cards', cards },
    ],
  }
  return [
    privateReply([
      text('Here are the cards for it, to print and to cut out.'),
      ...(await drawPaper(call.translator?.paper(paper) ?? paper, `cards-${one.id}`)),
    ]),
  ]
}

/** `icebreaker print …`: one question for the tables; on a page of its own, what helps whoever hosts. */
export async function printedCard(call: Call, one: Icebreaker): Promise<Effect[]> {
  const asked = one.board ?? one.text
  const paper: Paper = {
    title: asked,
    parts: [
      title(asked),
      paragraph('You can always pass, or just listen.'),
      section(2, 'For the host', { newPage: true }),
      items([
        [bold('You could go first with'), ': ', ofContent(one.host_first)],
        [bold('To pass:'), ' ', ofContent(one.pass_line)],
        [bold('Then lead on with'), ': ', ofContent(one.bridge)],
      ]),
    ],
  }
  return [
    privateReply([
      text('Here is the question to print: a page for the tables, and one for the host.'),
      quiet(asked),
      ...(await drawPaper(call.translator?.paper(paper) ?? paper, `question-${one.id}`)),
    ]),
  ]
}
