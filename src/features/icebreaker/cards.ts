import {
  type Block,
  bold,
  button,
  buttons,
  code,
  facts,
  heading,
  list,
  type Message,
  quiet,
  quote,
  text,
} from '../../core/message.ts'
import { chatForm, considerations, type Icebreaker, needsOf, silentModes } from './schema.ts'

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

/** The preview for the asker's eyes: what is needed to decide whether to ask this question here. */
export function previewCard(
  one: Icebreaker,
  decked: { used: number; fitting: number; without: readonly string[] },
  request: string,
  personal: boolean,
): Message {
  return [
    heading('An icebreaker for you'),
    quote(bold(one.text)),
    ...(decked.without.length > 0
      ? [text(`I have nothing on ${decked.without.join(' or ')} for that, so this one is without it.`)]
      : []),
    ...inTheChannel(one),
    ...inItsSet(one),
    facts([
      ['Needs', needsOf(one)],
      ['Suits', `${joined(one.audience)}; ${age(one)}`],
      ['Takes', `${minutes(one)}, ${size(one)}`],
      ['It presumes', presumes(one)],
      ['Join in without speaking', joined(one.answer_modes.filter(mode => silentModes.includes(mode)))],
      ['To pass', one.pass_line],
      ...(one.avoid_when.length ? [['Choose another when', one.avoid_when.join('; ')] as const] : []),
    ]),
    text(bold('The guide asks you to consider')),
    list(
      considerations.map(({ key, question, hopedFor }) => [
        question,
        ` (hoped for: ${hopedFor}) `,
        bold(opinion(one.three_considerations[key])),
      ]),
    ),
    quiet(
      `${decked.used} of ${decked.fitting} used here${request ? ` for “${request}”` : ''}. ${origin(one)}`,
    ),
    buttons(
      ...postButton(one),
      button('Another', `icebreaker another ${request}`.trim()),
      button('Not for us', `icebreaker retire ${one.id}`),
      button('More like this', `icebreaker like ${one.id}`),
      button('How to run it', `icebreaker how ${one.id}`),
    ),

    typeable(personal),
  ]
}

/** What would be posted, where that is not what the host says. */
function inTheChannel(one: Icebreaker): Block[] {
  const posted = chatForm(one)
  if (posted === undefined) return [quiet('This one is for people in one room, so I don’t post it.')]
  return posted === one.text ? [] : [text('Posted here it reads: ', bold(posted))]
}

const inItsSet = ({ set }: Icebreaker): Block[] =>
  set ? [quiet(`Part ${set.part} of “${set.name}”: “icebreaker set ${set.name}” shows all three.`)] : []

const postButton = (one: Icebreaker) =>
  chatForm(one) === undefined ? [] : [button('Post here', `icebreaker post ${one.id}`, 'primary')]

/** What to type instead of pressing: in a channel Hearth receives commands only. */
function typeable(personal: boolean): Block {
  const before = personal ? '' : '/icebreaker '
  const words = ['post', 'another', 'not for us', 'more like this'].map(word => code(`${before}${word}`))
  const listed = words.flatMap((word, at) =>
    at === 0 ? [word] : [at === words.length - 1 ? ' or ' : ', ', word],
  )
  return quiet('Nothing is posted yet. You can also type ', ...listed, '.')
}

/** Everything a host wants to know before asking it. */
export function howCard(one: Icebreaker): Message {
  const rows: (readonly [string, string])[] = [
    ['Works in', joined(one.setting)],
    ['Depth', depths[one.depth] ?? ''],
    ['To prepare', one.prep_minutes ? `${count(one.prep_minutes, 'minute')}` : 'nothing'],
    ['You need', one.materials.join(', ')],
    ['Ways to answer', joined(one.answer_modes)],
    ['Offer to everybody', Object.values(one.alternatives).join('; ')],
    ['You could go first with', one.host_first],
    ['Then lead on with', one.bridge],
    ['Online', one.online_version],
  ]
  return [
    heading('How to run it'),
    quote(bold(one.text)),
    facts(rows.filter(([, value]) => value)),
    buttons(...postButton(one), button('Another', 'icebreaker another')),
  ]
}

/** The bare question, as everybody in the room gets it. */
export const postedCard = (one: Icebreaker): Message => [
  text(bold(chatForm(one) ?? one.text)),
  quiet('How to pass: just don’t answer. To answer: a few words, an emoji or a reaction in the thread.'),
]

/** Takes the place of the preview once its question is posted. */
export const postedNote = (one: Icebreaker, request: string): Message => [
  text('Posted: ', bold(chatForm(one) ?? one.text)),
  quiet('It comes back here only when all the others that fit have been used.'),
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

function presumes(one: Icebreaker): string {
  const topics = Object.keys(one.presumptions).map(inWords)
  return topics.length === 0
    ? 'nothing that we know of'
    : `a little: ${topics.join(', ')}. ${one.presumption_fix}`
}

/** `ok: why` and `nothing: why` as a reader would say them. */
function opinion(said: string): string {
  const [word = '', ...why] = said.split(':')
  const plain = { ok: 'Yes', care: 'With care', nothing: 'No', mild: 'A little' }[word.trim()] ?? word.trim()
  const because = why.join(':').trim()
  return because ? `${plain}: ${because}` : plain
}

const origin = (one: Icebreaker): string =>
  one.source === "the library's own"
    ? 'From your own colleagues.'
    : "Written for Hearth, inspired by the guide's three considerations; not from the guide's own list."
