import { afterEach, describe, expect, it } from 'vitest'
import { personalDataInventory } from '../../../src/app/personal-data.ts'
import { createRetentionJob } from '../../../src/operations/retention-job.ts'
import { backUp } from '../../../src/store/backup.ts'
import { disk } from '../../../src/store/disk/files.ts'
import { everythingIn } from '../../bytes.ts'
import { openChat } from '../../chat.ts'

const day = 24 * 3_600_000

let chat: Awaited<ReturnType<typeof openChat>>
afterEach(() => chat.close())

/** A library with an old walk-through, an old plan that comes back, and notes of both years. */
async function library() {
  chat = await openChat({ admins: ['ada'] })
  await chat.type('zoe', 'zoe', 'note old-note')
  await chat.type('zoe', 'zoe', 'gathering dm Old tea')
  await chat.type('zoe', 'zoe', 'old-answer')
  await chat.say('zoe', 'zoe', 'plan dm Living plan')
  await chat.say('zoe', 'zoe', 'plan remind monday 9:00')
  chat.at += 400 * day
  await chat.type('ben', 'ben', 'note new-note')
  await chat.say('ben', 'ben', 'gathering dm New tea')
  const lines: string[] = []
  const note = (line: string) => void lines.push(line)
  const log = { info: note, warn: note, error: note }
  const expiry = createRetentionJob({
    store: chat.store,
    inventory: personalDataInventory,
    now: () => chat.at,
    wait: async () => {},
    log,
  })
  return { expiry, lines }
}

describe('hearth retention', () => {
  it('shows first how many of what would go, and changes nothing until it is confirmed', async () => {
    const { expiry } = await library()
    const shown = await chat.say('ada', 'ada', 'hearth retention 1 year')
    expect(shown).toMatch(/Keep for 1 year\?/)
    expect(shown).toMatch(/walk-throughs and plans: 1 of 3/)
    expect(shown).toMatch(/notes: 1 of 2/)
    chat.at += day
    await expiry.sweep()
    expect(await everythingIn(chat.dataDir)).toContain('old-answer')
    expect(await chat.press('ada', 'Yes, keep for 1 year')).toMatch(/goes every night/)
    expect(await chat.say('zoe', 'zoe', 'hearth retention')).toMatch(/not|nobody has used for 1 year go/)
  })

  it('then does so at night, in the backups too, and says how much went; what is in use stays', async () => {
    const { expiry, lines } = await library()
    await backUp({ files: disk, root: chat.dataDir, backups: `${chat.dataDir}/backups` }, chat.at)
    await chat.say('ada', 'ada', 'hearth retention 1 year yes')
    await expiry.sweep()
    expect(await everythingIn(chat.dataDir)).toContain('old-answer')
    chat.at += day
    await expiry.sweep()
    const left = await everythingIn(chat.dataDir)
    expect(left.match(/old-answer|old-note|Old tea/g) ?? []).toEqual([])
    for (const kept of ['new-note', 'New tea', 'Living plan']) expect(left).toContain(kept)
    expect(await chat.say('ada', 'ada', 'hearth retention')).toMatch(/Last: 2 things went/)
    expect(lines.join('\n')).toMatch(/had used for 1 year was deleted/)
    expect(lines.join('\n')).not.toMatch(/zoe|tea/i)
  })

  it('waits another night where the clock has jumped: one that was set wrong deletes nothing', async () => {
    const { expiry } = await library()
    await chat.say('ada', 'ada', 'hearth retention 2 years yes')
    const right = chat.at
    chat.at = right + 1000 * day
    await expiry.sweep()
    expect(await everythingIn(chat.dataDir)).toContain('old-answer')
    chat.at = right + day
    await expiry.sweep()
    chat.at = right + 2 * day
    await expiry.sweep()
    expect(await everythingIn(chat.dataDir)).toContain('old-answer')
  })

  it('is ended by “off”, and is up to the people in HEARTH_ADMINS alone', async () => {
    const { expiry } = await library()
    await chat.say('ada', 'ada', 'hearth retention 1 year yes')
    expect(await chat.say('zoe', 'zoe', 'hearth retention off')).toMatch(
      /Only the people who look after Hearth here/,
    )
    expect(await chat.say('ada', 'ada', 'hearth retention off')).toMatch(
      /nothing is deleted because of its age/,
    )
    chat.at += day
    await expiry.sweep()
    expect(await everythingIn(chat.dataDir)).toContain('old-answer')
  })

  it.each(['soon', '0 days', '9999 years', '-1 year', 'yes', '1 fortnight'])(
    'answers “%s” with a sentence that shows the right form',
    async typed => {
      chat = await openChat({ admins: ['ada'] })
      expect(await chat.say('ada', 'ada', `hearth retention ${typed}`)).toMatch(
        /“1 year”, “18 months” or “90 days”/,
      )
    },
  )

  it('is not there unless it is set: nothing goes by its age, however many years go by', async () => {
    const { expiry, lines } = await library()
    for (let year = 0; year < 10; year++) {
      for (let night = 0; night < 2; night++) {
        chat.at += day
        await expiry.sweep()
      }
      chat.at += 363 * day
    }
    const left = await everythingIn(chat.dataDir)
    for (const kept of ['old-answer', 'old-note', 'Old tea', 'new-note']) expect(left).toContain(kept)
    expect(lines).toEqual([])
  })

  it('can be set by nobody where nobody is named', async () => {
    chat = await openChat()
    expect(await chat.say('ada', 'ada', 'hearth retention 1 year yes')).toMatch(
      /Hearth has no admin here yet/,
    )
  })
})

describe('hearth hold', () => {
  it('keeps one walk-through from its age, from its owner’s delete and from being forgotten, says why, and does what was wished when it ends', async () => {
    const { expiry } = await library()
    expect(await chat.say('zoe', 'zoe', 'hearth hold Old tea')).toMatch(/Only the people who look after/)
    expect(await chat.say('ada', 'ada', 'hearth hold Old tea because request 12')).toMatch(/Held: “Old tea”/)
    await chat.say('ada', 'ada', 'hearth retention 1 year yes')
    chat.at += day
    await expiry.sweep()
    expect(await everythingIn(chat.dataDir)).toContain('old-answer')
    const id = (await chat.store().list<{ name: string }>(chat.workspace, 'run')).find(
      ([, run]) => run.name === 'Old tea',
    )?.[0]
    expect(await chat.say('zoe', 'zoe', `walk @${id} delete yes`)).toMatch(
      /held for records since .* by ada: request 12/,
    )

    const told = await chat.say('zoe', 'zoe', 'hearth forget me yes')
    expect(told).toMatch(/I’ve deleted what I may/)
    expect(told).toMatch(/“Old tea”[^\n]*held for records since .* by ada: request 12/)
    const between = await everythingIn(chat.dataDir)
    expect(between).toContain('old-answer')
    expect(between).not.toContain('Living plan')

    expect(await chat.say('ada', 'ada', 'hearth hold')).toMatch(/Old tea\n[^\n]*request 12/)
    expect(await chat.say('ada', 'ada', 'hearth hold off Old tea')).toMatch(/had asked to be forgotten/)
    expect(
      (await everythingIn(chat.dataDir)).match(/.{0,60}(zoe|old-answer|Old tea).{0,60}/gi) ?? [],
    ).toEqual([])
  })

  it('holds everything, says so to whoever wants to be forgotten, and lets them think again', async () => {
    await library()
    expect(await chat.say('ada', 'ada', 'hearth hold on')).toMatch(/Everything is held/)
    expect(await chat.say('ada', 'ada', 'hearth hold')).toMatch(/^Held\nEverything\nsince .* by ada/)
    expect(await chat.say('ada', 'ada', 'hearth retention 1 year')).toMatch(/Just now nothing would go/)
    expect(await chat.say('zoe', 'zoe', 'hearth forget me')).toMatch(
      /As soon as it is no longer held, I would/,
    )
    const told = await chat.say('zoe', 'zoe', 'hearth forget me yes')
    expect(told).toMatch(/I’ve noted your request.*held for records/s)
    expect(told).not.toMatch(/erased/)
    expect(await everythingIn(chat.dataDir)).toContain('Living plan')
    const privacy = await chat.say('zoe', 'zoe', 'hearth privacy')
    expect(privacy).toMatch(/Your request to be forgotten/)
    expect(privacy).toMatch(
      /may not be erased now\.[\s\S]*What is held\n• Everything is held for records since .* by ada/,
    )
    expect(await chat.say('zoe', 'zoe', 'hearth forget me no')).toMatch(/I won’t forget you/)
    expect(await chat.say('zoe', 'zoe', 'hearth forget me no')).toMatch(/no pending deletion request/)
    expect(await chat.say('ada', 'ada', 'hearth hold off')).toMatch(/over/)
    expect(await everythingIn(chat.dataDir)).toContain('Living plan')
  })

  it('answers what it does not find, and what is called alike, with a sentence', async () => {
    await library()
    await chat.say('ben', 'ben', 'gathering dm Old tea')
    expect(await chat.say('ada', 'ada', 'hearth hold Nowhere')).toMatch(
      /I find no walk-through or plan called “Nowhere”/,
    )
    expect(await chat.say('ada', 'ada', 'hearth hold Old tea')).toMatch(
      /Several are called that[\s\S]*zoe, begun/,
    )
    expect(await chat.say('ada', 'ada', 'hearth hold off')).toMatch(/Not everything is held just now/)
    expect(await chat.say('ada', 'ada', 'hearth hold')).toMatch(/Nothing is held/)
  })
})
