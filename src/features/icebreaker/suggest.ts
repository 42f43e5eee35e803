import type { Call } from '../../core/command.ts'
import { type Effect, inPlace, post, privateReply } from '../../core/effect.ts'
import {
  bold,
  button,
  buttons,
  form,
  heading,
  list,
  type Message,
  quiet,
  quote,
  text,
} from '../../core/message.ts'
import type { Permissions } from '../../core/permissions.ts'
import { UserError } from '../../core/user-error.ts'
import { inWords } from './cards.ts'
import { retired, type Suggestion, suggestions } from './catalog.ts'
import { type Presumption, presumptionsIn } from './presumption.ts'
import { audiences, considerations } from './schema.ts'

/** The scheme's limit for what a host says in one breath. */
const mostWords = 40

/** `/icebreaker suggest …`: a colleague's question, walked through the three considerations, added once a second person agrees. */
export function suggesting(presumptions: readonly Presumption[], permissions: Permissions) {
  return { suggest, consider, audience, agree, suggestions: listAll, withdraw }

  async function suggest(call: Call, question: string): Promise<Effect[]> {
    const said = question.replace(/\s+/g, ' ').trim()
    if (!said)
      throw new UserError('Write the question behind it: “icebreaker suggest What made today easier?”')
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
        'Answer with “icebreaker consider own-1 inclusive yes” (or age_appropriate, presumes; yes or no).',
      )
    await change(call, id, one => ({ ...one, answers: { ...one.answers, [asked.key]: answer } }))
    return [inPlace(call, await nextCard(call, id))]
  }

  async function audience(call: Call, rest: string): Promise<Effect[]> {
    const [id = '', ...typed] = rest.split(/[\s,]+/)
    const chosen = [...typed, ...(call.values.audience ?? '').split(',')]
    await change(call, id, one => ({ ...one, audience: audiences.filter(who => chosen.includes(who)) }))
    const one = await found(call, id)
    return [
      inPlace(call, waitingCard(id, one)),
      post(askColleagues(id, one), { name: askingCardOf(id), of: { kind: suggestions, id } }),
    ]
  }

  async function agree(call: Call, rest: string): Promise<Effect[]> {
    const one = await found(call, rest)
    await permissions.librarysOwn(call)
    if (one.agreed) return [privateReply([text('That one is among your library’s icebreakers already.')])]
    if (one.by === call.person.id)
      throw new UserError('It is your own suggestion: a second person has to agree. Any colleague can.')
    if (!considered(one))
      throw new UserError(`${one.name} has not been through the three considerations with it yet.`)
    await change(
      call,
      rest,
      now => ({ ...now, agreed: { by: call.person.id, name: call.person.name, at: call.at } }),
      false,
    )
    return [
      inPlace(
        call,
        [
          text('Agreed. It is now among your library’s icebreakers: ', bold(one.text)),
          quiet(
            `Suggested by ${one.name}, agreed by ${call.person.name}. “icebreaker retire ${rest}” sets it aside again.`,
          ),
        ],
        askingCardOf(rest),
      ),
    ]
  }

  async function withdraw(call: Call, rest: string): Promise<Effect[]> {
    const one = await found(call, rest)
    if (one.by !== call.person.id) throw new UserError(`Only ${one.name} can take that suggestion back.`)
    await call.library.update(async tx => {
      await tx.delete(suggestions, rest)
      await tx.delete(retired, rest)
    })
    return [inPlace(call, [text('Taken back: ', one.text)])]
  }

  async function listAll(call: Call): Promise<Effect[]> {
    const open = (await call.library.list(suggestions)).filter(([, one]) => !one.agreed && considered(one))
    if (open.length === 0)
      return [
        privateReply([
          text(
            'No suggestion is waiting for a second person. Yours is welcome: “icebreaker suggest What made today easier?”',
          ),
        ]),
      ]
    return [
      privateReply([
        heading('Waiting for a second person'),
        list(open.map(([id, one]) => [one.text, ` (${one.name}; “icebreaker agree ${id}”)`])),
        buttons(...open.slice(0, 5).map(([id]) => button(`I agree with ${id}`, `icebreaker agree ${id}`))),
      ]),
    ]
  }

  async function nextCard(call: Call, id: string): Promise<Message> {
    const one = await found(call, id)
    const open = considerations.find(({ key }) => one.answers[key] === undefined)
    if (open) return considerationCard(id, one, open)
    if (!considered(one)) return notYetCard(one)
    return one.audience.length > 0 ? waitingCard(id, one) : audienceCard(id, one)
  }

  function considerationCard(id: string, one: Suggestion, open: (typeof considerations)[number]): Message {
    const step = considerations.indexOf(open) + 1
    const hints = open.key === 'presumes' ? presumptionsIn(one.text, presumptions) : []
    return [
      heading(`Your question, ${step} of ${considerations.length}`),
      quote(one.text),
      text(bold(open.question)),
      quiet(
        `Hoped for: ${open.hopedFor}. There is no wrong answer; think of everybody who may be in the room.`,
      ),
      ...hints.map(hint =>
        text(
          `Some words here presume ${hint.says}.${hint.repair ? ` One way around it: “${hint.repair}”` : ''}`,
        ),
      ),
      buttons(
        button('Yes', `icebreaker consider ${id} ${open.key} yes`),
        button('No', `icebreaker consider ${id} ${open.key} no`),
      ),
    ]
  }

  function notYetCard(one: Suggestion): Message {
    const hints = presumptionsIn(one.text, presumptions)
    return [
      text(
        'Not this wording, then. Your question is close, I am sure: change what leaves somebody out, and suggest it again.',
      ),
      quote(one.text),
      ...hints.flatMap(hint =>
        hint.repair ? [text(`Instead of presuming ${hint.says}: “${hint.repair}”`)] : [],
      ),
      quiet('Type “icebreaker suggest” and the new wording, or take one of these.'),
      buttons(
        ...hints.flatMap(({ repair }) => (repair ? [button(repair, `icebreaker suggest ${repair}`)] : [])),
        button('Show me one of yours', 'icebreaker'),
      ),
    ]
  }
}

/** The card that asks colleagues, by its suggestion. */
export const askingCardOf = (id: string) => `suggestion/${id}`

const considered = (one: Suggestion): boolean =>
  considerations.every(({ key, hopedFor: wanted }) => one.answers[key] === wanted)

const audienceCard = (id: string, one: Suggestion): Message => [
  heading('Whom does it suit?'),
  quote(one.text),
  form(
    [
      {
        id: 'audience',
        label: 'Whom it suits (none: teens and older)',
        type: 'several',
        options: audiences.map(who => ({ value: who, label: inWords(who) })),
      },
    ],
    button('That is it', `icebreaker audience ${id}`, 'primary'),
  ),
  quiet(`Or type “icebreaker audience ${id} teens-12-17 staff”.`),
]

const waitingCard = (id: string, one: Suggestion): Message => [
  text('Thank you. Once a second person agrees, it joins your library’s icebreakers: ', bold(one.text)),
  quiet(
    `A colleague agrees by typing “icebreaker agree ${id}”. You can take it back with “icebreaker withdraw ${id}”.`,
  ),
]

/** Asks colleagues for a second person's word. */
export const askColleagues = (id: string, one: Suggestion): Message => [
  text(`${one.name} suggests an icebreaker for your library:`),
  quote(one.text),
  quiet(
    'Would you ask it? Is it inclusive of everybody, age appropriate, and does it presume nothing? One more person’s agreement adds it.',
  ),
  buttons(button('I agree', `icebreaker agree ${id}`, 'primary')),
]

async function found(call: Call, id: string): Promise<Suggestion> {
  const one = await call.library.get(suggestions, id)
  if (one) return one
  throw new UserError(
    'I do not have that suggestion. “icebreaker suggestions” lists those that wait for a second person.',
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
  if (one.agreed) throw new UserError('That one is agreed on already.')
  await call.library.update(async tx => {
    const now = (await tx.get(suggestions, id)) ?? one
    await tx.put(suggestions, id, to(now))
  })
}
