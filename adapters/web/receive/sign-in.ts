import type { IncomingMessage } from 'node:http'
import type { Store, Tx } from '../../../src/core/store.ts'
import { dayOf } from '../../../src/core/time/in-words.ts'
import type { ClientAddress } from '../../http/client-address.ts'
import { oneHost } from '../../http/local-only.ts'
import { type Joined, type Membership, type Opened, staysSignedIn } from '../membership/membership.ts'
import { webInvitations } from '../membership/records.ts'
import type { People } from '../people.ts'
import { html } from '../render/html.ts'
import { type Access, isOwnRequest, type Known, type SignInAnswer } from './access.ts'
import { createAllowance } from './allowance.ts'
import { notHere, Refusal } from './refusal.ts'

interface SignInDeps {
  membership: Membership
  /** From where somebody asks. */
  clientAddress: ClientAddress
  people: People
  store: Store
  now(): number
  /** Tells somebody that one more browser is signed in as them. */
  cameAgain(joined: Joined): Promise<void>
}

/** Links that do not hold, from one address. */
const wrongLinks = { most: 20, withinMs: 10 * 60_000 }
/** What one person sends: nobody types or presses faster. */
const sendings = { most: 120, withinMs: 60_000 }

/** With sign-in: whoever came by an invitation, in the browser that holds their cookie, at the one address that is Hearth's. */
export function createSignIn({
  membership,
  clientAddress,
  people,
  store,
  now,
  cameAgain,
}: SignInDeps): Access {
  const { home, publicUrl } = membership
  const { host } = new URL(publicUrl)
  const reading: Pick<Tx, 'get'> = { get: (kind, id) => store.get(home, kind, id) }
  const wrong = createAllowance({ ...wrongLinks, now })
  const sent = createAllowance({ ...sendings, now })
  return { check, baseOf: () => '', signIn, visitor }

  function check(request: IncomingMessage): void {
    if (oneHost(request)?.toLowerCase() !== host) throw elsewhere(publicUrl)
    if (!isOwnRequest(request, publicUrl)) throw foreign()
  }

  async function visitor(request: IncomingMessage, path: string): Promise<Known> {
    const here = await signedIn(request)
    if (!here) throw signedOut(request)
    const { person, session, cookie } = here
    const until = await membership.renew(store, session, now())
    if (until === undefined) throw signedOut(request)
    if (request.method === 'POST' && !sent.take(person.id)) throw tooMuch()
    return {
      workspace: home,
      person,
      base: '',
      path,
      session: {
        holds: async () => (await membership.sessionOf(reading, cookie, now())) !== undefined,
        cookie: cookieFor(cookie, until - now()),
      },
    }
  }

  async function signIn(
    request: IncomingMessage,
    path: string,
    form: () => Promise<URLSearchParams>,
  ): Promise<SignInAnswer | undefined> {
    const isPost = request.method === 'POST'
    const [, token] = /^\/join\/([^/]*)$/.exec(path) ?? []
    if (token !== undefined && !isPost) return invited(request, token)
    if (path === '/join' && isPost) return join(request, (await form()).get('invitation') ?? '')
    if (path === '/join') throw signedOut(request)
    if (path === '/sign-out' && isPost) return leave(request)
    if (path === '/here' && !isPost) return here(request)
    const [, id] = /^\/invitation\/([\w-]{1,64})$/.exec(path) ?? []
    return id === undefined || isPost ? undefined : toPassOn(request, id)
  }

  /** One button, and nothing done: what looks at links before their reader must not use them up. */
  async function invited(request: IncomingMessage, token: string): Promise<SignInAnswer> {
    mayTry(request)
    const state = await membership.open(reading, token, now())
    const visitor = await signedIn(request)
    // Whoever opens the link once more that they came by is home already.
    if (state.is === 'used' && visitor && (await isOwnLink(token, visitor.person.id))) return { to: '/' }
    if (state.is !== 'good') return refused(request, state)
    if (visitor && visitor.person.name !== state.name) throw forAnother(state.name, visitor.person.name)
    const { name } = state
    return {
      notice: ({ say }) => ({
        title: say(`Welcome, ${name}`),
        sentences: [
          say(`This link lets you in as ${name}, once, and keeps you signed in with this browser.`),
          say('On a computer that others use, too, sign out when you go.'),
        ],
        more: html`<form class="plain" method="post" action="/join"><input type="hidden" name="invitation" value="${token}"><button class="primary">${say(`Go in as ${name}`)}</button></form><p class="quiet">${say('Is that not you? Then leave it to them, and tell whoever sent it to you.')}</p>`,
      }),
    }
  }

  async function join(request: IncomingMessage, token: string): Promise<SignInAnswer> {
    mayTry(request)
    const state = await membership.open(reading, token, now())
    const visitor = await signedIn(request)
    if (state.is === 'good' && visitor && visitor.person.name !== state.name)
      throw forAnother(state.name, visitor.person.name)
    const joined = await store.update(home, async tx => {
      const made = await membership.join(tx, token, now())
      // One browser has one session: the one before would be held by nobody.
      if ('cookie' in made && visitor) await membership.signOut(tx, visitor.session.id)
      return made
    })
    if (!('cookie' in joined)) return refused(request, joined)
    if (joined.again) await cameAgain(joined)
    return { to: '/', headers: { 'set-cookie': cookieFor(joined.cookie, staysSignedIn.idleMs) } }
  }

  async function leave(request: IncomingMessage): Promise<SignInAnswer> {
    const visitor = await signedIn(request)
    if (visitor) {
      await store.update(home, tx => membership.signOut(tx, visitor.session.id))
      membership.tellSignedOut(visitor.person.id)
    }
    return {
      notice: ({ say }) => ({
        title: say('You are signed out'),
        sentences: [
          say(
            'This browser keeps nothing of yours now. What you wrote is there when you come back: ask whoever invited you for a new link.',
          ),
        ],
      }),
      headers: { 'set-cookie': noCookie, 'clear-site-data': '"cache", "storage"' },
    }
  }

  /** For a page whose line to Hearth broke: whether it is only that. */
  async function here(request: IncomingMessage): Promise<SignInAnswer> {
    if (!(await signedIn(request))) throw signedOut(request)
    return { status: 204 }
  }

  /** The link itself, for whoever may invite: it is shown and not kept, so it stands in no message. */
  async function toPassOn(request: IncomingMessage, id: string): Promise<SignInAnswer> {
    const visitor = await signedIn(request)
    if (!visitor) throw signedOut(request)
    const found = (await membership.leads(reading, visitor.person.id))
      ? await store.get(home, webInvitations, id)
      : undefined
    if (!found?.name || found.used || found.until <= now()) throw notHere()
    const { name, until } = found
    const link = membership.linkOf(id)
    return {
      person: visitor.person.id,
      notice: ({ say, locale }) => ({
        title: say(`A link for ${name}`),
        sentences: [
          say(`Pass it on to ${name} alone, by mail or in a message: whoever opens it comes in as them.`),
          say(`It is good once, until ${dayOf(until, locale)}.`),
        ],
        more: html`<p><label for="link">${say('The link')}</label></p><p><input id="link" class="link" readonly value="${link}"></p><p class="copying" hidden><button type="button" id="copy" class="primary">${say('Copy the link')}</button> <span id="copied" role="status"></span></p><p><a href="/">${say('Back to Hearth')}</a></p>`,
      }),
    }
  }

  async function signedIn(request: IncomingMessage) {
    const cookie = cookieIn(request)
    const session = cookie === undefined ? undefined : await membership.sessionOf(reading, cookie, now())
    const person = session && (await people.find(home, session.person))
    return cookie !== undefined && session && person ? { cookie, session, person } : undefined
  }

  async function isOwnLink(token: string, person: string): Promise<boolean> {
    return (await membership.cameBy(reading, token)) === person
  }

  function mayTry(request: IncomingMessage): void {
    if (!wrong.has(clientAddress(request))) throw tooManyLinks()
  }

  /** What a link that does not hold is answered; those of one address are counted. */
  function refused(request: IncomingMessage, state: Exclude<Opened, { is: 'good' }>): never {
    wrong.take(clientAddress(request))
    throw wordsFor(state)
  }
}

/** No other host, no unencrypted line and no script gets it; no foreign page makes a browser send it along with what it posts. */
const cookieName = '__Host-hearth'
const attributes = 'Path=/; Secure; HttpOnly; SameSite=Lax'
const cookieFor = (cookie: string, lastsMs: number): string =>
  `${cookieName}=${cookie}; ${attributes}; Max-Age=${Math.floor(lastsMs / 1000)}`
const noCookie = `${cookieName}=; ${attributes}; Max-Age=0`

/** Undefined: none that could be one of Hearth's. */
function cookieIn({ headers }: Pick<IncomingMessage, 'headers'>): string | undefined {
  const all = (headers.cookie ?? '').split(';').map(one => one.trim())
  const own = all.filter(one => one.startsWith(`${cookieName}=`)).map(one => one.slice(cookieName.length + 1))
  const [cookie] = own
  return own.length === 1 && cookie !== undefined && /^[\w-]{43}$/.test(cookie) ? cookie : undefined
}

const comeBack =
  'What you typed stays in its field: open a new link, which those who look after this page give you, and come back here.'
const byInvitation =
  'Hearth’s page is for the people of one library. There is no password: you come in by a link of your own. Open the link that you were sent, or ask a colleague who looks after Hearth for a new one.'

/** A page that is open says it beside what was typed; whoever opens one is told how people come in. */
export const signedOut = ({ headers, method }: Pick<IncomingMessage, 'headers' | 'method'>) =>
  new Refusal(
    401,
    'You are not signed in',
    /\btext\/html\b/.test(headers.accept ?? '')
      ? byInvitation
      : `You are not signed in with this browser anymore${method === 'POST' ? ', so that was not sent' : ''}. ${comeBack}`,
  )
const elsewhere = (publicUrl: string) =>
  new Refusal(
    403,
    'Not at this address',
    `Hearth’s page is at ${publicUrl} and nowhere else. (For whoever runs it: the proxy has to pass on the Host that the browser asked for, and PUBLIC_URL has to name it.)`,
  )
const foreign = () =>
  new Refusal(
    403,
    'Not from there',
    'That came from another web page, so I did nothing. Open Hearth’s own page, and do it there.',
  )
const tooMuch = () =>
  new Refusal(
    429,
    'That was a lot at once',
    'That was a lot at once, so I wait with this one. What you typed stays in its field: please send it again in a minute.',
  )
const tooManyLinks = () =>
  new Refusal(
    429,
    'Too many links that do not hold',
    'From where you are, many links were tried that do not hold. Please wait ten minutes, and then open yours again.',
  )
const forAnother = (name: string, you: string): Refusal =>
  new Refusal(
    409,
    'Not your link',
    `This link is for ${name}, and you are signed in as ${you}. Nothing was done, and the link still holds. Leave it to ${name}; if you are ${name}, sign out first (on Hearth’s page, under the name), and open it again.`,
  )

/** Why a link does not hold. */
function wordsFor(state: Exclude<Opened, { is: 'good' }>): Refusal {
  const again = 'Ask whoever sent it to you for a new one.'
  switch (state.is) {
    case 'forged':
      return new Refusal(
        404,
        'Not a link of Hearth’s',
        `This is no link of Hearth’s, or a part of it was lost on the way. Copy all of it, from https to its end. If it still does not work: ${again}`,
      )
    case 'withdrawn':
      return new Refusal(
        410,
        'This link holds no more',
        `This link was taken back, or it was too long ago. ${again}`,
      )
    case 'used':
      return new Refusal(
        410,
        'This link was used already',
        `Each link lets somebody in once, and this one was used. If it was not you, tell whoever sent it to you: they can sign that browser out. ${again}`,
      )
    case 'expired':
      return new Refusal(
        410,
        'This link holds no more',
        locale => `This link was good until ${dayOf(state.until, locale)}. ${again}`,
      )
    case 'full':
      return new Refusal(
        409,
        'No room',
        'As many people are here as I keep track of. Whoever looks after Hearth can let go of some who left.',
      )
  }
}
