import { parseArgs } from 'node:util'
import { type Config, readConfig } from '../../config/config.ts'
import { readDotEnv, tellsTheCure } from '../../config/environment.ts'
import { OperatorError } from '../../core/operator-error.ts'
import { disk } from '../../store/disk/files.ts'
import type { Places } from '../../store/places.ts'

/** What a tool was started with. */
export interface Given {
  config: Config
  places: Places
  /** Words without dashes before them. */
  words: readonly string[]
  flags: Readonly<Record<string, string | boolean | undefined>>
  now: number
}

type Flags = Readonly<Record<string, { type: 'string' | 'boolean' }>>

/** What the tool could not do, in words with the cure. */
export const toolError = (message: string): OperatorError => new OperatorError('ETOOL', message)

/** Runs one of the operator's tools: its lines go to standard output, what is wrong to standard error in words, with exit code 1. */
export async function runTool(
  flags: Flags,
  work: (given: Given) => Promise<readonly string[]>,
): Promise<void> {
  try {
    readDotEnv()
    const typed = parse(flags)
    const config = readConfig(process.env)
    if (config.database) throw toolError(forFolders)
    const places = { files: disk, root: config.dataDir, backups: config.backupDir }
    const lines = await work({ config, places, now: Date.now(), ...typed })
    console.log(lines.join('\n'))
  } catch (error) {
    if (!tellsTheCure(error) && !isOfTheDisk(error)) throw error
    console.error((error as Error).message)
    process.exitCode = 1
  }
}

function parse(flags: Flags): Pick<Given, 'words' | 'flags'> {
  try {
    const { positionals, values } = parseArgs({ options: flags, allowPositionals: true })
    return { words: positionals, flags: values as Given['flags'] }
  } catch (error) {
    throw toolError((error as Error).message)
  }
}

/** The system's own words (`ENOSPC: no space left on device, write`) say what is wrong, and where. */
const isOfTheDisk = (error: unknown): boolean =>
  error instanceof Error && 'syscall' in error && 'code' in error

const forFolders =
  'What people save is kept in the database that DATABASE_URL names, and this command is for a folder. Use the database’s own: pg_dump or point-in-time recovery (docs/operations.md).'
