import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppManifestUtils } from '@microsoft/app-manifest'
import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { placeholders, type TeamsSettings, teamsManifest } from '../../../manifest/teams.ts'
import { teamsPackage } from '../../../manifest/teams-package.ts'
import { readTeamsSettings } from '../../../manifest/teams-settings.ts'
import { createCommands } from '../../../src/app/commands.ts'
import { packageRoot } from '../../../src/config/paths.ts'
import { createPermissions } from '../../../src/core/permissions.ts'
import { builtInContent } from '../../content.ts'

const folder = join(packageRoot(), 'manifest/teams')
const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8'))
const commands = createCommands(builtInContent, createPermissions([]))
const appId = '22222222-2222-4222-8222-222222222222'
const manifest = (settings: Partial<TeamsSettings> = {}) =>
  teamsManifest(commands, { ...placeholders, version, ...settings })
/** What Microsoft's own schema, which comes with its package, has to say against it. */
const faults = (one: object) => AppManifestUtils.validateAgainstSchema(one as never)
const menus = (one: ReturnType<typeof manifest>) => one.bots.flatMap(bot => bot.commandLists)

describe('the Teams manifest', () => {
  it('manifest.json is what the command table makes it (vitest -u writes it anew)', async () => {
    const json = `${JSON.stringify(manifest(), null, 2)}\n`
    await expect(json).toMatchFileSnapshot('../../../manifest/teams/manifest.json')
  })

  it('Teams would take it, with placeholders, filled in, and where every message is asked for', async () => {
    expect(await faults(manifest())).toEqual([])
    expect(await faults(manifest({ appId, website: 'https://www.library.example' }))).toEqual([])
    expect(await faults(manifest({ appId, readAll: true }))).toEqual([])
  })

  it('the schema is one that finds faults', async () => {
    expect(await faults({ ...manifest(), name: { short: 'Hearth'.repeat(6) } })).not.toEqual([])
    expect(await faults({ ...manifest(), id: 'hearth' })).not.toEqual([])
  })

  it('offers every slash command, in one’s own chat and behind a mention or a slash elsewhere', () => {
    const names = commands.filter(one => !one.typedOnly).map(one => one.name)
    const [own, elsewhere] = menus(manifest())
    expect(elsewhere?.commands.map(one => one.title)).toEqual(names)
    // A menu takes twelve: three to begin with, and of the commands as many as there is room for.
    expect(own?.commands.slice(3).map(one => one.title)).toEqual([...names.slice(0, 8), 'hearth'])
    expect(own?.commands.slice(0, 3)).toEqual(Array(3).fill(expect.objectContaining({ type: 'prompt' })))
    expect(menus(manifest()).map(menu => menu.triggers)).toEqual([undefined, ['mention', 'slash']])
    expect(manifest().bots[0]?.supportsTargetedMessages).toBe(true)
  })

  it('keeps hearth in the menu where a library has more commands than a menu takes', async () => {
    const own = Array.from({ length: 9 }, (_, n) => ({ name: `exercise${n}`, summary: 'One of our own' }))
    const full = teamsManifest([...commands.slice(0, -1), ...own, ...commands.slice(-1)], {
      ...placeholders,
      version,
    })
    expect(await faults(full)).toEqual([])
    for (const menu of menus(full)) {
      expect(menu.commands.map(one => one.title)).toContain('icebreaker')
      expect(menu.commands.at(-1)?.title).toBe('hearth')
    }
  })

  it('asks to hear what is not said to it only where that was chosen, and tells why', () => {
    expect(JSON.stringify(manifest())).not.toMatch(/Read\.Group|Read\.Chat/)
    const asked = manifest({ readAll: true }).authorization?.permissions.resourceSpecific ?? []
    const words = readFileSync(join(packageRoot(), 'manifest/README.md'), 'utf8')
    expect(asked).toHaveLength(2)
    for (const { name } of asked) expect(words).toContain(`\`${name}\``)
  })
})

describe('what is read from the environment', () => {
  it('is the app id, the website and whether every message is asked for', () => {
    const environment = {
      MicrosoftAppId: ` ${appId} `,
      TEAMS_WEBSITE: 'https://a.example',
      TEAMS_READ_ALL: '1',
    }
    const settings = { appId, website: 'https://a.example', readAll: true, version }
    expect(readTeamsSettings(environment, version)).toEqual({ settings, missing: [] })
  })

  it('may be missing, and is then told of with what comes of it', () => {
    const { settings, missing } = readTeamsSettings({ MicrosoftAppId: '' }, version)
    expect(settings).toEqual({ ...placeholders, version })
    expect(missing.join('\n')).toMatch(/MicrosoftAppId is not set[\s\S]*TEAMS_WEBSITE is not set/)
  })

  it('is refused where Teams would refuse it', () => {
    expect(() => readTeamsSettings({ MicrosoftAppId: 'hearth' }, version)).toThrow(
      /Application \(client\) ID/,
    )
    expect(() => readTeamsSettings({ TEAMS_WEBSITE: 'http://a.example' }, version)).toThrow(/https address/)
  })
})

describe('the zip that an admin uploads', () => {
  it('holds the manifest and its icons, flat, and is the same whenever it is made', async () => {
    const zip = await teamsPackage(manifest({ appId }), folder)
    const files = unzipSync(zip)
    expect(Object.keys(files).sort()).toEqual(['color.png', 'manifest.json', 'outline.png'])
    expect(JSON.parse(Buffer.from(files['manifest.json'] ?? []).toString())).toEqual(manifest({ appId }))
    expect(await teamsPackage(manifest({ appId }), folder)).toEqual(zip)
    for (const icon of ['color.png', 'outline.png'])
      expect(Buffer.from(files[icon] ?? []).equals(readFileSync(join(folder, icon)))).toBe(true)
  })

  it('belongs to the bot and leads to the addresses that were given, and opens no page inside Teams', () => {
    const website = 'https://www.library.example/hearth'
    const { id, bots, developer, ...rest } = manifest({ appId, website })
    expect([id, bots[0]?.botId]).toEqual([appId, appId])
    const { websiteUrl, privacyUrl, termsOfUseUrl } = developer
    expect([websiteUrl, privacyUrl, termsOfUseUrl]).toEqual([website, website, website])
    // A domain is named where a page of it opens in a tab or a dialog: there is none.
    for (const page of ['staticTabs', 'configurableTabs', 'validDomains'])
      expect(rest).not.toHaveProperty(page)
  })

  it('is not made where Teams would refuse it, and the fault is named', async () => {
    const long = [{ name: 'garden', summary: 'Weeds '.repeat(1000) }]
    const own = teamsManifest(long, { ...placeholders, version })
    await expect(teamsPackage(own, folder)).rejects.toThrow(/^Teams would refuse its manifest: .*description/)
  })

  it('has icons of the sizes Teams asks for, the outline on a transparent ground', () => {
    expect(header('color.png')).toMatchObject({ width: 192, height: 192 })
    expect(header('outline.png')).toEqual({ width: 32, height: 32, color: WITH_ALPHA })
  })
})

const WITH_ALPHA = 6

/** The first chunk of a PNG: its size in pixels, and the kind of its colors. */
function header(name: string) {
  const png = readFileSync(join(folder, name))
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20), color: png.readUInt8(25) }
}
