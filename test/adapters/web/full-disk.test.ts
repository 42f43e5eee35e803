import { afterEach, beforeEach, expect, it } from 'vitest'
import { text } from '../../../src/core/message.ts'
import { OperatorError } from '../../../src/core/operator-error.ts'
import { openRecordingBot } from '../../contracts/adapter/handlers.ts'
import { webScene } from './scene.ts'

let scene: Awaited<ReturnType<typeof webScene>>
let bot: ReturnType<typeof openRecordingBot>
beforeEach(async () => {
  scene = await webScene()
  bot = openRecordingBot()
  await scene.adapter.start(bot.hearth)
})
afterEach(() => scene.close())

const fills = () => {
  scene.store.update = async () => {
    throw new OperatorError('ENOSPC', 'A change could not be saved. Free some space on this disk.')
  }
}

it('whoever types on a full disk is told that it was not saved, by an answer after which the page tries again', async () => {
  fills()
  const answer = await scene.visitor('ana').say({ place: '@ana', line: 'So that neighbors meet' })
  expect(answer.status).toBe(507)
  expect(await answer.text()).toMatch(/could not save that just now, so nothing was changed/)
})

it('whoever waits for an answer while the disk fills sees it, though it cannot be kept', async () => {
  bot.answer = async ({ answer }) => {
    fills()
    await scene.adapter.send(answer.here, [text('I could not save that just now.')])
  }
  await scene.say('ana', 'me', 'So that neighbors meet')
  await expect
    .poll(async () => (await scene.visitor('ana').page('/')).text())
    .toContain('I could not save that just now.')
})
