// Writes manifest/slack.json from the command table. Needs a built tree.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { slackManifest } from '../dist/manifest/slack.js'
import { createAdmins, createCommands } from '../dist/src/commands.js'
import { loadContent } from '../dist/src/content.js'

const content = loadContent(fileURLToPath(new URL('../content', import.meta.url)))
const commands = createCommands(content, createAdmins([]))
writeFileSync(
  new URL('../manifest/slack.json', import.meta.url),
  `${JSON.stringify(slackManifest(commands), null, 2)}\n`,
)
