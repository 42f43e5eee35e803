import type { Json, Message, Person, World } from '../../world.ts'
import { type Call, channelOf, type Method, messageAt, personOf, Refused } from './call.ts'

/** Who the app is, who the people are, and how they react. */
export const people: Record<string, Method> = {
  'auth.test': ({ team }) => ({
    url: `https://${team.domain}.slack.com/`,
    team: team.name,
    user: team.bot.name,
    team_id: team.id,
    user_id: team.bot.id,
    bot_id: team.botId,
    is_enterprise_install: false,
  }),
  'team.info': ({ team }) => ({
    team: { id: team.id, name: team.name, domain: team.domain, email_domain: '', icon: {} },
  }),
  'users.info': call => ({
    user: profile(personOf(call, call.args.user), call.world, String(call.args.include_locale) === 'true'),
  }),
  'users.list': ({ world, team, args }) => {
    const all = world.people.filter(one => one.team === team.id)
    const from = Number(args.cursor ?? 0)
    const to = from + Number(args.limit ?? 1_000)
    return {
      members: all.slice(from, to).map(one => profile(one, world, String(args.include_locale) === 'true')),
      response_metadata: { next_cursor: to < all.length ? String(to) : '' },
    }
  },
  'reactions.add': call => {
    const [message, name] = reacted(call)
    const all = message.reactions ?? []
    const known = all.find(one => one.name === name)
    if (known?.users.includes(call.team.bot.id)) throw new Refused('already_reacted')
    if (known) known.users.push(call.team.bot.id)
    else message.reactions = [...all, { name, users: [call.team.bot.id] }]
    return {}
  },
  'reactions.remove': call => {
    const [message, name] = reacted(call)
    const known = message.reactions?.find(one => one.name === name && one.users.includes(call.team.bot.id))
    if (!known) throw new Refused('no_reaction')
    known.users = known.users.filter(one => one !== call.team.bot.id)
    return {}
  },
}

function reacted(call: Call): [Message, string] {
  const message = messageAt(call.world, channelOf(call).id, call.args.timestamp)
  if (!message || message.deleted) throw new Refused('message_not_found')
  if (typeof call.args.name !== 'string' || call.args.name === '') throw new Refused('invalid_name')
  return [message, call.args.name]
}

/** A person as Slack tells of them. */
export function profile(person: Person, world: World, withLocale: boolean): Json {
  const { id, team, name, tz, locale, deleted, bot } = person
  const words = {
    real_name: name,
    display_name: name,
    real_name_normalized: name,
    display_name_normalized: name,
  }
  const common = { id, team_id: team, name, deleted, is_bot: bot, is_app_user: false, updated: 1_700_000_000 }
  const shown = {
    ...words,
    title: '',
    phone: '',
    skype: '',
    status_text: '',
    status_emoji: '',
    avatar_hash: 'g',
    team,
  }
  if (deleted) return { ...common, profile: shown }
  const clock = tz ? { tz, tz_label: tz, tz_offset: offset(tz, world.now()) } : {}
  const roles = {
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: person.guest === true,
    is_ultra_restricted: false,
  }
  return {
    ...common,
    ...{ color: '9f69e7', real_name: name, ...clock, profile: shown, ...roles, is_email_confirmed: true },
    ...(withLocale && { locale }),
  }
}

function offset(timeZone: string, at: number): number {
  const part = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at)
  const [, sign, hours, minutes] =
    part.find(one => one.type === 'timeZoneName')?.value.match(/([+-])(\d+):(\d+)/) ?? []
  return hours ? (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60) : 0
}
