import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCommands, createListeners, createTalk } from '../../src/app/commands.ts'
import { schedulerJobs } from '../../src/app/scheduler-jobs.ts'
import { createUndoRules } from '../../src/app/undo.ts'
import { createBot } from '../../src/core/bot.ts'
import { createPermissions } from '../../src/core/permissions.ts'
import { createScheduler } from '../../src/core/schedule/scheduler.ts'
import type { Store } from '../../src/core/store.ts'
import { createTranslator } from '../../src/core/translation/translator.ts'
import type { Membership } from '../../src/features/people/membership.ts'
import { openJsonStore } from '../../src/store/json.ts'
import { monday } from '../chat.ts'
import { builtInContent } from '../content.ts'
import type { Scene } from '../contracts/adapter.ts'

/** The guide as it comes with Hearth. */
export const content = builtInContent

/** A platform to play on; `now` is its clock. */
export interface Platform {
  name: string
  /** `store`: the one in which its adapter keeps what it learns; it is the whole library's. */
  open(now: () => number): Promise<OwnScene> | OwnScene
  /** Who comes to the page of the same Hearth; left out: what the scene brings, else it has none. */
  membership?: Membership
}

type OwnScene = Scene & { store?: Store; membership?: Membership | undefined }

/** The whole Hearth behind the real adapter of a platform, with a clock of its own. */
export async function openStage(platform: Platform) {
  let at = monday
  const now = () => at
  const scene: OwnScene = await platform.open(now)
  const dataDir = await mkdtemp(join(tmpdir(), 'hearth-parity-'))
  const log = { info() {}, warn() {}, error() {} }
  const own = scene.store ? undefined : await openJsonStore(dataDir, { log })
  const store = scene.store ?? (own as Store)
  const membership = platform.membership ?? scene.membership
  const commands = createCommands(content, createPermissions([]), { membership })
  const bot = createBot({
    store,
    commands,
    listeners: createListeners(content, () => commands),
    otherwise: createTalk(content, () => commands),
    adapters: [scene.adapter],
    undo: createUndoRules(content),
    translators: content.translations.map(createTranslator),
    log,
  })
  const scheduler = createScheduler({ store, ...schedulerJobs(bot, now), now, wait: async () => {}, log })
  await scene.adapter.start(bot)
  return {
    scene,
    list: <T>(kind: Parameters<typeof store.list<T>>[1]) => store.list(scene.workspace, kind),
    /** Lets time go on to what is due next, if that is within so many milliseconds. */
    async wait(ms: number): Promise<void> {
      const due = await store.nextDueAt()
      at = due !== undefined && due <= at + ms ? Math.max(at, due) : at + ms
      await scheduler.sweep()
      await scheduler.idle()
    },
    async close() {
      await scene.close()
      await own?.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

export type Stage = Awaited<ReturnType<typeof openStage>>
