import fc from 'fast-check'
import type { Slack } from '../slack/stand-in.ts'
import { execute } from '../teams/activities.ts'
import type { Teams } from '../teams/stand-in.ts'
import { chatOf } from '../teams/world.ts'
import { inHouse, type Order, type Outcome } from './fuzz.ts'
import type { House } from './house.ts'

/** Who tries it on each platform; what each of them begins and writes names them. Two digits, since ids are made of names and zeros. */
const attackers = Array.from({ length: 12 }, (_, at) => `p${at + 10}`)
/** Who began something in rooms that the attackers are in. */
const others = Array.from({ length: 4 }, (_, at) => `p${30 + at}`)
type Platform = 'slack' | 'teams'
const tea = (on: Platform, who: string) => `Tea of ${who} in ${on}`
const forged = (on: Platform, who: string) => `forged by ${who} in ${on}`
/** Rooms that the attackers are not in. */
const closed = ['c6', 'c7', 'c8', 'c9', 'c10', 'c11']

/** Somebody presses what no card of theirs carries: a command, addresses in every field, and a card that they name. */
interface Forgery {
  on: Platform
  who: string
  command: string
  place: number
  room: number
  card: number
}

const busy = others.map((_, at) => `c${at}`)
const pick = fc.nat(10_000)
const anyForgery: fc.Arbitrary<Forgery> = fc.record({
  on: fc.constantFrom('slack', 'teams'),
  who: fc.constantFrom(...attackers),
  command: fc.constantFrom(
    ...['share', 'share', 'share', 'unshare', 'answer why', 'answer outcome', 'say why', 'edit 1'],
    ...['overview', 'skip', 'form', 'resume'],
  ),
  place: pick,
  room: pick,
  card: pick,
})

/** Looks where on a platform things are posted, and what stands in the place of which card. */
export async function fuzzBorders({ shots, seed }: Order): Promise<Outcome> {
  return inHouse('forged addresses and cards', {}, async (house, outcome) => {
    const { slack, teams } = house
    for (const name of closed) closeTo(slack, teams, name)
    const slackRuns = new Map<string, string>()
    const teamsRuns = new Map<string, string>()
    for (const who of attackers) {
      slackRuns.set(who, await beginInSlack(slack, who))
      teamsRuns.set(who, await beginInTeams(teams, who))
    }
    for (const [at, who] of others.entries()) {
      await slack.slash(who, `#c${at}`, '/gathering', `thread ${tea('slack', who)}`)
      await teams.say(who, `#c${at}`, `@Hearth gathering thread ${tea('teams', who)}`)
    }
    for (const one of fc.sample(anyForgery, { numRuns: shots, seed })) {
      if (house.gone()) return void outcome.faults.push(`Hearth ended with ${house.gone()}`)
      for (const command of one.command === 'share' ? ['share', 'share now'] : [one.command])
        if (one.on === 'slack')
          await forgeInSlack(slack, teams, { ...one, command }, slackRuns.get(one.who) ?? '')
        else await forgeInTeams(teams, slack, { ...one, command }, teamsRuns.get(one.who) ?? '')
      outcome.tried += 1
    }
    await settled(house)
    const shown = [...inSlack(slack), ...inTeams(teams)]
    outcome.answers.shared = shown.filter(
      one => !one.personal && attackers.some(who => one.now.includes(tea(one.on, who))),
    ).length
    outcome.faults.push(...shown.flatMap(faultsOf))
  })
}

/** One message as it stands somewhere, and who is there. */
interface Shown {
  on: Platform
  where: string
  personal: boolean
  isIn(who: string): boolean
  first: string
  now: string
}

const platforms = ['slack', 'teams'] as const

const faultsOf = ({ on, where, personal, isIn, first, now }: Shown): string[] =>
  attackers.flatMap(who =>
    platforms.flatMap(from => {
      if (!now.includes(tea(from, who)) && !now.includes(forged(from, who))) return []
      if (from !== on || !isIn(who)) return [`misplaced: words of ${who} in ${from} stand in ${where}`]
      // Only what begins as a card of theirs may come to hold their words.
      const overwrites = !personal && now !== first && !first.includes(tea(from, who))
      return overwrites ? [`overwritten: a card in ${where}, by ${who}`] : []
    }),
  )

const inSlack = ({ world }: Slack): Shown[] =>
  world.messages
    .filter(one => one.bot && !one.deleted)
    .map(one => {
      const channel = world.channels.find(({ id }) => id === one.channel)
      const ids = (who: string) => world.people.filter(({ name }) => name === who).map(({ id }) => id)
      return {
        on: 'slack',
        where: `Slack ${channel?.name ?? one.channel}`,
        personal: channel?.type === 'im' || one.to !== undefined,
        isIn: who => ids(who).some(id => (one.to ? one.to === id : channel?.members.has(id) === true)),
        first: JSON.stringify(one.first ?? [one.text, one.blocks]),
        now: JSON.stringify([one.text, one.blocks]),
      }
    })

const inTeams = ({ world }: Teams): Shown[] =>
  world.posted
    .filter(one => !one.deleted)
    .map(one => {
      const [first] = world.tenants
      const tenant = world.tenants.find(({ rooms }) => rooms.some(({ id }) => id === one.room))
      const room = tenant?.rooms.find(({ id }) => id === one.room)
      return {
        on: 'teams',
        where: `Teams ${room?.name ?? one.room}`,
        personal: room?.kind === 'personal',
        isIn: who =>
          tenant === first && (room?.person ? room.name === who : room?.without?.has(who) !== true),
        first: JSON.stringify(one.first ?? one.activity),
        now: JSON.stringify(one.activity),
      }
    })

function closeTo(slack: Slack, teams: Teams, name: string): void {
  const channel = slack.channel(`#${name}`)
  for (const who of attackers) channel.members.delete(slack.person(who).id)
  teams.room(`#${name}`, attackers[0] ?? '').without = new Set(attackers)
}

/** Something of one's own, with a first answer; tells its id, which stands on its buttons. */
async function beginInSlack(slack: Slack, who: string): Promise<string> {
  await slack.say(who, 'DM', `gathering dm ${tea('slack', who)}`)
  const read = () => JSON.stringify(slack.posted('DM', who))
  const id = await slack.until(() => /walk @([0-9a-f]{8})/.exec(read())?.[1])
  await slack.until(() => read().includes('Question 1 of 11'))
  await slack.say(who, 'DM', forged('slack', who))
  await slack.until(() => read().includes('Question 2 of 11'))
  return id
}

async function beginInTeams(teams: Teams, who: string): Promise<string> {
  for (const room of ['#c0', '#c1', '#c6']) await teams.say(who, room, '@Hearth about')
  await teams.say(who, 'me', `gathering dm ${tea('teams', who)}`)
  const read = () => JSON.stringify(teams.shown(who, 'me'))
  const id = await teams.until(() => /walk @([0-9a-f]{8})/.exec(read())?.[1])
  await teams.until(() => read().includes('Question 1 of 11'))
  await teams.say(who, 'me', forged('teams', who))
  await teams.until(() => read().includes('Question 2 of 11'))
  return id
}

const one = <T>(all: readonly T[], at: number): T => all[at % all.length] as T

/** Every place there is, on both platforms, as an address. */
const addresses = (slack: Slack, teams: Teams): string[] => [
  ...slack.world.channels.map(({ team, id }) => `slack:${team}/${id}`),
  ...slack.world.people.flatMap(({ team, id }) => [`slack:${team}/${id}`, `slack:${team}/${id}?home`]),
  ...teams.world.tenants.flatMap(({ id, people, rooms }) => [
    ...rooms.map(room => `teams:${id}/${room.id}`),
    ...people.map(person => `teams:${id}/@${person.aadObjectId}`),
  ]),
]

async function forgeInTeams(teams: Teams, slack: Slack, forgery: Forgery, run: string): Promise<void> {
  const { who, command, place, card } = forgery
  const tenant = teams.tenant()
  const person = teams.person(who)
  const open = tenant.rooms.filter(({ name }) => busy.includes(name))
  const room = one([chatOf(tenant, person), ...open, ...open], forgery.room)
  const here = teams.world.posted.filter(posted => posted.room === room.id)
  const on = one(here.length > 0 ? here : teams.world.posted, card)
  const root = room.kind === 'channel' ? { root: on.root ?? on.id } : {}
  const scene = { world: teams.world, tenant, room, person, serviceUrl: teams.serviceUrl, ...root }
  const address = one(addresses(slack, teams), place)
  const conversation = one(
    teams.world.tenants.flatMap(({ rooms }) => rooms),
    place,
  ).id
  const fields = ['channel', 'in/channel', 'in/also', 'at', 'seal'].map(name => [name, address])
  await teams.deliver(
    execute(scene, teams.world.stamp(), on.id, {
      ...Object.fromEntries(place % 3 === 0 ? fields : fields.slice(0, 3)),
      press: `walk @${run} ${command}${command.startsWith('say') ? ` ${forged('teams', who)}` : ''}`,
      'room/channel': conversation,
      'in/why': forged('teams', who),
      'in/outcome': forged('teams', who),
    }),
  )
}

async function forgeInSlack(slack: Slack, teams: Teams, forgery: Forgery, run: string): Promise<void> {
  const { who, command, place, card } = forgery
  const { id, team } = slack.person(who)
  const open = slack.world.channels.filter(({ name, members }) => busy.includes(name) && members.has(id))
  const channel = one(open, forgery.room).id
  const posted = slack.world.messages.filter(({ bot }) => bot)
  const here = posted.filter(message => message.channel === channel)
  const on = one(here.length > 0 ? here : posted, card)
  const chosen = one([...slack.world.channels, ...slack.world.people], place).id
  await slack.deliver('interactive', {
    type: 'block_actions',
    team: { id: team },
    user: { id, team_id: team, name: who },
    channel: { id: channel },
    container: {
      type: 'message',
      message_ts: on.ts,
      channel_id: channel,
      is_ephemeral: place % 5 === 0,
    },
    actions: [
      {
        action_id: 'press/0',
        value: `walk @${run} ${command}${command.startsWith('say') ? ` ${forged('slack', who)}` : ''}`,
      },
    ],
    state: {
      values: {
        a: { 'in/channel': { type: 'conversations_select', selected_conversation: chosen } },
        b: { 'in/also': { type: 'plain_text_input', value: one(addresses(slack, teams), place) } },
        c: { 'in/why': { type: 'plain_text_input', value: forged('slack', who) } },
        d: { 'in/outcome': { type: 'plain_text_input', value: forged('slack', who) } },
      },
    },
  })
}

/** Waits until what was asked is answered: nothing more is posted for a while. */
async function settled({ slack, teams }: House): Promise<void> {
  const count = () => slack.world.messages.length + teams.world.posted.length
  let quiet = 0
  for (let before = -1; quiet < 5; before = count()) {
    quiet = count() === before ? quiet + 1 : 0
    await new Promise(resolve => setTimeout(resolve, 400))
  }
}
