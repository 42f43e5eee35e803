import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { removalIn, toHearth } from '../../../src/features/walkthrough/line/to-hearth.ts'
import { runs } from '../../../src/features/walkthrough/store.ts'
import { openChat } from '../../chat.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat()
  await chat.type('ana', 'ana', 'gathering dm Harvest supper')
})
afterEach(() => chat.close())

const type = (line: string) => {
  chat.at += 1_000
  return chat.type('ana', 'ana', line)
}
const answers = async () =>
  (await chat.store().list(chat.workspace, runs)).flatMap(([, run]) =>
    run.answers.map(one => one.entries.map(entry => entry.text).join(' · ')),
  )
/** The person stands at this question, with answers to those before. */
const at = async (question: number) => {
  for (const words of [
    'so that tenants meet',
    'they know two names',
    'the mail carrier asks',
    'not yet',
  ].slice(0, question - 1))
    await type(words)
}

describe('a line that asks something of Hearth, where a question waits', () => {
  it.each([
    ['who sees this?', /“Harvest supper”: only you see it\.[\s\S]*Question 2 of 11/],
    ['no, I was asking: who can read this here?', /only you see it\./],
    ['can the director read what I write here', /only you see it\./],
    ['¿quién puede leer esto?', /only you see it|solo usted/i],
    ['wait, what day is it today', /Today is [\s\S]*Question 2 of 11/],
    ['ok so what have we got so far', /Harvest supper: overview/],
    ['quiero ver lo que tenemos', /Harvest supper: overview|resumen/i],
    ['switch to English, please', /Language: English/],
  ])('gets “%s” done at once, and keeps nothing', async (line, told) => {
    await at(2)
    expect(await type(line)).toMatch(told)
    expect(await answers()).toEqual(['so that tenants meet'])
  })

  it.each([
    ['I have to ask Rosa about it, stop here', 'Stop here'],
    ['that was meant for another question, take it out', 'Undo my last change'],
    ['send an icebreaker in #desk', 'Show an icebreaker'],
    ['an icebreaker for the toddlers as well', 'Show an icebreaker'],
    ['oh sorry, March 3', 'Change answer 1'],
    ['the first one is wrong, it should say: tenants and owners', 'Change answer 1'],
  ])('is asked about with both: “%s”', async (line, button) => {
    await at(2)
    expect(await type(line)).toContain(`[Save it as my answer] [${button}`)
    expect(await answers()).toEqual(['so that tenants meet'])
  })

  it.each([
    ['I have to ask Rosa about it, stop here', 'Stop here'],
    ['that was the wrong question, put it back', 'Undo my last change'],
    ['post an icebreaker in #desk', 'Show an icebreaker'],
    ['otra más breve', 'Show an icebreaker'],
    ['sorry, March 3', 'Change answer 3'],
  ])('is no yes and no no at a yes-or-no question: “%s”', async (line, button) => {
    await at(4)
    expect(await type(line)).toContain(`[Yes] [Partly] [No] [${button}`)
    expect(await answers()).toHaveLength(3)
  })

  it('takes a yes or no that is typed to that card for the answer', async () => {
    await at(4)
    await type('post an icebreaker in #desk')
    expect(await type('no')).toMatch(/Saved as answer 4/)
    await type('I have to ask Rosa about it, stop here')
    expect(await type('yes, it says when')).toMatch(/Saved as answer 5 \(read as “yes”\)/)
  })

  it('puts new words in the place of the answer that was named, and of the one just given', async () => {
    await at(3)
    await type('the first answer should be: owners and tenants meet')
    await type('Change answer 1')
    await type('no sorry, they know three names')
    await type('Change answer 1')
    expect(await answers()).toEqual(['they know three names', 'they know two names'])
    await type('the second answer should say: they swap seeds')
    await type('Change answer 2')
    expect(await answers()).toEqual(['they know three names', 'they swap seeds'])
  })

  it('takes a day and a time for an answer, also behind a card that asks', async () => {
    await at(2)
    await type('thanks')
    expect(await type('let us do it Friday evening, March 5 at 6 pm')).toMatch(/Saved as answer 2/)
  })

  it.each([
    'Plan a walk',
    'Share a table',
    'Help tenants feel at home',
    'we will ask them to print their first names',
    'Stop the rumors',
    'Print it in the tenants’ bulletin',
    'so we know who sees who on the stairs',
    'Make it a party',
    'Take turns, then go home',
    'Icebreaker, then cake',
    'Put it back on the map for our neighbors',
  ])('keeps “%s” as the answer that it is', async line => {
    expect(toHearth(line, { isEditing: false, isYesNo: false })).toBeUndefined()
    expect(await type(line)).toMatch(/Saved as answer 1/)
  })

  it.each(['no, sorry, we do not', 'sorry, no', 'yes, stop signs and all'])(
    'reads “%s” as the yes or no that it is',
    line => expect(toHearth(line, { isEditing: false, isYesNo: true })).toBeUndefined(),
  )
})

describe('an answer that is opened again', () => {
  it.each([
    'stop, I do not want to change it',
    'no, leave it as it is',
    'never mind',
    'oh wait, keep it like that',
    'no quiero cambiarla',
  ])('stays with “%s”', async line => {
    await at(3)
    await type('edit 1')
    expect(await type(line)).toMatch(/I left it as it was[\s\S]*Question 3 of 11|Question 3 of 11/)
    expect(await answers()).toEqual(['so that tenants meet', 'they know two names'])
  })

  it('is changed by words that only begin like that', async () => {
    await at(3)
    await type('edit 1')
    await type('Stop the rumors, and meet')
    expect(await answers()).toEqual(['Stop the rumors, and meet', 'they know two names'])
  })
})

describe('an answer that is to go', () => {
  it.each([
    'remove answer 2',
    'delete my second answer',
    'take answer 2 out',
    'take the answer about two names out',
  ])('goes with “%s”, open, left or finished, and comes back with undo', async line => {
    await at(4)
    for (const before of ['', 'stop here', 'finish']) {
      if (before) await type(before)
      expect(await type(line), before).toMatch(/Answer 2 is taken out/)
      expect(await answers()).not.toContain('they know two names')
      await type('undo')
      expect(await answers(), before).toContain('they know two names')
    }
  })

  it('is named where there is none, or several', async () => {
    await at(4)
    expect(await type('remove answer 9')).toMatch(/has no answer 9 of yours/)
    expect(await type('remove the answer about zebras')).toMatch(/no answer of yours with “zebras”/)
    expect(await type('remove the answer about the')).toMatch(/Several answers[\s\S]*Take out answer 2/)
    expect(await answers()).toHaveLength(3)
  })

  it.each(['remove the barriers at the door', 'delete answer sheets', 'take the bus out of town'])(
    'is not meant by “%s”',
    line => expect(removalIn(line)).toBeUndefined(),
  )
})
