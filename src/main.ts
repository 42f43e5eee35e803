import { join } from 'node:path'
import { readConfig } from './config.ts'
import { loadContent } from './content.ts'
import { doctorChecks } from './doctor/checks.ts'
import { isOnline } from './doors.ts'
import { readDotEnv, tellsTheCure } from './environment.ts'
import { type Running, startHearth } from './hearth.ts'
import { createLogger } from './log.ts'
import { packageRoot } from './paths.ts'

try {
  await run()
} catch (error) {
  if (!tellsTheCure(error)) throw error
  console.error(error.message)
  process.exitCode = 1
}

async function run(): Promise<void> {
  readDotEnv()
  const config = readConfig(process.env)
  const content = loadContent(join(packageRoot(), 'content'), config.contentDir)
  const log = createLogger(!isOnline(config) && !process.env.LOG_LEVEL ? 'error' : config.logLevel)
  const checks = () =>
    doctorChecks({ environment: process.env, folder: process.cwd(), patienceMs: 2000, now: Date.now })
  const { stdin: input, stdout: output } = process
  const hearth = await startHearth({ config, content, log, checks, input, output })
  const stop = stopOnce(hearth)
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  await hearth.finished.catch(async error => {
    console.error(error.message)
    await hearth.stop().catch(() => {})
    process.exit(1)
  })
  await stop()
}

/** Finishes what is in hand, then leaves with 0, however often it is asked to. */
function stopOnce(hearth: Running): () => Promise<void> {
  let stopping: Promise<void> | undefined
  return () => {
    stopping ??= hearth.stop().then(() => process.exit(0))
    return stopping
  }
}
