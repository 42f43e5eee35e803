import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world?.close())
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  await world.screen.shoot(`failed-${task.name.replace(/\W+/g, '-').slice(0, 40)}`)
  console.error(world.hearthLog())
})

describe('everything else, as the Agents Playground shows it', () => {
  it('help and readings', async () => {
    const { screen } = world
    await screen.goTo('Personal Chat')
    await screen.see(/^Welcome/)
    await screen.say('help')
    await screen.shoot('help', await screen.see('What I can do'))
    await screen.say('readings hosting')
    await screen.see('World Café Hosting Tool Kit')
    await screen.shoot('readings')
  })

  it('settings, from their form', async () => {
    const { screen } = world
    await screen.say('hearth settings')
    await screen.shoot('settings', await screen.see('Your settings'))
    await screen.press('Change')
    await screen.fill('Quiet from', '18:00')
    await screen.fill('Quiet until', '8:00')
    await screen.tick('Tuesday')
    await screen.press('Save')
    await screen.see('Saved.')
    await screen.see(/6:00 p.m. to 8:00 a.m./)
    expect(JSON.stringify(await world.stored())).toContain('"workingDays":[2]')
  })

  it('a plan’s steps, from their forms', async () => {
    const { screen } = world
    await screen.say('plan dm Coffee')
    await screen.see('Question 1 of 6 · Coffee')
    await screen.say('plan step')
    await screen.see('A step for Coffee')
    await screen.fill('What', 'Call the tutor')
    await screen.fill('Who', 'Ana')
    await screen.shoot('step')
    await screen.press('Add it')
    await screen.see(/Added as step 1 of “Coffee”: Call the tutor · Ana/)
    await screen.say('plan steps')
    await screen.shoot('steps', await screen.see('Which step of Coffee?'))
    // Its button is behind ⋯ since Undo stands there, too; a line does the same.
    await screen.say('plan open')
    await screen.see(/Owner: Alma Reader/)
    await screen.shoot('plan')
    await screen.say('plan hand over')
    await screen.see(/Who could be the owner/)
    await screen.shoot('hand-over')
  })

  it('the whole checklist in one form, shared and taken home', async () => {
    const { screen } = world
    await screen.say('gathering dm Game night')
    await screen.see('Question 1 of 11 · Game night')
    await screen.say('form')
    await screen.see('Save all')
    await screen.shoot('whole-form')
    await screen.fill(/What is your ‘why’\?/, 'So that people play')
    await screen.press('Save all')
    await screen.see(/1 of 11 questions answered/)
    await screen.shoot('whole-form-saved')
    await screen.say('share')
    await screen.see(/Where would you like to share/)
    await screen.see(/Mention me in a channel first/)
    await screen.shoot('share')
    await screen.say('export')
    await screen.see(/Here is “Game night” with all its answers/)
    await screen.shoot('export')
  })
})
