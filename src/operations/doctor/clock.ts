import { advice, broken, type Check, type Finding, fine } from '../../core/health-check.ts'

/** How far this computer's clock is off, by the time that the platforms tell. */
export const clockCheck = (addresses: readonly string[], now: () => number, patienceMs: number): Check => ({
  name: 'Clock',
  async run() {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    for (const address of addresses) {
      const off = await offBy(address, now, patienceMs)
      if (off !== undefined) return [clockFinding(off, zone)]
    }
    const why = addresses.length > 0 ? 'no platform could be asked' : 'no platform is on to compare it with'
    return [fine(`${new Date(now()).toISOString()}, time zone ${zone}; ${why}`)]
  },
})

/** The first tables that know what Vancouver, Edmonton and Casablanca decided in 2026. */
const lawsOf2026 = '2026a'

/** Whose rules the hours follow: zones change their laws, and Node brings the tables (`process.versions.tz`). */
export const zonesCheck = (tables: string | undefined): Check => ({
  name: 'Time zones',
  async run() {
    if (tables === undefined)
      return [advice('This Node does not tell how old its time zone tables are.', newerNode)]
    if (tables < lawsOf2026)
      return [
        advice(
          `The time zone tables are of ${tables}, older than the laws of 2026: reminders in Vancouver, Edmonton and Casablanca may come an hour off.`,
          newerNode,
        ),
      ]
    return [fine(`time zone tables ${tables}`)]
  },
})

const newerNode = 'Install Node 22 or newer, the version marked “LTS” on nodejs.org, and start Hearth again.'

const setClock =
  'Switch on “Set time automatically” (Windows, macOS), or type: sudo timedatectl set-ntp true (Linux).'

/** Slack refuses what is five minutes off (docs.slack.dev/authentication/verifying-requests-from-slack). */
function clockFinding(offMs: number, zone: string): Finding {
  const seconds = Math.round(Math.abs(offMs) / 1000)
  const says = `This computer’s clock is ${seconds} seconds ${offMs > 0 ? 'ahead' : 'behind'}.`
  if (seconds >= 240)
    return broken(`${says} Requests are refused, and reminders come at the wrong time.`, setClock)
  if (seconds >= 30) return advice(says, setClock)
  return fine(`right to within ${Math.max(seconds, 1)} s; time zone ${zone}`)
}

async function offBy(address: string, now: () => number, patienceMs: number): Promise<number | undefined> {
  const asked = now()
  const response = await fetch(address, { signal: AbortSignal.timeout(patienceMs) }).catch(() => undefined)
  await response?.body?.cancel()
  const told = Date.parse(response?.headers.get('date') ?? '')
  return Number.isNaN(told) ? undefined : (asked + now()) / 2 - (told + 500) // it is told in whole seconds
}
