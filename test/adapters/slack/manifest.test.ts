import { join } from 'node:path'
import { expect, it } from 'vitest'
import { shortcuts } from '../../../adapters/slack/receive/shortcuts.ts'
import { permissions, slackManifest } from '../../../manifest/slack.ts'
import { createCommands } from '../../../src/app/commands.ts'
import { packageRoot } from '../../../src/config/paths.ts'
import { createPermissions } from '../../../src/core/permissions.ts'
import { builtInContent } from '../../content.ts'
import { validateManifest } from '../../slack/schemas.ts'

const commands = createCommands(builtInContent, createPermissions([]))

it('slack.json is what the command table makes it (vitest -u writes it anew)', async () => {
  const json = `${JSON.stringify(slackManifest(commands, shortcuts), null, 2)}\n`
  await expect(json).toMatchFileSnapshot('../../../manifest/slack.json')
})

it('Slack would take the manifest, over Socket Mode and over HTTP', () => {
  expect(validateManifest(slackManifest(commands, shortcuts))).toEqual([])
  expect(validateManifest(slackManifest(commands, shortcuts, 'https://hearth.example/slack/events'))).toEqual(
    [],
  )
})

it('Slack would take the manifest for many workspaces', () => {
  const places = ['events', 'oauth_redirect'].map(name => `https://hearth.example/slack/${name}`)
  const many = slackManifest(commands, shortcuts, ...places)
  expect(validateManifest(many)).toEqual([])
  expect(many.oauth_config).toMatchObject({ redirect_urls: ['https://hearth.example/slack/oauth_redirect'] })
  expect(many.settings).toMatchObject({ socket_mode_enabled: false, org_deploy_enabled: true })
})

it('whoever adds Hearth is told why it asks for each scope', () => {
  const told = permissions.flatMap(one => one.scopes)
  expect([...told].sort()).toEqual(slackManifest(commands, shortcuts).oauth_config.scopes.bot)
  expect(new Set(told).size).toBe(told.length)
})

it('every scope and event is explained', async () => {
  const { readFile } = await import('node:fs/promises')
  const words = await readFile(join(packageRoot(), 'manifest/README.md'), 'utf8')
  const { oauth_config, settings } = slackManifest(commands, shortcuts)
  for (const name of [...oauth_config.scopes.bot, ...settings.event_subscriptions.bot_events])
    expect(words).toContain(`\`${name}\``)
})
