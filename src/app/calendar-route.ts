import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Adapter } from '../core/adapter.ts'
import { type Logger, reason } from '../core/logger.ts'
import type { Index, Store } from '../core/store.ts'
import { calendarFor } from '../features/calendar/feed.ts'
import { feedAt } from '../features/calendar/store.ts'
import type { Route } from './http-server.ts'

interface CalendarRouteDeps {
  store: Store
  adapters: readonly Adapter[]
  now(): number
  log: Logger
}

/** So many calendars are told at once; they ask again by themselves. */
const mostAtOnce = 8

/** `/calendar/….ics`: a person's dates, for whatever calendar holds the address. Whoever holds none learns nothing. */
export function calendarRoute({ store, adapters, now, log }: CalendarRouteDeps): Route {
  let telling = 0
  return { path: '/calendar/', under: true, handler }

  function handler(request: IncomingMessage, response: ServerResponse): void {
    request.resume()
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return void answer(response, 405, 'A calendar is read here, and nothing else.', { allow: 'GET, HEAD' })
    if (telling >= mostAtOnce)
      return void answer(response, 503, 'Many calendars ask at once. Please ask again in a minute.', {
        'retry-after': '60',
      })
    telling += 1
    tell(request, response)
      .catch(error => {
        log.error(`a calendar could not be told. ${reason(error)}`)
        answer(response, 503, 'That cannot be told right now. Please ask again in a few minutes.')
      })
      .finally(() => {
        telling -= 1
      })
  }

  async function tell({ url = '' }: IncomingMessage, response: ServerResponse): Promise<void> {
    const found = await feedAt(store, url.split('?')[0] ?? '')
    if (!found || !(await isThere(found)))
      return answer(response, 404, 'There is no such calendar, or it was turned off.')
    const { workspace, person } = found
    const library = { find: <T>(index: Index<T>, key: string) => store.find(workspace, index, key) }
    const file = await calendarFor(library, person, now())
    send(response, 200, file, 'text/calendar; charset=utf-8')
  }

  /** Whoever left the library has no dates there. Where the platform does not tell now, the calendar asks again. */
  async function isThere({ workspace, person, feed }: NonNullable<Awaited<ReturnType<typeof feedAt>>>) {
    const adapter = adapters.find(one => feed.address.startsWith(`${one.platform}:`))
    return adapter !== undefined && (await adapter.person(workspace, person)) !== undefined
  }
}

const answer = (
  response: ServerResponse,
  status: number,
  words: string,
  headers: Record<string, string> = {},
): void => send(response, status, `${words}\n`, 'text/plain; charset=utf-8', headers)

function send(
  response: ServerResponse,
  status: number,
  body: string,
  type: string,
  headers: Record<string, string> = {},
): void {
  if (response.headersSent || response.destroyed) return
  response
    .writeHead(status, {
      'content-type': type,
      'content-length': String(Buffer.byteLength(body)),
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
      'referrer-policy': 'no-referrer',
      ...headers,
    })
    .end(body)
}
