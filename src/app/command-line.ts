import { readDotEnv, tellsTheCure } from '../config/environment.ts'

/** Tells the operator why a command was not carried out, and has it end with 1. */
export function stop(why: string): void {
  console.error(why)
  process.exitCode = 1
}

/** Carries out one of the operator's commands, with the settings of `.env`; what is wrong is told in words, where there are any. */
export async function runCommand(work: () => Promise<void> | void): Promise<void> {
  try {
    readDotEnv()
    await work()
  } catch (error) {
    if (!tellsTheCure(error) && !isInWords(error)) throw error
    stop(error.message)
  }
}

/** The system's own words, and those of Node for options that are not known, say what is wrong. */
const isInWords = (error: unknown): error is Error =>
  error instanceof Error &&
  ('syscall' in error || ('code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')))
