import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { workspace as webLibrary } from '../../adapters/web/address.ts'
import { createMembership } from '../../adapters/web/membership/membership.ts'
import { type Config, isOnline } from '../config/config.ts'
import { packageRoot } from '../config/paths.ts'
import type { Content } from '../content/load.ts'
import type { Adapter } from '../core/adapter.ts'
import { createBot, type Repertoire } from '../core/bot.ts'
import { createRateLimiter } from '../core/delivery/rate-limit.ts'
import type { Clock } from '../core/delivery/send-queue.ts'
import type { Check } from '../core/health-check.ts'
import { type Logger, reason } from '../core/logger.ts'
import { createPermissions } from '../core/permissions.ts'
import { closeReminders, reminderBegins, renameReminders } from '../core/schedule/reminder.ts'
import { createScheduler, type SchedulerDeps } from '../core/schedule/scheduler.ts'
import { createSpeaking, type Speaking } from '../core/translation/speaking.ts'
import { isOwnSignOut } from '../features/people/command.ts'
import {
  closeRuns,
  questionUnsent,
  renameRuns,
  renameShares,
  runBegins,
  shareBegins,
} from '../features/walkthrough/store.ts'
import { createBackgroundJobs } from '../operations/background-jobs.ts'
import { calendarRoute } from './calendar-route.ts'
import { createCommands, createRepertoire } from './commands.ts'
import { withContentClosures } from './content-closures.ts'
import { type ServerOptions, startServer } from './http-server.ts'
import { createLanguage, prepareLanguage } from './language.ts'
import { createMeasuring } from './measuring.ts'
import { createOwnContent } from './own-content.ts'
import { personalDataInventory, withRules } from './personal-data.ts'
import { connectPlatforms, type PlatformConnection } from './platforms.ts'
import { adminsOf, schedulerJobs } from './scheduler-jobs.ts'
import { openStore } from './store.ts'

interface AppDeps {
  config: Config
  content: Content
  log: Logger
  /** Left out: nobody is at a terminal. */
  input?: NodeJS.ReadableStream
  output: NodeJS.WritableStream
  /** What `/hearth doctor` looks at; left out: nothing. */
  checks?: () => readonly Check[]
  /** Whether Hearth was told to end, also while it starts. */
  isToLeave?(): boolean
  /** Left out: the real one. */
  clock?: Pick<SchedulerDeps, 'now' | 'steady' | 'wait'>
  /** The clock that the send-queues wait by; left out: the real one. */
  sendClock?: Clock
}

/** A Hearth that runs. */
export interface Running {
  /** The port of the HTTP server; undefined where it is taken, and there is a terminal to go on in. */
  port: number | undefined
  /** The port that its figures are served at; undefined: none are made. */
  figuresPort: number | undefined
  /**
   * Resolves when the terminal's conversation is over; never, where a platform is on.
   * Rejects when another process has taken the data folder over: nothing can be saved from then on.
   */
  finished: Promise<void>
  /**
   * Takes nothing new, finishes what is in hand as far as there is time, closes the store. What was acknowledged and could not be
   * answered is said at the next start. Told to hurry, it leaves unanswered what is.
   */
  stop(hurry?: AbortSignal): Promise<void>
}

/** Composes Hearth: store → commands → adapters → one bot → start. */
export async function startHearth(deps: AppDeps): Promise<Running> {
  const { config, content, input, output, checks = () => [], clock = realClock, sendClock } = deps
  const adapters: Adapter[] = []
  const stopping = new AbortController()
  let isLost = false
  let lose: (error: Error) => void = () => {}
  const lost = new Promise<never>((_, reject) => {
    lose = reject
  })
  lost.catch(() => {})
  const measuring = await createMeasuring(
    { ...config, loopbackOnly: !isOnline(config) },
    { store: () => store, connections: () => opened.connections?.(), now: clock.now },
  )
  const log = measuring.log(deps.log)
  const backgroundJobs = createBackgroundJobs({
    config,
    store: () => store,
    opened: () => opened,
    adapters,
    inventory: personalDataInventory,
    clock,
    log,
  })
  const opened = await openStore({
    config,
    log,
    onLost: error => {
      isLost = true
      lose(error)
    },
    onError: backgroundJobs.onStoreError,
    queueing: {
      leavingMs: leaving.mostMs,
      onWait: (holder, isLeaving) => output.write(`${waitingLine(config.dataDir, holder, isLeaving)}\n`),
      isLeaving: () => stopping.signal.aborted || (deps.isToLeave?.() ?? false),
    },
  })
  const store = withContentClosures(withRules(measuring.store(opened.store), clock.now), content.closures)
  for (const fault of content.faults)
    if (isOnline(config)) log.error(`Left out of the library’s content: ${fault}`)
    else output.write(`Left out of your content: ${fault}\n`)
  for (const what of content.leftOut) log.warn(what)
  let address: string | undefined
  const membership = config.web && createMembership({ ...config.web, home: webLibrary })
  const permissions = createPermissions(config.admins)
  const ownContent = createOwnContent({
    store: () => store,
    builtIn: join(packageRoot(), 'content'),
    own: config.contentDir,
    content,
    repertoireOf,
    log,
  })
  const repertoire = repertoireOf(content)
  const { commands } = repertoire
  const speaks = speakingBy(repertoire)
  const connected = await connectPlatforms({
    config,
    commands,
    membership,
    speaking: { toReader, firstSpoken: speaks.firstSpoken, sayIn: speaks.sayIn },
    store,
    log,
    input,
    output,
    now: clock.now,
    ...(sendClock && { sendClock }),
    ...(opened.coordination && { coordination: opened.coordination }),
  })
  const connections = connected.map(measuring.connection)
  adapters.push(...connections.map(connection => connection.adapter))
  const bot = createBot({
    store,
    ...repertoire,
    repertoireIn: library => ownContent.repertoireIn(library),
    adapters,
    renames: [renameReminders, renameRuns, renameShares],
    closes: [closeReminders, closeRuns],
    unsent: questionUnsent,
    begins: [reminderBegins, runBegins, shareBegins],
    goesAhead: isOwnSignOut,
    ...(opened.coordination && { order: opened.coordination }),
    // In the terminal there is nobody else to be kept waiting.
    ...(isOnline(config) && {
      rateLimiter: createRateLimiter(ms => clock.wait(ms, stopping.signal), opened.coordination?.spend),
    }),
    log,
  })
  const jobs = schedulerJobs(bot, clock.now, adminsOf(config.admins, store))
  const scheduler = createScheduler({
    store,
    ...jobs,
    due: measuring.due(jobs.due),
    ...clock,
    zoneData: process.versions.tz,
    log,
  })
  const onScreen = connections.filter(one => one.isOnScreen)
  const isInBrowsers = adapters.some(one => one.platform === 'web')
  for (const one of connections) if (!one.isOnScreen) await one.adapter.start(bot)
  const server = await openServer()
  const figures = await measuring.serve()
  if (server && isInBrowsers) address = config.web?.publicUrl ?? `http://localhost:${server.port}`
  output.write(server ? readyLine(config, connections, server.port) : portTaken(config))
  for (const one of onScreen) await one.adapter.start(bot)
  scheduler.start()
  backgroundJobs.start()
  const telling = bot.tellUnanswered().catch(() => {})
  prepareLanguage(createLanguage(content), stopping.signal).catch(error =>
    log.error(`Words could not be prepared. ${reason(error)}`),
  )

  return {
    port: server?.port,
    figuresPort: figures?.port,
    finished: Promise.race([...connections.map(connection => connection.finished), lost]),
    async stop(hurry) {
      stopping.abort()
      const inOrder = finishAll()
      inOrder.catch(() => {}) // told below, where it is waited for
      const finishMs = isLost ? leaving.lostMs : leaving.finishMs
      if ((await within(finishMs, inOrder, hurry)) === 'no time') {
        const kept = bot.leave(pause(leaving.overMs, undefined, { ref: false }))
        for (const { adapter } of connections) adapter.giveUp?.()
        await within(leaving.keepMs, kept)
        await within(hurry?.aborted ? leaving.hurryMs : leaving.giveUpMs, inOrder, hurry)
        server?.cut()
        figures?.cut()
      }
      await within(leaving.closeMs, store.close())
    },
  }

  function speakingBy({ translators = [] }: Repertoire) {
    return createSpeaking({ store, translators })
  }

  /** A platform’s own words, too, are a library’s own where it has some. */
  async function toReader(...[library, reader]: Parameters<Speaking['toReader']>) {
    const own = await ownContent.repertoireIn(library)
    return (own ? speakingBy(own) : speaks).toReader(library, reader)
  }

  function repertoireOf(of: Content): Repertoire {
    const commands = createCommands(of, permissions, {
      checks: () => [...checks(), ownContent.check],
      backups: backupsInWords(config),
      address: () => address,
      membership,
      ownContent: {
        compare: (before, after) => ownContent.compare(before, after),
        leftOutIn: library => ownContent.leftOutIn(library),
      },
    })
    return createRepertoire(of, commands)
  }

  /** Whoever is at a terminal can do without the page; nobody can do without what a platform sends to. */
  async function openServer() {
    const options = serverOptions(config, connections)
    const calendars = isInBrowsers ? [calendarRoute({ store, adapters, now: clock.now, log })] : []
    const opening = startServer({
      ...options,
      routes: [...options.routes, ...calendars],
      notReady,
      answered: measuring.answered,
    })
    if (isOnline(config) || onScreen.length === 0) return opening
    return opening.catch(error => {
      if (error.code === 'EADDRINUSE') return undefined
      throw error
    })
  }

  async function finishAll(): Promise<void> {
    await Promise.all([scheduler.stop(), backgroundJobs.stop(), server?.close(), figures?.close(), telling])
    await Promise.all(connections.map(connection => connection.adapter.stop()))
  }

  async function notReady(): Promise<string[]> {
    if (stopping.signal.aborted) return ['Hearth is stopping.']
    const database = await opened.whyUnready()
    return [...(database ? [database] : []), ...(await backgroundJobs.platformIssues())]
  }
}

/**
 * How long each stage of the end may take: together less than ten seconds, whatever hangs. Where another process has the data folder,
 * nobody waits for this one and nothing can be kept for a next start, so there is time to tell everybody what was not saved.
 */
const leaving = {
  finishMs: 5_000,
  lostMs: 60_000,
  overMs: 500,
  keepMs: 1_500,
  giveUpMs: 1_000,
  hurryMs: 200,
  closeMs: 1_000,
  /** What is promised, and what the next one waits for. */
  mostMs: 10_000,
}

const waitingLine = (folder: string, holder: string, isLeaving: boolean): string =>
  isLeaving
    ? `Another Hearth (${holder}) still has ${folder}, and is just ending. I start as soon as it has, within ten seconds.`
    : `Another Hearth (${holder}) has ${folder}. I wait a moment, in case it is just ending.`

/** Waits for some work, so long and no longer, and not at all from the moment there is a hurry. */
async function within(ms: number, work: Promise<unknown>, hurry?: AbortSignal): Promise<'done' | 'no time'> {
  const over = new AbortController()
  const late = new Promise<'no time'>(resolve => {
    const timer = setTimeout(resolve, hurry?.aborted ? 0 : ms, 'no time')
    hurry?.addEventListener('abort', () => resolve('no time'), { signal: over.signal })
    over.signal.addEventListener('abort', () => clearTimeout(timer))
  })
  try {
    return await Promise.race([work.then(() => 'done' as const), late])
  } finally {
    over.abort()
  }
}

/** Which backups are made, for whoever asks what is kept. */
const backupsInWords = ({ backupDays: days, database }: Config): string =>
  database
    ? 'Backups are made by whoever looks after the database that I keep things in.'
    : days === 0
      ? 'No backup is made by itself; whoever looks after me may make one.'
      : `A backup is made every night and kept for ${days === 1 ? 'one day' : `${days} days`}, where your library keeps its backups.`

/** A sleep ends early where Hearth stops, and keeps no process alive. */
const realClock: Pick<SchedulerDeps, 'now' | 'steady' | 'wait'> = {
  now: Date.now,
  steady: () => performance.now(),
  wait: (ms, signal) => pause(ms, undefined, { signal, ref: false }).catch(() => {}),
}

/** The line that tells that Hearth is ready, and where. */
function readyLine(config: Config, connections: readonly PlatformConnection[], port: number): string {
  if (!isOnline(config)) return `Hearth is ready: open http://localhost:${port}/ in your browser.\n`
  const ready = connections.map(one => one.ready).join('; ')
  return `Hearth is ready: ${ready}, http://localhost:${port}/healthz\n`
}

const portTaken = ({ port }: Config): string =>
  `Hearth’s page in the browser is not open: another program has port ${port} (another Hearth?). Set PORT to another number, such as ${port + 1}, for the page. This terminal goes on.\n`

/** Where nobody is checked, or nobody calls, nobody but this computer gets in. */
const serverOptions = (config: Config, connections: readonly PlatformConnection[]): ServerOptions => ({
  port: config.port,
  loopbackOnly: !isOnline(config) || config.teams?.local || connections.every(one => one.routes.length === 0),
  routes: connections.flatMap(one => one.routes),
})
