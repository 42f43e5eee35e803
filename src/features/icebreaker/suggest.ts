import type { Call } from '../../core/command.ts'
import { type Effect, inPlace, news, post, privateReply } from '../../core/effect.ts'
import {
  type Button,
  bold,
  button,
  buttons,
  form,
  heading,
  type Message,
  quiet,
  quote,
  row,
  text,
  withFullLabel,
} from '../../core/message.ts'
import type { Permissions } from '../../core/permissions.ts'
import { UserError } from '../../core/user-error.ts'
import { inWords } from './cards.ts'
import { considered, retired, type Suggestion, suggestions, suggestionsIn } from './catalog.ts'
import { type Presumption, presumptionsIn } from './presumption.ts'
import { audiences, considerations } from './schema.ts'

/** The scheme's limit for what a host says in one breath. */
const mostWords = 40

/** `/icebreaker suggest …`: a colleague's question, walked through the three considerations, added once a second person agrees. */
export function suggesting(presumptions: readonly Presumption[], permissions: Permissions) {
  return { actions: { suggest, consider, audience, agree, suggestions: listAll, withdraw }, offer }

  async function suggest(call: Call, question: string): Promise<Effect[]> {
    const said = question.replace(/\s+/g, ' ').trim()
    if (!said)
      throw new UserError('Write the question after it: “icebreaker suggest What made today easier?”')
    if (said.split(' ').length > mostWords)
      throw new UserError(
        `A host says it in one breath: at most ${mostWords} words, please. Yours has ${said.split(' ').length}.`,
      )
    const id = await call.library.update(async tx => {
      const all = await tx.list(suggestions)
      const twin = all.find(([, one]) => one.text.toLowerCase() === said.toLowerCase())
      if (twin) return twin[0]
      const fresh = `own-${1 + Math.max(0, ...all.map(([known]) => Number(known.slice(4))))}`
      await tx.put(suggestions, fresh, {
        text: said,
        by: call.person.id,
        name: call.person.name,
        at: call.at,
        answers: {},
        audience: [],
      })
      return fresh
    })
    return [privateReply(await nextCard(call, id))]
  }

  async function consider(call: Call, rest: string): Promise<Effect[]> {
    const [id = '', key, answer] = rest.split(/\s+/)
    const asked = considerations.find(one => one.key === key)
    if (!asked || (answer !== 'yes' && answer !== 'no'))
      throw new UserError(
        'Press Yes or No under the question. “icebreaker suggest” and your question begins it again.',
      )
    await change(call, id, one => ({ ...one, answers: { ...one.answers, [asked.key]: answer } }))
    const one = await found(call, id)
    // Of a question that its author keeps, it is known whom it is for.
    if (one.own && considered(one)) return askAll(call, id, one)
    return [inPlace(call, await nextCard(call, id))]
  }

  /** A question that its author keeps goes the same way to everybody as one that is suggested. */
  async function offer(call: Call, id: string): Promise<Effect[]> {
    const one = await found(call, id)
    if (one.agreed)
      return [privateReply([text('Your whole library gets that one already: ', bold(one.text))])]
    if (considered(one)) return askAll(call, id, one)
    await change(call, id, now => ({ ...now, answers: {} }))
    return [inPlace(call, await nextCard(call, id))]
  }

  function askAll(call: Call, id: string, one: Suggestion): Effect[] {
    return [
      inPlace(call, waitingCard(id, one)),
      post(askColleagues(id, one), { name: askingCardOf(id), of: { kind: suggestions, id } }),
    ]
  }

  async function audience(call: Call, rest: string): Promise<Effect[]> {
    const [id = '', ...typed] = rest.split(/[\s,]+/)
    const chosen = [...typed, ...(call.values.audience ?? '').split(',')]
    await change(call, id, one => ({ ...one, audience: audiences.filter(who => chosen.includes(who)) }))
    return askAll(call, id, await found(call, id))
  }

  async function agree(call: Call, rest: string): Promise<Effect[]> {
    const id = rest || (await onlyOne(call, one => one.by !== call.person.id))
    const one = await found(call, id)
    await permissions.librarysOwn(call)
    if (one.agreed) return [privateReply([text('That one is already one of your library’s icebreakers.')])]
    if (one.by === call.person.id)
      throw new UserError('It’s your own suggestion, so a second person has to agree. Any colleague can.')
    if (!considered(one))
      throw new UserError(`${one.name} has not been through the three considerations with it yet.`)
    await change(
      call,
      id,
      now => ({ ...now, agreed: { by: call.person.id, name: call.person.name, at: call.at } }),
      false,
    )
    return [
      inPlace(
        call,
        [
          text('Agreed. It’s one of your library’s icebreakers now: ', bold(one.text)),
          quiet(`Suggested by ${one.name}, agreed by ${call.person.name}.`),
        ],
        askingCardOf(rest),
      ),
      news({ person: one.by }, [
        text(
          `${call.person.name} agreed. Your question is one of your library’s icebreakers now: `,
          bold(one.text),
        ),
      ]),
    ]
  }

  async function withdraw(call: Call, rest: string): Promise<Effect[]> {
    const id = rest || (await onlyOne(call, one => one.by === call.person.id))
    const one = await found(call, id)
    if (one.by !== call.person.id) throw new UserError(`Only ${one.name} can take that suggestion back.`)
    const { agreed: _noLonger, batch: _nowByItself, ...kept } = one
    await call.library.update(async tx => {
      if (one.own) await tx.put(suggestions, id, { ...kept, answers: {} })
      else await tx.delete(suggestions, id)
      await tx.delete(retired, id)
    })
    return [
      inPlace(call, [
        text('Taken back: ', one.text),
        ...(one.own ? [quiet('You keep it as one of your own: “my icebreakers” lists them.')] : []),
      ]),
    ]
  }

  async function listAll(call: Call): Promise<Effect[]> {
    const open = (await suggestionsIn(call.library)).filter(([, one]) => !one.agreed && considered(one))
    if (open.length === 0)
      return [
        privateReply([
          text('No suggestions are waiting. Yours is welcome: “icebreaker suggest What made today easier?”'),
        ]),
      ]
    return [
      privateReply([
        heading('Waiting for a second person'),
        ...open
          .slice(0, onePage)
          .map(([id, one]) =>
            row(
              one.text,
              `Suggested by ${one.name}`,
              withFullLabel(`I agree with “${one.text}”`, button('I agree', `icebreaker agree ${id}`)),
            ),
          ),
        ...(open.length > onePage
          ? [quiet(`And ${open.length - onePage} more. They come here as these are settled.`)]
          : []),
      ]),
    ]
  }

  async function nextCard(call: Call, id: string): Promise<Message> {
    const one = await found(call, id)
    const open = considerations.find(({ key }) => one.answers[key] === undefined)
    if (open) return considerationCard(id, one, open)
    if (!considered(one)) return notYetCard(one)
    return one.audience.length > 0 || one.own ? waitingCard(id, one) : audienceCard(id, one)
  }

  function considerationCard(id: string, one: Suggestion, open: (typeof considerations)[number]): Message {
    const step = considerations.indexOf(open) + 1
    // What it presumes is told before anything is asked about it, and again where that is asked.
    const isFirst = Object.keys(one.answers).length === 0
    const hints = isFirst || open.key === 'presumes' ? presumptionsIn(one.text, presumptions) : []
    return [
      heading(open.question),
      quote(one.text),
      quiet(
        `You’re looking for a ${open.hopedFor}. Think of everyone who may be in the room. (${step} of ${considerations.length})`,
      ),
      ...hints.map(hint =>
        text(
          `Some words here presume ${hint.says}.${hint.repair ? ` One way around it: “${hint.repair}”` : ''}`,
        ),
      ),
      buttons(
        button('Yes', `icebreaker consider ${id} ${open.key} yes`),
        button('No', `icebreaker consider ${id} ${open.key} no`),
        ...repairs(hints),
      ),
    ]
  }

  function notYetCard(one: Suggestion): Message {
    const hints = presumptionsIn(one.text, presumptions)
    return [
      text('Let’s reword it. Change what leaves somebody out, and suggest it again.'),
      quote(one.text),
      ...hints.flatMap(hint =>
        hint.repair ? [text(`Instead of presuming ${hint.says}: “${hint.repair}”`)] : [],
      ),
      quiet('Type “icebreaker suggest” and the new wording, or take one of these.'),
      buttons(...repairs(hints), button('Show me one of yours', 'icebreaker')),
    ]
  }
}

/** The card that asks colleagues, by its suggestion. */
export const askingCardOf = (id: string) => `suggestion/${id}`

/** So many suggestions are shown at once. */
const onePage = 4

const audienceCard = (id: string, one: Suggestion): Message => [
  form(
    [
      {
        id: 'audience',
        label: 'Who is it for?',
        hint: 'Leave it empty for teens and older.',
        type: 'several',
        options: audiences.map(who => ({ value: who, label: inWords(who) })),
      },
    ],
    button('Done choosing', `icebreaker audience ${id}`, 'primary'),
  ),
  quote(one.text),
]

const waitingCard = (id: string, one: Suggestion): Message => [
  text('Thank you. Once a second person agrees, it’s one of your library’s icebreakers: ', bold(one.text)),
  buttons(button('Withdraw it', `icebreaker withdraw ${id}`)),
]

/** Asks colleagues for a second person's word. */
export const askColleagues = (id: string, one: Suggestion): Message => [
  text('Would you ask this? ', bold(one.text)),
  quiet(
    `${one.name} suggests it. Is it inclusive of all, age appropriate, and does it presume nothing? One more person’s agreement adds it.`,
  ),
  buttons(button('I agree', `icebreaker agree ${id}`, 'primary')),
]

/** The suggestion meant where none is named: the only one that waits. */
async function onlyOne(call: Call, fits: (one: Suggestion) => boolean): Promise<string> {
  const open = (await call.library.list(suggestions)).filter(([, one]) => !one.agreed && fits(one))
  return open.length === 1 ? (open[0]?.[0] ?? '') : ''
}

async function found(call: Call, id: string): Promise<Suggestion> {
  const one = await call.library.get(suggestions, id)
  if (one) return one
  throw new UserError(
    'Which suggestion do you mean? “icebreaker suggestions” lists those that wait for a second person.',
  )
}

/** Changes a suggestion that is not agreed on yet; its own author only, unless `own` is false. */
async function change(
  call: Call,
  id: string,
  to: (one: Suggestion) => Suggestion,
  own = true,
): Promise<void> {
  const one = await found(call, id)
  if (own && one.by !== call.person.id)
    throw new UserError(`Only ${one.name}, who suggested it, can change that.`)
  if (one.agreed) throw new UserError('That one is already agreed on.')
  await call.library.update(async tx => {
    const now = (await tx.get(suggestions, id)) ?? one
    await tx.put(suggestions, id, to(now))
  })
}

/** A question that asks for something near without presuming it, for each that there is. */
const repairs = (hints: readonly Presumption[]): Button[] =>
  hints.flatMap(({ repair }) => (repair ? [button(repair, `icebreaker suggest ${repair}`)] : []))
