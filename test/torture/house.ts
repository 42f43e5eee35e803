import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { shortcuts } from '../../adapters/slack/receive/shortcuts.ts'
import { slackManifest } from '../../manifest/slack.ts'
import { createCommands } from '../../src/app/commands.ts'
import { createPermissions } from '../../src/core/permissions.ts'
import { builtInContent as content } from '../content.ts'
import { type Slack, startSlack } from '../slack/stand-in.ts'
import { startTeams, type Teams, type TeamsOptions } from '../teams/stand-in.ts'
import { Clock, hourMs } from './clock.ts'
import { slackPlatform, teamsPlatform } from './platforms.ts'
import { Product, type Settings } from './product.ts'

const manifest = slackManifest(createCommands(content, createPermissions([])), shortcuts)
/** A Monday, 08:00 in Abidjan, where clocks never change: so that the oracle needs none of Hearth's own arithmetic. */
export const monday = Date.UTC(2027, 0, 4, 8)
export const zone = 'Africa/Abidjan'
export const people = ['ann', 'bob', 'cyd', 'dot', 'eli', 'fay', 'gus', 'hal']
/** Whoever types faster than anybody can answer; in their own chat. */
export const hasty = Array.from({ length: 10 }, (_, at) => `ida${at}`)

/** A library with its Slack, its clock and its disk, and Hearth in a process of its own that may die at any time. */
export interface House {
  slack: Slack
  /** Where the house has it. */
  teams: Teams | undefined
  clock: Clock
  dataDir: string
  /** The channels that nobody talks in. */
  quiet: string[]
  /** A Hearth that is ready. */
  start(more?: Partial<Settings>): Promise<Product>
  /** One that may never get ready. */
  spawn(more?: Partial<Settings>): Product
  /** How long each start took until Hearth was ready, in milliseconds. */
  starts: number[]
  /** Every Hearth that was started here. */
  born: readonly Product[]
  /** The one that the platforms deliver to. */
  leader(): Product | undefined
  /** The lines of every Hearth's log, so far, that say this. */
  told(what: RegExp): string[]
  close(): Promise<void>
}

/** What there is beside Slack. */
export interface Also {
  teams?: NonNullable<TeamsOptions['tenants']>
}

/** Builds one, and leaves nothing of it behind. */
export async function inHouse<R>(
  quietChannels: number,
  live: (house: House) => Promise<R>,
  also?: Also,
): Promise<R> {
  const house = await build(quietChannels, also)
  try {
    return await live(house)
  } finally {
    await house.close()
  }
}

/** Every person has a channel of their own, since Slack takes one message a second in each. */
async function build(quietChannels: number, { teams: tenants }: Also = {}): Promise<House> {
  const clock = new Clock()
  clock.goTo(monday)
  // All of one length: the stand-in fills its ids up with zeros.
  const quiet = Array.from({ length: quietChannels }, (_, at) => `q${String(at).padStart(3, '0')}`)
  const channels = ['staff', ...people.map(name => `of${name}`), ...quiet]
  const slack = await startSlack({
    manifest,
    now: clock.now,
    teams: [{ people: [...people, ...hasty].map(name => ({ name, tz: zone })), channels }],
  })
  const dataDir = await mkdtemp(join(tmpdir(), 'hearth-torture-'))
  const born: Product[] = []
  const starts: number[] = []
  const teams = tenants && (await startTeams({ tenants }))
  let leading = ''
  const watching = {
    env: {},
    deliverTo(url: string) {
      leading = url
    },
  }
  const platforms = [slackPlatform(slack), ...(teams ? [teamsPlatform(teams)] : []), watching]
  const spawn = (more?: Partial<Settings>): Product => {
    const product = new Product({ platforms, dataDir, clock, ...more })
    born.push(product)
    return product
  }
  return {
    slack,
    teams,
    clock,
    dataDir,
    quiet,
    starts,
    spawn,
    born,
    leader: () => born.findLast(one => one.url === leading),
    told: what => born.flatMap(one => one.err.split('\n').filter(line => what.test(line))),
    async start(more) {
      const product = await spawn(more).ready()
      starts.push(product.readyMs)
      return product
    },
    async close() {
      await Promise.all(born.map(one => (one.process.exitCode === null ? one.kill() : one.gone)))
      await Promise.all([slack.close(), teams?.close()]).finally(() =>
        rm(dataDir, { recursive: true, force: true }),
      )
    },
  }
}

/** The n-th Monday from the beginning, so many minutes after midnight. */
export const mondayAt = (week: number, minutes: number): number =>
  monday - 8 * hourMs + week * 7 * 24 * hourMs + minutes * 60_000
