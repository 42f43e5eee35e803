import { afterEach, beforeEach, describe } from 'vitest'
import type { CardRef } from '../../src/core/incoming.ts'
import { openEars } from './adapter/handlers.ts'
import { testHearing } from './adapter/receiving.ts'
import type { Scene, Stage } from './adapter/scene.ts'
import { testShowing } from './adapter/showing.ts'

export type { Scene, Where } from './adapter/scene.ts'

/** What every platform's adapter promises. `setup` makes a fresh scene, with the adapter not yet started. */
export function testAdapter(name: string, setup: () => Promise<Scene> | Scene): void {
  describe(`${name}, as every adapter,`, () => {
    const stage = { answered } as Stage

    beforeEach(async () => {
      stage.scene = await setup()
      stage.ears = openEars()
      await stage.scene.adapter.start(stage.ears.hearth)
    })
    afterEach(() => stage.scene.close())

    testHearing(stage)
    testShowing(stage)

    async function answered(message: Parameters<Stage['answered']>[0], how: 'here' | 'aside' = 'here') {
      let card: CardRef | undefined
      stage.ears.answer = async ({ answer }) => {
        card = await stage.scene.adapter.send(answer[how], message)
      }
      await stage.scene.say('ana', '#staff', '@hearth hello')
      await stage.ears.answered(1)
      return card
    }
  })
}
