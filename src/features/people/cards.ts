import type { PersonId } from '../../core/incoming.ts'
import {
  bold,
  button,
  buttons,
  form,
  heading,
  list,
  type Message,
  opens,
  quiet,
  row,
  secondary,
  text,
} from '../../core/message.ts'
import { dayOf } from '../../core/time/in-words.ts'
import type { Member, Membership } from './membership.ts'

type All = Awaited<ReturnType<Membership['list']>>

/** So many are shown; the others are named where they are asked for. */
const mostShown = 40

/** Who is here, and which links are open, for those who look after the page. */
export function listedForLeads(
  { people, open }: All,
  { self, locale, pageOf }: { self: PersonId; locale: string | undefined; pageOf: Membership['pageOf'] },
): Message {
  return [
    heading('Who is here'),
    ...people
      .slice(0, mostShown)
      .map(one => row([bold(one.name)], detailOf(one), ...(one.id === self ? [signOutMe] : actionsOn(one)))),
    ...left(people.length),
    ...(open.length > 0 ? [heading('Links that are open')] : []),
    ...open
      .slice(0, mostShown)
      .map(({ id, name, until }) =>
        row(
          [bold(name)],
          `good until ${dayOf(until, locale)}`,
          opens('Show the link', pageOf(id)),
          button('Cancel the link', `people withdraw ${id}`),
        ),
      ),
    ...left(open.length),
    form(
      [{ id: 'name', label: 'Invite a colleague: the name they go by', type: 'line' }],
      button('Make a link', 'people invite', 'primary'),
    ),
  ]
}

/** Who is here, for everybody else. */
export function listedForAll({ people }: All, self: PersonId): Message {
  const leads = people.filter(one => one.leads).map(one => one.name)
  const own = people.find(one => one.id === self)?.browsers ?? 0
  return [
    heading('Who is here'),
    list(people.slice(0, mostShown).map(one => one.name)),
    ...left(people.length),
    text(
      leads.length > 0 ? `${leads.join(', ')} can invite others.` : 'Whoever runs Hearth can invite others.',
    ),
    text(`You are signed in with ${browsers(own)}.`),
    buttons(signOutMe),
  ]
}

const signOutMe = button('Sign me out everywhere', 'people sign-out me')

const actionsOn = ({ id, name }: Member) => [
  button('New link', `people invite ${name}`),
  secondary(button('Sign out', `people sign-out ${id}`)),
  secondary(button('Remove', `people remove ${id}`)),
]

const detailOf = ({ leads, browsers: count }: Member): string =>
  `${leads ? 'looks after this page; ' : ''}${count === 0 ? 'not signed in' : `signed in with ${browsers(count)}`}`

const browsers = (count: number): string => (count === 1 ? 'one browser' : `${count} browsers`)

const left = (count: number): Message => (count > mostShown ? [quiet(`And ${count - mostShown} more.`)] : [])
