import { describe, expect, it, vi } from 'vitest'
import { createMembership } from '../../adapters/web/membership/membership.ts'
import { consoleScene } from '../adapters/console/scene.ts'
import { webScene } from '../adapters/web/scene.ts'
import { slackScene } from '../slack/scene.ts'
import { teamsScene } from '../teams/scene.ts'
import { differences } from './differences.ts'
import { type Outcome, play } from './play.ts'
import type { Script } from './script.ts'
import { coming } from './scripts/people.ts'
import { inSpanish } from './scripts/spanish.ts'
import { scripts } from './scripts.ts'
import { openStage, type Platform } from './stage.ts'
import { supportTable } from './table.ts'

const platforms: readonly Platform[] = [
  { name: 'Terminal', open: now => consoleScene({ now }) },
  { name: 'Slack', open: now => slackScene('HTTP', now) },
  { name: 'Teams', open: now => teamsScene(now) },
  { name: 'Browser', open: now => webScene(now) },
]
/** Where the page is behind an address: of the same Hearth, so that its commands are known to all. */
const behindAddress: readonly Platform[] = platforms.map(platform =>
  platform.name === 'Browser'
    ? { ...platform, open: now => webScene(now, { signIn: true }) }
    : {
        ...platform,
        membership: createMembership({
          secret: 'x'.repeat(32),
          publicUrl: 'https://hearth.example.org',
          home: 'web',
        }),
      },
)
const all = [...scripts(), ...inSpanish, coming]
const platformsOf = (script: Script) => (script === coming ? behindAddress : platforms)
const found = new Map(all.map(({ shows }) => [shows, new Set<string>()]))

async function outcomeOn(platform: Platform, script: Script, otherwiseAt?: number): Promise<Outcome> {
  const stage = await openStage(platform)
  try {
    return await play(script, stage, otherwiseAt)
  } catch (error) {
    throw new Error(`${platform.name}, ${(error as Error).message}`)
  } finally {
    await stage.close()
  }
}

const isKnown = (platform: Platform, script: Script): boolean =>
  differences.some(one => one.platform === platform.name && one.shows === script.shows)

// Each looks again and again for what is to come, on four platforms at once: were there many side by side, they would keep the one
// process busy with looking, and be out of patience before what they look for is there.
vi.setConfig({ maxConcurrency: 4 })

describe('one conversation on every platform', () => {
  it.concurrent.each(all.map(script => [script.shows, script] as const))('%s', async (shows, script) => {
    const alike = platformsOf(script).filter(platform => !isKnown(platform, script))
    const outcomes = await Promise.all(alike.map(platform => outcomeOn(platform, script)))
    for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0])
    for (const { name } of alike) found.get(shows)?.add(name)
  })

  it.concurrent.each(
    differences.map(one => [`${one.platform} differs, and is told of, in: ${one.shows}`, one] as const),
  )('%s', async (_, { platform, shows, at }) => {
    const script = all.find(one => one.shows === shows)
    const there = script && platformsOf(script).find(one => one.name === platform)
    if (!there) throw new Error('a difference that names no platform or no conversation')
    await expect(outcomeOn(there, script, at)).rejects.toThrow(`${platform}, step ${at},`)
  })
})

describe('the table of what works where', () => {
  it('is what this run found (`npx vitest run test/parity -u` writes it anew)', async () => {
    const names = platforms.map(one => one.name)
    // What did not go to its end says nothing of what works: the table would say “no” where the machine was only slow.
    const ended = (shows: string) => names.filter(name => found.get(shows)?.has(name)).length
    const missing = all.filter(
      ({ shows }) => ended(shows) + differences.filter(one => one.shows === shows).length < names.length,
    )
    if (missing.length > 0)
      throw new Error(
        `${missing.length} conversations did not go to their end (above), so adapters/SUPPORT.md is left as it is. Mend them; or, where the machine was busy, run it again: ${missing.map(one => one.shows).join('; ')}`,
      )
    await expect(supportTable(names, found)).toMatchFileSnapshot('../../adapters/SUPPORT.md')
  })
})
