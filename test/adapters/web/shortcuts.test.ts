import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openRecordingBot } from '../../contracts/adapter/handlers.ts'
import { webScene } from './scene.ts'

describe('A button at the foot of the page', () => {
  let scene: Awaited<ReturnType<typeof webScene>>
  let bot: ReturnType<typeof openRecordingBot>
  beforeEach(async () => {
    scene = await webScene()
    bot = openRecordingBot()
    await scene.adapter.start(bot.hearth)
  })
  afterEach(() => scene.close())

  const press = (place: string, shortcut: string) =>
    scene.visitor('ana').post('/shortcut', [
      ['place', place],
      ['shortcut', shortcut],
    ])

  it('asks for its command, and stands in the chat as the words that were on it', async () => {
    expect((await press('@ana', 'things')).status).toBe(204)
    const [asked] = await bot.answered(1)
    expect([asked?.kind, asked?.text]).toEqual(['command', 'hearth my things'])
    const seen = await scene.seen('ana', 'me')
    expect(seen).toContain('My things')
    expect(seen).not.toContain('hearth my things')
  })

  it('is seen in a channel by nobody but whoever pressed it', async () => {
    await press('#staff', 'help')
    await bot.answered(1)
    expect(await scene.seen('ana', '#staff')).toContain('Help')
    expect((await scene.seen('ben', '#staff')).trim()).toBe('')
  })

  it('does nothing where the page has no such button', async () => {
    expect((await press('@ana', 'forget me yes')).status).toBe(404)
    expect((await press('@ben', 'things')).status).toBe(404)
    expect((await scene.seen('ana', 'me')).trim()).toBe('')
  })
})
