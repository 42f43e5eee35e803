import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { plainText } from '../../../src/core/message.ts'
import { heldVersions } from '../../../src/core/records/held-versions.ts'
import { preferences } from '../../../src/core/schedule/preferences.ts'
import { reminders } from '../../../src/core/schedule/reminder.ts'
import { undoRecords } from '../../../src/core/undo/undo.ts'
import { runs } from '../../../src/features/walkthrough/run/run.ts'
import { openChat } from '../../chat.ts'
import { idOf } from '../../full-use.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat({ admins: ['ana'] })
})
afterEach(() => chat.close())

const hour = 3_600_000
const runCalled = async (name: string) => {
  const id = await idOf(chat, name)
  return chat.store().get(chat.workspace, runs, id)
}
/** What stands in a room for all to see. */
const standsIn = (room: string) =>
  chat.shown
    .filter(one => one.to.startsWith(`test:${room}`) && !one.to.includes('?only'))
    .map(one => plainText(one.message))

describe('undo in a walk-through', () => {
  beforeEach(async () => {
    await chat.type('ana', 'ana', 'gathering dm Spring tea')
    await chat.type('ana', 'ana', 'So that they meet')
    await chat.type('ana', 'ana', 'They know each other')
  })

  it('takes the last answer back: its question stands open again, and the next line is its answer', async () => {
    chat.at += 3 * hour
    expect(await chat.type('ana', 'ana', 'undo')).toMatch(
      /^Taken back.*[\s\S]*What is your desired outcome\?\n[\s\S]*Question 2 of 11/,
    )
    await chat.type('ana', 'ana', 'They come again')
    const run = await runCalled('Spring tea')
    expect(run?.answers.map(one => one.entries.map(entry => entry.text))).toEqual([
      ['So that they meet'],
      ['They come again'],
    ])
    expect(chat.card('owner: ana')).toMatch(
      /2 of 11 questions answered\n[\s\S]*So that they meet\n.*They come again/,
    )
  })

  it.each([
    ['undo that'],
    ['Undo.'],
    ['take that back'],
    ['oops undo that'],
    ['/undo'],
    ['hearth undo'],
    ['oops, take that back'],
    ['undo the last thing'],
  ])('is never kept as an answer: “%s”', async line => {
    expect(await chat.type('ana', 'ana', line)).toMatch(/^Taken back/)
    expect((await runCalled('Spring tea'))?.answers.flatMap(one => one.entries)).toHaveLength(1)
  })

  it('stands behind ⋯ of the question that comes with the receipt, and takes back that change alone', async () => {
    const receipt = chat.shown.findLast(one => plainText(one.message).includes('Saved as answer 2.'))
    expect(plainText(receipt?.message ?? [])).toMatch(/\[Undo\]\nSaved as answer 2\./)
    const undo = receipt?.message
      .flatMap(block => (block.type === 'form' ? block.buttons : []))
      .find(one => one.label === 'Undo')
    expect(undo).toMatchObject({ secondary: true })
    const line = undo && 'command' in undo ? undo.command : ''
    await chat.type('ana', 'ana', 'The tutors')
    expect(await chat.say('ana', 'ana', line)).toMatch(/You’ve changed something else since/)
    expect((await runCalled('Spring tea'))?.answers).toHaveLength(3)
    expect(await chat.press('ana', 'Undo the last one')).toContain('Taken back')
    expect((await runCalled('Spring tea'))?.answers).toHaveLength(2)
  })

  it('happens once: also where it is pressed twice, typed again, or delivered twice', async () => {
    await chat.type('ana', 'ana', 'note Ask the tutors')
    const undo = chat.incoming('ana', 'ana', 'undo')
    await Promise.all([chat.handle(undo), chat.handle(undo), chat.say('ana', 'ana', 'undo')])
    expect(await chat.say('ana', 'ana', 'undo')).toMatch(/You’ve taken that back already/)
    const run = await runCalled('Spring tea')
    expect(run?.notes).toEqual([])
    expect(run?.answers).toHaveLength(2)
  })

  it('says, where one more was meant, how an earlier answer is taken out', async () => {
    await chat.type('ana', 'ana', 'The tutors')
    await chat.type('ana', 'ana', 'undo')
    expect(await chat.type('ana', 'ana', 'undo')).toMatch(
      /I keep your last change here, and none before it\. .* type, for example, “remove answer 5”/,
    )
    expect(await chat.type('ana', 'ana', 'remove answer 1')).toMatch(/^Answer 1 is taken out\./)
  })

  it.each<[string, string, (name: string) => Promise<unknown>]>([
    ['skip', 'skip', async name => (await runCalled(name))?.currentStep],
    ['park', 'park', async name => (await runCalled(name))?.answers.length],
    ['stop', 'stop', async name => (await runCalled(name))?.status],
    ['finish', 'finish', async name => (await runCalled(name))?.status],
    ['rename', 'rename Autumn tea', async () => (await chat.store().list(chat.workspace, runs))[0]?.[1].name],
    [
      'an appended line',
      'walk append 1 And eat',
      async name => (await runCalled(name))?.answers[0]?.entries.length,
    ],
  ])('takes back %s', async (_, line, look) => {
    const before = await look('Spring tea')
    await chat.say('ana', 'ana', line)
    expect(await look('Spring tea')).not.toEqual(before)
    await chat.type('ana', 'ana', 'undo')
    expect(await look('Spring tea')).toEqual(before)
  })

  it('takes a beginning back, with the cards that it put up', async () => {
    await chat.say('ana', '#staff', 'pillars thread Our mission')
    expect(standsIn('#staff')).toHaveLength(2)
    await chat.say('ana', '#staff', 'undo')
    expect(standsIn('#staff')).toEqual([])
    expect(await chat.store().list(chat.workspace, runs)).toHaveLength(1)
  })
})

describe('undo of what is not one’s own, or not the last', () => {
  it('is refused where somebody else has gone on, by name, and nothing changes', async () => {
    await chat.say('ana', '#staff', 'gathering thread Spring tea')
    const id = await idOf(chat, 'Spring tea')
    await chat.say('ana', '#staff', `walk @${id} say why So that they meet`)
    await chat.say('ana', '#staff', `walk @${id} next why`)
    await chat.say('ben', '#staff', `walk @${id} say outcome They know each other`)
    await chat.say('ben', '#staff', `walk @${id} next outcome`)
    const before = await runCalled('Spring tea')
    expect(await chat.say('ana', '#staff', 'undo')).toBe(
      'ben has gone on with it since, so I left it as it is.',
    )
    expect(await runCalled('Spring tea')).toEqual(before)
    expect(await chat.say('ben', '#staff', 'undo')).toMatch(/^ben took that back/)
    expect(await chat.say('ana', '#staff', 'undo')).toMatch(/^ana took that back/)
    expect((await runCalled('Spring tea'))?.answers).toHaveLength(2)
  })

  it('takes back one’s own answer in a channel, where a colleague answered another question meanwhile', async () => {
    await chat.say('ana', '#staff', 'gathering thread Spring tea')
    const id = await idOf(chat, 'Spring tea')
    await chat.say('ana', '#staff', `walk @${id} say why So that they meet`)
    await chat.say('ben', '#staff', `walk @${id} say outcome They know each other`)
    expect(await chat.say('ana', '#staff', 'undo')).toMatch(/^ana took that back/)
    expect((await runCalled('Spring tea'))?.answers.map(one => one.step)).toEqual(['outcome'])
  })

  it('leaves what a colleague answered to the same question', async () => {
    await chat.say('ana', '#staff', 'gathering thread Spring tea')
    const id = await idOf(chat, 'Spring tea')
    await chat.say('cleo', '#staff', `walk @${id} say why So that they eat`)
    await chat.say('ana', '#staff', `walk @${id} append 1 So that they meet`)
    await chat.say('ben', '#staff', `walk @${id} append 1 And talk`)
    await chat.say('ana', '#staff', 'undo')
    expect((await runCalled('Spring tea'))?.answers[0]?.entries.map(one => one.text)).toEqual([
      'So that they eat',
      'And talk',
    ])
  })

  it('leaves what a colleague added elsewhere in the same plan', async () => {
    await chat.say('ana', '#staff', 'plan thread Spring tea')
    const id = await idOf(chat, 'Spring tea')
    await chat.say('ana', '#staff', `plan @${id} step Buy cake`)
    await chat.say('ana', '#staff', `plan @${id} step Call the tutor`)
    await chat.say('ben', '#staff', `plan @${id} step Print the flyer`)
    await chat.say('ana', '#staff', 'undo')
    const run = await runCalled('Spring tea')
    expect(run?.plan?.steps.map(one => one.what)).toEqual(['Buy cake', 'Print the flyer'])
  })

  it('never reaches a colleague’s change, whoever presses', async () => {
    await chat.say('ana', '#staff', 'gathering thread Spring tea')
    await chat.press('ana', 'Save and continue', { why: 'So that they meet' })
    expect(await chat.press('ben', 'Undo')).toContain('Only ana can take that back.')
    expect(await chat.say('ben', '#staff', 'undo')).toMatch(/^There’s nothing of yours to take back here/)
    expect((await runCalled('Spring tea'))?.answers).toHaveLength(1)
  })

  it('is about the place it is asked in', async () => {
    await chat.type('ana', 'ana', 'note Ask the tutors')
    expect(await chat.say('ana', '#staff', 'undo')).toMatch(/^There’s nothing of yours/)
    expect(await chat.type('ana', 'ana', 'undo')).toMatch(/^Taken back. Your notes are as they were/)
  })
})

describe('undo of', () => {
  it('a post removes the message, and the question may come again', async () => {
    const posted = await chat.say('ana', '#staff', 'icebreaker post teens')
    expect(standsIn('#staff')).toEqual([posted])
    // A colleague who looks at another meanwhile is in nobody's way.
    await chat.say('ben', '#staff', 'icebreaker teens')
    await chat.say('ana', '#staff', 'undo')
    expect(standsIn('#staff')).toEqual([])
    expect(await chat.say('ana', '#staff', 'icebreaker post teens')).toBe(posted)
  })

  it('words added in the channel takes them out of what is shared there, too', async () => {
    await chat.say('ana', 'ana', 'plan dm Spring coffee')
    await chat.type('ana', 'ana', 'New parents')
    const id = await idOf(chat, 'Spring coffee')
    await chat.say('ana', '#staff', `walk @${id} share`)
    await chat.say('ana', '#staff', `walk @${id} share now`)
    const shared = () => standsIn('#staff').join('\n')
    await chat.say('ana', '#staff', `walk @${id} append 1 Words of a slip`)
    expect(shared()).toMatch(/New parents[\s\S]*Words of a slip/)
    await chat.say('ana', '#staff', 'undo')
    expect(shared()).toMatch(/New parents/)
    expect(shared()).not.toMatch(/Words of a slip/)
    // What waits for its owner’s word goes on waiting.
    await chat.say('ana', 'ana', `walk @${id} append 1 Not for the channel yet`)
    await chat.say('ana', 'ana', `walk @${id} append 1 Nor this`)
    await chat.say('ana', 'ana', 'undo')
    expect(shared()).not.toMatch(/Not for the channel yet|Nor this/)
  })

  it('a reading that was shared removes the message', async () => {
    await chat.say('ana', '#staff', 'readings share klinenberg')
    expect(standsIn('#staff')).toHaveLength(1)
    await chat.say('ana', '#staff', 'undo')
    expect(standsIn('#staff')).toEqual([])
  })

  it('“not for us” brings it back', async () => {
    await chat.say('ana', '#staff', 'icebreaker teens')
    await chat.press('ana', 'Not for us')
    expect(await chat.press('ana', 'Undo')).toMatch(/Your library is offered it again/)
    expect(await chat.say('ana', '#staff', 'icebreaker retired')).toMatch(/set no icebreakers aside/)
  })

  it('a saved reading takes it off the shelf', async () => {
    await chat.say('ana', 'ana', 'readings save klinenberg')
    expect(await chat.press('ana', 'Undo')).toMatch(/Your shelf is as it was before/)
    expect(await chat.say('ana', 'ana', 'readings saved')).toMatch(/You haven’t saved a reading yet/)
  })

  it('closed days moves the reminders back, too', async () => {
    await chat.say('ana', 'ana', 'plan dm Spring tea')
    await chat.say('ana', 'ana', 'plan remind monday 9:00')
    const next = async () =>
      (await chat.store().list(chat.workspace, reminders)).map(([, one]) => one.nextRunAt)
    const before = await next()
    await chat.say('ana', 'ana', 'closed 23 Nov – 30 Nov')
    expect(await next()).not.toEqual(before)
    expect(await chat.say('ana', 'ana', 'undo')).toMatch(/^Taken back\.\nNo closed days are set/)
    expect(await next()).toEqual(before)
  })

  it('a setting shows what is set now', async () => {
    await chat.say('ana', 'ana', 'settings quiet 18:00-8:00')
    expect(await chat.say('ana', 'ana', 'undo')).toMatch(
      /^Taken back\.\nYour settings[\s\S]*Quiet hours: none/i,
    )
    expect((await chat.store().get(chat.workspace, preferences, 'ana'))?.quiet).toBeUndefined()
  })

  it('what finished a plan brings its reminder back', async () => {
    await chat.say('ana', 'ana', 'plan dm Spring tea')
    await chat.say('ana', 'ana', 'plan step Buy cake')
    await chat.say('ana', 'ana', 'plan remind monday 9:00')
    const before = await chat.store().list(chat.workspace, reminders)
    await chat.say('ana', 'ana', 'plan done 1')
    expect(await chat.store().list(chat.workspace, reminders)).toEqual([])
    await chat.press('ana', 'Undo')
    expect(await chat.store().list(chat.workspace, reminders)).toEqual(before)
    expect((await runCalled('Spring tea'))?.plan?.finishedAt).toBeUndefined()
  })

  it('an offer to a colleague takes it from their chat', async () => {
    await chat.say('ana', 'ana', 'plan dm Spring tea')
    await chat.say('ana', 'ana', 'plan hand over ben')
    expect(standsIn('ben')).toHaveLength(1)
    expect(await chat.say('ana', 'ana', 'undo')).toContain('Taken back')
    expect(standsIn('ben')).toEqual([])
    expect(await chat.say('ben', 'ben', 'plan accept')).not.toMatch(/is yours now/)
  })

  it('a hold is refused in a sentence that says what ends it', async () => {
    await chat.say('ana', 'ana', 'hearth hold on')
    expect(await chat.say('ana', 'ana', 'undo')).toMatch(
      /A hold can’t be taken back.*“hearth hold off” ends one/,
    )
  })

  it('what was deleted for good is refused, and takes nothing older back', async () => {
    await chat.say('ana', 'ana', 'note Ask the tutors')
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    await chat.say('ana', 'ana', 'walk delete yes')
    expect(await chat.say('ana', 'ana', 'undo')).toMatch(
      /^There’s nothing of yours.*What was deleted for good/,
    )
    expect(await chat.say('ana', 'ana', 'note')).toContain('Ask the tutors')
  })

  it('nothing that was only looked at: it goes past that to the last change', async () => {
    await chat.type('ana', 'ana', 'note Ask the tutors')
    for (const line of [
      'icebreaker teens',
      'another',
      'readings hosting',
      'hearth',
      'hearth export',
      'closed',
    ])
      await chat.say('ana', 'ana', line)
    expect(await chat.say('ana', 'ana', 'undo')).toMatch(/Your notes are as they were/)
  })
})

describe('what a change replaced', () => {
  it('is kept for a day, and told to whom it belongs', async () => {
    await chat.type('ana', 'ana', 'note Ask the tutors')
    expect(await chat.say('ana', 'ana', 'hearth privacy')).toMatch(
      /What your last change in each place replaced, for a day/,
    )
    chat.at += 24 * hour
    expect(await chat.type('ana', 'ana', 'undo')).toMatch(/^There’s nothing of yours to take back here/)
    expect(await chat.say('ana', 'ana', 'note')).toContain('Ask the tutors')
  })

  it('goes when its owner is forgotten, and when somebody is whose words are in it', async () => {
    await chat.say('ana', '#staff', 'plan thread Spring tea')
    const id = await idOf(chat, 'Spring tea')
    await chat.say('ben', '#staff', `plan @${id} step ben-words`)
    await chat.say('ana', '#staff', `plan @${id} change 1 Other words`)
    const kept = async () => JSON.stringify(await chat.store().list(chat.workspace, undoRecords))
    expect(await kept()).toContain('ben-words')
    await chat.say('ben', 'ben', 'hearth forget me yes')
    expect(await kept()).not.toContain('ben')
    await chat.type('ana', 'ana', 'note Ask the tutors')
    await chat.say('ana', 'ana', 'hearth forget me yes')
    expect(await chat.store().list(chat.workspace, undoRecords)).toEqual([])
  })

  it('goes with a walk-through that is deleted, whoever had changed it', async () => {
    await chat.say('ana', '#staff', 'plan thread Spring tea')
    const id = await idOf(chat, 'Spring tea')
    await chat.say('ben', '#staff', `plan @${id} step ben-words`)
    await chat.say('ben', '#staff', `plan @${id} change 1 Other words`)
    expect(JSON.stringify(await chat.store().list(chat.workspace, undoRecords))).toContain('ben-words')
    await chat.say('ana', '#staff', `walk @${id} delete yes`)
    expect(JSON.stringify(await chat.store().list(chat.workspace, undoRecords))).not.toContain('ben-words')
  })

  it('is no longer there, and what it took back is kept beside it, where it is held', async () => {
    await chat.type('ana', 'ana', 'gathering dm Spring tea')
    await chat.say('ana', 'ana', 'hearth hold on')
    await chat.type('ana', 'ana', 'So that they meet')
    await chat.type('ana', 'ana', 'yes')
    await chat.type('ana', 'ana', 'undo')
    const held = await chat.store().list(chat.workspace, heldVersions)
    expect(JSON.stringify(held)).toContain('So that they meet')
  })

  it('does not bring back what was deleted in the chat', async () => {
    await chat.type('ana', 'ana', 'gathering dm Spring tea')
    await chat.type('ana', 'ana', 'a-patron-name', { sourceMessageId: 'line-7' })
    await chat.say('ana', 'ana', 'edit 1')
    await chat.type('ana', 'ana', 'Other words')
    expect(JSON.stringify(await chat.store().list(chat.workspace, undoRecords))).toContain('a-patron-name')
    await chat.say('ana', 'ana', '', { kind: 'delete', sourceMessageId: 'line-7' })
    expect(JSON.stringify(await chat.store().list(chat.workspace, undoRecords))).not.toContain(
      'a-patron-name',
    )
    expect(await chat.type('ana', 'ana', 'undo')).toMatch(/You deleted that line in the chat/)
  })

  it('survives a restart', async () => {
    await chat.type('ana', 'ana', 'note Ask the tutors')
    await chat.restart()
    expect(await chat.type('ana', 'ana', 'undo')).toMatch(/Your notes are as they were/)
    await chat.restart()
    expect(await chat.type('ana', 'ana', 'undo')).toMatch(/You’ve taken that back already/)
  })
})
