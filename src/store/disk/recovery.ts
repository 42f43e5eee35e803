import { basename, dirname, join } from 'node:path'
import { crc32 } from 'node:zlib'
import { OperatorError } from '../../core/operator-error.ts'
import { cutTo, type Files, writeWhole } from './files.ts'
import { hex } from './format.ts'
import { installLog, logName } from './generation.ts'
import { isTooNew, type Reading, readWorkspace, Unreadable } from './reading.ts'

/** Reads a workspace as the last commit left it, and finishes what a crash interrupted. @throws {OperatorError} */
export async function recover(
  files: Files,
  folder: string,
  newest: number,
  warn: (message: string) => void,
): Promise<Reading> {
  const reading = await readWorkspace(files, folder, newest).catch(async error => {
    throw error instanceof Unreadable ? await refusal(files, error) : error
  })
  if (reading.interrupted) await installLog(files, folder, reading.position)
  else await cutTornTail(files, join(folder, logName), reading, warn)
  return reading
}

/** What was being written when the machine stopped was never acknowledged. It is cut off, and kept beside the log. */
async function cutTornTail(
  files: Files,
  file: string,
  { torn, position }: Reading,
  warn: (message: string) => void,
): Promise<void> {
  if (torn.length === 0) return
  const kept = await keepCopy(files, `${file}.torn-${hex(crc32(torn))}`, torn)
  await cutTo(files, file, position.logLength)
  warn(`${file}: cut ${torn.length} bytes of an unfinished, unacknowledged save${kept}`)
}

/** The file stays where it is: a restart must not find an empty place. */
async function refusal(files: Files, error: Unreadable): Promise<OperatorError> {
  const { code, file, why } = error
  if (isTooNew(error)) return new OperatorError(code, `${file}: ${why}. Nothing was changed. ${goForward}`)
  if (code === 'EMISSING')
    return new OperatorError(code, `${file} ${why}. Nothing was changed. ${await cure(files, file)}`)
  const bytes = (await files.read(file)) ?? Buffer.alloc(0)
  const kept = await keepCopy(files, `${file}.corrupt-${hex(crc32(bytes))}`, bytes)
  return new OperatorError(code, `${file}: ${why}. Nothing was changed${kept}. ${await cure(files, file)}`)
}

/** One copy for each content, so that a bot that is restarted again and again does not fill the disk. */
async function keepCopy(files: Files, copy: string, bytes: Buffer): Promise<string> {
  try {
    if ((await files.read(copy)) === undefined) await writeWhole(files, copy, bytes)
    return `; a copy is in ${copy}`
  } catch (error) {
    return `; no copy could be made (${(error as Error).message})`
  }
}

async function cure(files: Files, file: string): Promise<string> {
  const backup = `${file}.bak`
  const older = (await files.read(backup))
    ? `${backup} holds the generation before. `
    : 'There is no older generation. '
  const workspace = basename(dirname(file))
  return `${older}Stop Hearth, then rebuild ${workspace} with “npm run repair”, or put it back from a backup with “npm run restore”, and start again.`
}

const goForward =
  'Start that newer Hearth again; or, to stay with this one, put back what was kept before the change (“npm run restore” lists it).'
