import type { Keys } from './keys.ts'

/** What a link says of itself, once its signature was found to be Hearth's own. */
export interface Link {
  id: string
  /** Made by whoever runs Hearth, without the store: it says by itself whom it is for, and until when. */
  operator?: { name: string; until: number }
}

const day = 86_400_000

/** So long a link is good, made by a colleague or by whoever runs Hearth. */
export const goodFor = { colleagueMs: 14 * day, operatorMs: 3 * day } as const

const longestToken = 1_000
const longestId = 64

/** Formats what a link carries: what it says, and the signature. */
export function tokenOf(keys: Keys, { id, operator }: Link): string {
  const says = Buffer.from(
    JSON.stringify({ i: id, ...(operator && { n: operator.name, u: operator.until }) }),
  ).toString('base64url')
  return `${says}.${keys.hash('invitation', says)}`
}

/** Reads what a link carries; undefined: Hearth did not sign it. */
export function readToken(keys: Keys, token: string): Link | undefined {
  const [says = '', signature = '', ...more] = token.slice(0, longestToken).split('.')
  if (more.length > 0 || !keys.isHash('invitation', says, signature)) return undefined
  const { i, n, u } = JSON.parse(Buffer.from(says, 'base64url').toString()) as Record<string, unknown>
  if (typeof i !== 'string' || i.length > longestId) return undefined
  return { id: i, ...(typeof n === 'string' && typeof u === 'number' && { operator: { name: n, until: u } }) }
}

/** The address that is passed on. */
export const joinPath = (token: string): string => `/join/${token}`
