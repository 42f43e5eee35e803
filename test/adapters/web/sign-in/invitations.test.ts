import { describe, expect, it } from 'vitest'
import { day, openHouse } from './house.ts'

describe('An invitation', () => {
  it('lets in by its button and not by being opened, so that whoever previews links uses none up', async () => {
    const house = await openHouse()
    const link = house.operatorLink('Ana Ruiz')
    for (let time = 0; time < 5; time++) {
      const { status, body, headers } = await house.guest().get(link)
      expect([status, headers['set-cookie']]).toEqual([200, undefined])
      expect(body).toContain('Go in as Ana Ruiz')
    }
    const ana = house.guest()
    expect((await ana.get('/')).status).toBe(401)
    const joined = await ana.join(link)
    expect([joined.status, joined.headers.location]).toEqual([303, '/'])
    expect((await ana.page('/'))('.me').text()).toContain('Ana Ruiz')
  })

  it('is good once: a second person who has it is told so, and whoever came by it is at home', async () => {
    const house = await openHouse()
    const link = house.operatorLink('Ana Ruiz')
    const ana = house.guest()
    await ana.join(link)
    const thief = house.guest('198.51.100.9')
    for (const answer of [await thief.get(link), await thief.post('/join', { invitation: link.slice(6) })]) {
      expect(answer.status).toBe(410)
      expect(answer.body).toMatch(/lets somebody in once, and this one was used/)
    }
    expect(thief.cookie).toBe('')
    const again = await ana.get(link)
    expect([again.status, again.headers.location]).toEqual([303, '/'])
  })

  it('lets one of two in who press its button at once', async () => {
    const house = await openHouse()
    const token = house.operatorLink('Ana Ruiz').replace('/join/', '')
    const both = [house.guest(), house.guest()]
    const answers = await Promise.all(both.map(one => one.post('/join', { invitation: token })))
    expect(answers.map(one => one.status).sort()).toEqual([303, 410])
  })

  it('tells whoever it is for that one more browser came in as them, and who made the link', async () => {
    const house = await openHouse()
    const ana = await house.lead()
    const ben = await house.colleague(ana)
    expect(await ben.seen()).not.toMatch(/came in as you/)
    const asBen = house.guest('198.51.100.9')
    await asBen.join(await house.linkFrom(ana, 'Ben Okafor'))
    expect(await ben.seen()).toMatch(
      /came in as you just now, in one more browser, by a link that Ana Ruiz made[\s\S]*not you\?/,
    )
    expect(await ana.seen()).not.toMatch(/came in as you/)
    await ben.say('sign out everywhere').catch(() => {})
    expect([(await asBen.get('/')).status, (await ben.get('/')).status]).toEqual([401, 401])
    await ben.join(house.operatorLink('Ben Okafor'))
    expect(await ben.seen()).toMatch(/by a link from whoever looks after Hearth/)
  })

  it('is read from a form of its own size alone: nobody who is not in yet has files taken apart', async () => {
    const house = await openHouse()
    const link = house.operatorLink('Ana Ruiz').slice(6)
    const multipart = { 'content-type': 'multipart/form-data; boundary=b' }
    const guest = house.guest()
    expect((await guest.post('/join', { invitation: link }, multipart)).status).toBe(415)
    const long = await guest.post('/join', { invitation: link, more: 'x'.repeat(20_000) })
    expect([long.status, guest.cookie]).toEqual([413, ''])
    expect((await guest.post('/join', { invitation: link })).status).toBe(303)
  })

  it('ends: that of whoever runs Hearth after three days, that of a colleague after fourteen', async () => {
    const house = await openHouse()
    const ana = await house.lead()
    const [early, late] = [house.operatorLink('Cleo'), await house.linkFrom(ana, 'Ben Okafor')]
    house.pass(3 * day)
    const answer = await house.guest().join(early)
    expect([answer.status, answer.body]).toEqual([410, expect.stringMatching(/was good until Dec 3, 2026/)])
    house.pass(11 * day)
    expect((await house.guest().join(late)).body).toMatch(/was good until Dec 14, 2026/)
  })

  it.each([
    ['made up', () => '/join/eyJpIjoibWFkZSB1cCJ9.c2lnbmVkIGJ5IG5vYm9keSBhdCBhbGwsIG5vdCBldmVuIG1l'],
    ['cut short', (link: string) => link.slice(0, -1)],
    ['for another name', (link: string) => renamed(link)],
    ['signed as a session is', (link: string) => `${link}.more`],
    ['of a megabyte', (link: string) => `${link}${'x'.repeat(10_000)}`],
    ['nothing', () => '/join/.'],
  ])('that is %s is refused in a sentence, and nobody is in by it', async (_, forge) => {
    const house = await openHouse()
    const guest = house.guest()
    const forged = forge(house.operatorLink('Ana Ruiz'))
    const answers = [await guest.get(forged), await guest.post('/join', { invitation: forged.slice(6) })]
    for (const answer of answers) {
      expect(answer.status).toBe(404)
      expect(answer.body).toMatch(/no link of Hearth’s, or a part of it was lost/)
    }
    expect([guest.cookie, (await guest.get('/')).status]).toEqual(['', 401])
    expect(house.logged).toEqual([])
  })

  it('is taken back, and lets nobody in from then on', async () => {
    const house = await openHouse()
    const ana = await house.lead()
    const link = await house.linkFrom(ana, 'Ben Okafor')
    const page = await ana.page('/')
    const card = page('button:contains("Cancel the link")').last()
    const pressed = await ana.post('/press', {
      card: card.closest('form').find('[name=card]').attr('value') ?? '',
      press: card.attr('value') ?? '',
    })
    expect(pressed.status).toBe(204)
    const answer = await house.guest().join(link)
    expect([answer.status, answer.body]).toEqual([410, expect.stringMatching(/This link was taken back/)])
  })

  it('for somebody else is not used by whoever is signed in, and still holds', async () => {
    const house = await openHouse()
    const ana = await house.lead()
    const link = await house.linkFrom(ana, 'Ben Okafor')
    for (const answer of [await ana.get(link), await ana.post('/join', { invitation: link.slice(6) })]) {
      expect(answer.status).toBe(409)
      expect(answer.body).toMatch(/for Ben Okafor, and you are signed in as Ana Ruiz[\s\S]*still holds/)
    }
    expect((await house.guest().join(link)).status).toBe(303)
  })

  it('shows a name with a script in it as the words it is, wherever it stands', async () => {
    const house = await openHouse()
    const name = '<script>alert(1)</script><img src=x onerror=alert(1)>'
    const eve = await house.lead(name)
    await eve.say('people')
    for (const path of ['/', '/c/staff', house.operatorLink(name)]) {
      const { body } = await house.guest().get(path)
      const page = body.includes('data-person') ? await eve.page(path) : undefined
      expect(page?.('main script, main img, [onerror]').length ?? 0).toBe(0)
      expect(body).not.toMatch(/<script>|<img/)
    }
    expect((await eve.page('/'))('.me p').text()).toBe(name)
    expect((await eve.page('/'))('script:not([src]), img, [onerror]').length).toBe(0)
  })

  it.each(['', '   ', '!!!', 'x'.repeat(61)])('needs a name that people know somebody by: %j', async name => {
    const house = await openHouse()
    const ana = await house.lead()
    await ana.isTold(`people invite ${name}`, /I need a name that people know them by/)
  })

  it('for somebody who is there already signs them in again, as the same person, with what they wrote', async () => {
    const house = await openHouse()
    const ana = await house.lead()
    const ben = await house.colleague(ana)
    await ben.say('note Ask Rosa')
    await ana.isTold('people invite ben okafor', /Ben Okafor is here already: it signs them in again/)
    const elsewhere = house.guest()
    await elsewhere.join(await house.linkFrom(ana, 'Ben Okafor'))
    expect(await elsewhere.own()).toBe(await ben.own())
    expect(await elsewhere.seen()).toContain('Ask Rosa')
  })

  it.each([
    ['a Cyrillic letter', 'Аna Ruiz'],
    ['letters of full width', 'Ａｎａ Ruiz'],
    ['a digit', 'Ben 0kafor'],
    ['a capital of another script', 'Вen Okafor'],
  ])('is not made for a name that looks like another’s, and is written with %s', async (_, name) => {
    const house = await openHouse()
    const ana = await house.lead()
    await house.colleague(ana)
    await ana.say(`hearth invite ${name}`)
    expect(await ana.seen()).toMatch(/looks just like “(?:Ana Ruiz|Ben Okafor)”, and is written with other/)
    expect(await ana.seen()).not.toMatch(/The link for (?!Ben Okafor)/)
  })

  it('is made for a name that is other letters to whoever reads it', async () => {
    const house = await openHouse()
    const ana = await house.lead()
    await ana.say('hearth invite Aña Ruiz')
    await ana.say('hearth invite Анна Іванова')
    expect(await ana.seen()).toMatch(/The link for Aña Ruiz[\s\S]*The link for Анна Іванова/)
  })

  it('is made by those who look after the page alone, and its link shown to nobody else', async () => {
    const house = await openHouse()
    const ana = await house.lead()
    const ben = await house.colleague(ana)
    await ben.isTold('hearth invite Cleo', /Only those who look after this page can invite people/)
    await ana.say('hearth invite Cleo')
    const shown = (await ana.page('/'))('#entries a[href*="/invitation/"]').last().attr('href') ?? ''
    const { pathname } = new URL(shown)
    expect((await ben.get(pathname)).status).toBe(404)
    expect((await house.guest().get(pathname)).status).toBe(401)
    expect((await ana.get(pathname)).status).toBe(200)
  })

  it('leaves nothing on the disk, and nothing in the log, that lets anybody in', async () => {
    const house = await openHouse()
    const ana = await house.lead()
    const link = await house.linkFrom(ana, 'Ben Okafor')
    const ben = house.guest()
    await ben.join(link)
    const words = [await house.stored(), house.logged.join('\n')].join('\n')
    for (const carried of [ana.cookie.split('=')[1], ben.cookie.split('=')[1], link.split('.')[1]])
      expect(words.includes(carried ?? '?')).toBe(false)
    expect(words).not.toContain('/join/')
  })
})

/** The same signature under another name. */
function renamed(link: string): string {
  const [says = '', signature = ''] = link.replace('/join/', '').split('.')
  const told = Buffer.from(says, 'base64url').toString().replace('Ana', 'Eve')
  return `/join/${Buffer.from(told).toString('base64url')}.${signature}`
}
