import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { widthOf } from '../../adapters/console/width.ts'
import { packageRoot } from '../../src/config/paths.ts'
import { scripts } from '../parity/scripts.ts'
import { budgetOf, excess } from './budget.ts'
import { type Collected, collect } from './collect.ts'
import {
  browserDrawing,
  type Drawing,
  faultsOf,
  loadRenderers,
  type Measured,
  measure,
  takePictures,
  teamsDrawing,
  terminalDrawing,
} from './draw.ts'
import { galleryPage, measuresOf, type Shown, type Wall } from './gallery.ts'
import { nameOf } from './name.ts'
import { type Platform, type Screen, shapeOf } from './screen.ts'

const everywhere = ['Slack', 'Teams', 'Terminal', 'Browser'] as const
/** One of them alone, where it is named: `SCREENS_OF=Slack npm run screens`. */
const platforms = everywhere.filter(one => (process.env.SCREENS_OF ?? one) === one)
const folder = join(packageRoot(), 'screens')
const known: readonly { screen: string; platforms: readonly Platform[]; why: string; sometimes?: true }[] =
  parse(readFileSync(join(packageRoot(), 'test/screens/over-budget.yaml'), 'utf8'))

let collected: Collected
let browser: Browser
let slack: Awaited<ReturnType<typeof loadRenderers>>['slack']
const walls: Wall[] = []

beforeAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  })
  ;({ slack } = await loadRenderers())
  collected = await collect(scripts(), platforms)
})
afterAll(() => browser?.close())

/** One of each name and shape: the one that says most. */
function distinct<Some extends Screen>(screens: readonly Some[]): Some[] {
  const longest = [...screens].sort((one, other) => JSON.stringify(one).length - JSON.stringify(other).length)
  return [...new Map(longest.map(one => [`${nameOf(one)} ${shapeOf(one)}`, one])).values()]
}

const screensOf = <Which extends Platform>(platform: Which) =>
  distinct(
    collected.screens.filter(one => one.platform === platform) as Extract<Screen, { platform: Which }>[],
  )

/** By platform, its drawings: the first is held to the budget, a narrower one to its width alone. */
const drawings: Record<Platform, () => { screens: Screen[]; pages: Drawing[] }> = {
  Slack() {
    const screens = screensOf('Slack')
    return { screens, pages: [slack(screens)] }
  },
  Teams() {
    const screens = screensOf('Teams')
    return { screens, pages: [teamsDrawing(screens, 446), teamsDrawing(screens, 318)] }
  },
  Terminal() {
    const screens = screensOf('Terminal')
    return { screens, pages: [terminalDrawing(screens)] }
  },
  Browser() {
    const screens = screensOf('Browser')
    return { screens, pages: [browserDrawing(screens)] }
  },
}

describe('every screen', () => {
  it('comes up: each conversation goes to its end', () => expect(collected.unfinished).toEqual([]))

  describe.each(platforms)('on %s', platform => {
    let faults: string[]
    let all: Omit<Shown, 'pictures' | 'alike'>[]

    beforeAll(async () => {
      const { screens, pages } = drawings[platform]()
      const page = await browser.newPage()
      faults = []
      const sizes: Measured[][] = []
      const pictures: Awaited<ReturnType<typeof takePictures>>[] = []
      for (const [at, drawing] of pages.entries()) {
        sizes.push(await measure(page, drawing))
        if (at === 0) all = screens.map((screen, place) => weighed(screen, sizes[0]?.[place] as Measured))
        pictures.push(await takePictures(page, pictured(all), folder, `${platform}-${at + 1}`.toLowerCase()))
        // A narrower drawing has the same elements.
        if (at === 0) faults.push(...(await faultsOf(page)))
      }
      await page.close()
      for (const [place, one] of all.entries()) {
        const narrow = sizes[1]?.[place]?.sideways ?? 0
        if (narrow > 0) one.over = [...one.over, `${narrow} pixels out at the side, where it is narrow`]
      }
      walls.push(wallOf(platform, all, pictures))
    })

    it('is within its budget, or known not to be, and why', () => {
      const over = new Map(all.filter(one => one.over.length > 0).map(one => [one.name, one.over]))
      const listed = known.filter(one => one.platforms.includes(platform))
      const names = listed.map(one => one.screen)
      const settled = listed.filter(one => !one.sometimes && !over.has(one.screen))
      const share = 1 - all.filter(one => one.over.length > 0).length / all.length
      console.log(`${platform}: ${all.length} screens, ${Math.round(share * 1000) / 10} % within budget`)
      expect({
        'over budget, and not in over-budget.yaml': [...over].filter(([name]) => !names.includes(name)),
        'in over-budget.yaml, and not over budget any more': settled.map(one => one.screen),
      }).toEqual({
        'over budget, and not in over-budget.yaml': [],
        'in over-budget.yaml, and not over budget any more': [],
      })
    })

    it('has nothing that axe finds wrong', () => expect([...new Set(faults)]).toEqual([]))
  })
})

describe('the gallery', () => {
  it('says of each screen over budget why it is', () => {
    const over = walls.flatMap(wall => wall.shown).filter(one => one.over.length > 0)
    const page = galleryPage([{ title: 'Over', count: over.length, shown: over }])
    expect(page.match(/class="over"/g)?.length).toBeGreaterThanOrEqual(over.length)
    expect(page.match(/<p>Why: /g)).toHaveLength(over.length)
  })

  it('shows them, and axe finds nothing wrong with it', async () => {
    writeFileSync(join(folder, 'index.html'), galleryPage(walls))
    writeFileSync(join(folder, 'counts.json'), JSON.stringify(countsOf(walls), undefined, 2))
    const page = await browser.newPage()
    await page.setContent(galleryPage(walls.map(one => ({ ...one, shown: one.shown.slice(0, 5) }))))
    expect(await faultsOf(page)).toEqual([])
    await page.close()
  })
})

function weighed(screen: Screen, measured: Measured): Omit<Shown, 'pictures' | 'alike'> {
  const { platform } = screen
  const name = nameOf(screen)
  const size = platform === 'Terminal' ? { ...measured, ...linesOf(screen) } : measured
  const most = budgetOf(platform, name, size.hasField)
  const listed = known.find(one => one.screen === name && one.platforms.includes(platform))
  return { screen, name, size, most, over: excess(platform, size, most), why: listed?.why }
}

/** A terminal's own measure: its lines, and what can be pressed by its number. */
const linesOf = ({ text }: Extract<Screen, { platform: 'Terminal' }>) => ({
  height: text.split('\n').length,
  // A line that is longer is broken by the window, wherever it may be.
  sideways: Math.max(0, ...text.split('\n').map(line => widthOf(line) - 80)),
  controls: [...text.matchAll(/\[\d+\]/g)].length,
})

/** The places of those that get a picture: of each shape the tallest, and all that are over budget. */
function pictured(all: readonly Omit<Shown, 'pictures' | 'alike'>[]): number[] {
  const tallest = new Map<string, number>()
  for (const [at, one] of all.entries()) {
    const before = tallest.get(shapeOf(one.screen))
    if (before === undefined || (all[before]?.size.height ?? 0) < one.size.height)
      tallest.set(shapeOf(one.screen), at)
  }
  const over = all.flatMap((one, at) => (one.over.length > 0 ? [at] : []))
  return [...new Set([...tallest.values(), ...over])].sort((one, other) => one - other)
}

function wallOf(
  platform: Platform,
  all: readonly Omit<Shown, 'pictures' | 'alike'>[],
  pictures: readonly Awaited<ReturnType<typeof takePictures>>[],
): Wall {
  const drawn = pictured(all)
  const names = new Map<string, string[]>()
  for (const [at, one] of all.entries())
    if (!drawn.includes(at))
      names.set(shapeOf(one.screen), [
        ...(names.get(shapeOf(one.screen)) ?? []),
        `${one.name}: ${measuresOf(one)}`,
      ])
  const shown = drawn.flatMap(at => {
    const one = all[at]
    if (!one) return []
    const shape = shapeOf(one.screen)
    const alike = names.get(shape) ?? []
    names.delete(shape)
    return [{ ...one, alike, pictures: pictures.flatMap(some => some.get(at) ?? []) }]
  })
  return { title: platform, count: all.length, shown }
}

/** What was counted, for whoever wants to go on counting. */
const countsOf = (all: readonly Wall[]) =>
  all.flatMap(({ title, shown }) =>
    shown.map(({ name, size: { words, controls, height }, over, screen: { conversation, step } }) => ({
      ...{ platform: title, name, words, controls, height, over },
      ...{ conversation, step },
    })),
  )
