import { isInnerHost } from '../../adapters/http/local-only.ts'
import type { Config } from '../config/config.ts'
import type { Logger } from '../core/logger.ts'
import type { OccurrenceRunnerDeps } from '../core/schedule/occurrence-runner.ts'
import type { Store } from '../core/store.ts'
import { both, type Measure, measuredAdapter, measuredStore } from '../operations/metrics/measure.ts'
import type { Metrics, MetricsSources } from '../operations/metrics/prometheus.ts'
import { type ServerOptions, startServer } from './http-server.ts'
import type { PlatformConnection } from './platforms.ts'

/** The parts of Hearth as they were, each with its measure around it. */
export interface Measuring {
  log(log: Logger): Logger
  store(store: Store): Store
  connection(connection: PlatformConnection): PlatformConnection
  due(due: OccurrenceRunnerDeps['due']): OccurrenceRunnerDeps['due']
  /** What the HTTP server tells of each request; left out: nobody asks. */
  answered?: ServerOptions['answered']
  /** Serves the figures at `/metrics`, where a port is set for them. */
  serve(): Promise<{ port: number; close(): Promise<void>; cut(): void } | undefined>
}

/** Measures where the settings ask for it; else everything is handed back as it is, and no library is loaded. */
export async function createMeasuring(
  {
    metricsPort,
    metricsHosts = [],
    traces,
    loopbackOnly,
  }: Pick<Config, 'metricsPort' | 'metricsHosts' | 'traces'> & { loopbackOnly: boolean },
  sources: MetricsSources,
): Promise<Measuring> {
  const metrics =
    metricsPort === undefined
      ? undefined
      : (await import('../operations/metrics/prometheus.ts')).createMetrics(sources)
  const tracing = traces ? (await import('../operations/metrics/traces.ts')).createTraces() : undefined
  const measure = metrics && tracing ? both(tracing, metrics.measure) : (metrics?.measure ?? tracing)
  return {
    log: log => metrics?.counting(log) ?? log,
    store: store => (measure ? measuredStore(store, measure) : store),
    connection: one => (measure ? { ...one, adapter: measuredAdapter(one.adapter, measure) } : one),
    due: due => (measure ? measuredDue(due, measure, metrics, sources.now) : due),
    ...(metrics && { answered: metrics.answered }),
    serve: async () =>
      metrics && metricsPort !== undefined
        ? startServer({ port: metricsPort, loopbackOnly, routes: [figuresRoute(metrics, metricsHosts)] })
        : undefined,
  }
}

/** What a stranger’s web page would read through its reader’s browser. */
const foreignHost =
  'Figures are told by an address, or by a name of your own network. Another name: set METRICS_HOSTS.\n'

const measuredDue =
  (
    due: OccurrenceRunnerDeps['due'],
    measure: Measure,
    metrics: Metrics | undefined,
    now: () => number,
  ): OccurrenceRunnerDeps['due'] =>
  (claim, occurrence) => {
    metrics?.cameUp(now() - claim.scheduledFor)
    return measure('reminder', {}, () => due(claim, occurrence))
  }

const figuresRoute = (metrics: Metrics, hosts: readonly string[]): ServerOptions['routes'][number] => ({
  path: '/metrics',
  handler(request, response) {
    request.resume()
    if (!isInnerHost(request, hosts)) return void response.writeHead(403).end(foreignHost)
    metrics.told().then(
      ({ type, text }) => response.writeHead(200, { 'content-type': type }).end(text),
      () => response.writeHead(503).end('The figures cannot be told right now: see the log.\n'),
    )
  },
})
