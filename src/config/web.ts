import { z } from 'zod'

/** How the page in the browser is behind an address. */
export interface WebSettings {
  /** Signs invitations, and hashes sessions. */
  secret: string
  /** Where browsers reach it, without a slash at the end. */
  publicUrl: string
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
}

/** What was set for the page; nothing: it is open to this computer alone. */
export const webSettings = ({
  WEB_SECRET: secret,
  PUBLIC_URL: publicUrl,
}: {
  WEB_SECRET?: string | undefined
  PUBLIC_URL?: string | undefined
}): { web?: WebSettings } =>
  secret && publicUrl ? { web: { secret, publicUrl: new URL(publicUrl).origin } } : {}

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
