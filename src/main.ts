import { join } from 'node:path'
import { ConfigError, readConfig } from './config.ts'
import { ContentError, loadContent } from './content.ts'
import { StoreError } from './core/store.ts'
import { isOnline } from './doors.ts'
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
  const hearth = await startHearth({ config, content, log, input: process.stdin, output: process.stdout })
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

/** `.env` is a convenience: without one, the environment speaks for itself. */
function readDotEnv(): void {
  try {
    process.loadEnvFile()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

/** Finishes what is in hand, then leaves with 0, however often it is asked to. */
function stopOnce(hearth: Running): () => Promise<void> {
  let stopping: Promise<void> | undefined
  return () => {
    stopping ??= hearth.stop().then(() => process.exit(0))
    return stopping
  }
}

function tellsTheCure(error: unknown): error is Error {
  if (error instanceof ConfigError || error instanceof ContentError || error instanceof StoreError)
    return true
  return (error as NodeJS.ErrnoException).code === 'EADDRINUSE' || (error as Error).name === 'StartError'
}
