import type { Call } from '../../core/command.ts'
import {
  allOfContent,
  type Button,
  bold,
  button,
  buttons,
  code,
  type Folded,
  facts,
  fold,
  form,
  heading,
  type Message,
  ofContent,
  plain,
  quiet,
  type Rich,
  secondary,
  text,
} from '../../core/message.ts'
import { clip } from '../../core/text.ts'
import {
  chatForm,
  considerations,
  type Icebreaker,
  needsOf,
  reasonOf,
  silentModes,
  sources,
} from './schema.ts'

const spoken: Readonly<Record<string, string>> = {
  'children-0-5-with-adult': 'children up to 5 with an adult',
  'children-6-11': 'children 6 to 11',
  'teens-12-17': 'teens',
  'board-stakeholders': 'board and stakeholders',
  intergenerational: 'all ages together',
  'mixed-public': 'a mixed public',
  written: 'write it',
  drawn: 'draw it',
  'pointing-or-card': 'point, or hold up a card',
  gesture: 'show it with a gesture',
  chat: 'type it in the chat',
  emoji: 'answer with an emoji',
  'silent-thinking': 'think it over in silence',
  'host-scribes': 'let the host write it down',
}

/** A name of the scheme in plain words. */
export const inWords = (name: string): string => spoken[name] ?? name.replaceAll('-', ' ')
const joined = (names: readonly string[]): string => names.map(inWords).join(', ')

const depths = [
  '',
  'light: a preference, nothing private',
  'light: a small story or view that people choose',
  'deeper: for a group that knows each other, and was told',
]

/** The preview for the asker's eyes: the question, what is needed to decide about it, and behind that all that is known of it. */
export function previewCard(
  one: Icebreaker,
  decked: { used: number; fitting: number; without: readonly string[]; waiting: number },
  request: string,
  place: Call['place'],
): Message {
  const needs = needsOf(one)
  const inShort = [
    ...whose(one),
    `${joined(one.audience.slice(0, 3))}${one.audience.length > 3 ? ' and others' : ''}`,
    age(one),
    minutes(one),
    size(one),
    ...(/^nothing/i.test(needs) ? [] : [`needs ${needs}`]),
  ]
  return [
    heading(asAsked(one, place)),
    ...(decked.without.length > 0
      ? [quiet(`I have nothing on ${decked.without.join(' or ')} for that, so this one is without it.`)]
      : []),
    ...(chatForm(one) === undefined
      ? [quiet('This one is for people in one room, so I don’t post it.')]
      : []),
    quiet(inShort.join(' · ')),
    text(bold('To pass: '), ofContent(one.pass_line)),
    ...withCare(one),
    fold(
      'Is it right for us?',
      ...rightForUs(one),
      ...otherForm(one, place),
      quiet(usedInWords(decked, request)),
      ...waitingInWords(decked),
      quiet(origin(one)),
    ),
    buttons(
      ...elsewhereButton(one, place),
      ...postButton(one, place),
      button('Another', `icebreaker another ${request}`.trim()),
      secondary(button('More like this', `icebreaker like ${one.id}`)),
      secondary(button('How to run it', `icebreaker how ${one.id}`)),
      secondary(button('Not for us', `icebreaker retire ${one.id}`)),
      ...(one.set ? inItsSet(one) : toPrint(one).map(secondary)),
    ),
    ...(place.personal ? [] : [quiet('Only you see this until you post it.')]),
  ]
}

/** The guide's three considerations, and what else somebody may want to know before they ask it. */
function rightForUs(one: Icebreaker): Folded[] {
  const silent = one.answer_modes.filter(mode => silentModes.includes(mode))
  return [
    facts(considerations.map(({ key, question }) => [question, opinion(one.three_considerations[key])])),
    facts([
      ['Suits', joined(one.audience)],
      ['Needs', needsOf(one)],
      ['It presumes', presumes(one)],
      ...(silent.length > 0 ? [['Without speaking', joined(silent)] as const] : []),
      ...(one.avoid_when.length > 0 ? [['Choose another when', allOfContent(one.avoid_when)] as const] : []),
    ]),
  ]
}

/** What has to be minded, where something has. */
function withCare(one: Icebreaker): Message {
  const said = considerations
    .map(({ key }) => one.three_considerations[key])
    .filter(why => /^care\s*:/.test(why))
    .map(reasonOf)
  return said.length > 0 ? [text(bold('With care: '), ...allOfContent(said), '.')] : []
}

const usedInWords = ({ used, fitting }: { used: number; fitting: number }, request: string): string =>
  `${used} of ${fitting} used here${request ? ` for “${request.split(' ').map(inWords).join(' ')}”` : ''}.`

/** What is left out where nobody named its occasion. */
const waitingInWords = ({ waiting }: { waiting: number }): Folded[] =>
  waiting > 0
    ? [quiet(`${waiting} more ${waiting === 1 ? 'comes' : 'come'} when you name a season or an occasion.`)]
    : []

/** The question in one form: in a channel as it would be posted there, else as the host says it. */
const asAsked = (one: Icebreaker, { personal }: Pick<Call['place'], 'personal'>): string =>
  personal ? one.text : (chatForm(one) ?? one.text)

/** The other form, where there is one. */
function otherForm(one: Icebreaker, { personal }: Pick<Call['place'], 'personal'>): Folded[] {
  const posted = chatForm(one)
  if (posted === undefined || posted === one.text) return []
  return [facts([personal ? ['In a channel', posted] : ['Said out loud', one.text]])]
}

/** The cards that it is asked with, to print. */
const itsCards = ({ id, cards }: Icebreaker): Button[] =>
  cards ? [button('Print its cards', `icebreaker print-cards ${id}`)] : []

/** What there is of it on paper: its cards, else the question for the tables. A menu has room for one. */
const toPrint = (one: Icebreaker): Button[] =>
  one.cards ? itsCards(one) : [button('Print it', `icebreaker print ${one.id}`)]

const inItsSet = ({ set }: Icebreaker): Button[] =>
  set ? [secondary(button(`See all of “${set.name}”`, `icebreaker set ${set.name}`))] : []

/** Where it is read by others is the channel; in one's own chat it stands behind the way there. */
function postButton(one: Icebreaker, place: Call['place']): Button[] {
  if (chatForm(one) === undefined) return []
  const [label, command] = [`Post in ${whereIn(place)}`, `icebreaker post ${one.id}`]
  return place.personal ? [secondary(button(label, command))] : [button(label, command, 'primary')]
}

/** From one's own chat, to a channel that is chosen. */
const elsewhereButton = (one: Icebreaker, { personal }: Call['place']): Button[] =>
  personal && chatForm(one) !== undefined
    ? [button('Post in a channel…', `icebreaker post ${one.id} in`, 'primary')]
    : []

/** Where a question could be posted, to choose from. */
export const whereCard = (one: Icebreaker, unknown = ''): Message => [
  ...(unknown
    ? [text('I don’t know a channel ', bold(clip(unknown, 60)), ' that you are in. Choose one:')]
    : []),
  form(
    [
      {
        id: 'channel',
        label: 'Where should I post it?',
        type: 'channel',
        hint: 'You see it before they do.',
      },
    ],
    button('Show me', `icebreaker post ${one.id} in`, 'primary'),
  ),
  quiet('Or type ', code('post in #staff'), '.'),
]

/** How a channel would see a question, before it does. */
export const beforePosting = (one: Icebreaker, where: string, mark: string): Message => [
  text(bold(`Everyone in ${where} will see this:`)),
  ...postedCard(one),
  buttons(
    button(clip(`Post in ${where}`, 60), `icebreaker post ${one.id} there ${mark}`, 'primary'),
    button('Not now', `icebreaker post ${one.id} not`),
  ),
]

/** A place as its people call it. */
const whereIn = ({ personal, name }: Pick<Call['place'], 'personal' | 'name'>): string =>
  personal ? 'this chat' : clip(name ?? 'this channel', 60)

/** What a host wants to know before asking it. */
export function howCard(one: Icebreaker, place: Call['place']): Message {
  const given = (rows: readonly (readonly [string, Rich])[]) =>
    rows.filter(([, value]) => plain(value) !== '')
  return [
    heading('How to run it'),
    text(bold(one.text)),
    facts(
      given([
        ['To prepare', one.prep_minutes ? count(one.prep_minutes, 'minute') : 'nothing'],
        ['You need', allOfContent(one.materials, ', ')],
        ['You could go first with', [ofContent(one.host_first)]],
        ['Then lead on with', [ofContent(one.bridge)]],
      ]),
    ),
    fold(
      'More about it',
      facts(
        given([
          ['Works in', joined(one.setting)],
          ['Depth', depths[one.depth] ?? ''],
          ['Ways to answer', joined(one.answer_modes)],
          ['Offer to everyone', allOfContent(Object.values(one.alternatives))],
          ['Online', [ofContent(one.online_version)]],
        ]),
      ),
    ),
    buttons(
      ...elsewhereButton(one, place),
      ...postButton(one, place),
      ...itsCards(one),
      button('Another', 'icebreaker another'),
    ),
  ]
}

/** What was made of questions before: the same object each time is drawn once for each platform. */
const posted = new WeakMap<Icebreaker, Message>()

/** The bare question, as everybody in the room gets it. */
export function postedCard(one: Icebreaker): Message {
  const before = posted.get(one)
  if (before) return before
  const card = [
    text(bold(chatForm(one) ?? one.text)),
    quiet('How to pass: just don’t answer. To answer: a few words, an emoji or a reaction in the thread.'),
  ]
  posted.set(one, card)
  return card
}

/** Takes the place of the preview once its question is posted. */
export const postedNote = (
  one: Icebreaker,
  request: string,
  place: Pick<Call['place'], 'personal' | 'name'>,
): Message => [
  text(`Posted in ${whereIn(place)}: `, bold(chatForm(one) ?? one.text)),
  buttons(button('One more', `icebreaker ${request}`.trim())),
]

const age = ({ age_min, age_max }: Icebreaker): string =>
  age_max === null ? (age_min === 0 ? 'all ages' : `from age ${age_min}`) : `ages ${age_min} to ${age_max}`

const count = (many: number, what: string): string => `${many} ${what}${many === 1 ? '' : 's'}`

const minutes = ({ minutes: { min, max } }: Icebreaker): string =>
  min === max ? count(max, 'minute') : `${min} to ${count(max, 'minute')}`

function size({ group_size: { min, max, unit } }: Icebreaker): string {
  const how = {
    individuals: 'one by one',
    pairs: 'in pairs',
    'tables-of-4': 'at tables of four',
    'whole-room': 'all together',
  }[unit]
  if (max === null) return min > 1 ? `${min} people or more, ${how}` : `any number of people, ${how}`
  return `${min} to ${max} people, ${how}`
}

function presumes(one: Icebreaker): Rich {
  const topics = Object.keys(one.presumptions).map(inWords)
  if (topics.length === 0) return 'nothing we noticed'
  return [`a little (${topics.join(', ')}).`, ' ', ofContent(one.presumption_fix)]
}

/** `ok: why` and `nothing: why` as a reader would say them. */
function opinion(said: string): Rich {
  const [word = ''] = said.split(':')
  const inShort =
    { ok: 'Yes', care: 'With care', nothing: 'No', mild: 'A little' }[word.trim()] ?? word.trim()
  const because = reasonOf(said)
  return because ? [inShort, ': ', ofContent(because)] : inShort
}

const origin = ({ source }: Icebreaker): string => {
  if (source === sources.own)
    return 'Your own. Nobody else is offered it. “my icebreakers” lists all of yours.'
  return source === sources.library
    ? 'From your own colleagues.'
    : 'Written for Hearth, not from the guide’s own list.'
}

/** A question that is not of ours says so before all else. */
const whose = ({ source }: Icebreaker): string[] =>
  source === sources.own ? ['your own'] : source === sources.library ? ['from a colleague'] : []
