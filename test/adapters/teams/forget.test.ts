import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backUp } from '../../../src/store/backup.ts'
import { disk } from '../../../src/store/disk/files.ts'
import { everythingIn } from '../../bytes.ts'
import { seen } from '../../teams/stand-in.ts'
import { moveIn } from './house.ts'

let house: Awaited<ReturnType<typeof moveIn>>
let teams: (typeof house)['teams']
beforeEach(async () => {
  house = await moveIn({ tenants: [{ people: ['zelda', 'ben'] }] })
  teams = house.teams
})
afterEach(() => house.close())

const shows = (who: string, where: 'me' | '#staff', words: RegExp) =>
  teams.until(() => words.test(teams.text(who, where)))

/** The card of the walk-through in the channel, as it stands. */
function rootText(): string {
  const [root] = teams.shown('ben', '#staff')
  return root ? seen(root).text : ''
}

describe('hearth forget me on Teams', () => {
  it('leaves neither ids, nor the chat’s own id, nor words on the disk; what a colleague wrote stays; a restart changes nothing', async () => {
    const zelda = teams.tenant().people.find(one => one.name === 'zelda')
    await teams.say('zelda', 'me', 'gathering dm Quince tea')
    await shows('zelda', 'me', /Question 1 of 11/)
    await teams.say('zelda', 'me', 'So that quinces meet')
    await shows('zelda', 'me', /Question 2 of 11/)
    await teams.say('zelda', '#staff', '@Hearth gathering thread Pear tea')
    await shows('ben', '#staff', /Question 1 of 11/)
    await teams.press('zelda', '#staff', 'Save and continue', ['pears of mine'])
    await shows('ben', '#staff', /zelda: pears of mine/)
    await teams.press('ben', '#staff', 'Save and continue', ['plums'])
    await shows('ben', '#staff', /ben: plums/)
    await teams.say('zelda', 'me', 'plan dm Apple plan')
    await shows('zelda', 'me', /Question 1 of 6/)
    await teams.say('zelda', 'me', 'hearth export')
    await shows('zelda', 'me', /Your stored data comes as a list/)
    await backUp({ files: disk, root: house.dataDir, backups: `${house.dataDir}/backups` }, Date.now() - 1)
    const ids = [zelda?.id ?? '', zelda?.aadObjectId ?? '', `a:${teams.tenant().id.slice(0, 4)}-zelda`]
    const before = await everythingIn(house.dataDir)
    for (const id of ids) expect(before).toContain(id)

    await teams.say('zelda', 'me', 'hearth forget me')
    await shows('zelda', 'me', /Should I forget you/)
    await teams.press('zelda', 'me', 'Yes, forget me')
    await shows('zelda', 'me', /I have forgotten you[\s\S]*Teams itself keeps/)
    await teams.until(() => /owner: a colleague who left/.test(rootText()))
    expect(rootText()).not.toMatch(/pears of mine|Pear tea/)
    for (const again of [false, true]) {
      if (again) await house.restart()
      const left = await everythingIn(house.dataDir)
      expect(left.match(/.{0,60}(zelda|quince|pear|apple plan).{0,60}/gi) ?? []).toEqual([])
      for (const id of ids) expect(left).not.toContain(id)
      expect(left).toContain('plums')
    }
    expect(house.logged.filter(line => /zelda|quince|pear|apple/i.test(line))).toEqual([])
    await teams.say('zelda', 'me', 'hearth privacy')
    await shows('zelda', 'me', /Your name, ids, time zone and language/)
  })

  it('keeps nobody again who is given Hearth, or whose old line is delivered once more, until they write', async () => {
    const { id, aadObjectId } = teams.person('zelda')
    const line = teams.line('zelda', 'me', 'gathering dm Quince tea')
    await teams.deliver(line)
    await shows('zelda', 'me', /Question 1 of 11/)
    const last = teams.line('zelda', 'me', 'hearth forget me yes')
    await teams.deliver(last)
    await shows('zelda', 'me', /I have forgotten you/)
    for (const again of [false, true]) {
      if (again) await house.restart()
      await teams.install('zelda', 'me')
      await teams.deliver(line)
      await teams.deliver(last)
      const left = await everythingIn(house.dataDir)
      for (const word of [id, aadObjectId, 'Quince']) expect(left).not.toContain(word)
    }
    await teams.say('zelda', 'me', 'gathering dm Anew')
    await shows('zelda', 'me', /Anew/)
    expect(await everythingIn(house.dataDir)).toContain(aadObjectId)
  })
})
