import type { IncomingMessage } from 'node:http'
import type { Person, PersonId, Workspace } from '../../../src/core/incoming.ts'
import { oneHost, refuseForwarded } from '../../http/local-only.ts'
import type { People } from '../people.ts'
import type { Html } from '../render/html.ts'
import type { Reader } from '../render/reader.ts'
import { Refusal } from './refusal.ts'

/** Somebody who asks, and what for. */
export interface Visitor {
  workspace: Workspace
  person: Person
  /** What stands before every path of theirs. */
  base: string
  /** What they ask for, behind that. */
  path: string
  /** How they are spoken to. */
  reader: Reader
  /** How they signed in; left out: nobody does here. */
  session?: {
    /** Whether it still holds. */
    holds(): Promise<boolean>
    /** What their browser is told to keep, for as long as it lasts from now on. */
    cookie: string
  }
}

/** Somebody who asks, before it is known how they are spoken to. */
export type Known = Omit<Visitor, 'reader'>

/** A page that says one thing. */
interface Notice {
  title: string
  sentences: readonly string[]
  more?: Html
}

/** What is answered to somebody who comes or goes: a page that says something, or where to go on. */
export interface SignInAnswer {
  status?: number
  notice?(reader: Reader): Notice
  /** Whom it is for, where they are signed in. */
  person?: PersonId
  to?: string
  headers?: Readonly<Record<string, string>>
}

/** Who is let in, and as whom. */
export interface Access {
  /** Whether a request may be heard at all. @throws {Refusal} */
  check(request: IncomingMessage): void
  /** What stands before every path of somebody’s. */
  baseOf(person: PersonId): string
  /** Answers whoever comes or goes; undefined: they are in. @throws {Refusal} */
  signIn(
    request: IncomingMessage,
    path: string,
    form: () => Promise<URLSearchParams>,
  ): Promise<SignInAnswer | undefined>
  /** @throws {Refusal} where it is nobody who may come in */
  visitor(request: IncomingMessage, path: string): Promise<Known>
}

const onlyHere = () =>
  new Refusal(
    403,
    'Not from there',
    'Without sign-in, Hearth’s page is open on this computer alone: at http://localhost, and through no proxy, tunnel or other web page. To open it to colleagues, whoever runs Hearth sets WEB_SECRET.',
  )

/** Without sign-in: whoever sits at this computer, as one of the samples; the address says as whom. */
export function createLocalAccess(people: People, home: Workspace): Access {
  const baseOf = (id: PersonId) => `/as/${encodeURIComponent(id)}`
  return {
    baseOf,
    check(request) {
      try {
        refuseForwarded(request)
      } catch {
        throw onlyHere()
      }
      if (!isOwnRequest(request, `http://${oneHost(request)}`)) throw onlyHere()
    },
    signIn: async () => undefined,
    async visitor(_, path) {
      const [, named, rest = ''] = /^\/as\/([^/]*)(\/.*)?$/.exec(path) ?? []
      const samples = people.samples()
      const id = named === undefined ? samples[0]?.id : decoded(named)
      const person = samples.some(one => one.id === id) ? await people.find(home, id ?? '') : undefined
      if (!person)
        throw new Refusal(
          404,
          'Nobody by that name',
          'There is no such person to try Hearth as. Begin at the front page.',
        )
      return {
        workspace: home,
        person,
        base: baseOf(person.id),
        path: named === undefined ? path : rest || '/',
      }
    },
  }
}

/**
 * Whether a request comes from our own page, or from somebody who opens it: another web page can make its reader's browser send
 * requests, but not without saying so.
 */
export function isOwnRequest(
  { method, headers }: Pick<IncomingMessage, 'method' | 'headers'>,
  ours: string,
): boolean {
  const { origin } = headers
  const site = headers['sec-fetch-site']
  if (method !== 'GET' && method !== 'HEAD') {
    if (origin !== undefined) return origin === ours && (site === undefined || site === 'same-origin')
    return site === 'same-origin'
  }
  if (origin !== undefined && origin !== ours) return false
  if (site === undefined || site === 'same-origin' || site === 'none') return true
  // Following a link to the page, from wherever it stands.
  return headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return ''
  }
}
