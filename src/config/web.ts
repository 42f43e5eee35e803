import { isIP } from 'node:net'
import { z } from 'zod'
import { namesIn } from './names.ts'

/** How the page in the browser is behind an address. */
export interface WebSettings {
  /** Signs invitations, and hashes sessions. */
  secret: string
  /** Where browsers reach it, without a slash at the end. */
  publicUrl: string
  /** The proxies whose word of where somebody is counts, as addresses or networks; left out: whatever is near. */
  proxies?: readonly string[]
}

const shortestSecret = 32
const makeOne = "Make one with: node -p \"require('crypto').randomBytes(32).toString('base64url')\""

/** The variables of the page behind an address. */
export const webVariables = {
  WEB_SECRET: z
    .string()
    .trim()
    .transform(value => value || undefined)
    .optional()
    .refine(
      value => value === undefined || value.length >= shortestSecret,
      `is too short: it has to be ${shortestSecret} characters or more, which nobody can guess. ${makeOne}`,
    ),
  TRUSTED_PROXIES: z
    .string()
    .transform(namesIn)
    .transform(names => (names.length === 1 && names[0]?.toLowerCase() === 'none' ? [] : names))
    .refine(
      names => names.every(isNetwork),
      'must be addresses or networks with commas between, such as 10.0.0.5, 172.18.0.0/16; or none',
    )
    .optional(),
}

/** Whether this is an address, or a network such as 10.0.0.0/8. */
function isNetwork(named: string): boolean {
  const [address = '', bits, ...more] = named.split('/')
  const family = isIP(address)
  if (family === 0 || more.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}

/** What was set for the page; nothing: it is open to this computer alone. */
export const webSettings = ({
  WEB_SECRET: secret,
  PUBLIC_URL: publicUrl,
  TRUSTED_PROXIES: proxies,
}: {
  WEB_SECRET?: string | undefined
  PUBLIC_URL?: string | undefined
  TRUSTED_PROXIES?: readonly string[] | undefined
}): { web?: WebSettings } =>
  secret && publicUrl
    ? { web: { secret, publicUrl: new URL(publicUrl).origin, ...(proxies && { proxies }) } }
    : {}

/** Links have to lead somewhere, and be signed; what is wrong with the address in itself is told with it. */
export function missingForWeb({ WEB_SECRET, PUBLIC_URL }: Record<string, unknown>): string[] {
  if (!WEB_SECRET) return []
  if (!PUBLIC_URL)
    return [
      'PUBLIC_URL is missing. WEB_SECRET opens the page in the browser to colleagues: set PUBLIC_URL to where they reach it, such as https://hearth.your-library.org.',
    ]
  const address = String(PUBLIC_URL).trim()
  return URL.canParse(address) && new URL(address).pathname !== '/'
    ? [
        'PUBLIC_URL must be an address with nothing behind the name, such as https://hearth.your-library.org: the page in the browser cannot share a name with other pages.',
      ]
    : []
}
