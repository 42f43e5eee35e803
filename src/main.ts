import { fstatSync } from 'node:fs'
import { join } from 'node:path'
import { isatty } from 'node:tty'
import { useProxy } from '../adapters/http/proxy.ts'
import { startHearth } from './app/app.ts'
import { createLanguage, workedBefore } from './app/language.ts'
import { stopSignals, tooLate } from './app/stop-signals.ts'
import { isOnline, readConfig, secretsOf } from './config/config.ts'
import { readDotEnv, tellsTheCure } from './config/environment.ts'
import { createLogger } from './config/log.ts'
import { packageRoot } from './config/paths.ts'
import { loadContent } from './content/load.ts'
import { doctorChecks } from './operations/doctor/checks.ts'
import { anew, beginAnew, keepNoting, refuseIfMissing } from './operations/known-libraries.ts'

try {
  await run()
} catch (error) {
  if (!tellsTheCure(error)) throw error
  console.error(error.message)
  process.exitCode = 1
}

async function run(): Promise<void> {
  const asked = stopSignals()
  readDotEnv()
  await useProxy(process.env)
  const config = readConfig(process.env)
  const content = loadContent(join(packageRoot(), 'content'), config.contentDir)
  createLanguage(content, () => workedBefore(content))
  const level = !isOnline(config) && !process.env.LOG_LEVEL ? 'error' : config.logLevel
  const log = createLogger(level, secretsOf(config))
  const checks = () =>
    doctorChecks({ environment: process.env, folder: process.cwd(), patienceMs: 2000, now: Date.now })
  const circumstances = { config, folder: process.cwd(), program: packageRoot(), environment: process.env }
  // A database tells by itself that it is not there; a disk that is not mounted looks like an empty one.
  if (!config.database)
    await (process.argv.includes(anew) ? beginAnew(circumstances) : refuseIfMissing(circumstances))
  const { stdin, stdout: output } = process
  const input = canBeTyped() ? { input: stdin } : {}
  const { isToLeave } = asked
  const starting = startHearth({ config, content, log, checks, isToLeave, ...input, output })
  const hearth = await Promise.race([starting, tooLate(asked)])
  // Nothing was taken in yet, so there is nothing to finish.
  if (!hearth) process.exit(0)
  const lastNote = config.database ? async () => {} : keepNoting(circumstances)
  const lost = await errorOf(Promise.race([hearth.finished, asked.toLeave]))
  // One that was replaced takes its time to say what it could not save, unless it is told to leave.
  const toHurry = lost ? abortedBy(asked.toLeave) : asked.toHurry
  const stuck = await errorOf(hearth.stop(toHurry)) // finishes what is in hand
  await lastNote()
  const why = lost ?? stuck
  if (why) console.error(why.message)
  process.exit(why ? 1 : 0)
}

/** Whether lines can come from standard input: a terminal, a pipe or a file; not from /dev/null, nor where there is none. */
function canBeTyped(): boolean {
  if (isatty(0)) return true
  try {
    const input = fstatSync(0)
    return input.isFIFO() || input.isFile() || input.isSocket()
  } catch {
    return false
  }
}

function abortedBy(event: Promise<void>): AbortSignal {
  const controller = new AbortController()
  void event.then(() => controller.abort())
  return controller.signal
}

/** Undefined: it went well. */
function errorOf(work: Promise<void>): Promise<Error | undefined> {
  return work.then(
    () => undefined,
    error => error,
  )
}
