import { describe, expect, it, onTestFinished } from 'vitest'
import { reseal } from '../../../adapters/slack/oauth/reseal.ts'
import { openJsonStore } from '../../../src/store/json.ts'
import { seen } from '../../slack/stand-in.ts'
import { newLog } from '../../store/folder.ts'
import { until } from '../../until.ts'
import { openBrowser } from './browser.ts'
import { createClock } from './clock.ts'
import { moveIn, publicUrl } from './house.ts'

const secret = 'a-secret-of-thirty-two-characters-or-more'
const river = { id: 'T0RIVER', name: 'River', installed: false, people: ['ana', 'rob'] }
const hill = { id: 'T0HILL', name: 'Hill', installed: false, people: ['ben', 'hal'] }

async function manyWorkspaces(over: Parameters<typeof moveIn>[0] = {}) {
  const house = await moveIn({ teams: [river, hill], secrets: [secret], ...over })
  onTestFinished(() => house.close())
  const { slack } = house
  const add = async (who: string, agreement?: Parameters<typeof slack.agree>[2]) => {
    const browser = openBrowser(house.url)
    return browser.open(slack.agree(await browser.begin(), who, agreement))
  }
  const ask = async (who: string) => {
    const person = slack.person(who)
    const told = await slack.slash(person, slack.channel('#staff', person), '/hearth', 'help')
    return String(told.message?.text ?? told.body)
  }
  return { ...house, add, ask, browser: () => openBrowser(house.url) }
}

const dayMs = 24 * 60 * 60_000
/** A token as it is stored. */
const sealed = /"token":"v1\./
const notHere = /Hearth is not installed here/

describe('A Hearth of many Slack workspaces', () => {
  it('says on a page what it may see and why, and leads to Slack’s own question', async () => {
    const { browser, slack } = await manyWorkspaces()
    const ana = browser()
    const page = await ana.open('/slack/install')
    expect(page.status).toBe(200)
    expect(page.words).toMatch(/It hears lines that mention @Hearth\. \( app_mentions:read \)/)
    for (const scope of slack.teams[0]?.scopes ?? []) expect(page.body).toContain(`<code>${scope}</code>`)
    expect(page.words).toMatch(/stays for 30 days/)
    const asked = new URL(await ana.begin())
    expect(asked.pathname).toBe('/oauth/v2/authorize')
    expect(asked.searchParams.get('redirect_uri')).toBe(`${publicUrl}/slack/oauth_redirect`)
    expect(asked.searchParams.get('scope')?.split(',')).toEqual(slack.teams[0]?.scopes)
  })

  it('keeps an installation in its browser by a cookie that no other host under the same domain can set', async () => {
    const { browser, add } = await manyWorkspaces()
    const ana = browser()
    const begun = await ana.open('/slack/install/begin')
    expect(begun.headers.get('set-cookie')).toMatch(
      /^__Host-hearth-install=[\w-]{32}; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax; Secure$/,
    )
    const planted = [...ana.cookies.values()][0] ?? ''
    const back = new URL(begun.headers.get('location') ?? '')
    ana.cookies.clear()
    ana.cookies.set('hearth-install', planted)
    const state = back.searchParams.get('state') ?? ''
    expect((await ana.open(`/slack/oauth_redirect?code=x&state=${encodeURIComponent(state)}`)).status).toBe(
      403,
    )
    expect((await add('ana')).words).toMatch(/Hearth is in your Slack/)
  })

  it('answers each workspace with its own token, and one that has not added it with a sentence', async () => {
    const { add, ask, slack } = await manyWorkspaces()
    expect((await add('ana')).words).toMatch(/Hearth is in your Slack.*first admin/)
    expect(await ask('ben')).toMatch(notHere)
    await add('ben')
    expect(await ask('ana')).not.toMatch(notHere)
    expect(await ask('ben')).not.toMatch(notHere)
    await slack.say('ana', 'DM', 'hearth')
    await slack.say('ben', 'DM', 'hearth')
    await slack.until(() => slack.posted('DM', 'ana')[0] && slack.posted('DM', 'ben')[0])
    const of = (team: string) => slack.callsTo('chat.postMessage').filter(one => one.team === team)
    expect(of('T0RIVER').length).toBeGreaterThan(0)
    expect(of('T0HILL').length).toBeGreaterThan(0)
  })

  it('keeps no token that could be read, and goes on after a restart', async () => {
    const { add, ask, slack, stored, restart, logged } = await manyWorkspaces()
    await add('ana')
    const bytes = await stored()
    expect(bytes).toContain('slack-install')
    for (const { token } of slack.teams) expect(bytes).not.toContain(token)
    expect(logged.join('\n')).not.toMatch(/xox[a-z]-/)
    await restart()
    expect(await ask('ana')).not.toMatch(notHere)
  })

  it('tells what the installer left out', async () => {
    const { add, logged } = await manyWorkspaces()
    const done = await add('ana', { without: ['files:write', 'users:read'] })
    expect(done.words).toMatch(
      /did not grant all.*calls people by their names.*\( users:read \).*hands over what somebody exports\. \( files:write \)/,
    )
    expect(done.words).not.toMatch(/channels:history/)
    expect(logged.join('\n')).toMatch(/T0RIVER: Slack did not grant users:read, files:write/)
  })

  it('is the same after it was added again, and twice at once', async () => {
    const { add, ask } = await manyWorkspaces()
    await add('ana')
    expect((await add('rob')).words).toMatch(/was there already, and goes on as before/)
    const both = await Promise.all([add('ana'), add('rob')])
    expect(both.map(one => one.status)).toEqual([200, 200])
    expect(await ask('rob')).not.toMatch(notHere)
  })

  it('deletes a token the moment that Hearth is removed, and is there and ready for the others', async () => {
    const { add, ask, slack, url, stored, logged } = await manyWorkspaces()
    await add('ana')
    expect(await stored()).toMatch(sealed)
    await slack.uninstall('T0RIVER')
    await slack.until(() => logged.some(line => /T0RIVER: Hearth was removed there/.test(line)))
    expect(await stored()).not.toMatch(sealed)
    expect(await ask('ana')).toMatch(notHere)
    await add('ben')
    expect((await fetch(`${url()}/readyz`)).status).toBe(200)
    expect(await ask('ben')).not.toMatch(notHere)
    expect(logged.join('\n')).not.toMatch(/SLACK_BOT_TOKEN/)
  })

  it('notices by Slack’s refusal that it was removed, where no event tells', async () => {
    const { add, slack, stored, logged } = await manyWorkspaces()
    await add('ana')
    const team = slack.teams[0]
    if (team) team.installed = false
    await slack.say('ana', 'DM', 'hearth')
    await slack.until(() => logged.some(line => /T0RIVER: Hearth was removed there/.test(line)))
    expect(await stored()).not.toMatch(sealed)
    expect(logged.join('\n')).not.toMatch(/SLACK_BOT_TOKEN/)
  })

  it('keeps the token where only a person’s was taken back, and where an old removal is told late', async () => {
    const { add, ask, slack, stored } = await manyWorkspaces()
    await add('ana')
    const tokens = { oauth: ['U0SOMEBODY'], bot: [] }
    await slack.event('T0RIVER', { type: 'tokens_revoked', tokens, event_ts: slack.world.stamp() })
    await slack.event('T0RIVER', { type: 'app_uninstalled', event_ts: slack.world.stamp() })
    expect(await ask('ana')).not.toMatch(notHere)
    expect(await stored()).toMatch(sealed)
  })

  it('goes on where it was when it is added again within thirty days, and tells what becomes of it', async () => {
    const { add, ask, slack, logged } = await manyWorkspaces()
    await add('ana')
    await slack.slash('ana', '#staff', '/hearth', 'note Bring the blue tablecloth')
    await slack.slash('ana', '#staff', '/hearth', 'privacy')
    await slack.until(() =>
      slack.ephemerals('ana').some(one => /removed from your Slack.*30 days.*erase/.test(seen(one).text)),
    )
    await slack.uninstall('T0RIVER')
    await slack.until(() => logged.some(line => /Hearth was removed there/.test(line)))
    expect((await add('rob')).words).toMatch(/Welcome back.*still here/)
    expect(await ask('ana')).not.toMatch(notHere)
    const notes = await slack.slash('ana', '#staff', '/hearth', 'notes')
    expect(JSON.stringify(notes.message)).toMatch(/blue tablecloth/)
  })

  it('brings back what was planned once it is added again, and nothing meanwhile', async () => {
    const clock = createClock()
    const { add, slack, logged } = await manyWorkspaces({ clock })
    await add('ana')
    await slack.slash('ana', '#staff', '/plan', 'dm Spring coffee')
    await slack.slash('ana', '#staff', '/plan', 'remind every monday 9:00')
    const reminders = () =>
      slack.posted('DM', 'ana').filter(one => /Spring coffee/.test(seen(one).text)).length
    await slack.until(() => reminders() > 0)
    const before = reminders()
    await slack.uninstall('T0RIVER')
    await slack.until(() => logged.some(line => /Hearth was removed there/.test(line)))
    /** Whoever was not asleep yet is woken by the next look. */
    const reach = (instant: number, comesAbout: () => boolean) =>
      until(() => {
        clock.goTo(instant)
        return comesAbout()
      })
    await reach(clock.now() + 8 * dayMs, () => logged.some(line => /could not be told/.test(line)))
    expect(reminders()).toBe(before)
    await add('rob')
    await reach(clock.now() + 7 * dayMs, () => reminders() > before)
  })

  it('erases what a library saved thirty days after it removed Hearth, and what the others saved stays', async () => {
    const clock = createClock()
    const { add, ask, slack, stored, logged } = await manyWorkspaces({ clock })
    await add('ana')
    await add('ben')
    await slack.slash('ana', '#staff', '/hearth', 'note Bring the blue tablecloth')
    const staff = slack.channel('#staff', 'ben')
    await slack.slash('ben', staff, '/hearth', 'note Bring the green tablecloth')
    await slack.uninstall('T0RIVER')
    await slack.until(() => logged.some(line => /Hearth was removed there/.test(line)))
    for (let day = 0; day < 30; day++) {
      expect(await stored()).toContain('blue tablecloth')
      const night = clock.now() + dayMs
      // Who was not asleep yet is woken by the next look.
      await until(async () => {
        clock.goTo(night)
        return isLookedAt(await stored(), night)
      })
    }
    await slack.until(() =>
      logged.some(line => /slack-t0river: it removed Hearth 30 days ago.*was erased/.test(line)),
    )
    expect(await stored()).toContain('green tablecloth')
    expect(await ask('ben')).not.toMatch(notHere)
    expect((await add('rob')).words).toMatch(/You are its first admin/)
  })
})

describe('The secret that tokens are sealed by', () => {
  const newSecret = 'another-secret-of-thirty-two-characters'

  it('may be followed by a new one, and goes once all is sealed anew', async () => {
    const { add, ask, restart, settings, stored, dataDir, logged } = await manyWorkspaces()
    await add('ana')
    await add('ben')
    const before = [...(await stored()).matchAll(/"token":"(v1[^"]+)"/g)].map(([, token = '']) => token)
    settings.secrets = [newSecret, secret]
    await restart(async () => {
      const store = await openJsonStore(dataDir, { log: newLog() })
      expect(await reseal(store, [newSecret, secret])).toEqual({ anew: 2, before: 0, failed: [] })
      expect(await reseal(store, [newSecret, secret])).toEqual({ anew: 0, before: 2, failed: [] })
      await store.close()
    })
    for (const token of before) expect(await stored()).not.toContain(token)
    settings.secrets = [newSecret]
    await restart()
    expect(await ask('ana')).not.toMatch(notHere)
    expect(await ask('ben')).not.toMatch(notHere)
    expect(logged.join('\n')).not.toMatch(/ESEALED|sealed with/)
  })

  it('is named where it is missing, for the library it concerns alone', async () => {
    const { add, ask, restart, settings, dataDir, slack, logged } = await manyWorkspaces()
    await add('ana')
    settings.secrets = [newSecret]
    await restart(async () => {
      const store = await openJsonStore(dataDir, { log: newLog() })
      const { anew, failed } = await reseal(store, [newSecret])
      expect([anew, failed]).toEqual([
        0,
        [
          {
            workspace: 'slack-t0river',
            why: expect.stringMatching(/sealed with a secret that is not in HEARTH_SECRET/),
          },
        ],
      ])
      await store.close()
    })
    await add('ben')
    expect(await ask('ben')).not.toMatch(notHere)
    const said = await slack.slash('ana', '#staff', '/hearth', 'help')
    expect(said.status).toBe(500)
    expect(logged.join('\n')).toMatch(
      /token of T0RIVER was sealed with a secret that is not in HEARTH_SECRET/,
    )
    await add('ana')
    expect(await ask('ana')).not.toMatch(notHere)
  })
})

describe('A token that ends', () => {
  const halfDay = 12 * 60 * 60
  const renewals = (slack: Awaited<ReturnType<typeof manyWorkspaces>>['slack']) =>
    slack.callsTo('oauth.v2.access').filter(one => one.args.grant_type === 'refresh_token')

  async function ending() {
    const clock = createClock()
    const house = await manyWorkspaces({ clock })
    house.slack.tokensEndAfter = halfDay
    await house.add('ana')
    return { clock, ...house }
  }

  it('is renewed before it does, once, however much comes at once', async () => {
    const { clock, slack, ask, stored } = await ending()
    expect(await ask('ana')).not.toMatch(notHere)
    expect(renewals(slack)).toEqual([])
    clock.goTo(clock.now() + 11 * 60 * 60_000)
    const all = await Promise.all(Array.from({ length: 12 }, () => ask('ana')))
    for (const one of all) expect(one).not.toMatch(notHere)
    expect(renewals(slack)).toHaveLength(1)
    expect(await stored()).not.toMatch(/xox[a-z]/)
    clock.goTo(clock.now() + 11 * 60 * 60_000)
    await slack.say('ana', 'DM', 'hearth')
    await slack.until(() => slack.posted('DM', 'ana')[0])
    expect(renewals(slack)).toHaveLength(2)
  })

  it('is renewed where it ended while Hearth was stopped', async () => {
    const { clock, slack, restart } = await ending()
    await restart(async () => clock.goTo(clock.now() + 5 * dayMs))
    await slack.say('ana', 'DM', 'hearth')
    await slack.until(() => slack.posted('DM', 'ana')[0])
    expect(renewals(slack)).toHaveLength(1)
  })

  it('goes on until it ends where Slack stumbles, and is renewed the next time', async () => {
    const { clock, slack, ask, logged } = await ending()
    clock.goTo(clock.now() + 11 * 60 * 60_000)
    slack.fail('oauth.v2.access', { kind: 'status', status: 500 })
    expect(await ask('ana')).not.toMatch(notHere)
    expect(logged.join('\n')).toMatch(/T0RIVER: its token could not be renewed. It is tried again/)
    clock.goTo(clock.now() + 30 * 60_000)
    expect(await ask('ana')).not.toMatch(notHere)
    expect(renewals(slack).map(one => one.result?.ok)).toEqual([undefined, true])
  })

  it('that Slack renews no more is told, and the library is asked to add Hearth again', async () => {
    const { clock, slack, ask, add, logged } = await ending()
    clock.goTo(clock.now() + 11 * 60 * 60_000)
    slack.fail('oauth.v2.access', { kind: 'refused', error: 'invalid_refresh_token' })
    expect(await ask('ana')).not.toMatch(notHere)
    expect(logged.join('\n')).toMatch(
      /T0RIVER: its token could not be renewed.*Have Hearth installed there again/,
    )
    clock.goTo(clock.now() + 2 * 60 * 60_000)
    expect(await ask('ana')).toMatch(notHere)
    expect(renewals(slack)).toHaveLength(1)
    await add('ana')
    expect(await ask('ana')).not.toMatch(notHere)
  })

  it('that ended while a message was on its way is renewed, and not taken for a removal', async () => {
    const { clock, slack, ask, logged } = await ending()
    await ask('ana')
    slack.fail('chat.postMessage', { kind: 'refused', error: 'token_expired' })
    slack.fail('auth.test', { kind: 'refused', error: 'token_expired' })
    await slack.say('ana', 'DM', 'hearth')
    await slack.until(() => slack.callsTo('chat.postMessage').length)
    await slack.until(() => slack.callsTo('auth.test').length > 1)
    clock.goTo(clock.now() + 13 * 60 * 60_000)
    expect(await ask('ana')).not.toMatch(notHere)
    expect(logged.join('\n')).not.toMatch(/was removed/)
  })

  it('is not given up because the settings are wrong', async () => {
    const { clock, slack, ask } = await ending()
    clock.goTo(clock.now() + 11 * 60 * 60_000)
    slack.fail('oauth.v2.access', { kind: 'refused', error: 'bad_client_secret' })
    await ask('ana')
    clock.goTo(clock.now() + 3 * 60 * 60_000)
    expect(await ask('ana')).not.toMatch(notHere)
  })
})

describe('An organization that installs Hearth for all', () => {
  const organization = { organization: 'E0COUNTY' }

  it('has a library for each workspace, with one token, also for what comes by itself', async () => {
    const { add, ask, slack, stored, restart } = await manyWorkspaces()
    expect((await add('ana', organization)).words).toMatch(/Hearth is in your Slack/)
    for (const [who, words] of [
      ['ana', 'Bring blue cups'],
      ['ben', 'Bring green cups'],
    ] as const) {
      const staff = slack.channel('#staff', who)
      await slack.slash(who, staff, '/hearth', `note ${words}`)
      const told = await slack.slash(who, staff, '/hearth', 'notes')
      expect(JSON.stringify(told.message)).toContain(words)
      expect(new Set(JSON.stringify(told.message).match(/(blue|green) cups/g)).size).toBe(1)
    }
    await restart()
    await slack.say('ben', 'DM', 'hearth')
    await slack.until(() => slack.posted('DM', 'ben')[0])
    const bytes = await stored()
    expect(bytes.match(/"token":"v1/g)).toHaveLength(1)
    expect(bytes).toMatch(/"enterprise":"E0COUNTY"/)
    expect(await ask('ana')).not.toMatch(notHere)
  })

  it('is out everywhere at once when it removes Hearth, and one workspace is left where one does', async () => {
    const { add, ask, slack, logged } = await manyWorkspaces()
    await add('ana', organization)
    await ask('ana')
    await ask('ben')
    await slack.uninstall('T0HILL')
    await slack.until(() => logged.some(line => /E0COUNTY: Hearth was removed there/.test(line)))
    expect(await ask('ana')).toMatch(notHere)
    expect(await ask('ben')).toMatch(notHere)
  })
})

describe('Each library’s own', () => {
  const saidTo = (slack: Awaited<ReturnType<typeof manyWorkspaces>>['slack'], who: string) =>
    slack
      .ephemerals(who)
      .map(one => seen(one).text)
      .join('\n')

  it('first admin is whoever installed it, in their library alone', async () => {
    const { add, slack } = await manyWorkspaces()
    await add('ana')
    await add('ben')
    for (const [admin, colleague] of [
      ['ana', 'rob'],
      ['ben', 'hal'],
    ] as const) {
      const staff = slack.channel('#staff', admin)
      const refused = await slack.slash(colleague, staff, '/hearth', 'hold on')
      expect(JSON.stringify(refused.message)).toMatch(/Only the people who look after Hearth here/)
      const held = await slack.slash(admin, staff, '/hearth', 'hold on')
      expect(JSON.stringify(held.message)).toMatch(/Everything is held/)
    }
    const doctor = await slack.slash('ana', '#staff', '/hearth', 'doctor')
    expect(JSON.stringify(doctor.message)).not.toMatch(/Node|Disk/)
  })

  it('admin is not changed by whoever adds Hearth again', async () => {
    const { add, slack } = await manyWorkspaces()
    await add('ana')
    await add('rob')
    const listed = await slack.slash('rob', '#staff', '/hearth', 'admins')
    expect(JSON.stringify(listed.message)).toMatch(/ana/)
    expect(JSON.stringify(listed.message)).not.toMatch(/rob/)
    const refused = await slack.slash('rob', '#staff', '/hearth', 'admins add @rob')
    expect(JSON.stringify(refused.message)).toMatch(/Only the people who look after/)
  })

  it('people are strangers in a channel that both share, also an admin, also one who was named there', async () => {
    const { add, slack, stored } = await manyWorkspaces()
    await add('ana')
    await add('ben')
    const river = slack.channel('#staff', 'ana')
    const ben = slack.person('ben')
    river.members.add(ben.id)
    await slack.slash('ana', river, '/hearth', 'admins add @ben')
    const mention = (text: string, ts: string) => ({
      type: 'app_mention',
      user: ben.id,
      user_team: ben.team,
      channel: river.id,
      text: `<@${slack.teams[0]?.bot.id}> ${text}`,
      ts,
    })
    await slack.event('T0RIVER', mention('hold on', '1795420900.000200'))
    await slack.until(() => /Only the people who look after Hearth here/.test(saidTo(slack, 'ben')))
    await slack.event('T0RIVER', mention('closed every sunday', '1795420900.000300'))
    await slack.until(
      () => saidTo(slack, 'ben').match(/look after Hearth here|for the people of this library/g)?.[1],
    )
    expect(await stored()).not.toMatch(/"hold"|"closure"/)
  })

  it('cards are pressed by nobody of another', async () => {
    const { add, slack } = await manyWorkspaces()
    await add('ana')
    await add('ben')
    const river = slack.channel('#staff', 'ana')
    const ben = slack.person('ben')
    river.members.add(ben.id)
    await slack.slash('ana', river, '/gathering', 'thread Spring tea')
    const root = await slack.until(() => slack.posted(river).find(one => !one.thread_ts))
    await slack.until(() => slack.thread(root).some(one => seen(one).text.includes('Question 1 of 11')))
    const before = JSON.stringify(slack.posted(river))
    await slack.deliver('interactive', {
      type: 'block_actions',
      api_app_id: slack.appId,
      team: { id: ben.team },
      user: { id: ben.id, team_id: ben.team },
      channel: { id: river.id },
      container: { type: 'message', message_ts: root.ts, channel_id: river.id },
      actions: [{ type: 'button', action_id: 'a', value: 'walk stop' }],
    })
    await slack.say('ben', 'DM', 'hearth')
    await slack.until(() => slack.posted('DM', 'ben')[0])
    expect(JSON.stringify(slack.posted(river))).toBe(before)
  })
})

describe('Whoever is not installing it in earnest', () => {
  const refusedWith = async (
    lead: (house: Awaited<ReturnType<typeof manyWorkspaces>>) => Promise<{ status: number; words: string }>,
  ) => {
    const house = await manyWorkspaces()
    const { status, words } = await lead(house)
    expect(words).toMatch(
      /Hearth was not installed.*Nothing that your library saved was changed.*Begin again/,
    )
    expect(await house.stored()).not.toContain('slack-install')
    return { status, words, house }
  }

  it('cannot have somebody else finish what they began', async () => {
    const { status, words } = await refusedWith(async ({ browser, slack }) => {
      const back = slack.agree(await browser().begin(), 'ana')
      const other = browser()
      await other.begin()
      return other.open(back)
    })
    expect([status, words]).toEqual([403, expect.stringMatching(/does not belong to an installation/)])
  })

  it.each([
    ['none', () => ''],
    ['a made up one', () => '99999999999999.aaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
    ['one with another end', (state: string) => state.replace(/^\d+/, '99999999999999')],
    ['one cut short', (state: string) => state.slice(0, -3)],
    ['a long one', (state: string) => `${state}${'x'.repeat(10_000)}`],
  ])('gets nowhere with a state that is not ours: %s', async (_, forge) => {
    const { status } = await refusedWith(async ({ browser, slack }) => {
      const ana = browser()
      const back = new URL(slack.agree(await ana.begin(), 'ana'))
      back.searchParams.set('state', forge(back.searchParams.get('state') ?? ''))
      return ana.open(back.href)
    })
    expect(status).toBe(403)
  })

  it('is asked to begin again after ten minutes', async () => {
    const clock = createClock()
    const { browser, slack } = await manyWorkspaces({ clock })
    const ana = browser()
    const back = slack.agree(await ana.begin(), 'ana')
    clock.goTo(clock.now() + 10 * 60_000 + 1)
    const { status, words } = await ana.open(back)
    expect([status, words]).toEqual([400, expect.stringMatching(/More than ten minutes/)])
  })

  it('is told that a link was used, and by Slack that a code was', async () => {
    const { browser, slack, add, ask } = await manyWorkspaces()
    const ana = browser()
    const back = new URL(slack.agree(await ana.begin(), 'ana'))
    expect((await ana.open(back.href)).status).toBe(200)
    expect((await ana.open(back.href)).words).toMatch(/This link was used already/)
    const again = new URL(slack.agree(await ana.begin(), 'ana'))
    again.searchParams.set('code', back.searchParams.get('code') ?? '')
    expect((await ana.open(again.href)).words).toMatch(/used already, or is too old/)
    expect(await ask('ana')).not.toMatch(notHere)
    await add('ben')
  })

  it('may decline', async () => {
    const { status, words } = await refusedWith(async ({ browser }) => {
      const ana = browser()
      const asked = new URL(await ana.begin())
      return ana.open(`/slack/oauth_redirect?error=access_denied&state=${asked.searchParams.get('state')}`)
    })
    expect([status, words]).toEqual([200, expect.stringMatching(/You did not allow it/)])
  })

  it.each([
    ['Slack stumbles', { kind: 'status', status: 500 }, /could not be reached, or asks us to wait/],
    ['Slack asks us to wait', { kind: 'status', status: 429, retryAfter: 30 }, /asks us to wait/],
    ['something else answers', { kind: 'badJson' }, /could not be reached/],
    ['the secret is wrong', { kind: 'refused', error: 'bad_client_secret' }, /does not take the settings/],
  ] as const)('keeps nothing where %s', async (_, fault, words) => {
    const said = await refusedWith(async ({ browser, slack }) => {
      const ana = browser()
      const back = slack.agree(await ana.begin(), 'ana')
      slack.fail('oauth.v2.access', fault)
      return ana.open(back)
    })
    expect(said.words).toMatch(words)
    expect(said.house.logged.join('\n')).toMatch(/an installation failed/)
  })

  it('keeps nothing of a key that is not good, or another’s', async () => {
    const dead = await refusedWith(async ({ browser, slack }) => {
      const ana = browser()
      const back = slack.agree(await ana.begin(), 'ana')
      slack.fail('auth.test', { kind: 'refused', error: 'invalid_auth' })
      return ana.open(back)
    })
    expect(dead.words).toMatch(/could not be tried out/)
  })

  it('is refused any other way than opening the page', async () => {
    const { browser } = await manyWorkspaces()
    for (const path of ['/slack/install', '/slack/install/begin', '/slack/oauth_redirect'])
      expect((await browser().open(path, 'POST')).status).toBe(405)
  })

  it('gets no answer for what another app sends', async () => {
    const { add, ask, slack, logged } = await manyWorkspaces()
    await add('ana')
    slack.world.appId = 'A0ANOTHER1'
    expect(await ask('ana')).toMatch(notHere)
    expect(logged.join('\n')).toMatch(/SLACK_SIGNING_SECRET and SLACK_CLIENT_ID must be of one app/)
  })
})

/** Whether the libraries that left were looked at in a night: that is noted, or all is erased. */
function isLookedAt(stored: string, night: number): boolean {
  const looks = [...stored.matchAll(/"lookedAt":(\d+)/g)].map(([, at]) => Number(at))
  return looks.some(at => at >= night) || !stored.includes('blue tablecloth')
}
