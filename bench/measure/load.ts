import autocannon from 'autocannon'
import { quantile } from './stats.ts'

/** One request, made and signed beforehand. */
export interface Request {
  path: string
  headers: Record<string, string>
  body: string
}

/** What a load brought about. */
export interface Load {
  perSecond: number
  /** Milliseconds from a request to its whole answer. */
  p50: number
  p99: number
}

interface Options {
  port: number
  /** In order; each connection gets a share of its own. Enough for the seconds: else they begin anew. */
  requests: readonly Request[]
  seconds: number
  connections?: number
  /** At most so many requests a second; left out: as many as are answered. */
  perSecond?: number
}

/** Keeps so many requests in flight for so long. @throws where any is not answered with a 2xx. */
export async function load({ port, requests, seconds, connections = 32, perSecond }: Options): Promise<Load> {
  const share = Math.ceil(requests.length / connections)
  const took: number[] = []
  // The first answers wait while the other connections are still being set up.
  let toSkip = 2 * connections
  let since = 0
  let begun = 0
  const done = await new Promise<autocannon.Result>((resolve, reject) => {
    const options: autocannon.Options = {
      url: `http://127.0.0.1:${port}`,
      connections,
      duration: seconds,
      ...(perSecond && { overallRate: perSecond }),
      setupClient(client) {
        const from = begun++ * share
        client.setRequests(requests.slice(from, from + share).map(one => ({ ...one, method: 'POST' })))
      },
    }
    autocannon(options, (error, result) => (error ? reject(error) : resolve(result))).on(
      'response',
      (_client, _status, _bytes, ms) => {
        if (toSkip-- > 0) since = performance.now()
        else took.push(ms)
      },
    )
  })
  const lasted = (performance.now() - since) / 1_000
  const bad = done.non2xx + done.errors + done.timeouts
  if (bad > 0 || took.length === 0)
    throw new Error(`port ${port}: ${bad} of ${took.length} requests were not answered as they should be`)
  const sorted = took.toSorted((a, b) => a - b)
  return { perSecond: took.length / lasted, p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99) }
}
