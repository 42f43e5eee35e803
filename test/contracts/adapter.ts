import { afterEach, beforeEach, describe } from 'vitest'
import type { CardRef } from '../../src/core/incoming.ts'
import { openRecordingBot } from './adapter/handlers.ts'
import { testReceiving } from './adapter/receiving.ts'
import type { Scene, Stage } from './adapter/scene.ts'
import { testShowing } from './adapter/showing.ts'

export type { PlaceName, Scene } from './adapter/scene.ts'

/** What every platform's adapter promises. `setup` makes a fresh scene, with the adapter not yet started. */
export function testAdapter(name: string, setup: () => Promise<Scene> | Scene): void {
  describe(`${name}, as every adapter,`, () => {
    const stage = { answered } as Stage

    beforeEach(async () => {
      stage.scene = await setup()
      stage.bot = openRecordingBot()
      await stage.scene.adapter.start(stage.bot.hearth)
    })
    afterEach(() => stage.scene.close())

    testReceiving(stage)
    testShowing(stage)

    async function answered(message: Parameters<Stage['answered']>[0], how: 'here' | 'private' = 'here') {
      let card: CardRef | undefined
      stage.bot.answer = async ({ answer }) => {
        card = await stage.scene.adapter.send(answer[how], message)
      }
      await stage.scene.say('ana', '#staff', '@hearth hello')
      await stage.bot.answered(1)
      return card
    }
  })
}
