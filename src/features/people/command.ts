import type { Call, Command } from '../../core/command.ts'
import { type Effect, inPlace } from '../../core/effect.ts'
import type { Incoming } from '../../core/incoming.ts'
import { bold, button, buttons, code, heading, type Message, opens, quiet, text } from '../../core/message.ts'
import { dayOf } from '../../core/time/in-words.ts'
import { UserError } from '../../core/user-error.ts'
import { listedForAll, listedForLeads } from './cards.ts'
import type { Member, Membership } from './membership.ts'

/**
 * `people invite Ana Ruiz`: a link by which a colleague comes to the page in the browser. `people`: who is there, and who was invited.
 * `invite Ana` asks her to a walk-through, as it does everywhere, and `hearth invite Ana` does where she is here already.
 */
export function peopleCommand(membership: Membership, walk: Command): Command {
  return {
    name: 'people',
    typedOnly: true,
    summary: 'Who comes to Hearth’s page in the browser: invite colleagues, and sign them out',
    hint: '[invite Ana Ruiz | sign-out Ana Ruiz | remove Ana Ruiz]',
    keywords: ['invite', 'invitation', 'invites', 'people', 'members', 'colleagues', 'sign', 'out', 'link'],
    examples: [
      ['hearth invite Ana Ruiz', 'makes a link that lets Ana in, once'],
      ['hearth people', 'lists who is here, and which links are open'],
      ['hearth sign out Ana Ruiz', 'ends all browsers that she is signed in with'],
    ],
    phrases: {
      invites: 'list',
      invitations: 'list',
      'hearth invites': 'list',
      'hearth invite …': 'invite',
      'invites …': '',
      'sign me out everywhere': 'sign-out me',
      'sign out everywhere': 'sign-out me',
      'sign out …': 'sign-out',
    },
    // Elsewhere these words mean what they always did.
    isItsWords: (rest, call) => call.workspace === membership.home && isAction(rest),
    isCertain: (call, rest) => call.workspace === membership.home && actions.test(rest.trim()),
    async run(call) {
      if (await isOfWalk(call)) return walk.run({ ...call, text: `walk ${call.rest}` })
      if (call.workspace !== membership.home) throw new UserError(elsewhere)
      const rest = call.rest.trim()
      const [, action = '', of = ''] = actions.exec(rest) ?? []
      const leads = await membership.leads(call.library, call.person.id)
      switch (rest === '' ? '' : action.toLowerCase().replace(' ', '-') || 'unknown') {
        case 'list':
        case '':
          return [inPlace(call, await listed(call, leads))]
        case 'invite':
          mustLead(leads, 'invite people')
          return invite(call, of || (call.values.name ?? ''))
        case 'sign-out':
          return signOut(call, of, leads)
        case 'withdraw':
        case 'revoke':
          mustLead(leads, 'take invitations back')
          return withdraw(call, of)
        case 'remove':
          mustLead(leads, 'let people go')
          return remove(call, of)
        default:
          throw new UserError(
            'I know “people”, “people invite Ana Ruiz”, “people sign-out Ana Ruiz” and “people remove Ana Ruiz”.',
          )
      }
    },
  }

  /** Whether somebody who is here is to be asked to a walk-through. */
  async function isOfWalk(call: Call): Promise<boolean> {
    const [, name] = ambiguous.exec(call.text) ?? []
    if (name === undefined) return false
    return call.workspace !== membership.home || (await call.named(name)) !== undefined
  }

  async function listed(call: Call, leads: boolean): Promise<Message> {
    const all = await membership.list(call.library, call.at)
    const locale = call.person.locale
    return leads
      ? listedForLeads(all, { self: call.person.id, locale, pageOf: membership.pageOf })
      : listedForAll(all, call.person.id)
  }

  async function invite(call: Call, name: string): Promise<Effect[]> {
    const made = await call.library.update(tx =>
      membership.invite(tx, { name, by: call.person.id, at: call.at }),
    )
    if (made === undefined)
      throw new UserError(
        'I need a name that people know them by, of up to 60 characters: hearth invite Ana Ruiz.',
      )
    if (made === 'full')
      throw new UserError('Very many invitations are open. Cancel some first: “hearth people” lists them.')
    if ('looksLike' in made)
      throw new UserError(
        `That name looks just like “${made.looksLike}”, and is written with other letters. If it is them, type their name anew; somebody else needs another one, such as “${made.looksLike} (Branch)”.`,
      )
    const { id, again, until } = made
    return [
      inPlace(call, [
        text('The link for ', bold(made.name), ' is ready. Show it, and pass it on to them alone.'),
        buttons(
          opens('Show the link', membership.pageOf(id)),
          button('Cancel the link', `people withdraw ${id}`),
          button('Who is here', 'people list'),
        ),
        quiet(
          `It lets in whoever opens it, once, until ${dayOf(until, call.person.locale)}. ${
            again
              ? `${made.name} is here already: it signs them in again, such as on another computer. Somebody else of that name needs another one, such as “${made.name} (Branch)”.`
              : 'A new one for the same name takes its place.'
          }`,
        ),
      ]),
    ]
  }

  async function withdraw(call: Call, id: string): Promise<Effect[]> {
    const name = await call.library.update(tx => membership.withdraw(tx, id))
    const said =
      name === undefined
        ? text('That invitation is not open anymore: it was used, or taken back before.')
        : text('The link for ', bold(name), ' lets nobody in anymore.')
    return [inPlace(call, [said, buttons(button('Who is here', 'people list'))])]
  }

  async function signOut(call: Call, typed: string, leads: boolean): Promise<Effect[]> {
    const isOwn = /^(?:me|myself)?(?:\s*everywhere)?$/i.test(typed)
    if (!isOwn) mustLead(leads, 'sign others out')
    const who = isOwn ? { id: call.person.id, name: call.person.name } : await memberBy(call, typed)
    const count = await call.library.update(tx => membership.signOutEverywhere(tx, who.id))
    membership.tellSignedOut(who.id)
    const browsers = count === 1 ? 'one browser' : `${count} browsers`
    return [
      inPlace(call, [
        isOwn
          ? text(`You are signed out everywhere: ${browsers}, this one too. To come back, open a new link.`)
          : count === 0
            ? text(bold(who.name), ' was not signed in anywhere.')
            : text(bold(who.name), ` is signed out of ${browsers}. A new link lets them in again.`),
        ...(isOwn ? [] : [buttons(button('Who is here', 'people list'))]),
      ]),
    ]
  }

  async function remove(call: Call, typed: string): Promise<Effect[]> {
    const [, named = typed, yes] = /^(.+?)\s+(yes)$/i.exec(typed) ?? []
    const who = await memberBy(call, named)
    if (who.id === call.person.id)
      throw new UserError(
        'You cannot let yourself go here. “hearth forget me” erases what I keep about you, and signs you out.',
      )
    if (!yes)
      return [
        inPlace(call, [
          heading(`Shall ${who.name} go?`),
          text(
            'They are signed out everywhere, their links hold no more, and nothing comes to them. What they wrote stays; to have it erased, they type “hearth forget me” before they go. A new invitation brings them back.',
          ),
          buttons(
            button(`Let ${who.name} go`, `people remove ${who.id} yes`, 'danger'),
            button('Back', 'people list'),
          ),
        ]),
      ]
    await call.library.update(tx => membership.letGo(tx, who.id))
    membership.tellSignedOut(who.id)
    return [
      inPlace(call, [
        text(bold(who.name), ' is not one of this library’s people here anymore.'),
        buttons(button('Who is here', 'people list')),
      ]),
    ]
  }

  /** @throws {UserError} where nobody is meant, or several */
  async function memberBy(call: Call, typed: string): Promise<Pick<Member, 'id' | 'name'>> {
    const { people } = await membership.list(call.library, call.at)
    const found = people.find(one => one.id === typed) ?? (await call.named(typed))
    const member = found && people.find(one => one.id === found.id)
    if (member) return member
    throw new UserError([
      text(
        'I know nobody here by the name ',
        bold(typed || '…'),
        '. ',
        code('hearth people'),
        ' lists who is here.',
      ),
    ])
  }
}

const actions = /^(list|invite|withdraw|revoke|remove|sign[- ]out)\b\s*(.*)$/is
/** Named behind Hearth alone, it is a word of walk-throughs, too. */
const ambiguous = /^\/?@?(?:hearth[,:]?\s+)?invite\s+(.+)$/is
const isAction = (rest: string): boolean => rest.trim() === '' || actions.test(rest.trim())
const elsewhere =
  'Invitations are for Hearth’s page in the browser, whose people are a library of their own, apart from this chat. Those who look after it invite others there; the first of them gets a link from whoever runs Hearth.'

function mustLead(leads: boolean, what: string): void {
  if (leads) return
  throw new UserError(`Only those who look after this page can ${what}. “hearth people” says who that is.`)
}

/** Whether somebody asks that their own browsers are signed out: whoever took one of them must not be able to hold that up. */
export const isOwnSignOut = ({ text }: Pick<Incoming, 'text'>): boolean =>
  /^\s*(?:hearth\s+)?(?:people\s+sign[- ]?out\s+(?:me|myself)|sign[- ]?(?:me\s+)?out(?:\s+(?:me|myself|everywhere))*|log\s+(?:me\s+)?out(?:\s+everywhere)?)\s*[.!]?\s*$/i.test(
    text,
  )
