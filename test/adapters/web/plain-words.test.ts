import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openRecordingBot } from '../../contracts/adapter/handlers.ts'
import { webScene } from './scene.ts'

describe('Words in a channel of the page that do not name Hearth', () => {
  let scene: Awaited<ReturnType<typeof webScene>>
  let bot: ReturnType<typeof openRecordingBot>
  beforeEach(async () => {
    scene = await webScene()
    bot = openRecordingBot()
    await scene.adapter.start(bot.hearth)
  })
  afterEach(() => scene.close())

  it('tell their author once, and nobody else, how Hearth is asked, and can be asked with a press', async () => {
    await scene.say('ana', '#staff', 'icebreaker for teens')
    expect(await scene.seen('ana', '#staff')).toContain('That went to your colleagues')
    expect(await scene.seen('ben', '#staff')).not.toContain('That went to your colleagues')
    expect(await bot.answered(0)).toEqual([])
    await scene.press('ana', '#staff', 'Ask Hearth')
    expect((await bot.answered(1)).map(one => [one.kind, one.text])).toEqual([
      ['command', 'icebreaker for teens'],
    ])
    await scene.say('ana', '#staff', 'Who brings the cake?')
    await scene.say('ana', '#staff', 'Who brings the tea?')
    const seen = await scene.seen('ana', '#staff')
    expect(seen.match(/That went to your colleagues/g)).toHaveLength(1)
  })
})
