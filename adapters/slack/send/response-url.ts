import { isSlackUrl } from '../address.ts'
import { limits } from '../limits.ts'
import type { SlackMessage } from '../render/render.ts'

/** The body of a request to a `response_url`. */
type Response =
  | (SlackMessage & { response_type: 'ephemeral' | 'in_channel'; thread_ts?: string })
  | (SlackMessage & { replace_original: true })
  | { delete_original: true }

/** Posts to a `response_url`. Resolves false if it is used up, expired or not Slack's. */
export type Respond = (url: string, response: Response) => Promise<boolean>

/** `apiUrl` is where Slack is, if not at its usual address. */
export const createRespond =
  (apiUrl: string | undefined, send: typeof fetch = fetch): Respond =>
  async (url, response) => {
    if (!isSlackUrl(url, apiUrl)) return false
    const said = 'text' in response ? { ...response, ...plainOptions } : response
    // Without this field Slack may replace the original message.
    const body = JSON.stringify({ replace_original: false, ...said })
    const answer = await send(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(limits.callMs),
    }).catch(() => {
      // The error itself may hold the address, which is a key.
      throw new Error('the response_url did not answer')
    })
    await answer.body?.cancel()
    return answer.ok
  }

/** The fallback text is plain, and links are not unfolded: nobody asked for their pictures. */
export const plainOptions = { mrkdwn: false, unfurl_links: false, unfurl_media: false } as const
