import type { PersonId, Workspace } from '../../../src/core/incoming.ts'
import type { Store, Tx } from '../../../src/core/store.ts'
import { type WebPerson, webPeople } from '../people.ts'
import { createKeys } from './keys.ts'
import { goodFor, joinPath, type Link, readToken, tokenOf } from './links.ts'
import { idFor, isSameName, looksAlike, nameOf } from './names.ts'
import {
  type WebInvitation,
  type WebSession,
  webInvitations,
  webSessions,
  webSessionsByPerson,
} from './records.ts'

/** How the page is behind an address. */
export interface SignInSettings {
  /** Signs invitations, and hashes sessions: WEB_SECRET. */
  secret: string
  /** Where browsers reach the page, without a slash at the end: PUBLIC_URL. */
  publicUrl: string
}

const day = 86_400_000

/** So long a browser stays signed in since it was last used, and at the most. */
export const staysSignedIn = { idleMs: 30 * day, mostMs: 365 * day } as const
/** A session is written anew so often, however often it is used. */
const renewedMs = day
/** Browsers that one person is signed in with: the oldest goes. */
const browsersOfOne = 10
/** Links that are open, and people there are, in one library. */
const mostInvitations = 300
const mostPeople = 1_000

/** What becomes of a link that somebody opens. */
export type Opened =
  | { is: 'good'; name: string }
  | { is: 'forged' | 'withdrawn' | 'used' | 'full' }
  | { is: 'expired'; until: number }

/** Somebody came in by a link. */
export interface Joined {
  person: PersonId
  cookie: string
  /** They were here before. */
  again: boolean
  /** The name of the colleague who made the link; left out: whoever runs Hearth did, or somebody who is here no more. */
  by?: string
}

/** Somebody on the page, as those who invite see them. */
export interface Member {
  id: PersonId
  name: string
  leads: boolean
  browsers: number
}

/** An invitation that is open. */
export interface OpenInvitation {
  id: string
  name: string
  until: number
}

export type Membership = ReturnType<typeof createMembership>

/** Who is in the page's library: who is invited, who came, in which browsers, and who was let go. */
export function createMembership(settings: SignInSettings & { home: Workspace }) {
  const { secret, publicUrl, home } = settings
  const keys = createKeys(secret)
  const listeners: ((person: PersonId) => void)[] = []

  return {
    home,
    publicUrl,
    operatorLink,
    linkOf,
    pageOf: (id: string) => `${publicUrl}/invitation/${id}`,
    invite,
    withdraw,
    list,
    leads,
    leaders,
    signOutEverywhere,
    letGo,
    open,
    cameBy,
    join,
    sessionOf,
    renew,
    signOut,
    /** Calls back when somebody's browsers are signed out. */
    onSignedOut: (listener: (person: PersonId) => void) => void listeners.push(listener),
    tellSignedOut,
  }

  /** A link for somebody who is to look after the page; nothing is kept of it before it is used. Undefined: that is no name. */
  function operatorLink(
    typed: string,
    at: number,
  ): { name: string; link: string; until: number } | undefined {
    const name = nameOf(typed)
    if (name === undefined) return undefined
    const until = at + goodFor.operatorMs
    const token = tokenOf(keys, { id: keys.secret().slice(0, 22), operator: { name, until } })
    return { name, until, link: publicUrl + joinPath(token) }
  }

  /** The link of an invitation that is kept: made anew each time, since it is stored nowhere. */
  function linkOf(id: string): string {
    return publicUrl + joinPath(tokenOf(keys, { id }))
  }

  /** Undefined: that is no name. `full`: there are as many as there may be. */
  async function invite(
    tx: Tx,
    { name: typed, by, at }: { name: string; by: PersonId; at: number },
  ): Promise<(OpenInvitation & { again: boolean }) | { looksLike: string } | 'full' | undefined> {
    const name = nameOf(typed)
    if (name === undefined) return undefined
    const all = await clearOld(tx, at)
    if (all.length >= mostInvitations) return 'full'
    const known = [...(await tx.list(webPeople)), ...all].flatMap(([, one]) => one.name ?? [])
    const alike = known.find(one => looksAlike(one, name))
    if (alike !== undefined) return { looksLike: alike }
    // A new link takes the place of the one before: of two that are about, nobody knows which was lost.
    for (const [id, one] of all)
      if (!one.used && one.name && isSameName(one.name, name)) await tx.delete(webInvitations, id)
    const person = await personOf(tx, name)
    const id = keys.secret().slice(0, 22)
    const until = at + goodFor.colleagueMs
    await tx.put(webInvitations, id, {
      version: 1,
      name: person?.name ?? name,
      ...(person && { person: person.id }),
      by,
      since: at,
      until,
    })
    return { id, name: person?.name ?? name, until, again: person !== undefined }
  }

  /** Whose it was; undefined: it is not open any more. */
  async function withdraw(tx: Tx, id: string): Promise<string | undefined> {
    const found = await tx.get(webInvitations, id)
    if (!found || found.used) return undefined
    await tx.delete(webInvitations, id)
    return found.name
  }

  async function list(
    from: Pick<Tx, 'list'>,
    at: number,
  ): Promise<{ people: Member[]; open: OpenInvitation[] }> {
    const sessions = (await from.list(webSessions)).filter(([, one]) => one.until > at)
    const people = (await from.list(webPeople)).flatMap(([id, one]) =>
      one.left ? [] : [{ id, name: one.name, leads: one.leads === true, browsers: browsersOf(sessions, id) }],
    )
    const open = (await from.list(webInvitations)).flatMap(([id, { name, until, used }]) =>
      name !== undefined && !used && until > at ? [{ id, name, until }] : [],
    )
    return { people: people.sort(byName), open: open.sort(byName) }
  }

  async function leads(from: Pick<Tx, 'get'>, id: PersonId): Promise<boolean> {
    const person = await from.get(webPeople, id)
    return person?.leads === true && !person.left
  }

  /** Those who look after the page. */
  async function leaders(from: Pick<Tx, 'list'>): Promise<PersonId[]> {
    return (await from.list(webPeople)).flatMap(([id, one]) => (one.leads && !one.left ? [id] : []))
  }

  /** In how many browsers they were. */
  async function signOutEverywhere(tx: Tx, person: PersonId): Promise<number> {
    const all = await tx.find(webSessionsByPerson, person)
    for (const [id] of all) await tx.delete(webSessions, id)
    return all.length
  }

  /** Somebody leaves the library: what they did stays, and they come in no more, unless they are invited again. */
  async function letGo(tx: Tx, id: PersonId): Promise<void> {
    const person = await tx.get(webPeople, id)
    if (!person) return
    const { leads: _, ...left } = person
    await tx.put(webPeople, id, { ...left, left: true })
    await signOutEverywhere(tx, id)
    for (const [key, one] of await tx.list(webInvitations))
      if (one.person === id && !one.used) await tx.delete(webInvitations, key)
  }

  /** What a link would do, without doing it: whoever looks at a message before its reader must not use it up. */
  async function open(from: Pick<Tx, 'get'>, token: string, at: number): Promise<Opened> {
    const link = readToken(keys, token)
    return link ? stateOf(link, await from.get(webInvitations, link.id), at) : { is: 'forged' }
  }

  /** Who came by a link; undefined: nobody yet, or it is none. */
  async function cameBy(from: Pick<Tx, 'get'>, token: string): Promise<PersonId | undefined> {
    const link = readToken(keys, token)
    const kept = link && (await from.get(webInvitations, link.id))
    return kept?.used ? kept.person : undefined
  }

  /** Somebody comes in by a link: they are one of the library's from now on, in this browser. */
  async function join(tx: Tx, token: string, at: number): Promise<Joined | Exclude<Opened, { is: 'good' }>> {
    const link = readToken(keys, token)
    if (!link) return { is: 'forged' }
    const kept = await tx.get(webInvitations, link.id)
    const state = stateOf(link, kept, at)
    if (state.is !== 'good') return state
    const known = kept?.person ? await knownBy(tx, kept.person) : await personOf(tx, state.name)
    if (!known && (await tx.list(webPeople)).length >= mostPeople) return { is: 'full' }
    const id = known?.id ?? idFor(state.name, `${keys.secret()}${keys.secret()}`)
    const { left: _, ...before }: WebPerson = known?.was ?? { name: state.name }
    await tx.put(webPeople, id, { ...before, ...(link.operator && { leads: true }) })
    const until = kept?.until ?? link.operator?.until ?? at
    // Another link that is about for them is theirs now, and goes with them.
    for (const [key, one] of await tx.list(webInvitations))
      if (!one.used && !one.person && one.name && isSameName(one.name, state.name))
        await tx.put(webInvitations, key, { ...one, person: id })
    await tx.put(webInvitations, link.id, {
      ...(kept ?? { version: 1, since: at, until }),
      name: state.name,
      person: id,
      used: true,
    })
    const by = kept?.by === undefined ? undefined : (await tx.get(webPeople, kept.by))?.name
    return {
      person: id,
      cookie: await signIn(tx, id, at),
      again: known !== undefined,
      ...(by !== undefined && { by }),
    }
  }

  /** Whose browser it is that holds a cookie; undefined: nobody's. A page that is only open does not make it last longer. */
  async function sessionOf(
    from: Pick<Tx, 'get'>,
    cookie: string,
    at: number,
  ): Promise<(WebSession & { id: string }) | undefined> {
    const id = keys.hash('session', cookie)
    const found = await from.get(webSessions, id)
    return found && found.until > at ? { ...found, id } : undefined
  }

  /** It was used, and lasts longer: until when. Undefined: it ended meanwhile. */
  async function renew(
    store: Pick<Store, 'update'>,
    { id, since, until }: WebSession & { id: string },
    at: number,
  ): Promise<number | undefined> {
    const longer = Math.min(at + staysSignedIn.idleMs, since + staysSignedIn.mostMs)
    if (longer - until < renewedMs) return until
    return store.update(home, async tx => {
      const now = await tx.get(webSessions, id)
      if (now) await tx.put(webSessions, id, { ...now, until: longer })
      return now && longer
    })
  }

  /** This browser alone. */
  async function signOut(tx: Tx, id: string): Promise<void> {
    await tx.delete(webSessions, id)
  }

  function tellSignedOut(person: PersonId): void {
    for (const listener of listeners) listener(person)
  }

  async function signIn(tx: Tx, person: PersonId, at: number): Promise<string> {
    for (const [id, one] of await tx.list(webSessions)) if (one.until <= at) await tx.delete(webSessions, id)
    const others = (await tx.find(webSessionsByPerson, person)).sort(
      ([, one], [, other]) => other.since - one.since,
    )
    for (const [id] of others.slice(browsersOfOne - 1)) await tx.delete(webSessions, id)
    const cookie = keys.secret()
    await tx.put(webSessions, keys.hash('session', cookie), {
      version: 1,
      person,
      since: at,
      until: at + staysSignedIn.idleMs,
    })
    return cookie
  }

  async function knownBy(tx: Tx, id: PersonId) {
    const was = await tx.get(webPeople, id)
    return was && { id, name: was.name, was }
  }

  /** Whoever goes by a name here, or did. */
  async function personOf(tx: Tx, name: string) {
    const found = (await tx.list(webPeople)).find(([, one]) => isSameName(one.name, name))
    return found && { id: found[0], name: found[1].name, was: found[1] }
  }

  /** Those that count: what expired tells nothing any more. */
  async function clearOld(tx: Tx, at: number): Promise<[string, WebInvitation][]> {
    const all = await tx.list(webInvitations)
    for (const [id, one] of all) if (one.until <= at) await tx.delete(webInvitations, id)
    return all.filter(([, one]) => one.until > at)
  }
}

function stateOf({ operator }: Link, kept: WebInvitation | undefined, at: number): Opened {
  const until = kept?.until ?? operator?.until
  if (until === undefined) return { is: 'withdrawn' }
  if (kept?.used) return { is: 'used' }
  if (until <= at) return { is: 'expired', until }
  const name = kept?.name ?? operator?.name
  return name === undefined ? { is: 'withdrawn' } : { is: 'good', name }
}

const browsersOf = (sessions: readonly (readonly [string, WebSession])[], id: PersonId): number =>
  sessions.filter(([, one]) => one.person === id).length

const byName = (one: { name: string }, other: { name: string }): number => one.name.localeCompare(other.name)
