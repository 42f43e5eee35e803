import type { Library } from '../command.ts'
import { quiet } from '../message.ts'
import { OperatorError } from '../operator-error.ts'
import type { Tx } from '../store.ts'

/**
 * Changes the library, and removes what was there before from the disk and from every backup. `owed`: it is gone, but not
 * all older copies could be removed now; the store goes on trying by itself.
 */
export async function purge<R>(
  library: Pick<Library, 'purge'>,
  change: (tx: Tx) => Promise<R>,
): Promise<{ result: R; owed: boolean }> {
  let made: { result: R } | undefined
  try {
    const result = await library.purge(async tx => {
      made = { result: await change(tx) }
      return made.result
    })
    return { result, owed: false }
  } catch (error) {
    if (made && error instanceof OperatorError && error.code === 'EOWED') return { ...made, owed: true }
    throw error
  }
}

/** What is said where older copies are still on the disk. */
export const stillOwed = quiet(
  'Some older copies could not be removed from the disk yet. I try again every minute; whoever looks after me knows.',
)

/** Where what is erased is gone, and when: a database takes its time for what nobody can read any more. */
export const whereErased = ({ isShared }: Pick<Library, 'isShared'>, alone: string): string =>
  isShared
    ? 'here at once, off the database’s disk by the next night, and out of its backups as they expire'
    : alone
