import type { Incoming } from '../../../src/core/incoming.ts'
import { isReadable, mostFetchedBytes } from '../../../src/core/sent-file.ts'
import { fetchFile } from '../../http/fetch-file.ts'
import { limits } from '../limits.ts'
import type { MessagePayload, SentFile } from './payload.ts'

const notGiven =
  'Slack did not give me that file. Whoever looks after me adds the permission files:read to the app (it is in manifest/slack.json), and installs it once more.'
const notFetched = 'I could not fetch that file from Slack just now. Send it once more, please.'

/** The first file of a message that Hearth reads; undefined: there is none. */
export const readableFile = ({ files = [] }: Pick<MessagePayload, 'files'>): SentFile | undefined =>
  files.find(one => one.name !== undefined && isReadable(one.name))

interface Access {
  token: string
  /** Where Slack is, if it is not at its usual place. */
  apiUrl: string | undefined
}

/** Fetches a file that somebody sent to Hearth. The token goes to Slack alone, whatever address a message names. */
export async function fetchSentFile(
  { name = '', url_private_download, url_private }: SentFile,
  { token, apiUrl }: Access,
): Promise<NonNullable<Incoming['file']>> {
  const missing = (why: string) => ({ name, bytes: new Uint8Array(), missing: why })
  const url = url_private_download ?? url_private
  if (!url || !isSlacks(url, apiUrl)) return missing(notGiven)
  try {
    const { bytes, type } = await fetchFile(url, {
      headers: { authorization: `Bearer ${token}` },
      most: mostFetchedBytes,
      patienceMs: limits.fileMs,
    })
    // Without the permission, Slack answers with its page for signing in.
    return /^text\/html\b/.test(type) ? missing(notGiven) : { name, bytes }
  } catch (error) {
    const isBarred =
      error instanceof Error &&
      /answered 40[134]|redirect/i.test(`${error.message} ${String(error.cause ?? '')}`)
    return missing(isBarred ? notGiven : notFetched)
  }
}

function isSlacks(address: string, apiUrl: string | undefined): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  if (apiUrl && url.origin === new URL(apiUrl).origin) return true
  return url.protocol === 'https:' && url.port === '' && /(^|\.)slack(-gov)?\.com$/.test(url.hostname)
}
