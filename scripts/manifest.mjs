// Writes manifest/slack.json and manifest/teams/manifest.json from the command table, and builds manifest/teams/hearth.zip,
// which a Teams admin uploads. Needs a built tree.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { shortcuts } from '../dist/adapters/slack/receive/shortcuts.js'
import { slackManifest } from '../dist/manifest/slack.js'
import { placeholders, teamsManifest } from '../dist/manifest/teams.js'
import { teamsPackage } from '../dist/manifest/teams-package.js'
import { readTeamsSettings } from '../dist/manifest/teams-settings.js'
import { createCommands } from '../dist/src/app/commands.js'
import { readDotEnv } from '../dist/src/config/environment.js'
import { loadContent } from '../dist/src/content/load.js'
import { createPermissions } from '../dist/src/core/permissions.js'

const path = name => fileURLToPath(new URL(`../${name}`, import.meta.url))
const write = (name, json) => writeFileSync(path(name), `${JSON.stringify(json, null, 2)}\n`)
const commandsOf = own => createCommands(loadContent(path('content'), own), createPermissions([]))
const { version } = JSON.parse(readFileSync(path('package.json'), 'utf8'))
readDotEnv()

write('manifest/slack.json', slackManifest(commandsOf(), shortcuts))
write('manifest/teams/manifest.json', teamsManifest(commandsOf(), { ...placeholders, version }))
console.log('Renewed: manifest/slack.json, manifest/teams/manifest.json')

const publicUrl = process.env.PUBLIC_URL?.trim().replace(/\/+$/, '')
if (publicUrl) {
  const own = commandsOf(process.env.CONTENT_DIR || undefined)
  const places = ['events', 'oauth_redirect'].map(name => `${publicUrl}/slack/${name}`)
  write('manifest/slack-many.json', slackManifest(own, shortcuts, ...places))
  console.log(`Written for ${publicUrl}: manifest/slack-many.json`)
}

try {
  const { settings, missing } = readTeamsSettings(process.env, version)
  const manifest = teamsManifest(commandsOf(process.env.CONTENT_DIR || undefined), settings)
  writeFileSync(path('manifest/teams/hearth.zip'), await teamsPackage(manifest, path('manifest/teams')))
  console.log('Built: manifest/teams/hearth.zip')
  for (const what of missing)
    console.log(`Not to be uploaded yet. ${what} Put it in .env and run this again.`)
} catch (error) {
  console.error(`Not built: manifest/teams/hearth.zip. ${error.message}`)
  process.exitCode = 1
}
