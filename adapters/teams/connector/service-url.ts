/** Where Teams says it is reached: in the world, and in its clouds for governments. */
const known = [
  /^smba\.trafficmanager\.net$/,
  /(^|\.)botframework\.(com|azure\.us|azure\.cn)$/,
  /(^|\.)teams\.microsoft\.(com|us)$/,
]

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])$/

/** Whether an address is this computer's own. */
export const isLoopback = (hostname: string): boolean => loopback.test(hostname)

/** What else counts as Teams: this computer, where nobody is checked; the host of a stand-in. */
export interface AlsoTrusted {
  local?: boolean
  apiUrl?: string
}

/**
 * Whether an address may be spoken to with the bot's token. It comes with every activity and is kept, so it is checked
 * each time it is used: https, at a host of Teams', with nothing else in it.
 */
export function isTrusted(address: string, also: AlsoTrusted = {}): boolean {
  const url = parsed(address)
  if (!url) return false
  if (url.username || url.password) return false
  if (also.apiUrl !== undefined && url.host === new URL(also.apiUrl).host) return true
  if (also.local && isLoopback(url.hostname) && /^https?:$/.test(url.protocol)) return true
  return url.protocol === 'https:' && url.port === '' && known.some(host => host.test(url.hostname))
}

function parsed(address: string): URL | undefined {
  try {
    return new URL(address)
  } catch {
    return undefined
  }
}
