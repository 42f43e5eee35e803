import { expect, it, onTestFinished } from 'vitest'
import { moveIn } from './house.ts'

it('A card says what Teams itself adds to it in the language of whoever reads it', async () => {
  const { teams, close } = await moveIn()
  onTestFinished(close)
  await teams.say('ana', 'me', 'hearth settings language es')
  await teams.until(() => /español/i.test(teams.text('ana', 'me')))
  await teams.say('ana', 'me', 'my icebreakers add')
  const card = await teams.until(() =>
    teams.shown('ana', 'me').find(one => JSON.stringify(one).includes('Elegir entre 12')),
  )
  expect(JSON.stringify(card)).not.toContain('Choose from')
})
