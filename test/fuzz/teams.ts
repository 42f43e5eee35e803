import { common, execute, message, type Scene, submit } from '../teams/activities.ts'
import { cardOf } from '../teams/reading.ts'
import { partsOf } from '../teams/rules.ts'
import type { Teams } from '../teams/stand-in.ts'
import { claimsFor, token } from '../teams/tokens.ts'
import { BOT, chatOf } from '../teams/world.ts'
import { type Json, mutated } from './mutate.ts'
import type { Shot } from './shot.ts'
import { writtenOut } from './values.ts'
import { type Letter, spoiled } from './wire.ts'

type Base = (scene: Scene, id: string, shot: Shot, teams: Teams) => Json

const plainly =
  (type: string, more: Json = {}): Base =>
  (scene, id) => ({ type, ...common(scene, id), ...more })
const saying: Base = (scene, id, { line }) =>
  message(scene, id, scene.room.kind === 'personal' ? line : `@Hearth ${line}`)
const data = ({ line, where }: Shot): Json => ({
  press: line,
  'in/words': line,
  'room/channel': `19:staff-${where}@thread.tacv2`,
})
const card = '1764000000001'

const bases: readonly Base[] = [
  saying,
  saying,
  saying,
  (scene, id, shot) => message(scene, id, shot.line),
  (scene, id, shot) => ({
    ...message(scene, id, shot.line),
    type: 'messageUpdate',
    channelData: { ...(common(scene, id).channelData as Json), eventType: 'editMessage' },
  }),
  (scene, id, shot) => execute(scene, id, card, data(shot)),
  (scene, id, shot) => submit(scene, id, card, data(shot)),
  pressing,
  pressing,
  plainly('installationUpdate', { action: 'add' }),
  plainly('installationUpdate', { action: 'remove' }),
  plainly('conversationUpdate', { membersAdded: [{ id: BOT }] }),
  plainly('conversationUpdate', { membersRemoved: [{ id: BOT }] }),
  plainly('conversationUpdate', { channelData: { eventType: 'channelRenamed' } }),
  plainly('messageDelete'),
  plainly('messageReaction', { reactionsAdded: [{ type: 'like' }] }),
  plainly('typing'),
  plainly('invoke', { name: 'task/fetch', value: {} }),
  plainly('invoke', { name: 'signin/verifyState', value: { state: '1' } }),
  plainly('invoke', { name: 'adaptiveCard/action' }),
  (scene, id, shot) => ({
    type: 'invoke',
    name: 'fileConsent/invoke',
    ...common(scene, id),
    replyToId: card,
    value: consent(shot),
  }),
]

const consent = ({ line }: Shot): Json => ({
  type: 'fileUpload',
  action: 'accept',
  context: { file: line },
  uploadInfo: { name: line, uploadUrl: line, contentUrl: line, uniqueId: 'x', fileType: 'md' },
})

/** A press on a button that stands on a card of the bot's own, with the words in every input. */
function pressing(scene: Scene, id: string, shot: Shot, teams: Teams): Json {
  const posted = teams.world.posted.filter(one => one.room === scene.room.id && !one.deleted)
  const on = posted[shot.button % Math.max(posted.length, 1)]
  const parts = on ? partsOf(cardOf(on).body) : []
  const buttons = parts.filter(one => one.type === 'Action.Execute')
  const button = buttons[shot.button % Math.max(buttons.length, 1)]
  if (!on || !button) return execute(scene, id, card, data(shot))
  const inputs = parts.filter(one => one.type.startsWith('Input.')).map(one => [one.id, shot.line])
  return execute(scene, id, on.id, { ...(button.data as Json), ...Object.fromEntries(inputs) })
}

/** The activity of a shot. */
function activityOf(teams: Teams, shot: Shot): Json {
  const tenant = teams.world.tenants[shot.where % teams.world.tenants.length] as Scene['tenant']
  const people = tenant.people.filter(one => one.name !== 'bystander')
  const person = people[shot.who % people.length] as Scene['person']
  const rooms = [
    chatOf(tenant, person),
    chatOf(tenant, person),
    ...tenant.rooms.filter(room => room.kind !== 'personal'),
  ]
  const room = rooms[shot.where % rooms.length] as Scene['room']
  const id = teams.world.stamp()
  const scene = {
    world: teams.world,
    tenant,
    person,
    room,
    serviceUrl: teams.serviceUrl,
    ...(room.kind === 'channel' && { root: id }),
  }
  const base = bases[shot.base % bases.length] as Base
  return mutated(base(scene, id, shot, teams), shot.steps)
}

const tokens = new Map<string, string>()

/** The same with Teams' own token, as it goes over HTTP. */
export function teamsLetter(teams: Teams, shot: Shot): Letter {
  const activity = activityOf(teams, shot)
  const body = Buffer.from(writtenOut(JSON.stringify(activity)))
  const letter = {
    method: 'POST',
    path: '/api/messages',
    headers: { 'content-type': 'application/json' },
    body,
  }
  const { serviceUrl } = activity
  return spoiled(
    { ...letter, headers: { ...letter.headers, authorization: `Bearer ${tokenFor(serviceUrl)}` } },
    shot.wire,
  )
}

/** Signing is slow, and a token is good for an hour. */
function tokenFor(serviceUrl: unknown): string {
  const url = typeof serviceUrl === 'string' ? serviceUrl : 'https://smba.trafficmanager.net/amer/'
  const minutes = Math.floor(Date.now() / 1_200_000)
  const key = `${minutes} ${url}`
  const known = tokens.get(key) ?? token(claimsFor(url))
  if (tokens.size > 5_000) tokens.clear()
  tokens.set(key, known)
  return known
}
