import { claimsFor, token } from '../../test/teams/tokens.ts'
import { APP, BOT, firstTenant } from '../../test/teams/world.ts'

/** The tenants that people are in, where nothing else is said. */
const manyTenants = 300

const tenantAt = (at: number): string => `11111111-1111-4111-8111-${String(at).padStart(12, '0')}`

/** What every Teams contender is started with, beside the stand-in's address: Hearth serves the tenants it is told of, and no other. */
export const registration = {
  MicrosoftAppId: APP,
  MicrosoftAppPassword: 'bench',
  MicrosoftAppTenantId: firstTenant,
  TEAMS_TENANTS: Array.from({ length: manyTenants }, (_, at) => tenantAt(at)).join(','),
}

/** A message on its way to the bot: the conversation it is said in, and the request that brings it. */
export interface Spoken {
  conversation: string
  headers: Record<string, string>
  body: string
}

/** Messages of many people in many tenants, each in their own chat with the bot, with all that Teams tells in one. */
export function messages(
  count: number,
  text: string,
  { serviceUrl, people = 3_000, tenants = manyTenants }: Scene,
): Spoken[] {
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    authorization: `Bearer ${token(claimsFor(serviceUrl))}`,
  }
  const from = Date.now()
  return Array.from({ length: count }, (_, at) => {
    const who = String(at % people).padStart(12, '0')
    const conversation = `a:chat-${who}`
    const tenant = tenantAt(at % tenants)
    const stamp = new Date(from + at)
    const body = JSON.stringify({
      type: 'message',
      id: String(from + at),
      timestamp: stamp.toISOString(),
      localTimestamp: stamp.toISOString(),
      localTimezone: 'America/New_York',
      channelId: 'msteams',
      serviceUrl,
      from: { id: `29:${who}`, name: `Person ${who}`, aadObjectId: `33333333-3333-4333-8333-${who}` },
      conversation: { conversationType: 'personal', tenantId: tenant, id: conversation },
      recipient: { id: BOT, name: 'Hearth' },
      text,
      textFormat: 'plain',
      locale: 'en-US',
      entities: [
        {
          type: 'clientInfo',
          locale: 'en-US',
          country: 'US',
          platform: 'Web',
          timezone: 'America/New_York',
        },
      ],
      channelData: { tenant: { id: tenant } },
    })
    return { conversation, headers, body }
  })
}

interface Scene {
  /** Where the bot is to answer. */
  serviceUrl: string
  people?: number
  /** Hearth keeps to Teams' pace in each: in one alone, the pace would be measured. */
  tenants?: number
}
