import { createHmac } from 'node:crypto'
import type { Json, Message } from '../world.ts'

/** How a delivery differs from the ordinary. */
export interface How {
  /** The content type, where Slack's own is not wanted. */
  contentType?: string
  /** The retry this is, and why Slack retries. */
  retry?: { num: number; reason: string }
  /** The secret it is signed with, or none at all. */
  secret?: string | null
  /** Seconds that the time stamp is off. */
  skew?: number
  headers?: Record<string, string>
}

/** What became of a delivery. `status` 0: nobody answered within Slack's three seconds. */
export interface Delivered {
  kind: Kind
  payload: Json
  status: number
  headers: Record<string, string>
  body: string
  /** How long the answer took, in milliseconds. */
  took: number
  /** What the acknowledgement itself said to the person. */
  message?: Message
}

/** What Slack calls the three kinds of deliveries in Socket Mode. */
export type Kind = 'slash_commands' | 'interactive' | 'events_api'

/** The address for all kinds, or one for each. */
export type Target = string | Record<Kind, string>

/** How long Slack waits for an answer, in milliseconds. */
export const PATIENCE = 3_000

/** A payload as the body of its kind. */
export function encode(kind: Kind, payload: Json): { contentType: string; body: string } {
  if (kind === 'events_api') return { contentType: 'application/json', body: JSON.stringify(payload) }
  const fields =
    kind === 'interactive' ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>)
  return { contentType: 'application/x-www-form-urlencoded', body: new URLSearchParams(fields).toString() }
}

/** Slack's signature over a body. */
export const sign = (secret: string, timestamp: number | string, body: string | Uint8Array): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`

/** Posts a signed body as Slack does, and waits as long as Slack waits. */
export async function post(
  url: string,
  body: string | Uint8Array,
  how: How & { secret: string | null; now: number; patience: number },
) {
  const timestamp = Math.floor(how.now / 1000) + (how.skew ?? 0)
  const headers: Record<string, string> = {
    'content-type': how.contentType ?? 'application/json',
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    accept: '*/*',
    'x-slack-request-timestamp': String(timestamp),
    ...(how.secret !== null && { 'x-slack-signature': sign(how.secret, timestamp, body) }),
    ...(how.retry && {
      'x-slack-retry-num': String(how.retry.num),
      'x-slack-retry-reason': how.retry.reason,
    }),
    ...how.headers,
  }
  const started = performance.now()
  const done = (status: number, answered: Record<string, string>, text: string) => ({
    status,
    headers: answered,
    body: text,
    took: performance.now() - started,
  })
  try {
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : new Uint8Array(body)
    const signal = AbortSignal.timeout(how.patience)
    const response = await fetch(url, { method: 'POST', headers, body: bytes, signal, redirect: 'manual' })
    return done(response.status, Object.fromEntries(response.headers), await response.text())
  } catch (error) {
    return done(0, {}, error instanceof Error ? error.message : String(error))
  }
}
