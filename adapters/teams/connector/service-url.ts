import { type Cloud, clouds } from './clouds.ts'

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])$/

/** Whether an address is this computer's own. */
const isLoopback = (hostname: string): boolean => loopback.test(hostname)

/** What else counts as Teams: this computer, where nobody is checked; the host of a stand-in. */
export interface AlsoTrusted {
  local?: boolean
  /** Where on this computer Teams spoke first: nothing else on it is called. */
  first?: { host?: string }
  apiUrl?: string
  /** Left out: the public one. */
  cloud?: Cloud
}

/**
 * Whether an address may be spoken to with the bot's token. It comes with every activity and is kept, so it is checked
 * each time it is used: https, at a host of Teams' in its cloud, with nothing else in it.
 */
export function isTrusted(address: string, also: AlsoTrusted = {}): boolean {
  const url = parsed(address)
  if (!url) return false
  if (url.username || url.password) return false
  if (also.apiUrl !== undefined && url.host === new URL(also.apiUrl).host) return true
  if (isLocalTeams(url, also) && /^https?:$/.test(url.protocol)) return true
  const { hosts } = also.cloud ?? clouds.public
  return url.protocol === 'https:' && url.port === '' && hosts.some(host => host.test(url.hostname))
}

/** Whether an address is the one of this computer that speaks as Teams; while none did, any may. */
export const isLocalTeams = ({ hostname, host }: URL, { local, first }: AlsoTrusted): boolean =>
  local === true && isLoopback(hostname) && (first?.host ?? host) === host

function parsed(address: string): URL | undefined {
  try {
    return new URL(address)
  } catch {
    return undefined
  }
}
