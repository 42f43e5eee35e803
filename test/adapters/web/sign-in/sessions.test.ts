import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { until } from '../../../until.ts'
import { day, openHouse, publicUrl } from './house.ts'

describe('Who is signed in', () => {
  it('has a cookie that no script, no other host and no unencrypted line gets, for a month since it was last used', async () => {
    const house = await openHouse()
    const { headers } = await house.guest().join(house.operatorLink('Ana Ruiz'))
    const [cookie = ''] = headers['set-cookie'] ?? []
    expect(cookie).toMatch(
      /^__Host-hearth=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=2592000$/,
    )
    const ana = await house.lead('Cleo')
    for (let week = 0; week < 8; week++) {
      house.pass(7 * day)
      expect((await ana.get('/')).status).toBe(200)
    }
    house.pass(30 * day)
    expect((await ana.get('/')).status).toBe(401)
  })

  it('has that cookie anew with every page, for as long as it lasts: no browser forgets it sooner than Hearth', async () => {
    const house = await openHouse()
    const ana = await house.lead()
    const lasts = async () => {
      const [cookie = ''] = (await ana.get('/')).headers['set-cookie'] ?? []
      return Number(/Max-Age=(\d+)/.exec(cookie)?.[1]) * 1000
    }
    house.pass(10 * day)
    expect(await lasts()).toBe(30 * day)
    house.pass(day / 2)
    expect(await lasts()).toBe(29.5 * day)
    expect(await lasts()).toBe(29.5 * day)
  })

  it('signs in anew after a year, however often they came', async () => {
    const house = await openHouse()
    const ana = await house.lead()
    for (let week = 0; week < 52; week++) {
      expect((await ana.get('/')).status).toBe(200)
      house.pass(7 * day)
    }
    house.pass(2 * day)
    expect((await ana.get('/')).status).toBe(401)
  })

  it('stays so over a restart, and is out over one once they were signed out', async () => {
    const house = await openHouse()
    const [ana, cleo] = [await house.lead(), await house.lead('Cleo')]
    await house.restart()
    expect((await ana.get('/')).status).toBe(200)
    const kept = cleo.cookie
    await cleo.post('/sign-out', {}, { accept: 'text/html' })
    await house.restart()
    cleo.cookie = kept
    expect((await cleo.get('/')).status).toBe(401)
    expect((await ana.get('/')).status).toBe(200)
  })

  it('is out with another secret, and so is every link', async () => {
    const house = await openHouse()
    const ana = await house.lead()
    const links = [await house.linkFrom(ana, 'Ben Okafor'), house.operatorLink('Cleo')]
    await house.restart('another secret, which is as long as the one before')
    expect((await ana.get('/')).status).toBe(401)
    for (const link of links) expect((await house.guest().join(link)).status).toBe(404)
  })

  it('signs out with this browser, which keeps nothing of theirs then', async () => {
    const house = await openHouse()
    const ana = await house.lead()
    const page = await ana.stream(await ana.own())
    const { status, headers, body } = await ana.post('/sign-out', {}, { accept: 'text/html' })
    expect([status, headers['clear-site-data']]).toEqual([200, '"cache", "storage"'])
    expect(headers['set-cookie']?.[0]).toMatch(/^__Host-hearth=; .*Max-Age=0$/)
    expect(body).toMatch(/You are signed out/)
    await until(page.ended)
    expect((await ana.get('/')).status).toBe(401)
  })

  it('does nothing any more with what was begun before and came to its end after', async () => {
    const house = await openHouse()
    const ana = await house.lead()
    const ben = await house.colleague(ana)
    const finish = await ben.begin('/say', { id: randomUUID(), place: '#staff', line: 'note late words' })
    await ana.isTold('hearth sign out Ben', /is signed out/)
    expect((await finish()).status).toBe(401)
    expect(await ana.seen('/c/staff')).not.toContain('late words')
    expect(await house.stored()).not.toContain('late words')
  })

  it('is let to decide for all where nobody else is named: whoever was invited to look after the page is', async () => {
    const house = await openHouse()
    const ana = await house.lead()
    const ben = await house.colleague(ana)
    await ben.isTold('hearth closed 24 Dec 2026', /The people who look after Hearth here can/)
    await ana.isTold('hearth admins', /Ana Ruiz/)
    await ana.isTold('hearth closed 24 Dec 2026', /closed/)
  })

  it('is signed out everywhere by those who look after the page, or by themselves: open pages end, too', async () => {
    const house = await openHouse()
    const ana = await house.lead()
    const ben = await house.colleague(ana)
    const place = await ben.own()
    const open = await ben.stream(place)
    await ana.say('hearth sign out Ben')
    await until(open.ended)
    expect((await ben.get('/')).status).toBe(401)
    const lost = await ben.post('/say', { id: randomUUID(), place, line: 'typed before' })
    expect([lost.status, lost.body]).toEqual([
      401,
      expect.stringMatching(/What you typed stays in its field/),
    ])
    await ben.join(await house.linkFrom(ana, 'Ben Okafor'))
    const own = await ben.own()
    const answer = await ben.post('/say', { id: randomUUID(), place: own, line: 'sign me out everywhere' })
    expect(answer.status).toBe(204)
    await until(async () => (await ben.get('/')).status === 401)
    expect((await ana.get('/')).status).toBe(200)
  })

  it('is let go: nothing comes to them, nobody finds them by name, and an invitation brings them back', async () => {
    const house = await openHouse()
    const ana = await house.lead()
    const ben = await house.colleague(ana)
    await ben.say('note Ask Rosa')
    const own = await ben.own()
    await ana.isTold('people remove Ben', /Shall Ben Okafor go\?/)
    expect((await ben.get('/')).status).toBe(200)
    await ana.isTold('people remove Ben yes', /not one of this library’s people here anymore/)
    expect((await ben.get('/')).status).toBe(401)
    await ana.isTold('people sign-out Ben', /I know nobody here by the name Ben/)
    await ben.join(await house.linkFrom(ana, 'Ben Okafor'))
    expect(await ben.own()).toBe(own)
    expect(await ben.seen()).toContain('Ask Rosa')
  })

  it('looks after nothing any more once they were let go, also when a colleague has them back', async () => {
    const house = await openHouse()
    const [ana, cleo] = [await house.lead(), await house.lead('Cleo Park')]
    await ana.isTold('people remove Cleo yes', /not one of this library’s people here anymore/)
    await cleo.join(await house.linkFrom(ana, 'Cleo Park'))
    await cleo.isTold('hearth retention 1 year', /Only the people who look after Hearth here can/)
  })

  it('is forgotten with their sessions and invitations, reads that it was done, and is out', async () => {
    const house = await openHouse()
    const ana = await house.lead()
    const ben = await house.colleague(ana, 'Benjamin Okafor')
    await house.linkFrom(ana, 'Benjamin Okafor')
    await ana.say('people')
    const id = (await ben.own()).slice(1)
    const open = await ben.stream(`@${id}`)
    await ben.post('/say', { id: randomUUID(), place: `@${id}`, line: 'hearth forget me yes' })
    await until(open.ended)
    expect(open.told()).toMatch(
      /I have forgotten you[\s\S]*comes back by a new invitation alone[\s\S]*event: over/,
    )
    expect((await ben.get('/')).status).toBe(401)
    expect(await house.stored()).not.toMatch(new RegExp(`${id}|"name":"Benjamin Okafor"`))
  })

  it('may look after the whole library there, and a colleague may not', async () => {
    const house = await openHouse()
    const ana = await house.lead()
    const ben = await house.colleague(ana)
    expect(await ana.say('hearth retention 1 year')).not.toMatch(
      /can change for how long|has no admin here yet/,
    )
    await ben.isTold('hearth retention 1 year', /Only the people who look after Hearth here can/)
  })

  it('has the address of a calendar there, which ends when they are let go', async () => {
    const house = await openHouse()
    const ana = await house.lead()
    const ben = await house.colleague(ana)
    const said = await ben.say('calendar feed')
    const [, feed = ''] = /https:\/\/hearth\.example\.org(\/calendar\/\S+\.ics)/.exec(said) ?? []
    expect((await house.guest().get(feed)).status).toBe(200)
    await ana.say('people remove Ben yes')
    expect((await house.guest().get(feed)).status).toBe(404)
  })
})

describe('The page behind an address', () => {
  it.each([
    ['another page', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    [
      'another page of the same organization',
      { origin: 'https://www.example.org', 'sec-fetch-site': 'same-site' },
    ],
    ['a page that hides where it is', { origin: 'null' }],
    ['a page on the same name without TLS', { origin: 'http://hearth.example.org' }],
  ])('does nothing that %s has a browser send, whoever is signed in', async (_, headers) => {
    const house = await openHouse()
    const ana = await house.lead()
    const place = await ana.own()
    const before = await ana.seen()
    for (const [path, fields] of [
      ['/say', { place, line: 'hearth forget me yes' }],
      ['/sign-out', {}],
      ['/join', { invitation: house.operatorLink('Eve').slice(6) }],
    ] as const) {
      const answer = await ana.post(path, fields, headers)
      expect([path, answer.status, answer.headers['set-cookie']]).toEqual([path, 403, undefined])
      expect(answer.body).toMatch(/came from another web page, so I did nothing/)
    }
    expect(await ana.seen()).toBe(before)
  })

  it('is at its own address alone, and says where that is', async () => {
    const house = await openHouse()
    const ana = await house.lead()
    for (const host of ['localhost', '192.168.1.4:3000', 'evil.example']) {
      const answer = await ana.get('/', { host })
      expect([answer.status, answer.body]).toEqual([403, expect.stringContaining(`page is at ${publicUrl}`)])
    }
    expect((await ana.get('/', { host: 'HEARTH.example.org' })).status).toBe(200)
  })

  it.each(['/', '/c/staff', '/as/ana/', '/stream?place=%23staff', '/file/a-b/0', '/invitation/x', '/here'])(
    'gives nothing at %s to whoever is not signed in',
    async path => {
      const house = await openHouse()
      await house.lead()
      const guest = house.guest()
      for (const cookie of ['', '__Host-hearth=', `__Host-hearth=${'x'.repeat(43)}`, 'hearth=1']) {
        guest.cookie = cookie
        const answer = await guest.get(path)
        expect([answer.status, answer.body]).toEqual([401, expect.stringMatching(/You are not signed in/)])
      }
    },
  )

  it('gives nobody another’s chat, file or private answer', async () => {
    const house = await openHouse()
    const ana = await house.lead()
    const ben = await house.colleague(ana)
    await ana.say('gathering dm Spring tea')
    await ana.isTold('export', /\.docx/)
    const file = (await ana.page('/'))('.file a').last().attr('href') ?? ''
    expect(file).toMatch(/\/file\//)
    expect((await ana.get(file)).status).toBe(200)
    expect((await ben.get(file)).status).toBe(404)
    expect((await ben.get(`/stream?place=${encodeURIComponent(await ana.own())}`)).status).toBe(404)
    const asAna = await ben.post('/say', { place: await ana.own(), line: 'as if I were Ana' })
    expect(asAna.status).toBe(404)
    expect(await ana.seen()).not.toContain('as if I were Ana')
  })

  it('stops an address that tries links, and nobody else', async () => {
    const house = await openHouse()
    const [thief, other] = [house.guest('198.51.100.9'), house.guest('203.0.113.7')]
    const answers = []
    for (let time = 0; time < 25; time++) answers.push(await thief.get(`/join/made-up.${time}`))
    expect(answers.map(one => one.status)).toEqual([...Array(20).fill(404), ...Array(5).fill(429)])
    const link = house.operatorLink('Ana Ruiz')
    expect((await thief.join(link)).body).toMatch(/Please wait ten minutes/)
    expect((await other.get(link)).status).toBe(200)
    house.pass(10 * 60_000)
    expect((await thief.join(link)).status).toBe(303)
  })

  it('does not believe what whoever tries links says of where they are', async () => {
    const house = await openHouse()
    const answers = []
    for (let time = 0; time < 21; time++) {
      const thief = house.guest(`10.0.0.${time}, 198.51.100.9`)
      answers.push((await thief.get(`/join/made-up.${time}`)).status)
    }
    expect(answers.at(-1)).toBe(429)
  })

  it('slows one person who sends without end, in a sentence, and nobody else', async () => {
    const house = await openHouse()
    const ana = await house.lead()
    const ben = await house.colleague(ana)
    const place = await ben.own()
    const statuses = []
    for (let time = 0; time < 130; time++) {
      const answer = await ben.post('/read', { place, n: '1' })
      statuses.push(answer.status)
      if (answer.status === 429) expect(answer.body).toMatch(/What you typed stays in its field/)
    }
    expect(statuses.slice(0, 110)).not.toContain(429)
    expect(statuses.at(-1)).toBe(429)
    await ana.isTold('help', /./)
    house.pass(60_000)
    expect((await ben.post('/read', { place, n: '1' })).status).toBe(204)
  })

  it('refuses a line of a megabyte in a sentence, and takes the next', async () => {
    const house = await openHouse()
    const ana = await house.lead()
    const place = await ana.own()
    const long = await ana.post('/say', { place, line: 'x'.repeat(1_000_000) })
    expect([long.status, long.body]).toEqual([413, expect.stringMatching(/longer than I can take/)])
    await ana.isTold('note shorter', 'shorter')
  })

  it('holds twenty pages open for one person, and says so to the next', async () => {
    const house = await openHouse()
    const ana = await house.lead()
    const place = await ana.own()
    const open = await Promise.all(Array.from({ length: 20 }, () => ana.stream(place)))
    expect(open.map(one => one.status)).toEqual(Array(20).fill(200))
    const more = await ana.get(`/stream?place=${encodeURIComponent(place)}`)
    expect([more.status, more.body]).toEqual([503, expect.stringMatching(/Close some; this one tries again/)])
    const ben = await house.colleague(ana)
    const other = await ben.stream(await ben.own())
    expect(other.status).toBe(200)
    for (const one of [...open, other]) one.close()
  })

  it('leaves “invite” what it is everywhere: a colleague is asked to a walk-through', async () => {
    const house = await openHouse()
    const ana = await house.lead()
    await house.colleague(ana)
    await ana.say('gathering dm Spring tea')
    await ana.isTold('hearth invite Ben', /Ben Okafor can answer in “Spring tea”/)
    await ana.isTold('hearth invite Cleo', /The link for Cleo is ready/)
    await ana.isTold('people invite Ben Okafor', /The link for Ben Okafor is ready/)
  })
})

describe('A thousand open pages', () => {
  it('are told what comes, in bounded memory, and leave nothing behind when they close', async () => {
    const house = await openHouse()
    const people = await Promise.all(Array.from({ length: 50 }, (_, at) => house.lead(`Person ${at}`)))
    const before = process.memoryUsage().heapUsed
    const open = (
      await Promise.all(
        people.map(one => Promise.all(Array.from({ length: 20 }, () => one.stream('#staff')))),
      )
    ).flat()
    expect(open.filter(one => one.status === 200)).toHaveLength(1_000)
    await people[0]?.say('Hello all', '#staff')
    await until(() => open.every(one => one.told().includes('Hello all')))
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(200 * 1024 * 1024)
    for (const one of open) one.close()
    await until(async () => {
      const again = await people[0]?.stream('#staff')
      again?.close()
      return again?.status === 200
    })
  })
})
