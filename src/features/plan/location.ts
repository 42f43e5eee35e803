import type { Library } from '../../core/command.ts'
import type { Address } from '../../core/incoming.ts'
import type { Run } from '../walkthrough/run/run.ts'
import { shares } from '../walkthrough/store.ts'

/** Whether a plan may be shown in a channel: it lives there, or was shared there. */
export async function visibleIn(
  library: Pick<Library, 'get'>,
  run: Run,
  conversation: Address,
): Promise<boolean> {
  if (!run.place.personal && run.place.conversation === conversation) return true
  const share = await library.get(shares, run.id)
  return share?.posted === true && share.conversation === conversation
}
