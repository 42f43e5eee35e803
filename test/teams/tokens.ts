import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { APP, type Json } from './world.ts'

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 })

/** The public half, as Bot Framework publishes it. */
export const jwks = {
  keys: [
    { ...keys.publicKey.export({ format: 'jwk' }), kid: 'k1', use: 'sig', endorsements: ['msteams'] },
    { ...keys.publicKey.export({ format: 'jwk' }), kid: 'elsewhere', use: 'sig', endorsements: ['webchat'] },
  ],
}

const part = (value: Json): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** The claims of a token as Teams sends it. */
export const claimsFor = (serviceUrl: string): Json => {
  const now = Math.floor(Date.now() / 1000)
  return {
    iss: 'https://api.botframework.com',
    aud: APP,
    nbf: now - 10,
    exp: now + 3600,
    serviceurl: serviceUrl,
  }
}

/** A token, right or forged in the way asked for. */
export function token(
  claims: Json,
  {
    kid = 'k1',
    alg = 'RS256',
    by = 'Teams',
  }: { kid?: string; alg?: string; by?: 'Teams' | 'a stranger' } = {},
): string {
  const head = `${part({ typ: 'JWT', alg, kid })}.${part(claims)}`
  if (alg === 'none') return `${head}.`
  // What everybody can read, taken for a shared secret.
  if (alg === 'HS256') {
    const secret = keys.publicKey.export({ type: 'spki', format: 'pem' })
    return `${head}.${createHmac('sha256', secret).update(head).digest('base64url')}`
  }
  const key = by === 'Teams' ? keys.privateKey : foreign.privateKey
  return `${head}.${sign('RSA-SHA256', Buffer.from(head), key).toString('base64url')}`
}
