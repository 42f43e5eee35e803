import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../src/config/paths.ts'
import { elementsOf } from '../slack/rules.ts'
import { type Kind, sign } from '../slack/stand-in/delivery.ts'
import type { Message, Slack } from '../slack/stand-in.ts'
import { type Json, mutated } from './mutate.ts'
import type { Shot } from './shot.ts'
import { writtenOut } from './values.ts'
import { type Letter, spoiled } from './wire.ts'

/** The workspace of the recorded payloads, and whoever and whatever is in it. */
export const library = 'T07RIVERLIB'
const ada = 'U07ADALOVEL'
const staff = 'C07STAFFROO'

/** A recorded payload, and where in it a person's own words stand. */
interface Base {
  kind: Kind
  text: string
  words: readonly (readonly string[])[]
}

const recorded = (name: string, kind: Kind, ...words: string[]): Base => ({
  kind,
  text: readFileSync(join(packageRoot(), `test/fixtures/slack/${name}.json`), 'utf8'),
  words: words.map(path => path.split('.')),
})

const pressed = ['actions.0.value', 'state.values.q9.question.value']
const bases: readonly Base[] = [
  recorded('slash-command', 'slash_commands', 'text'),
  recorded('slash-command', 'slash_commands', 'text'),
  recorded('block-actions-message', 'interactive', ...pressed),
  recorded('block-actions-message', 'interactive', ...pressed),
  recorded('block-actions-ephemeral', 'interactive', ...pressed),
  recorded('block-actions-home', 'interactive', ...pressed),
  recorded('view-submission', 'interactive', 'view.state.values.in/zone.in/zone.value'),
  recorded('message-im', 'events_api', 'event.text'),
  recorded('message-im', 'events_api', 'event.text'),
  recorded('message-thread', 'events_api', 'event.text'),
  recorded('message-channel', 'events_api', 'event.text'),
  recorded('message-changed', 'events_api', 'event.message.text'),
  recorded('app-mention', 'events_api', 'event.text'),
  recorded('message-file-share', 'events_api', 'event.text'),
  ...[
    'message-deleted',
    'message-bot',
    'app-home-opened',
    'app-uninstalled',
    'tokens-revoked',
    'app-rate-limited',
  ].map(name => recorded(name, 'events_api')),
  recorded('url-verification', 'events_api', 'challenge'),
  { kind: 'events_api', text: userChange(), words: [['event', 'user', 'tz']] },
]

let count = 0

/** The payload of a shot: of somebody in the workspace, about what stands there now, and never delivered before. */
export function slackPayload(slack: Slack, shot: Shot): { kind: Kind; payload: Json } {
  const base = bases[shot.base % bases.length] as Base
  count += 1
  const someone = one(
    slack.world.people.filter(person => !person.bot && person.name !== 'bystander'),
    shot.who,
  )
  // A colleague's own chat with the bot is a place for nobody else.
  const place = one(
    slack.world.channels.filter(channel => channel.type !== 'im' || channel.members.has(someone.id)),
    shot.where,
  )
  const text = base.text
    .replaceAll(ada, someone.id)
    .replaceAll(staff, place.id)
    .replaceAll('Ev07HEARTH', `Ev${count}HEARTH`)
    .replaceAll(/9100000000003|9100000000001/g, String(9_100_000_000_000 + count))
    .replaceAll(/https:\/\/hooks\.slack\.com/g, new URL('/answer', slack.apiUrl).href)
    .replaceAll(/"17954208\d\d\.\d+"/g, `"1795420800.${String(count).padStart(6, '0')}"`)
  const payload = JSON.parse(text) as Json
  for (const path of base.words) put(payload, path, shot.line)
  if (base.kind === 'interactive') pressSomething(payload, slack, shot)
  return { kind: base.kind, payload: mutated(payload, shot.steps) }
}

/** The same, signed, as it goes over HTTP. */
export function slackLetter(slack: Slack, shot: Shot): Letter {
  const { kind, payload } = slackPayload(slack, shot)
  const json = kind === 'slash_commands' ? '' : writtenOut(JSON.stringify(payload))
  const bodies = {
    slash_commands: () => writtenOut(formOf(payload), ''),
    interactive: () => `payload=${encodeURIComponent(json)}`,
    events_api: () => json,
  }
  const headers = {
    'content-type': kind === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded',
  }
  const body = Buffer.from(bodies[kind]())
  const letter = spoiled({ method: 'POST', path: '/slack/events', headers, body }, shot.wire)
  const at = Math.floor(Date.now() / 1_000)
  const signature = sign(slack.signingSecret, at, letter.body)
  return {
    ...letter,
    headers: { 'x-slack-request-timestamp': String(at), 'x-slack-signature': signature, ...letter.headers },
  }
}

/** A form holds nothing but text. */
function formOf(payload: Json): string {
  const fields = Object.entries(payload).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : String(JSON.stringify(value)),
  ])
  return new URLSearchParams(fields).toString()
}

/** Often a button that stands on a message of the bot's own. */
function pressSomething(payload: Json, slack: Slack, { button, line }: Shot): void {
  if (button % 4 === 0) return
  const message = one(
    slack.world.messages.filter(message => message.bot),
    button,
  ) as Message | undefined
  const buttons = (message?.blocks ?? []).flatMap(elementsOf).filter(element => element.type === 'button')
  const pressed = one(buttons, button) as { value?: string } | undefined
  if (!message || !pressed?.value) return
  put(payload, ['actions', '0', 'value'], button % 7 === 0 ? `${pressed.value} ${line}` : pressed.value)
  put(payload, ['container', 'message_ts'], message.ts)
  if (message.thread_ts) put(payload, ['container', 'thread_ts'], message.thread_ts)
}

const one = <T>(all: readonly T[], at: number): T => all[at % all.length] as T

function put(into: Json, path: readonly string[], value: unknown): void {
  const within = path.slice(0, -1).reduce<unknown>((at, name) => (at as Json | undefined)?.[name], into) as
    | Json
    | undefined
  const last = path.at(-1)
  if (within && last) within[last] = value
}

function userChange(): string {
  const user = { id: ada, team_id: library, name: 'ada', deleted: false, tz: 'Europe/Berlin', profile: {} }
  const event = { type: 'user_change', user, cache_ts: 1, event_ts: '1795420802.000100' }
  return JSON.stringify({
    team_id: library,
    event,
    type: 'event_callback',
    event_id: 'Ev07HEARTH99',
    event_time: 1_795_420_802,
    authorizations: [{ team_id: library, user_id: 'U07HEARTHBT', is_bot: true }],
  })
}
