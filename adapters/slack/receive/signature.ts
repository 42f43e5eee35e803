import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto'
import { limits } from '../limits.ts'

/** Whether Slack signed this body, and just now: neither long ago nor in times to come. */
export function isSigned(
  secret: KeyObject,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: Buffer,
  now: number,
): boolean {
  const { 'x-slack-signature': given, 'x-slack-request-timestamp': at } = headers
  if (typeof given !== 'string' || typeof at !== 'string' || !/^\d{1,12}$/.test(at)) return false
  if (Math.abs(now / 1_000 - Number(at)) > limits.clockSkewSeconds) return false
  const hex = createHmac('sha256', secret).update(`v0:${at}:`).update(body).digest('hex')
  const [expected, found] = [Buffer.from(`v0=${hex}`), Buffer.from(given)]
  return found.length === expected.length && timingSafeEqual(expected, found)
}

/** Whether this is Slack's check of our certificate, which is not signed, and nothing more. */
export const isSslCheck = (body: Buffer): boolean =>
  body.length < 500 && /^(token=[\w-]*&)?ssl_check=1(&token=[\w-]*)?$/.test(body.toString('latin1'))
