import { afterEach, beforeEach, expect, it } from 'vitest'
import { createCommands, createListeners, createTalk } from '../../../src/app/commands.ts'
import { createUndoRules } from '../../../src/app/undo.ts'
import { createBot } from '../../../src/core/bot.ts'
import { createPermissions } from '../../../src/core/permissions.ts'
import { content } from '../../parity/stage.ts'
import { diskError, FailingDisk } from '../../store/failing-disk.ts'
import { teamsScene } from '../../teams/scene.ts'

const commands = createCommands(content, createPermissions([]))
let files: FailingDisk
let scene: Awaited<ReturnType<typeof teamsScene>>

beforeEach(async () => {
  files = new FailingDisk()
  scene = await teamsScene(Date.now, { files })
  const bot = createBot({
    store: scene.store,
    commands,
    listeners: createListeners(content, () => commands),
    otherwise: createTalk(content, () => commands),
    adapters: [scene.adapter],
    undo: createUndoRules(content),
    log: { info() {}, warn() {}, error() {} },
  })
  await scene.adapter.start(bot)
})
afterEach(async () => {
  files.fault = () => undefined
  await scene.close()
})

it('says on a full disk that nothing could be saved, also to somebody it never met, and saves again later', async () => {
  const { teams } = scene
  files.fault = operation => (operation === 'write' ? diskError('ENOSPC') : undefined)
  await teams.say('ana', 'me', 'gathering dm Tea')
  await teams.until(() => teams.text('ana', 'me').includes('I could not save that just now'))
  await teams.say('ben', '#staff', '@Hearth gathering thread Tea')
  await teams.until(() => teams.text('ben', 'me').includes('I could not save that just now'))
  files.fault = () => undefined
  await teams.say('ana', 'me', 'gathering dm Tea')
  await teams.until(() => teams.text('ana', 'me').includes('Question 1 of 11'))
  expect(await scene.store.list(scene.workspace, 'teams-person')).toHaveLength(1)
})
