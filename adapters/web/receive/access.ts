import type { IncomingMessage } from 'node:http'
import type { Person, Workspace } from '../../../src/core/incoming.ts'
import { oneHost, refuseForwarded } from '../../http/local-only.ts'
import type { People } from '../people.ts'
import { Refusal } from './refusal.ts'

/** Somebody who asks, and what for. */
export interface Visitor {
  workspace: Workspace
  person: Person
  /** What stands before every path of theirs. */
  base: string
  /** What they ask for, behind that. */
  path: string
}

/** Who is let in, and as whom. */
export interface Access {
  /** Whether a request may be heard at all. @throws {Refusal} */
  check(request: IncomingMessage): void
  /** @throws {Refusal} where it is nobody who may come in */
  visitor(request: IncomingMessage, path: string): Promise<Visitor>
}

const onlyHere = () =>
  new Refusal(
    403,
    'Not from there',
    'Without sign-in, Hearth’s page is open on this computer alone: at http://localhost, and through no proxy, tunnel or other web page. To open it to colleagues, whoever runs Hearth sets WEB_SECRET.',
  )

/** Without sign-in: whoever sits at this computer, as one of the samples; the address says as whom. */
export function createLocalAccess(people: People, home: Workspace): Access {
  return {
    check(request) {
      try {
        refuseForwarded(request)
      } catch {
        throw onlyHere()
      }
      if (!isOwnRequest(request, `http://${oneHost(request)}`)) throw onlyHere()
    },
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
        base: `/as/${encodeURIComponent(person.id)}`,
        path: named === undefined ? path : rest || '/',
      }
    },
  }
}

/**
 * Whether a request comes from our own page, or from somebody who opens it: another web page can make its reader's browser send
 * requests, but not without saying so.
 */
function isOwnRequest({ method, headers }: IncomingMessage, ours: string): boolean {
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
