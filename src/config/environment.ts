import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { OperatorError } from '../core/operator-error.ts'
import { knownVariables } from './config.ts'
import { type DotEnv, decodeDotEnv, parseDotEnv } from './dot-env.ts'

/** Names under which editors save what was to be `.env`. */
const misnamed = ['.env.txt', '.env.text', '.env.rtf', '.env.env', 'env', 'env.txt', '_env']

/** What `.env` in a folder says; undefined: there is none. */
export function dotEnvIn(folder: string): DotEnv | undefined {
  try {
    return parseDotEnv(decodeDotEnv(readFileSync(join(folder, '.env'))), variables())
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    const other = misnamed.find(name => existsSync(join(folder, name)))
    if (other === undefined) return undefined
    return {
      values: new Map(),
      faults: [`There is no .env here, but a file ${other}. Rename it to .env, with nothing behind.`],
    }
  }
}

const nothing = (faults: string[]): DotEnv => ({ values: new Map(), faults })

function readable(folder: string): DotEnv | undefined {
  try {
    return dotEnvIn(folder)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return nothing([`.env cannot be read (${code}). ${unreadable(code)}`])
  }
}

const unreadable = (code: string | undefined) =>
  code === 'EISDIR' ? 'It is a folder: it has to be a file.' : 'Let the user that runs Hearth read it.'

const besides = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY', 'TEAMS_WEBSITE', 'TEAMS_READ_ALL']

/** All that may stand in it: what Hearth reads, what leads it through a proxy, and what the manifests are made with. */
const variables = () => [...knownVariables(), ...besides]

/**
 * `.env` is a convenience: without one, the environment speaks for itself, and whatever stands in both is the environment's.
 * @throws {OperatorError} that names each line that cannot be meant so
 */
export function readDotEnv(): void {
  const { faults } = loadDotEnv(process.cwd(), process.env)
  if (faults.length > 0) throw new OperatorError('EDOTENV', faults.join('\n'))
}

/** The same, for whoever tells of the faults by themselves. */
export function loadDotEnv(folder: string, environment: NodeJS.ProcessEnv): Pick<DotEnv, 'faults'> {
  const { values, faults } = readable(folder) ?? nothing([])
  for (const [name, value] of values) environment[name] ??= value
  return { faults }
}

/** Whether an error's message is all that the operator needs: it names the culprit and the cure, so no stack is shown. */
export function tellsTheCure(error: unknown): error is Error {
  return error instanceof OperatorError || (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
}
