import { EnvHttpProxyAgent } from 'undici'
import { ConnectorError } from './connector.ts'
import { SignInError } from './token.ts'

/** How long a connection is kept that nobody uses: a new one takes longer than most calls. */
const idleMs = 60_000

/** Calls the Bot Connector in one region of Teams. @throws {ConnectorError}, or {SignInError} where nothing was sent. */
export type CallTeams = <Answer>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  serviceUrl: string,
  path: string,
  body?: object,
) => Promise<Answer | undefined>

/**
 * Calls the Bot Connector as it is documented: once, without following redirects, with a deadline for the whole of it, over
 * connections that are kept, and through the proxy of the environment, if it names one.
 */
export function createTeamsClient(callMs: number, sign: () => Promise<string | undefined>): CallTeams {
  const agent = new EnvHttpProxyAgent({ keepAliveTimeout: idleMs })

  return async <Answer>(...[method, serviceUrl, path, body]: Parameters<CallTeams>) => {
    const { status, words, retryAfter } = await send(method, new URL(ended(serviceUrl) + path), body)
    const answer = parsed(words)
    if (status >= 200 && status < 300) return answer as Answer | undefined
    const waitMs = retryAfter === undefined ? Number.NaN : Number(retryAfter) * 1_000
    throw new ConnectorError({
      status,
      code: codeOf((answer as { error?: { code?: unknown } } | undefined)?.error?.code),
      ...(Number.isFinite(waitMs) && { waitMs }),
    })
  }

  async function send(method: Parameters<CallTeams>[0], url: URL, body: object | undefined) {
    const late = new AbortController()
    const timer = setTimeout(() => late.abort(), callMs)
    try {
      const token = await sign()
      const answer = await agent.request({
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method,
        headers: {
          accept: 'application/json',
          ...(body && { 'content-type': 'application/json; charset=utf-8' }),
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
        body: body ? JSON.stringify(body) : null,
        signal: late.signal,
      })
      const words = await answer.body.text()
      return { status: answer.statusCode, words, retryAfter: answer.headers['retry-after']?.toString() }
    } catch (error) {
      // Without a token nothing was sent.
      if (error instanceof SignInError) throw error
      throw new ConnectorError({ code: codeOf((error as { code?: unknown }).code) }, error)
    } finally {
      clearTimeout(timer)
    }
  }
}

const ended = (serviceUrl: string): string => serviceUrl.replace(/\/*$/, '/')

/** A word such as `ConversationNotFound` or `ECONNREFUSED`; whatever else it is says nothing. */
const codeOf = (code: unknown): string | undefined =>
  typeof code === 'string' && /^\w+$/.test(code) ? code : undefined

/** What is no JSON, such as a proxy’s page, says nothing. */
function parsed(words: string): unknown {
  try {
    return JSON.parse(words)
  } catch {
    return undefined
  }
}
