import { randomUUID } from 'node:crypto'
import type { Call, Command } from '../../core/command.ts'
import { type Effect, inPlace, privateReply } from '../../core/effect.ts'
import { bold, button, buttons, code, file, type Message, quiet, text } from '../../core/message.ts'
import type { Permissions } from '../../core/permissions.ts'
import { UserError } from '../../core/user-error.ts'
import { readFile } from '../../paper/read-file.ts'
import { isSheet, readPastedList, type Sheet } from '../../paper/read-sheet.ts'
import { questionsOf, suggestions, type Tags } from '../icebreaker/catalog.ts'
import { audiencesNamed } from '../icebreaker/parse-filters.ts'
import { type Presumption, presumptionsIn } from '../icebreaker/presumption.ts'
import { audiences, type Icebreaker, occasions } from '../icebreaker/schema.ts'
import { addForm, changeForm, draftCard, draftOf, draftsTable, howToBring, ownList } from './cards.ts'
import { csvOf } from './export.ts'
import { offeringLists } from './offer-list.ts'
import { countOf, type Draft, type Given, longest, propose, splitAudience } from './propose.ts'
import { chatIn, countIn, draftsIn, minutesIn, mostLines, needsIn } from './read-rows.ts'
import { keepDrafts, namedOwn, ownOf, type PendingDrafts, pendingDrafts } from './store.ts'
import { type Known, meaningOf, twinOf } from './twins.ts'

interface OwnIcebreakersDeps {
  icebreakers: readonly Icebreaker[]
  presumptions: readonly Presumption[]
  permissions: Permissions
  /** Asks colleagues about a question; from a second person's yes on, everybody gets it. */
  offer(call: Call, id: string): Promise<Effect[]>
}

/** `my icebreakers`: questions of somebody's own, without a file and without programming. */
export function ownIcebreakersCommand({
  icebreakers,
  presumptions,
  permissions,
  offer,
}: OwnIcebreakersDeps): Command & {
  /** Reads a list that was sent as a file. */
  readFile(call: Call): Promise<Effect[]>
} {
  const lists = offeringLists({ presumptions, permissions, offer })
  const actions: Readonly<Record<string, (call: Call, rest: string) => Promise<Effect[]>>> = {
    add,
    save,
    leave,
    change,
    remove,
    without,
    export: takeHome,
    // Whoever pastes the list right behind it has brought it.
    import: (call, rest) => (rest.includes('\n') ? add(call, rest) : bring(call)),
    offer: offerOne,
    'agree-all': lists.agreeAll,
    list: (call, rest) => listAll(call, Number.parseInt(rest, 10) || 0),
  }

  /** What each of ours asks; made once, where it is first needed. */
  let meanings: ReadonlyMap<string, ReadonlySet<string>> | undefined
  const ours = () => {
    meanings ??= new Map(icebreakers.map(one => [one.text, meaningOf(one.text)]))
    return meanings
  }

  return {
    name: 'my-icebreakers',
    summary: 'Icebreakers of your own: write one or bring a list, change them, take them home',
    hint: '[add What grows here? | change 2 | remove 2 | export]',
    typedOnly: true,
    prose: true,
    keywords: ['own', 'my', 'question', 'questions', 'csv', 'excel', 'xlsx', 'spreadsheet', 'list', 'import'],
    examples: [
      ['my icebreakers', 'lists the icebreakers you wrote'],
      [
        'my icebreakers add What grows here? for families',
        'shows one with what it needs and how long it takes; Save keeps it',
      ],
      ['my icebreakers export', 'gives yours as a table (CSV), which comes in again'],
    ],
    phrases: { 'my icebreakers': '', 'my icebreakers …': '', 'my icebreaker': '', 'my icebreaker …': '' },
    isItsWords: rest => rest.trim() === '' || isAction(rest) || isQuestion(rest),
    isCertain: (_, rest) => rest.trim() === '' || isAction(rest),
    readFile: async call =>
      call.file ? showList(call, await readFile('sheet', call.file), call.file.name) : bring(call),
    async run(call) {
      if (call.file && isSheet(call.file))
        return showList(call, await readFile('sheet', call.file), call.file.name)
      const [first = ''] = call.words
      const action = isAction(call.rest) && actions[first.toLowerCase()]
      if (action) return action(call, call.rest.trim().slice(first.length).trim())
      if (call.rest.trim() === '') return listAll(call, 0)
      if (isQuestion(call.rest)) return add(call, call.rest)
      throw new UserError(
        'I read “my icebreakers” alone, or with “add”, “change”, “remove”, “offer” or “export” after it.',
      )
    },
  }

  function isAction(rest: string): boolean {
    return Object.hasOwn(actions, rest.trim().split(/\s+/)[0]?.toLowerCase() ?? '')
  }

  async function listAll(call: Call, from: number): Promise<Effect[]> {
    return [inPlace(call, ownList(await ownOf(call), from))]
  }

  /** One question is shown by itself, several in a table. */
  async function add(call: Call, rest: string): Promise<Effect[]> {
    const typed = (call.values.question ?? '').trim() || rest.trim()
    if (typed === '') return [privateReply(addForm)]
    if (typed.includes('\n')) return showList(call, await readPastedList(typed))
    const chosen = chosenAudience(call)
    const said = splitAudience(typed)
    mustBeShort(said.text)
    const draft = propose(
      said.text,
      chosen ? { audience: chosen } : said.audience ? { audience: said.audience } : {},
    )
    return showOne(call, draft)
  }

  async function showOne(call: Call, draft: Draft): Promise<Effect[]> {
    const mark = await hold(call, { drafts: [{ ...draft, line: 1 }] })
    const twin = twinOf(draft.text, await known(call))
    return [
      inPlace(call, draftCard(draft, mark, hintsOf(draft.text), twin && `${twin.whose}: “${twin.text}”`)),
    ]
  }

  async function showList(call: Call, sheet: Sheet, from?: string): Promise<Effect[]> {
    const many = countIn(sheet)
    if (many > mostLines)
      throw new UserError(
        `That list has ${many.toLocaleString('en-US')} questions, and I take ${mostLines} at a time. Nothing was saved. Split it, and send me the parts.`,
      )
    const found = draftsIn(sheet, await known(call))
    const [only] = found.drafts
    const pending = { drafts: found.drafts, ...(from && { from }) }
    const mark = only ? await hold(call, pending) : ''
    return [privateReply(draftsTable({ ...pending, mark, at: call.at }, found, hintsOf))]
  }

  async function hold(
    { library, person, at }: Call,
    what: Pick<PendingDrafts, 'drafts' | 'from'>,
  ): Promise<string> {
    const mark = randomUUID().slice(0, 8)
    await library.update(tx => tx.put(pendingDrafts, person.id, { ...what, mark, at }))
    return mark
  }

  /** All that is asked already. */
  async function known(call: Call): Promise<Known[]> {
    const mine = new Set((await ownOf(call)).map(([id]) => id))
    return (await questionsOf(call, icebreakers)).map(({ id, text: words }) => ({
      text: words,
      whose: mine.has(id) ? 'one of yours' : 'one that I have',
      meaning: ours().get(words) ?? meaningOf(words),
    }))
  }

  async function save(call: Call, mark: string): Promise<Effect[]> {
    const kept = await call.library.update(async tx => {
      const { drafts } = waiting(await tx.get(pendingDrafts, call.person.id), mark)
      await keepDrafts(tx, call, drafts)
      await tx.delete(pendingDrafts, call.person.id)
      return drafts
    })
    const [first] = kept
    return [
      inPlace(call, [
        kept.length === 1 && first
          ? text('Saved as one of yours: ', bold(first.text))
          : text(bold(`Saved ${kept.length} questions as yours.`), ' I offer them to you from now on.'),
        ...ofAnOccasion(kept),
        buttons(
          button('My icebreakers', 'my-icebreakers', 'primary'),
          button('Show me one', 'icebreaker own'),
          button('Add another', 'my-icebreakers add'),
        ),
      ]),
    ]
  }

  async function leave(call: Call, mark: string): Promise<Effect[]> {
    await call.library.update(async tx => {
      waiting(await tx.get(pendingDrafts, call.person.id), mark)
      await tx.delete(pendingDrafts, call.person.id)
    })
    return [
      inPlace(call, [
        text('All right. I saved nothing from it.'),
        buttons(button('My icebreakers', 'my-icebreakers')),
      ]),
    ]
  }

  /** Takes lines out of the list that is looked over. */
  async function without(call: Call, rest: string): Promise<Effect[]> {
    const out = new Set([...rest.matchAll(/\d+/g)].map(([digits]) => Number(digits)))
    const pending = waiting(await call.library.get(pendingDrafts, call.person.id), '')
    const drafts = pending.drafts.filter(one => !out.has(one.line))
    if (drafts.length === pending.drafts.length)
      throw new UserError('Which lines? Type their numbers from the table: “my icebreakers without 3, 5”.')
    const mark = await hold(call, { ...pending, drafts })
    return [privateReply(draftsTable({ ...pending, drafts, mark }, { told: [], twins: [] }, hintsOf))]
  }

  /** Changes a draft that is looked over, or one that is kept: by a form, or by the words typed. */
  async function change(call: Call, rest: string): Promise<Effect[]> {
    const [which = '', ...words] = rest.split(/\s+/)
    const pending = await call.library.get(pendingDrafts, call.person.id)
    const [only] = pending?.drafts ?? []
    const isDraft = only !== undefined && pending?.mark === which
    const own = isDraft ? undefined : await namedOwn(call, which)
    const draft = only && isDraft ? only : draftOf((own as NonNullable<typeof own>)[1])
    const asked = changed(call, draft, words.join(' '))
    if (!asked) return [privateReply(changeForm(draft, isDraft ? which : (own?.[0] ?? which)))]
    if (!own) return showOne(call, asked)
    return keepChanged(call, own[0], asked)
  }

  async function keepChanged(call: Call, id: string, draft: Draft): Promise<Effect[]> {
    const wasAgreed = await call.library.update(async tx => {
      const before = await tx.get(suggestions, id)
      if (!before) throw new UserError('That one is gone. “my icebreakers” lists those you have.')
      const { agreed, ...rest } = before
      // Who agreed, agreed to the words as they were.
      const isSame = before.text === draft.text
      await tx.put(suggestions, id, {
        ...rest,
        text: draft.text,
        audience: draft.audience,
        own: draft.tags,
        answers: isSame ? before.answers : {},
        ...(isSame && agreed && { agreed }),
      })
      return agreed !== undefined && !isSame
    })
    const hints = hintsOf(draft.text)
    return [
      inPlace(call, [
        text('Changed: ', bold(draft.text)),
        ...summary(draft),
        ...hints.map(({ says, repair }) =>
          text(`Some words here presume ${says}.${repair ? ` One way around it: “${repair}”` : ''}`),
        ),
        ...(wasAgreed
          ? [quiet('Its words are new, so it is yours alone until a second person agrees again.')]
          : []),
        buttons(
          button('My icebreakers', 'my-icebreakers'),
          button('Change more', `my-icebreakers change ${id}`),
        ),
      ]),
    ]
  }

  async function remove(call: Call, rest: string): Promise<Effect[]> {
    const [id, one] = await namedOwn(call, rest.trim())
    await call.library.update(tx => tx.delete(suggestions, id))
    return [
      inPlace(call, [
        text('Removed: ', bold(one.text)),
        ...(one.agreed ? [quiet('Your library won’t be shown it anymore.')] : []),
        buttons(button('My icebreakers', 'my-icebreakers')),
      ]),
    ]
  }

  async function takeHome(call: Call): Promise<Effect[]> {
    const all = await ownOf(call)
    if (all.length === 0) return listAll(call, 0)
    return [
      privateReply([
        text(
          `Here ${all.length === 1 ? 'is the one' : `are all ${all.length}`} you have. Change the table as you like, and send it back to me: what is new is shown first.`,
        ),
        file('my-icebreakers.csv', csvOf(all.map(([, one]) => draftOf(one)))),
      ]),
    ]
  }

  async function bring(call: Call): Promise<Effect[]> {
    return [inPlace(call, howToBring)]
  }

  async function offerOne(call: Call, rest: string): Promise<Effect[]> {
    const [, said] = /^all\b\s*(.*)$/is.exec(rest.trim()) ?? []
    if (said !== undefined) return lists.offerAll(call, said.trim())
    const [id] = await namedOwn(call, rest.trim())
    return offer(call, id)
  }

  function hintsOf(words: string): readonly Presumption[] {
    return presumptionsIn(words, presumptions)
  }
}

const summary = ({ audience, tags }: Draft): Message => [
  quiet(
    [
      audience.length > 0 ? `for ${audience.join(', ').replaceAll('-', ' ')}` : 'for teens and older',
      `${tags.minutes.min} to ${tags.minutes.max} minutes`,
      `needs ${tags.needs}`,
      tags.chat === false ? 'not for channels' : tags.chat === undefined ? '' : 'for channels too',
    ].join(' · '),
  ),
]

/** Questions of an occasion come when it is named, and whoever saved them is told so. */
function ofAnOccasion(kept: readonly Draft[]): Message {
  const named = kept.flatMap(({ tags }) => tags.topics.filter(topic => occasions.has(topic)).slice(0, 1))
  const [first] = named
  if (!first) return []
  const many =
    named.length === 1
      ? 'One of them is for a season or an occasion. I show those when you name it: '
      : `${named.length} of them are for a season or an occasion. I show those when you name it: `
  return [quiet(many, code(`icebreaker own ${first}`))]
}

/** @throws {UserError} where another list was sent since, or this one was kept. */
function waiting(pending: PendingDrafts | undefined, mark: string): PendingDrafts {
  if (pending && (mark === '' || pending.mark === mark)) return pending
  throw new UserError(
    'Those aren’t waiting anymore: they were saved or dropped, or you sent another list. Send them again to see them.',
  )
}

function mustBeShort(words: string): void {
  if (!/\p{L}/u.test(words))
    throw new UserError('Write the question after it: “my icebreakers add What made today easier?”')
  if (countOf(words) > longest.text)
    throw new UserError(
      `A host says it in one breath: at most ${longest.text} words, please. Yours has ${countOf(words)}.`,
    )
}

const isQuestion = (rest: string): boolean =>
  rest.includes('\n') || /[?!.…]["”’']?(?:\s+for\s+\S.*)?$/.test(rest.trim())

function chosenAudience({ values }: Call): Icebreaker['audience'] | undefined {
  if (values.audience === undefined || values.audience === '') return undefined
  const chosen = values.audience.split(',')
  return audiences.filter(who => chosen.includes(who))
}

/** The draft as a form or typed words change it; undefined, where neither says anything. */
function changed(call: Call, draft: Draft, typed: string): Draft | undefined {
  const { values } = call
  if (typed !== '') return withWords(draft, typed)
  if (values.question === undefined) return undefined
  const words = values.question.replace(/\s+/g, ' ').trim() || draft.text
  mustBeShort(words)
  const said = chatIn(values.channel ?? '')
  return withTags(draft, words, {
    audience: chosenAudience(call) ?? [],
    minutes: minutesIn(values.minutes ?? '') ?? draft.tags.minutes,
    needs: needsIn(values.needs ?? '') ?? draft.tags.needs,
    // The words for a channel that were not touched go along with the question.
    ...(said !== undefined && said !== draft.text && { chat: said }),
  })
}

function withWords(draft: Draft, typed: string): Draft {
  const { tags, audience, text: words } = draft
  const kept = {
    audience,
    minutes: tags.minutes,
    needs: tags.needs,
    ...(tags.chat !== words && { chat: tags.chat }),
  }
  const [, who] = /^for\s+(.+)$/i.exec(typed) ?? []
  if (who) {
    const named = audiencesNamed(who)
    if (named.audience.length === 0 || named.unknown.length > 0)
      throw new UserError(
        `I don’t know whom “${named.unknown.join(', ') || who}” means. Say “for teens”, “for staff, volunteers” or “for families”.`,
      )
    return withTags(draft, words, { ...kept, audience: named.audience })
  }
  const [, needs] = /^needs?\s+(.+)$/i.exec(typed) ?? []
  if (needs) return withTags(draft, words, { ...kept, needs: needsIn(needs) ?? tags.needs })
  const [, channel] = /^(?:in (?:a|the) )?channel:?\s+(.+)$/i.exec(typed) ?? []
  if (channel) {
    if (countOf(channel) > longest.chat)
      throw new UserError(
        `In a channel, at most ${longest.chat} words, please. Yours has ${countOf(channel)}.`,
      )
    return withTags(draft, words, { ...kept, chat: chatIn(channel) ?? words })
  }
  const minutes = /^(?:takes?\s+)?[\d\s–to-]+\s*(?:m|min|mins|minutes?)$/i.test(typed)
    ? minutesIn(typed)
    : undefined
  if (minutes) return withTags(draft, words, { ...kept, minutes })
  const said = splitAudience(typed)
  mustBeShort(said.text)
  return withTags(draft, said.text, { ...kept, ...(said.audience && { audience: said.audience }) })
}

const withTags = (draft: Draft, words: string, given: Given): Draft => {
  const fresh = propose(words, given)
  return words === draft.text
    ? {
        ...fresh,
        tags: { ...fresh.tags, purpose: draft.tags.purpose, topics: draft.tags.topics } satisfies Tags,
      }
    : fresh
}
