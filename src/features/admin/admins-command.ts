import type { Call, Command } from '../../core/command.ts'
import { type Effect, privateReply, send } from '../../core/effect.ts'
import type { PersonId } from '../../core/incoming.ts'
import {
  bold,
  button,
  buttons,
  code,
  form,
  heading,
  type Message,
  person,
  quiet,
  row,
  text,
  withFullLabel,
} from '../../core/message.ts'
import type { Permissions } from '../../core/permissions.ts'
import { admins } from '../../core/records/admins.ts'
import { byId } from '../../core/store.ts'
import { dayOf } from '../../core/time/in-words.ts'
import { UserError } from '../../core/user-error.ts'
import { colleagueMeant } from '../walkthrough/pick-colleague.ts'

/** `/hearth admins`: who looks after Hearth in the asker's library; they themselves add and remove each other. */
export function adminsCommand({ permissions }: { permissions: Permissions }): Command {
  return {
    name: 'admins',
    summary: 'Who looks after Hearth in your library',
    typedOnly: true,
    keywords: ['admin', 'permission', 'rights', 'owner', 'who may', 'name'],
    examples: [
      ['hearth admins', 'lists them'],
      ['hearth admins add @ben', 'Ben sets closed days, retention and holds for your library from now on'],
      ['hearth admins remove @ben', 'Ben does no longer'],
    ],
    async run(call) {
      const [, verb = '', named = ''] = /^(\w+)?\s*(.*)$/s.exec(call.rest.trim()) ?? []
      switch (verb.toLowerCase()) {
        case '':
        case 'list':
          await permissions.librarysOwn(call)
          return [privateReply(await listed(call))]
        case 'add':
          await permissions.namedOnly(call, 'add an admin')
          return add(call, named)
        case 'remove':
          await permissions.namedOnly(call, 'remove an admin')
          return remove(call, named)
        default:
          throw new UserError(
            'I can list the admins here, add one and remove one: “hearth admins”, “hearth admins add @name”, “hearth admins remove @name”.',
          )
      }
    },
  }

  async function listed(call: Call): Promise<Message> {
    const all = (await call.library.list(admins)).sort((a, b) => a[1].at - b[1].at || byId(a, b))
    const mayChange = await permissions.isNamed(call)
    const leaders = await Promise.all((await call.leaders()).map(id => call.colleague(id)))
    const rows = await Promise.all(
      all.map(async ([id, { at }]) => {
        const { name } = await call.colleague(id)
        const since = `since ${dayOf(at)}`
        if (!mayChange || all.length === 1) return row(name, since)
        return row(name, since, withFullLabel(`Remove ${name}`, button('Remove', `admins remove ${id}`)))
      }),
    )
    return [
      heading('Admins of Hearth in your library'),
      ...leaders.map(({ name }) => row(name, 'looks after this page')),
      ...(rows.length + leaders.length > 0 ? rows : [text('Your library has no admin yet.')]),
      quiet(
        'They set closed days, how long things are saved, and what may not be deleted. They see nothing that is private to a colleague.',
      ),
      mayChange
        ? quiet('To add somebody, type ', code('hearth admins add @name'), '.')
        : quiet(
            rows.length + leaders.length > 0
              ? 'Any of them can add somebody.'
              : 'Ask the person who set up Hearth to name one.',
          ),
    ]
  }

  async function add(call: Call, named: string): Promise<Effect[]> {
    const meant = await colleagueMeant(call, named, whom)
    if ('ask' in meant) return [privateReply(meant.ask)]
    const { to } = meant
    const isNew = await call.library.update(async tx => {
      const before = await tx.get(admins, to.id)
      if (!before) await tx.put(admins, to.id, { at: call.at })
      return before === undefined
    })
    if (!isNew) throw new UserError(`${to.name} is an admin here already.`)
    return [
      privateReply([
        text(person(to), ' is an admin of Hearth in your library now.'),
        buttons(button('All admins', 'hearth admins')),
      ]),
      send({ person: to.id }, [
        text(
          bold(call.person.name),
          ' made you an admin of Hearth in your library: you can set closed days, how long things are saved, and what may not be deleted.',
        ),
        quiet(code('hearth admins'), ' lists all of you.'),
      ]),
    ]
  }

  async function remove(call: Call, named: string): Promise<Effect[]> {
    const id = await adminMeant(call, named)
    const { name } = await call.colleague(id)
    await call.library.update(async tx => {
      const all = await tx.list(admins)
      if (!all.some(([one]) => one === id)) throw new UserError(`${name} is no admin here.`)
      if (all.length === 1)
        throw new UserError(`${name} is the only admin here. Add somebody first: “hearth admins add @name.”`)
      await tx.delete(admins, id)
    })
    return [
      privateReply([
        text(bold(name), ' is no longer an admin of Hearth in your library.'),
        buttons(button('All admins', 'hearth admins')),
      ]),
    ]
  }
}

/** An admin by id, also one who has left; oneself, too. */
async function adminMeant(call: Call, named: string): Promise<PersonId> {
  const typed = named.replace(/^@/, '').trim()
  const all = await call.library.list(admins)
  const byId = all.find(([id]) => id === typed)
  if (byId) return byId[0]
  if (/^me$/i.test(typed)) return call.person.id
  const found = typed === '' ? undefined : await call.named(typed)
  if (found) return found.id
  throw new UserError('Who? Type “hearth admins” for the list; each name has its button.')
}

const whom: Message = [
  form(
    [{ id: 'person', label: 'Who looks after Hearth with you?', type: 'person' }],
    button('Add', 'admins add', 'primary'),
  ),
]
