import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Adapter, MessageHandler } from '../../src/core/adapter.ts'
import { createDedupe } from '../../src/core/delivery/dedupe.ts'
import type { Person, PersonId, Workspace } from '../../src/core/incoming.ts'
import { type Logger, reason } from '../../src/core/logger.ts'
import { bold, button, buttons, fileBytes, text } from '../../src/core/message.ts'
import { present } from '../../src/core/present.ts'
import type { Store } from '../../src/core/store.ts'
import type { Speaking } from '../../src/core/translation/speaking.ts'
import { createBoundedLog } from '../http/bounded-log.ts'
import { createClientAddress } from '../http/client-address.ts'
import {
  addressOf,
  type Conversation,
  channelNamed,
  firstChannels,
  isPersonal,
  locationOf,
  personalChat,
  platform,
} from './address.ts'
import { createJournal, isFor, type Kept } from './journal.ts'
import { limits } from './limits.ts'
import type { Joined, Membership } from './membership/membership.ts'
import { createPeople } from './people.ts'
import { createLocalAccess, type Visitor } from './receive/access.ts'
import { createHandlers, type Handlers } from './receive/handlers.ts'
import { createWebhook, type Served } from './receive/http.ts'
import { notHere, Refusal } from './receive/refusal.ts'
import { createSignIn } from './receive/sign-in.ts'
import type { View } from './render/entry.ts'
import { drawPage, pathOf, titleOf } from './render/page.ts'
import { localesIn, type Reader, readerFor } from './render/reader.ts'
import { createFeed } from './send/feed.ts'
import { createSender } from './send/sender.ts'

/** The options of the page in the browser. */
export interface WebConfig {
  /** The library that the page is for. */
  home: Workspace
  /** Names of those who need no invitation: they are to try things with, on this computer alone. None, where people sign in. */
  samples: readonly string[]
  /** Who may come in from elsewhere, each by an invitation; left out: nobody. */
  membership?: Membership
  /** The proxies whose word of where somebody is counts; left out: whatever is near. */
  proxies?: readonly string[] | undefined
  /** What a chat begins with in which nothing stands yet; left out: with nothing. */
  greeting?: string
  /** In which language the page speaks to whom; left out: in English. */
  speaking?: Pick<Speaking, 'toReader' | 'firstSpoken'>
  /** Holds what stands in each place, each library's in its own workspace. */
  store: Store
  log: Logger
  now?: () => number
}

/** The page’s route for the shared HTTP server: everything that is nobody else’s. */
export interface WebRoute {
  path: '/'
  under: true
  handler(request: IncomingMessage, response: ServerResponse): void
  /** Ends what would stay open by itself. */
  leave(): void
}

/** A page in the browser, as a chat platform: chats, channels, and whoever is let in. */
export function createWebAdapter(config: WebConfig): Adapter & { route: WebRoute } {
  const { home, samples, membership, proxies, greeting, store, log, now = Date.now } = config
  const { speaking } = config
  const people = createPeople({ store, samples, home })
  const journal = createJournal({
    store,
    now,
    people: people.all,
    onChange: (...told) => feed.changed(...told),
  })
  const feed = createFeed({ viewOf, seenBy })
  let hearth: MessageHandler | undefined
  let handlers: Handlers | undefined
  const pending = new Set<Promise<void>>()
  const greeted = new Map<string, Promise<void>>()
  const failed = createBoundedLog(message => log.error(message))
  const access = membership
    ? createSignIn({ membership, clientAddress: createClientAddress(proxies), people, store, now, cameAgain })
    : createLocalAccess(people, home)
  membership?.onSignedOut(person => feed.lookAgain(home, person))
  const webhook = createWebhook({
    access,
    readerOf: (request, person) => readerOf({ ...present({ locale: localeOf(request) }), ...person }),
    localeOf,
    served: { page, visit, stream, file, post },
    failed: error => failed(`web: a request failed. ${reason(error)}`),
  })
  const sender = createSender({ journal, people, hearth: () => hearth, now })

  return {
    platform,
    route: { path: '/', under: true, handler: webhook.handler, leave: feed.close },
    async start(bot) {
      hearth = bot
      const once = createDedupe({ now: Date.now, forMs: limits.rememberMs, most: limits.remembered })
      handlers = createHandlers({ hearth: bot, journal, people, once, pending, now })
      webhook.start()
    },
    async stop() {
      await webhook.stop()
      while (pending.size > 0) await Promise.all(pending)
      feed.close()
    },
    ...sender,
    person: people.find,
    named: people.named,
    async roomNamed(workspace, _, name) {
      const channel = channelNamed(name)
      const known = [...firstChannels, ...(await journal.channels(workspace))]
      return channel && known.includes(channel) ? addressOf({ workspace, conversation: channel }) : undefined
    },
    forget(workspace, person) {
      journal.countAnew(workspace)
      feed.anew(workspace)
      feed.lookAgain(workspace, person)
    },
    async leads(workspace, id) {
      if (workspace !== membership?.home) return false
      return membership.leads({ get: (kind, key) => store.get(workspace, kind, key) }, id)
    },
    async leaders() {
      if (!membership) return []
      const { home: workspace } = membership
      return [{ workspace, people: await membership.leaders({ list: kind => store.list(workspace, kind) }) }]
    },
    keepsItself: `I alone keep what stands on Hearth’s page: the newest messages of each place. They go when you have me forget you, or when they grow old.${membership ? ' Whoever is forgotten is signed out, and comes back by a new invitation alone.' : ''}`,
    isOf: (workspace, address) => locationOf(address)?.workspace === workspace,
    async isIn(workspace, id, address) {
      const location = locationOf(address)
      if (location?.workspace !== workspace) return false
      return isPersonal(location)
        ? location.conversation === `@${id}`
        : (await people.find(workspace, id)) !== undefined
    },
    chatOf: (workspace, id) => addressOf(personalChat(workspace, id)),
  }

  /** A link lets in whoever opens it, so whoever it is for is told: in their own chat, which they alone read. */
  async function cameAgain({ person, by }: Joined): Promise<void> {
    const own = personalChat(home, person)
    if ((await journal.lastIn(home, own.conversation)) === 0) return
    const made =
      by === undefined ? ['a link from whoever looks after Hearth'] : ['a link that ', bold(by), ' made']
    const { message } = await readerOf({ id: person, locale: (await people.find(home, person))?.locale })
    await journal.add(
      own,
      message([
        text('Somebody came in as you just now, in one more browser, by ', ...made, '.'),
        text(
          'Was that not you? They can read what is yours here. Sign out everywhere, and tell a colleague.',
        ),
        buttons(button('Sign out everywhere', 'people sign-out me')),
      ]),
    )
  }

  async function page(visitor: Visitor, query: URLSearchParams): Promise<string> {
    const { workspace, person } = visitor
    const place = placeAt(visitor)
    if (isPersonal({ conversation: place })) await greet(visitor)
    const current = feed.current()
    const all = await seenBy(workspace, person.id, place)
    const shown = query.has('all') ? all : all.slice(-limits.shown)
    return drawPage({
      person,
      place,
      places: await placeLinksOf(visitor, place),
      entries: shown,
      isCut: shown.length < all.length,
      mayClose: await handlers?.mayClose(visitor, place),
      view: await viewOf(workspace, person.id, visitor.base, visitor.reader),
      current,
      samples: people.samples(),
      isSignedIn: visitor.session !== undefined,
      assets: webhook.assets,
    })
  }

  function visit(_: Visitor, query: URLSearchParams): string {
    const channel = channelNamed(query.get('name') ?? '')
    return channel === undefined ? '/' : pathOf(channel)
  }

  function stream(
    { workspace, person, session }: Visitor,
    query: URLSearchParams,
    { headers }: IncomingMessage,
    response: ServerResponse,
  ): void {
    const place = query.get('place') ?? ''
    if (place !== `@${person.id}` && channelNamed(place) !== place) throw notHere()
    if (!feed.mayOpen(workspace, person.id))
      throw new Refusal(
        503,
        'Too many pages are open',
        'More pages of Hearth are open than I can keep up to date. Close some; this one tries again by itself.',
      )
    const last = headers['last-event-id']
    const current = typeof last === 'string' && last !== '' ? last : (query.get('current') ?? undefined)
    const from = Number(query.get('from')) || 0
    const holds = session?.holds ?? (async () => true)
    feed.open({ workspace, person: person.id, place: place as Conversation, from, current, holds }, response)
  }

  async function file({ workspace, person }: Visitor, id: string, at: number) {
    const entry = await journal.get(workspace, id)
    const block = entry && isFor(entry, person.id) ? entry.message?.[at] : undefined
    if (block?.type !== 'file') throw notHere()
    return { name: block.name, bytes: fileBytes(block) }
  }

  async function post(...[visitor, path, body, file]: Parameters<Served['post']>): Promise<string> {
    const doing = {
      '/say': 'say',
      '/shortcut': 'shortcut',
      '/press': 'press',
      '/send': 'send',
      '/edit': 'edit',
      '/read': 'read',
      '/close': 'close',
    } as const
    const what = doing[path as keyof typeof doing]
    if (what === undefined || !handlers) throw notHere()
    await handlers[what](visitor, body, file)
    return what === 'close' ? '/' : backTo(visitor, body)
  }

  /** The end of the place where something was done: what it came to stands there. */
  async function backTo({ workspace }: Visitor, body: URLSearchParams): Promise<string> {
    const on = body.get('card') ?? body.get('thread') ?? body.get('entry')
    const place = on === null ? body.get('place') : (await journal.get(workspace, on))?.place
    const channel = place?.startsWith('#') ? channelNamed(place) : undefined
    return `${channel === undefined ? '/' : pathOf(channel)}#end`
  }

  /** Once for each person in each run, so that nobody finds an empty page. */
  async function greet(visitor: Visitor): Promise<void> {
    const { workspace, person } = visitor
    if (greeting === undefined || !handlers) return
    const key = `${workspace}/${person.id}`
    if (greeted.has(key) || (await journal.lastIn(workspace, `@${person.id}`)) > 0) return greeted.get(key)
    const greetingThem = handlers.greet(visitor, greeting).catch(() => {})
    greeted.set(key, greetingThem)
    await greetingThem
  }

  async function placeLinksOf({ workspace, person }: Visitor, here: Conversation) {
    const own: Conversation = `@${person.id}`
    const channels = new Set([...firstChannels, ...(await journal.channels(workspace)), here])
    const places = [own, ...[...channels].filter(one => one !== own).sort()]
    const read = await people.readIn(workspace, person.id)
    return Promise.all(
      places.map(async place => {
        const unseen = ({ n, said }: Kept) => n > (read?.[place] ?? 0) && said?.by !== person.id
        const all = place === here ? [] : await seenBy(workspace, person.id, place)
        return { place, unread: all.filter(unseen).length }
      }),
    )
  }

  async function seenBy(workspace: Workspace, person: PersonId, place: Conversation): Promise<Kept[]> {
    return (await journal.all(workspace, place)).filter(entry => isFor(entry, person))
  }

  async function readerOf({ id, locale }: Partial<Pick<Person, 'id' | 'locale'>>): Promise<Reader> {
    return readerFor(await speaking?.toReader(home, present({ id, locale })), locale)
  }

  function localeOf({ headers }: IncomingMessage): string | undefined {
    return speaking?.firstSpoken(localesIn(headers['accept-language']))
  }

  async function viewOf(
    workspace: Workspace,
    id: PersonId,
    base = access.baseOf(id),
    known?: Reader,
  ): Promise<View> {
    const [everybody, channels, person] = await Promise.all([
      people.all(workspace),
      journal.channels(workspace),
      people.find(workspace, id),
    ])
    const reader = known ?? (await readerOf({ id, locale: person?.locale }))
    return {
      base,
      person: id,
      timeZone: person?.timeZone,
      reader,
      people: everybody.map(one => ({ value: one.id, label: one.name })),
      channels: [...new Set([...firstChannels, ...channels])].sort().map(conversation => ({
        value: addressOf({ workspace, conversation }),
        label: titleOf(conversation, reader.say),
      })),
    }
  }
}

/** The place that a path leads to. @throws {Refusal} */
function placeAt({ path, person }: Visitor): Conversation {
  if (path === '/') return `@${person.id}`
  const [, name] = /^\/c\/([^/]+)\/?$/.exec(path) ?? []
  const channel = name === undefined ? undefined : channelNamed(decodeName(name))
  if (channel === undefined || channel !== `#${decodeName(name ?? '')}`) throw notHere()
  return channel
}

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return ''
  }
}
