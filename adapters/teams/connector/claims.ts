/** How far Microsoft's clocks and ours may differ, in seconds: five minutes, as in Bot Framework's own check. */
const skewSeconds = 300

/**
 * Whether a token is worth checking: signed with RSA, by the Bot Framework for this app, and good for a limited time that is
 * now. The SDK takes tokens without an end, and also those that a bot signs for another, whose service URL it does not compare.
 */
export function isPlausible(authorization: string, app: string, issuer: string, now: number): boolean {
  const [scheme, token = '', ...more] = authorization.split(' ')
  const parts = token.split('.')
  if (scheme !== 'Bearer' || more.length > 0 || parts.length !== 3) return false
  const [header, claims] = parts.slice(0, 2).map(decoded)
  if (!header || !claims) return false
  const signed = typeof header.alg === 'string' && /^RS(256|384|512)$/.test(header.alg)
  const { exp, nbf, aud, iss } = claims
  const seconds = now / 1_000
  const open = typeof exp === 'number' && exp + skewSeconds > seconds
  const begun = nbf === undefined || (typeof nbf === 'number' && nbf - skewSeconds <= seconds)
  return signed && open && begun && aud === app && iss === issuer
}

function decoded(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
