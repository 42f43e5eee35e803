import { createHash } from 'node:crypto'
import type { Adapter } from '../../src/core/adapter.ts'
import type { Message } from '../../src/core/message.ts'
import type { Store } from '../../src/core/store.ts'
import { consoleScene, openTape } from '../adapters/console/scene.ts'
import { webScene } from '../adapters/web/scene.ts'
import type { Scene } from '../contracts/adapter.ts'
import { differences } from '../parity/differences.ts'
import { play } from '../parity/play.ts'
import type { Script } from '../parity/script.ts'
import { openStage } from '../parity/stage.ts'
import { slackScene } from '../slack/scene.ts'
import { cardOf } from '../teams/reading.ts'
import { teamsScene } from '../teams/scene.ts'
import { type Payload, type Platform, type Screen, stepWords } from './screen.ts'

/** What was seen while the conversations were played, and which of them did not go to their end. */
export interface Collected {
  screens: Screen[]
  unfinished: string[]
}

/** A platform that is played on. */
interface Theater {
  scene: Scene & { store?: Store }
  /** All that Hearth shows there now. */
  shown(): Promise<Payload[]> | Payload[]
  /** What can be looked at beside the conversation, once it was played. */
  afterwards?(): Promise<void>
}

/** They wait more than they work. */
const atOnce = 12

/** Plays every conversation on every platform, and takes down each thing that Hearth shows, once. */
export async function collect(
  scripts: readonly Script[],
  platforms: readonly Platform[],
): Promise<Collected> {
  const found: Collected = { screens: [], unfinished: [] }
  const waiting = scripts.flatMap(script => platforms.map(platform => ({ script, platform })))
  const again: typeof waiting = []
  const playOn = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      if (await playOne(next.platform, next.script, found)) again.push(next)
  }
  await Promise.all(Array.from({ length: atOnce }, playOn))
  // A busy machine may have been too slow for some, with all the others beside them.
  for (const { platform, script } of again) {
    const unfinished = await playOne(platform, script, found)
    if (unfinished) found.unfinished.push(unfinished)
  }
  return found
}

/** Plays one conversation; what kept it from going to its end. */
async function playOne(
  platform: Platform,
  script: Script,
  { screens }: Collected,
): Promise<string | undefined> {
  let theater: Theater | undefined
  const stage = await openStage({
    name: platform,
    async open(now) {
      theater = await theaters[platform](now)
      return theater.scene
    },
  })
  const known = new Set<string>()
  const note = async (step: string) => {
    for (const payload of (await theater?.shown()) ?? []) {
      const sum = digestOf(payload)
      if (known.has(sum)) continue
      known.add(sum)
      screens.push({ ...payload, conversation: script.shows, step })
    }
  }
  const otherwise = differences.find(one => one.platform === platform && one.shows === script.shows)
  try {
    await play(script, stage, otherwise?.at, step => note(stepWords(step)))
    await theater?.afterwards?.()
    await note('ana opens Home')
  } catch (error) {
    return otherwise ? undefined : `${platform}, ${script.shows}: ${(error as Error).message}`
  } finally {
    await stage.close()
  }
}

const theaters: Record<Platform, (now: () => number) => Promise<Theater>> = {
  async Slack(now) {
    const scene = await slackScene('HTTP', now)
    const { slack } = scene
    return {
      scene,
      shown() {
        const { messages, homes, modals } = slack.world
        const posted = messages.filter(one => one.bot && !one.deleted && one.blocks)
        return [
          ...posted.map(one => slackPayload('message', one.blocks)),
          ...[...homes.values()].map(one => slackPayload('home', one.blocks)),
          ...modals.map(({ view }) => slackPayload('modal', view.blocks, view.title)),
        ]
      },
      async afterwards() {
        const before = slack.callsTo('views.publish').length
        await slack.openHome('ana')
        await slack.until(() => slack.callsTo('views.publish').length > before)
      },
    }
  },
  async Teams(now) {
    const scene = await teamsScene(now)
    const cards = () => scene.teams.world.posted.filter(one => !one.deleted).map(cardOf)
    return {
      scene,
      shown: () => cards().flatMap(card => (card.body ? [{ platform: 'Teams' as const, card }] : [])),
    }
  },
  async Terminal(now) {
    const scene = consoleScene({ now })
    const shown: Payload[] = []
    noteMessages(scene.adapter, async message =>
      shown.push({ platform: 'Terminal', text: await printed(message) }),
    )
    return { scene, shown: () => shown }
  },
  async Browser(now) {
    const scene = await webScene(now)
    const views = ['ana', 'ben'].flatMap(name => ['/', '/c/staff'].map(path => ({ name, path })))
    return {
      scene,
      async shown() {
        const pages = await Promise.all(
          views.map(({ name, path }) => scene.visitor(name).page(`${path}?all`)),
        )
        return pages.flatMap(page =>
          page('article.hearth')
            .toArray()
            .map(one => ({ platform: 'Browser' as const, html: page.html(one) })),
        )
      },
    }
  },
}

const slackPayload = (
  surface: 'message' | 'home' | 'modal',
  blocks: unknown[] = [],
  title?: unknown,
): Payload => ({
  platform: 'Slack',
  surface,
  blocks,
  title: (title as { text?: string } | undefined)?.text ?? '',
})

/** What is named anew in every run: ids, and the moments beside messages. */
const passing =
  /"(?:block_id|action_id|value|id|data|targetElements)":"[^"]*"|datetime=\S+| (?:id|for|data-\w+|value)=\\"[^"]*"/g

const digestOf = (payload: Payload): string =>
  createHash('sha256').update(JSON.stringify(payload).replace(passing, '')).digest('hex')

/** Whatever is sent or changed through an adapter is told. */
function noteMessages(adapter: Adapter, note: (message: Message) => Promise<unknown>): void {
  const { send, update } = adapter
  adapter.send = async (to, message, about) => {
    await note(message)
    return send.call(adapter, to, message, about)
  }
  adapter.update = async (card, message) => {
    await note(message)
    return update.call(adapter, card, message)
  }
}

/** What a message looks like in a window of 80 columns: its first page, as the terminal prints it. */
async function printed(message: Message): Promise<string> {
  const tape = openTape({ width: 80 })
  const { adapter } = tape
  await adapter.start({ handle: async () => {}, listensTo: async () => false })
  const before = tape.transcript().length
  await adapter.send(adapter.chatOf('console-here', 'ana'), message)
  const text = tape.transcript().slice(before)
  await tape.end()
  return text.replace(/^\s*(?:ana> )?\n*/, '').trimEnd()
}
