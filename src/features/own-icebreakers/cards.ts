import {
  type Block,
  type Button,
  bold,
  button,
  buttons,
  facts,
  form,
  heading,
  type Input,
  list,
  type Message,
  quiet,
  row,
  secondary,
  table,
  text,
  withFullLabel,
} from '../../core/message.ts'
import { clip } from '../../core/text.ts'
import { inWords } from '../icebreaker/cards.ts'
import type { Suggestion } from '../icebreaker/catalog.ts'
import type { Presumption } from '../icebreaker/presumption.ts'
import { audiences } from '../icebreaker/schema.ts'
import type { Draft } from './propose.ts'
import type { Drafts } from './read-rows.ts'
import type { Own, PendingDrafts } from './store.ts'

/** So many are shown at once: of the list, of a table, of what is said beside it. */
const shown = { own: 6, rows: 50, told: 12 } as const

const whom = (audience: Draft['audience']): string =>
  audience.length > 0 ? audience.map(inWords).join(', ') : 'teens and older'
const time = ({ minutes: { min, max } }: Draft['tags']): string =>
  min === max ? `${max} minutes` : `${min} to ${max} minutes`
const posted = ({ text: words, tags: { chat } }: Draft): string =>
  chat === false ? 'not there' : chat === words ? 'the same words' : chat

/** A question with what is proposed to be said of it, before it is kept. What it takes for granted stands first. */
export function draftCard(
  draft: Draft,
  mark: string,
  hints: readonly Presumption[],
  twin: string | undefined,
): Message {
  const { tags } = draft
  return [
    heading(draft.text),
    ...presumed(hints),
    ...(twin ? [text('Much like ', bold(twin), '.')] : []),
    facts([
      ['For', whom(draft.audience)],
      ['Takes', time(tags)],
      ['Needs', tags.needs],
      ['In a channel', posted(draft)],
      ['What for', inWords(tags.purpose)],
      ...(tags.topics.length > 0 ? [['About', tags.topics.map(inWords).join(', ')] as const] : []),
      ['Depth', depths[tags.depth]],
    ]),
    quiet('Nothing is saved yet. These are my suggestions, from its words.'),
    buttons(
      button('Save', `my-icebreakers save ${mark}`, 'primary'),
      button('Change', `my-icebreakers change ${mark}`),
      button('Don’t save it', `my-icebreakers leave ${mark}`),
      ...hints.flatMap(({ repair }) =>
        repair ? [secondary(button(clip(`Take: ${repair}`, 70), `my-icebreakers add ${repair}`))] : [],
      ),
    ),
  ]
}

const depths: Readonly<Record<1 | 2 | 3, string>> = {
  1: 'light',
  2: 'light: a small story',
  3: 'deeper: offered only when somebody asks for it',
}

const presumed = (hints: readonly Presumption[]): Block[] =>
  hints.map(({ says, repair }) =>
    text(
      bold('Read this first: '),
      `some words here presume ${says}.${repair ? ` One way around it: “${repair}”` : ''}`,
    ),
  )

/** What can be changed of a question, filled in as it is. */
export function changeForm(draft: Draft, of: string): Message {
  const { tags } = draft
  return [
    form(
      [
        { id: 'question', label: 'The question', type: 'paragraph', value: draft.text },
        audienceInput(draft.audience),
        {
          id: 'minutes',
          label: 'How many minutes does it take?',
          type: 'line',
          value: `${tags.minutes.min} to ${tags.minutes.max}`,
        },
        {
          id: 'needs',
          label: 'What does it need?',
          type: 'one',
          value: tags.needs,
          options: ['nothing', 'paper', 'objects', 'pictures'].map(value => ({ value, label: value })),
        },
        {
          id: 'channel',
          label: 'How is it asked in a channel?',
          hint: 'Words that can be answered in the thread; or “no”, where it needs people in one room.',
          type: 'line',
          value: tags.chat === false ? 'no' : tags.chat,
        },
      ],
      button('Show me', `my-icebreakers change ${of}`, 'primary'),
    ),
    quiet(
      'Or type one of them: “my icebreakers change 1 for teens, staff”, “… change 1 5 minutes”, “… change 1 needs paper”, “… change 1 channel no”, “… change 1 What grows here?”',
    ),
  ]
}

const audienceInput = (chosen: Draft['audience']): Input => ({
  id: 'audience',
  label: 'Who is it for?',
  hint: 'Leave it empty for teens and older.',
  type: 'several',
  value: chosen.join(','),
  options: audiences.map(who => ({ value: who, label: inWords(who) })),
})

/** Where a question is written, or several. */
export const addForm: Message = [
  form(
    [
      { id: 'question', label: 'Your question', hint: 'Or several, one on each line.', type: 'paragraph' },
      audienceInput([]),
    ],
    button('Show me first', 'my-icebreakers add', 'primary'),
  ),
  quiet('Or type “my icebreakers add What grows here? for families”.'),
]

/** Drafts of a list in one table, with what was left out of it. */
export function draftsTable(
  pending: PendingDrafts,
  { told, twins }: Pick<Drafts, 'told' | 'twins'>,
  hintsOf: (words: string) => readonly Presumption[],
): Message {
  const { drafts, mark, from } = pending
  const rows = drafts.slice(0, shown.rows)
  const many = drafts.length === 1 ? '1 question' : `${drafts.length} questions`
  return [
    heading(from ? `${many} from ${from}` : many),
    ...(drafts.length > 0
      ? [
          table(
            ['Line', 'Question', 'For', 'Takes', 'Needs', 'In a channel', 'Presumes'],
            rows.map(one => rowOf(one, hintsOf(one.text))),
          ),
        ]
      : []),
    ...(drafts.length > rows.length ? [quiet(`And ${drafts.length - rows.length} more like these.`)] : []),
    ...lines(
      'Left out, since they are asked already:',
      twins.map(
        ({ line, text: words, of }) =>
          `Line ${line}: “${clip(words, 80)}” is much like ${of.whose}${of.text.toLowerCase() === words.toLowerCase() ? '' : `: “${clip(of.text, 80)}”`}.`,
      ),
    ),
    ...lines('Look at these:', told),
    ...(drafts.length > 0
      ? [
          quiet(
            'Nothing is saved yet. To leave some out, type “my icebreakers without” and their lines: “my icebreakers without 3, 5”.',
          ),
          buttons(
            button(
              drafts.length === 1 ? 'Save it' : `Save all ${drafts.length}`,
              `my-icebreakers save ${mark}`,
              'primary',
            ),
            button('Don’t save them', `my-icebreakers leave ${mark}`),
          ),
        ]
      : [text('There is nothing new to save.')]),
  ]
}

const rowOf = (one: PendingDrafts['drafts'][number], hints: readonly Presumption[]): string[] => [
  String(one.line),
  one.text,
  whom(one.audience),
  time(one.tags),
  one.tags.needs,
  posted(one),
  hints.map(({ id }) => inWords(id)).join(', ') || 'nothing I noticed',
]

const lines = (head: string, all: readonly string[]): Message =>
  all.length === 0
    ? []
    : [
        text(bold(head)),
        list(all.slice(0, shown.told)),
        ...(all.length > shown.told ? [quiet(`And ${all.length - shown.told} more.`)] : []),
      ]

/** All of somebody's own, from a place on. */
export function ownList(all: readonly Own[], from: number): Message {
  const page = all.slice(from, from + shown.own)
  const left = all.length - from - page.length
  return [
    heading('My icebreakers'),
    text(
      all.length === 0
        ? 'You have none of your own yet. Write one, or import a list. I fill in the rest, and you check it before it’s saved.'
        : `You have ${all.length}. I offer them to you beside mine; “icebreaker own” shows one of yours alone.`,
    ),
    ...page.map(([id, one], at) => inTheList(id, one, from + at + 1)),
    ...(all.length > 0
      ? [
          quiet(
            'Type “my icebreakers change 1” or “my icebreakers remove 1.” “My icebreakers offer 1” asks your colleagues whether everyone should get it; “my icebreakers offer all” asks about the whole list.',
          ),
        ]
      : []),
    buttons(
      button('Add', 'my-icebreakers add', 'primary'),
      ...(left > 0 ? [button(`${left} more`, `my-icebreakers list ${from + shown.own}`)] : []),
      button('Import a list', 'my-icebreakers import'),
      ...(all.length > 0 ? [button('Download them', 'my-icebreakers export')] : []),
      ...(all.length > 1 ? [secondary(button('Offer all to everyone', 'my-icebreakers offer all'))] : []),
    ),
  ]
}

function inTheList(id: string, one: Suggestion, number: number): Block {
  const { tags } = draftOf(one)
  const about = [
    whom(one.audience),
    time(tags),
    `needs ${tags.needs}`,
    tags.chat === false ? 'not for channels' : '',
    statusOf(one),
  ]
  return row(`${number}. ${one.text}`, about.filter(Boolean).join(' · '), ...ways(id, one).map(secondary))
}

const ways = (id: string, one: Suggestion): Button[] => [
  withFullLabel(`Change “${one.text}”`, button('Change', `my-icebreakers change ${id}`)),
  withFullLabel(`Remove “${one.text}”`, button('Remove', `my-icebreakers remove ${id}`)),
  ...(one.agreed
    ? []
    : [
        withFullLabel(
          `Offer “${one.text}” to everyone`,
          button('Offer it to everyone', `my-icebreakers offer ${id}`),
        ),
      ]),
]

const statusOf = (one: Suggestion): string =>
  one.agreed
    ? 'everybody gets it'
    : Object.keys(one.answers).length > 0
      ? 'waits for a second person'
      : 'for you alone'

/** A kept question as a draft; what nobody said more of, with what is usual. */
export const draftOf = ({ text: words, audience, own }: Suggestion): Draft => ({
  text: words,
  audience,
  tags: own ?? {
    purpose: 'warm-up',
    topics: [],
    minutes: { min: 3, max: 8 },
    needs: 'nothing',
    chat: words,
    depth: 1,
  },
})

/** How a list comes in. */
export const howToBring: Message = [
  text('I read a list of questions, show you each with what I propose, and keep them when you say so.'),
  list([
    'A file: CSV (.csv) or Excel (.xlsx), up to 500 lines. Send it to me in a direct message, or on the page in the browser press “Send a file”. In the terminal, type “import” and where the file is.',
    'Pasted: “my icebreakers add” and the questions after it, one on each line.',
    'Columns, if you like: Question, For, Minutes, Needs, Topics, Channel.',
  ]),
]
