import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backUp } from '../../../src/store/backup.ts'
import { disk } from '../../../src/store/disk/files.ts'
import { seen } from '../../slack/stand-in.ts'
import { moveIn } from './house.ts'

let home: Awaited<ReturnType<typeof moveIn>>
let slack: (typeof home)['slack']
beforeEach(async () => {
  home = await moveIn({ teams: [{ people: ['zelda', 'ben'] }] })
  slack = home.slack
})
afterEach(() => home.close())

const shows = (place: string, who: string, words: RegExp) =>
  slack.until(() =>
    [...slack.posted(place, who), ...slack.ephemerals(who)].find(one => words.test(seen(one).text)),
  )

describe('hearth forget me on Slack', () => {
  it('leaves neither ids, nor the chat’s own id, nor words on the disk; what a colleague wrote stays; a restart changes nothing', async () => {
    await slack.slash('zelda', 'DM', '/gathering', 'dm Quince tea')
    await shows('DM', 'zelda', /Question 1 of 11/)
    await slack.say('zelda', 'DM', 'So that quinces meet')
    await shows('DM', 'zelda', /Question 2 of 11/)
    await slack.slash('zelda', '#staff', '/gathering', 'thread Pear tea')
    const root = await slack.until(() =>
      slack.posted('#staff').find(one => !one.thread_ts && /Pear tea/.test(seen(one).text)),
    )
    await slack.until(() => slack.thread(root).find(one => /Question 1/.test(seen(one).text)))
    await slack.say('zelda', '#staff', 'pears of my own', { under: root })
    await slack.until(() => /pears of my own/.test(seen(root).text))
    await slack.say('ben', '#staff', `plums and more, says @${slack.people.zelda?.id}`, { under: root })
    await slack.until(() => /plums and more/.test(seen(root).text))
    await slack.slash('zelda', 'DM', '/plan', 'dm Apple plan')
    await shows('DM', 'zelda', /Question 1 of 6/)
    await slack.slash('zelda', 'DM', '/plan', 'remind monday 9:00')
    await slack.say('zelda', 'DM', 'hearth note buy sugar')
    await backUp({ files: disk, root: home.dataDir, backups: `${home.dataDir}/backups` }, Date.now() - 1)
    const before = await home.stored()
    expect(before).toContain(slack.people.zelda?.id)
    expect(before).toContain(slack.channel('DM', 'zelda').id)

    await slack.say('zelda', 'DM', 'hearth forget me')
    const asked = await shows('DM', 'zelda', /Should I forget you/)
    await slack.press('zelda', asked, 'Yes, forget me')
    await shows('DM', 'zelda', /I have forgotten you[\s\S]*Slack itself keeps/)
    await slack.until(() => /a colleague who left/.test(seen(root).text))
    await slack.until(() => slack.thread(root).every(one => !/pears of my own/.test(seen(one).text)))
    expect(seen(root).text).not.toMatch(/pears of my own|Pear tea/)
    for (const again of [false, true]) {
      if (again) await home.restart()
      const left = await home.stored()
      expect(left.match(/.{0,60}(zelda|quince|pear|apple plan|sugar).{0,60}/gi) ?? []).toEqual([])
      expect(left).toContain('plums and more, says a colleague who left')
    }
    await slack.say('zelda', 'DM', 'hearth privacy')
    await shows('DM', 'zelda', /What I save about you/)
  })

  it('leaves a channel where it is that an odd event called somebody’s own chat', async () => {
    await slack.slash('ben', '#staff', '/gathering', 'thread Pear tea')
    await slack.slash('zelda', '#staff', '/hearth', 'note buy sugar')
    const { id, team } = slack.person('zelda')
    const channel = slack.channel('#staff').id
    const odd = { type: 'app_home_opened', tab: 'messages', user: id, channel }
    await slack.event(team, { ...odd, event_ts: '1795420900.000200' })
    await slack.slash('zelda', '#staff', '/hearth', 'forget me yes')
    const left = await home.stored()
    expect(left).not.toContain('buy sugar')
    expect(left).toMatch(new RegExp(`"conversation":"slack:${team}/${channel}"`))
  })

  it('keeps nobody again who opens Hearth’s page or whose old line is delivered once more, until they write', async () => {
    const { id, team } = slack.person('zelda')
    const line = {
      type: 'message',
      user: id,
      channel: slack.channel('DM', 'zelda').id,
      channel_type: 'im',
      text: 'gathering dm Quince tea',
      ts: '1795420900.000300',
    }
    await slack.event(team, line)
    await shows('DM', 'zelda', /Question 1 of 11/)
    await slack.say('zelda', 'DM', 'hearth forget me yes')
    await shows('DM', 'zelda', /I have forgotten you/)
    for (const again of [false, true]) {
      if (again) await home.restart()
      await slack.openHome('zelda')
      await slack.until(() => /have nothing saved about you/.test(JSON.stringify(slack.world.homes.get(id))))
      // Slack brings an event once more under the same id of the line, with another of the event.
      await slack.event(team, line)
      const left = await home.stored()
      expect(left.match(/.{0,60}(zelda|quince).{0,60}/gi) ?? []).toEqual([])
      expect(left).not.toContain(id)
    }
    await slack.say('zelda', 'DM', 'gathering dm Anew')
    await slack.until(async () => /Anew/.test(await home.stored()))
    await slack.openHome('zelda')
    await slack.until(() => /Anew/.test(JSON.stringify(slack.world.homes.get(id))))
    await slack.event(team, line)
    expect(await home.stored()).not.toMatch(/quince/i)
  })
})
