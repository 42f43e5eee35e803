import type { Call } from '../../core/command.ts'
import { type Effect, inPlace, privateReply, reply } from '../../core/effect.ts'
import {
  bold,
  button,
  buttons,
  heading,
  list,
  type Message,
  numbered,
  ofContent,
  quiet,
  text,
} from '../../core/message.ts'
import { items, type Paper, paragraph, section, title } from '../../core/paper.ts'
import { foldedWords } from '../../core/text.ts'
import { drawPaper, formNamed } from '../../paper/draw.ts'
import { deckOf, decks, questionsOf } from './catalog.ts'
import { type Deck, markUsed } from './deck.ts'
import { chatForm, type Icebreaker } from './schema.ts'

/** Questions that belong together, in the order they are asked. */
interface QuestionSet {
  name: string
  parts: readonly Icebreaker[]
}

/** `/icebreaker sets`: questions that lead from one to the next, shown, and posted together. */
export function questionSets(icebreakers: readonly Icebreaker[]) {
  return { sets: listAll, set: show, 'post-set': post, 'print-set': print }

  async function listAll(call: Call): Promise<Effect[]> {
    const all = setsOf(await questionsOf(call, icebreakers))
    return [
      inPlace(call, [
        heading('Sets of three'),
        text(
          'Three questions that lead from a light one to a plan. For Coffee & Conversation or a World Café.',
        ),
        list(all.map(({ name, parts }) => [bold(name), ': ', parts[0]?.text ?? ''])),
        buttons(...all.slice(0, 3).map(({ name }) => button(`See “${name}”`, `icebreaker set ${name}`))),
        quiet('For another, type “icebreaker set” and its name; “print” after it prints it.'),
      ]),
    ]
  }

  async function show(call: Call, rest: string): Promise<Effect[]> {
    const printed = /^(.+?)\s+print(?:\s+(.+))?$/is.exec(rest.trim())
    if (printed) return print(call, printed.slice(1).filter(Boolean).join(' '))
    const found = await named(call, rest)
    if (!found) return listAll(call)
    return [
      inPlace(call, [
        heading(found.name),
        numbered(found.parts.map(one => one.text)),
        quiet('Nothing is posted yet. Ask them one after the other; nobody has to answer all three.'),
        buttons(
          button('Post these three', `icebreaker post-set ${found.name}`, 'primary'),
          button('Print these three', `icebreaker print-set ${found.name}`),
          button('Other sets', 'icebreaker sets'),
        ),
      ]),
    ]
  }

  async function post(call: Call, rest: string): Promise<Effect[]> {
    const found = await named(call, rest)
    if (!found) return listAll(call)
    const { conversation } = call.place
    await call.library.update(async tx => {
      const before = await deckOf(tx, conversation)
      let used: Deck = before
      for (const one of found.parts) used = markUsed(used, one.id)
      await tx.put(decks, conversation, { ...before, ...used })
    })
    return [reply(postedSet(found))]
  }

  /** A menu for the tables; on a page of its own, what helps whoever hosts. */
  async function print(call: Call, rest: string): Promise<Effect[]> {
    const [, name = '', form = ''] = /^(.*?)(?:\s+(?:as|for)\s+(.+))?$/is.exec(rest.trim()) ?? []
    const found = await named(call, name)
    if (!found) return listAll(call)
    const paper = setPaper(found)
    return [
      privateReply([
        text(`Here is “${found.name}” to print: a page for the tables, and one for the host.`),
        ...(await drawPaper(call.translator?.paper(paper) ?? paper, slugOf(found.name), formNamed(form))),
      ]),
    ]
  }

  async function named(call: Call, rest: string): Promise<QuestionSet | undefined> {
    const said = foldedWords(rest)
    const all = setsOf(await questionsOf(call, icebreakers))
    const namesOf = ({ name }: QuestionSet) => [name, call.translator?.line(name) ?? name].map(foldedWords)
    return (
      all.find(one => namesOf(one).includes(said)) ??
      (said.length > 2 ? all.find(one => namesOf(one).some(name => name.includes(said))) : undefined)
    )
  }
}

const postedSet = ({ name, parts }: QuestionSet): Message => [
  text(bold(`Three questions: ${name}`)),
  numbered(parts.map(one => chatForm(one) ?? one.text)),
  quiet('How to pass: just don’t answer. To answer: take one, two or all three, in the thread.'),
]

/** What lies on the tables stands on the first page. */
const setPaper = ({ name, parts }: QuestionSet): Paper => ({
  title: name,
  parts: [
    title(name),
    paragraph('Take one question, two or all three. You can always pass, or just listen.'),
    ...parts.map((one, at) => section(2, one.board ?? one.text, { number: at + 1 })),
    section(2, 'For the host', { newPage: true }),
    paragraph('Ask them one after the other, at tables of four. Nobody has to answer all three.'),
    ...parts.flatMap((one, at) => [
      section(3, one.text, { number: at + 1 }),
      items([
        [bold('You could go first with'), ': ', ofContent(one.host_first)],
        [bold('To pass:'), ' ', ofContent(one.pass_line)],
        [bold('Then lead on with'), ': ', ofContent(one.bridge)],
      ]),
    ]),
  ],
})

const slugOf = (name: string): string => foldedWords(name).replace(/[^a-z0-9]+/g, '-')

/** All sets, by name, each in its order. */
function setsOf(questions: readonly Icebreaker[]): QuestionSet[] {
  const byName = new Map<string, Icebreaker[]>()
  for (const one of questions)
    if (one.set) byName.set(one.set.name, [...(byName.get(one.set.name) ?? []), one])
  return [...byName].map(([name, all]) => ({
    name,
    parts: all.toSorted((one, other) => (one.set?.part ?? 0) - (other.set?.part ?? 0)),
  }))
}
