import type { Incoming } from '../../../src/core/incoming.ts'
import { isReadable, mostFetchedBytes } from '../../../src/core/sent-file.ts'
import { fetchFile } from '../../http/fetch-file.ts'
import type { AlsoTrusted } from '../connector/service-url.ts'
import { limits } from '../limits.ts'
import { isFileUrl } from '../send/files.ts'
import type { Activity } from './payload.ts'

const notFetched =
  'I could not fetch that file from Teams. Send it once more, please; or paste what is in it.'

/** The first file of a line that Hearth reads, fetched; undefined: there is none. The address holds for a few minutes, and needs no key. */
export async function fetchSentFile(
  { attachments }: Activity,
  trusted: AlsoTrusted,
): Promise<Incoming['file']> {
  const sent = attachments.files.find(one => isReadable(one.name))
  if (!sent) return undefined
  const missing = { name: sent.name, bytes: new Uint8Array(), missing: notFetched }
  if (!isFileUrl(sent.url, trusted)) return missing
  return fetchFile(sent.url, { most: mostFetchedBytes, patienceMs: limits.callMs }).then(
    ({ bytes }) => ({ name: sent.name, bytes }),
    () => missing,
  )
}
