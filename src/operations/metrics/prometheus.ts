import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Logger } from '../../core/logger.ts'
import type { Store } from '../../core/store.ts'
import { endOf, type Measure, type Operation, operations } from './measure.ts'

/** What is looked at when somebody asks for the figures. */
export interface MetricsSources {
  store(): Pick<Store, 'workspaces' | 'nextDueAt'>
  /** How the connections to the database stand; undefined: there is none. */
  connections(): Readonly<Record<'open' | 'idle' | 'waited-for', number>> | undefined
  now(): number
}

/** Figures of how Hearth runs, for Prometheus and what reads its format. */
export interface Metrics {
  measure: Measure
  /** A reminder came up, so many milliseconds after it was due. */
  cameUp(lateMs: number): void
  /** A request was answered over HTTP. `path`: one of Hearth's own, or `other`. */
  answered(path: string, status: number): void
  /** The same log, whose lines are counted. */
  counting(log: Logger): Logger
  /** All figures as text, and of which type that is. */
  told(): Promise<{ type: string; text: string }>
}

/** Seconds. From what a save takes to what nobody waits for. */
const durations = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
/** Seconds. A reminder waits for the pace of its channel, or for a Hearth that was away. */
const delays = [1, 5, 15, 30, 60, 300, 900, 3600, 21_600, 86_400]

const says: Readonly<Record<Operation, string>> = {
  acknowledge: 'Time until what must be kept of something said to Hearth is kept',
  answer: 'Time until all that answers something said to Hearth is sent',
  save: 'Time until a change is durable',
  send: 'Time that the platform took for a message, its own pace included',
  reminder: 'Time that carrying out one reminder took',
}

/** Makes the figures; they cost nothing until they are made. */
export function createMetrics({ store, connections, now }: MetricsSources): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const histograms = Object.fromEntries(
    Object.entries(operations).map(([name, labels]) => [
      name,
      new Histogram({
        name: `hearth_${name}_seconds`,
        help: `${says[name as Operation]}.`,
        labelNames: [...labels, 'outcome'],
        buckets: durations,
        registers,
      }),
    ]),
  ) as Record<Operation, Histogram>
  const late = new Histogram({
    name: 'hearth_reminder_late_seconds',
    help: 'How long after it was due a reminder came up.',
    buckets: delays,
    registers,
  })
  const requests = new Counter({
    name: 'hearth_http_requests_total',
    help: 'Requests that were answered, by path and status.',
    labelNames: ['path', 'status'],
    registers,
  })
  const lines = new Counter({
    name: 'hearth_log_lines_total',
    help: 'Lines of the log, by level: each warning or error says what to do.',
    labelNames: ['level'],
    registers,
  })
  new Gauge({
    name: 'hearth_reminders_behind_seconds',
    help: 'How long the earliest reminder that is due has been waiting; 0: none is.',
    registers,
    async collect() {
      const dueAt = await store().nextDueAt()
      this.set(Math.max(0, now() - (dueAt ?? now())) / 1000)
    },
  })
  new Gauge({
    name: 'hearth_libraries',
    help: 'Libraries that something was saved in, by platform.',
    labelNames: ['platform'],
    registers,
    async collect() {
      this.reset()
      for (const workspace of await store().workspaces()) this.inc({ platform: platformOf(workspace) })
    },
  })
  new Gauge({
    name: 'hearth_database_connections',
    help: 'Connections to the database, and how many changes and reads wait for one.',
    labelNames: ['state'],
    registers,
    collect() {
      for (const [state, count] of Object.entries(connections() ?? {})) this.set({ state }, count)
    },
  })

  return {
    async measure(operation, labels, work) {
      const took = histograms[operation].startTimer(labels)
      try {
        const made = await work()
        took({ outcome: 'ok' })
        return made
      } catch (error) {
        took({ outcome: endOf(error) })
        throw error
      }
    },
    cameUp: lateMs => late.observe(Math.max(0, lateMs) / 1000),
    answered: (path, status) => requests.inc({ path, status }),
    counting: log => ({
      info: (...line) => {
        lines.inc({ level: 'info' })
        log.info(...line)
      },
      warn: (...line) => {
        lines.inc({ level: 'warn' })
        log.warn(...line)
      },
      error: (...line) => {
        lines.inc({ level: 'error' })
        log.error(...line)
      },
    }),
    told: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  }
}

/** A library's name begins with its platform's (`Adapter.platform`). */
const platformOf = (workspace: string): string => workspace.split('-', 1)[0] ?? workspace
