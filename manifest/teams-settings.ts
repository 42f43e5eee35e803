import { placeholders, type TeamsSettings } from './teams.ts'

const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i

/**
 * Reads what the Teams app is to carry from the environment. What is not set keeps its placeholder, and `missing` tells
 * what comes of that.
 * @throws {Error} naming the variable that Teams would refuse, and where its value is found.
 */
export function readTeamsSettings(
  environment: NodeJS.ProcessEnv,
  version: string,
): { settings: TeamsSettings; missing: string[] } {
  const value = (name: string) => environment[name]?.trim() || undefined
  const appId = value('MicrosoftAppId')
  const website = value('TEAMS_WEBSITE')
  if (appId && !GUID.test(appId))
    throw new Error(
      'MicrosoftAppId must look like 12345678-90ab-cdef-1234-567890abcdef. Copy “Application (client) ID” from the app registration’s Overview.',
    )
  if (website && !(URL.canParse(website) && new URL(website).protocol === 'https:'))
    throw new Error('TEAMS_WEBSITE must be an https address, such as https://www.your-library.org')
  const missing: string[] = []
  if (!appId) missing.push('MicrosoftAppId is not set: Teams cannot tell which bot this app belongs to.')
  if (!website)
    missing.push(
      'TEAMS_WEBSITE is not set: the links in Teams’ page about Hearth lead to library.example, which does not exist.',
    )
  return {
    settings: {
      appId: appId ?? placeholders.appId,
      website: website ?? placeholders.website,
      readAll: /^(1|true|yes|on)$/i.test(value('TEAMS_READ_ALL') ?? ''),
      version,
    },
    missing,
  }
}
