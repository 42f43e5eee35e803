import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DeliveryError } from '../../../../src/core/delivery/delivery-error.ts'
import { plainText } from '../../../../src/core/message.ts'
import { openChat, type Shown } from '../../../chat.ts'

const hour = 60 * 60_000
const day = 24 * hour
const week = 7 * day

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat()
  await chat.say('ana', 'ana', 'plan dm Spring coffee')
  await chat.say('ana', 'ana', 'plan step Call the tutor, Ana, by 24 Nov')
  await chat.say('ben', '#staff', 'plan thread Book swap')
})
afterEach(() => chat.close())

const reports = (shown: readonly Shown[], to = 'test:#staff') =>
  shown
    .filter(one => one.to === to && /Still on it/.test(plainText(one.message)))
    .map(one => plainText(one.message))
/** Ana's private plan reports to the channel, once she has seen what that shows. */
async function reportSpring(when = 'monday 9:00') {
  await chat.say('ana', '#staff', `plan @${await idOf('Spring coffee')} remind ${when} in this channel`)
  return chat.press('ana', 'Share and remind in #staff')
}
const reportSwap = async (when = 'monday 9:00') =>
  chat.say('ben', '#staff', `plan Book swap: remind ${when} in this channel`)
async function idOf(name: string): Promise<string> {
  const card = chat.shown.find(one => plainText(one.message).startsWith(`${name}\nAction Planning`))
  const commands = (card?.message ?? []).flatMap(one => ('buttons' in one ? one.buttons : []))
  const [first] = commands
  return first && 'command' in first ? (/@(\S+)/.exec(first.command)?.[1] ?? '') : ''
}

describe('a plan that reports to a channel', () => {
  it('is shown to its owner as the channel would see it before it is shared there', async () => {
    const id = await idOf('Spring coffee')
    const before = chat.shown.length
    const said = await chat.say('ana', '#staff', `plan @${id} remind monday 9:00 in this channel`)
    expect(said).toMatch(/Everyone there would see this:\nSpring coffee[\s\S]*Share and remind in #staff/)
    expect(chat.shown.slice(before).map(one => one.to)).toEqual(['test:#staff?only=ana'])
    expect(await chat.press('ana', 'Share and remind in #staff')).toMatch(
      /every Monday at 9:00 a.m. \(Eastern time\), in #staff, where everyone sees it/,
    )
  })

  it('shows only what was shared: no why that is kept private, nothing once it is shared no more', async () => {
    const id = await idOf('Spring coffee')
    await chat.say('ana', 'ana', `walk @${id} say why-group They miss talk`)
    await reportSpring()
    const [seen] = reports(await chat.pass(week))
    expect(seen).toMatch(/Why: They miss talk/)
    await chat.say('ana', 'ana', `walk @${id} private 3`)
    expect(reports(await chat.pass(week))[0]).not.toMatch(/They miss talk/)
    await chat.say('ana', 'ana', `walk @${id} unshare`)
    const after = await chat.pass(week)
    expect(reports(after)).toEqual([])
    expect(reports(after, 'test:ana')[0]).toMatch(/shared with #staff anymore, so it comes to you/)
  })

  it('shows its days as whoever asked for the reminder reads them, also when it is drawn again', async () => {
    await chat.say('ben', '#staff', 'plan Book swap: step Ask the school, by 14 Dec')
    const person = { id: 'ben', name: 'ben', locale: 'en-GB' }
    const line = 'plan Book swap: remind monday 9:00 in this channel'
    await chat.handle(chat.incoming('ben', '#staff', line, { person }))
    expect(reports(await chat.pass(week + hour))[0]).toMatch(/14 Dec/)
    await chat.press('cleo', 'Still on it')
    const drawn = chat.shown.findLast(
      one => /Still on it/.test(plainText(one.message)) && one.to === 'test:#staff',
    )
    expect(plainText(drawn?.message ?? [])).toMatch(/cleo: still on it/)
    expect(plainText(drawn?.message ?? [])).toMatch(/14 Dec/)
  })

  it('answers who presses alone, and follows on the card that all can see', async () => {
    await reportSpring()
    await reportSwap()
    await chat.pass(week + hour)
    expect(await chat.press('cleo', 'Still on it')).toMatch(
      /Plans in #staff[\s\S]*cleo: still on it[\s\S]*Glad “Book swap” is moving/,
    )
    const card = chat.shown.findLast(
      one => one.to === 'test:#staff' && /Plans in #staff/.test(plainText(one.message)),
    )
    expect(plainText(card?.message ?? [])).toMatch(/Book swap[\s\S]*Spring coffee/)
    expect(chat.shown.at(-1)?.to).toBe('test:#staff?only=cleo')
  })
})

describe('several plans of one channel', () => {
  it('come as one message, each with its own buttons, though their owners named different hours', async () => {
    await reportSpring('monday 9:00')
    await reportSwap('monday 15:30')
    const all = reports(await chat.pass(day))
    expect(all).toHaveLength(1)
    expect(all[0]).toMatch(/Book swap\n.*owner: ben[\s\S]*Spring coffee\n.*owner: ana/)
    expect(
      all[0]?.match(/\[Done\] \[Still on it\] \[Stuck\] \[Remind me later\] \[Hand over\]/g),
    ).toHaveLength(2)
    expect(reports(await chat.pass(6 * day))).toHaveLength(0)
    expect(reports(await chat.pass(day))).toHaveLength(1)
  })

  it('come as one message at the same minute too, week after week, also with restarts and after weeks away', async () => {
    await reportSpring()
    await reportSwap()
    expect(reports(await chat.pass(day))).toHaveLength(1)
    expect(chat.logged).toEqual([])
    await chat.restart()
    expect(reports(await chat.pass(week))).toHaveLength(1)
    await chat.restart()
    chat.at += 3 * week + day
    const [late, ...more] = reports(await chat.pass(0))
    expect(more).toEqual([])
    expect(late).toMatch(/Book swap[\s\S]*Spring coffee[\s\S]*This one is late/)
  })

  it('on other days come on their own', async () => {
    await reportSpring('monday 9:00')
    await reportSwap('thursday 9:00')
    expect(reports(await chat.pass(week))).toHaveLength(2)
  })

  it('are none of them lost where the message is refused at first', async () => {
    await reportSpring()
    await reportSwap()
    chat.failWhere('test:#staff', new DeliveryError('not-sent', 'busy'))
    await chat.pass(hour)
    chat.failWhere('test:#staff', undefined)
    const all = reports(await chat.pass(hour))
    expect(all).toHaveLength(1)
    expect(all[0]).toMatch(/Book swap[\s\S]*Spring coffee/)
  })

  it('go on without the one that was stopped while its message waited to be sent', async () => {
    await reportSpring('monday 9:00')
    await reportSwap('monday 9:30')
    chat.failWhere('test:#staff', new DeliveryError('not-sent', 'busy'))
    await chat.pass(hour)
    await chat.say('ana', 'ana', `plan @${await idOf('Spring coffee')} stop`)
    chat.failWhere('test:#staff', undefined)
    expect(reports(await chat.pass(hour)).join()).toMatch(/Book swap/)
  })

  it('are paused where the channel is closed, and each owner is told', async () => {
    await reportSpring()
    await reportSwap()
    chat.failWhere('test:#staff', new DeliveryError('unreachable', '#staff is archived.'))
    const told = await chat.pass(2 * week)
    expect(told.filter(one => /So I paused/.test(plainText(one.message))).map(one => one.to)).toContain(
      'test:ana',
    )
    expect(await chat.say('ana', 'ana', `plan @${await idOf('Spring coffee')}`)).toMatch(
      /Paused: #staff is archived/,
    )
    chat.failWhere('test:#staff', undefined)
    expect(reports(await chat.pass(week))).toHaveLength(1)
  })
})

describe('a plan of a channel whose owner has left', () => {
  it('waits for somebody to take it over, and the channel is told once', async () => {
    await reportSwap()
    await reportSpring()
    chat.leave('ben')
    const first = await chat.pass(day)
    expect(reports(first).join()).toMatch(/^Next: Call the tutor[^\n]*\nSpring coffee/)
    expect(first.map(one => plainText(one.message)).join('\n')).toMatch(
      /Book swap has no owner anymore: ben isn’t here[\s\S]*I’ll take it over/,
    )
    const later = await chat.pass(2 * week)
    expect(later.map(one => plainText(one.message)).join('\n')).not.toMatch(/Book swap/)
    expect(await chat.say('cleo', '#staff', 'plan Book swap')).toMatch(/Paused: ben/)
    expect(await chat.press('cleo', 'I’ll take it over')).toMatch(/“Book swap” is yours now/)
    expect(reports(await chat.pass(week)).join()).toMatch(/Book swap\n.*owner: cleo/)
  })

  it('is not taken for left where the platform does not answer', async () => {
    await reportSwap()
    chat.silent = true
    expect(reports(await chat.pass(day)).join()).toMatch(/Book swap[\s\S]*owner: ben/)
    expect(await chat.say('cleo', '#staff', 'plan take over')).toMatch(
      /couldn’t find out whether ben is still here/,
    )
  })
})
