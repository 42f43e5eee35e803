import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { serverError } from '../../slack/stand-in/faults.ts'
import { seen } from '../../slack/stand-in.ts'
import { moveIn } from './house.ts'

let home: Awaited<ReturnType<typeof moveIn>>
let slack: (typeof home)['slack']
beforeEach(async () => {
  home = await moveIn({
    teams: [
      {
        people: ['ada', 'ben'],
        channels: ['staff', { name: 'board', type: 'group', bot: false }, { name: 'council', type: 'group' }],
      },
    ],
  })
  slack = home.slack
})
afterEach(() => home.close())

const told = (who = 'ada') => slack.posted('DM', who).map(one => seen(one).text)
const card = (words: RegExp, who = 'ada') =>
  slack.until(() => slack.posted('DM', who).findLast(one => words.test(seen(one).text)))
const dialog = (who = 'ada') => slack.modal(who)
const title = () => (dialog()?.view.title as { text: string } | undefined)?.text
const shown = (who = 'ada') => {
  const open = dialog(who)
  return open ? seen(open.view).text : ''
}

async function aPlan() {
  await slack.slash('ada', 'DM', '/plan', 'dm Spring coffee')
  await card(/Question 1 of 6/)
  return card(/Spring coffee/)
}

describe('what has several fields is asked in a dialog', () => {
  it('a reminder: its day, its time and its channel', async () => {
    await aPlan()
    await slack.slash('ada', 'DM', '/plan', 'remind')
    await slack.until(() => dialog())
    expect(title()).toBe('Set a reminder')
    expect(shown()).toMatch(/When should I remind you about Spring coffee\?/)
    const before = told().length
    await slack.submit('ada', { Day: 'Every Thursday', Time: '14:30' })
    expect(dialog()).toBeUndefined()
    await slack.until(() => told()[before])
    expect(told().at(-1)).toMatch(/every Thursday at 2:30 p\.m\.[\s\S]*direct message/)
  })

  it('says beside the field what is wrong with it, and what is right then is taken', async () => {
    await aPlan()
    await slack.slash('ada', 'DM', '/plan', 'remind')
    await slack.until(() => dialog())
    await slack.submit('ada', { Day: 'Every Thursday', Channel: slack.channel('#staff').id })
    expect(dialog()?.errors).toEqual({ 'in/channel': expect.stringMatching(/not in that channel yet/) })
    await slack.submit('ada', { Day: 'Every Thursday' })
    expect(dialog()).toBeUndefined()
    await card(/every Thursday at 9:00 a\.m\./)
  })

  it('a reminder in the channel where the plan is shared', async () => {
    await aPlan()
    const share = await slack.slash('ada', '#staff', '/hearth', 'share')
    await slack.press('ada', share.message, 'Share in #staff')
    await slack.until(() => slack.posted('#staff')[0])
    await slack.slash('ada', 'DM', '/plan', 'remind')
    await slack.until(() => dialog())
    await slack.submit('ada', { Day: 'Every Friday', Channel: slack.channel('#staff').id })
    expect(dialog()?.errors).toBeUndefined()
    await card(/every Friday at 9:00 a\.m\.[\s\S]*in #staff/)
  })

  it('acts nowhere but where Hearth opened it, and for nobody but whom it opened it for', async () => {
    const { id: council, members } = slack.channel('#council')
    members.delete(slack.person('ada').id)
    await aPlan()
    const weekly = JSON.stringify({ channel: council, command: 'icebreaker every monday 9:00' })
    const forgeries: ((noted: string) => string)[] = [
      () => weekly,
      noted => noted.replace(/(?<=^.{44})[\s\S]*/, weekly),
      () => '',
    ]
    for (const forge of forgeries) {
      await slack.slash('ada', 'DM', '/plan', 'remind')
      const open = await slack.until(() => dialog())
      open.view.private_metadata = forge(String(open.view.private_metadata))
      await slack.submit('ada', { Day: 'Every Thursday' })
    }
    await slack.slash('ada', 'DM', '/plan', 'remind')
    const adas = await slack.until(() => dialog())
    await slack.slash('ben', 'DM', '/plan', 'dm Other tea')
    await slack.slash('ben', 'DM', '/plan', 'remind')
    const bens = await slack.until(() => dialog('ben'))
    bens.view.private_metadata = adas.view.private_metadata
    await slack.submit('ben', { Day: 'Every Thursday' })
    expect(await home.stored()).not.toMatch(/council|every Thursday|"weekdays":\[4\]/)
    expect(told().concat(told('ben')).join()).not.toMatch(/every Thursday|every Monday/)
  })

  it('a step: what, who and by when', async () => {
    await aPlan()
    await slack.slash('ada', '#staff', '/plan', 'step')
    await slack.until(() => dialog())
    expect(title()).toBe('Add a step')
    await slack.submit('ada', { What: 'Order cups', Who: 'ben', 'By when': '2031-12-12' })
    expect(dialog()).toBeUndefined()
    const answer = await slack.until(() => slack.ephemerals('ada').at(-1))
    expect(seen(answer).text).toMatch(/Order cups/)
    expect(slack.posted('#staff')).toEqual([])
  })

  it('settings, which say in the channel, to the asker alone, what was kept', async () => {
    const { message } = await slack.slash('ada', '#staff', '/hearth', 'settings')
    const settings = message ?? (await slack.until(() => slack.ephemerals('ada').at(-1)))
    expect(seen(settings).text).toMatch(/Your settings[\s\S]*Time zone/)
    await slack.press('ada', settings, 'Change')
    await slack.until(() => dialog())
    expect(title()).toBe('Your settings')
    await slack.submit('ada', { 'Time zone': 'Nowhere/Land' })
    expect(Object.keys(dialog()?.errors ?? {})).toEqual(['in/zone'])
    await slack.submit('ada', { 'Time zone': 'Europe/London', 'Quiet from': '18:00', 'Quiet until': '08:00' })
    expect(dialog()).toBeUndefined()
    await slack.until(() =>
      slack.ephemerals('ada').some(one => /Saved[\s\S]*Europe\/London/.test(seen(one).text)),
    )
    expect(slack.posted('#staff')).toEqual([])
  })

  it('where to share, with Slack’s own list of channels', async () => {
    await aPlan()
    await slack.slash('ada', 'DM', '/hearth', 'share')
    await slack.until(() => dialog())
    await slack.submit('ada', { Channel: slack.channel('#staff').id })
    await card(/Everyone in the channel you chose will see this/)
  })

  it('all questions of a walk-through at once', async () => {
    await slack.slash('ada', 'DM', '/gathering', 'dm Spring tea')
    await card(/Question 1 of/)
    await slack.slash('ada', 'DM', '/hearth', 'form')
    await slack.until(() => dialog())
    expect(title()).toBe('All questions at once')
    const [first] = (dialog()?.view.blocks ?? []).filter(one => one.type === 'input')
    await slack.submit('ada', { [String(first?.block_id)]: 'To meet' })
    await slack.until(() => told().some(words => /To meet/.test(words)))
  })
})

it('where the moment for a dialog has passed, the fields stand in the chat', async () => {
  await aPlan()
  slack.fail('views.open', serverError())
  await slack.slash('ada', 'DM', '/plan', 'remind')
  const asked = await card(/When should I remind you about Spring coffee\?/)
  expect(dialog()).toBeUndefined()
  await slack.press('ada', asked, 'Set it', { Day: 'Every Thursday', Time: '14:30' })
  await card(/every Thursday at 2:30 p\.m\./)
})

describe('what is pressed on the Home tab', () => {
  beforeEach(async () => {
    await slack.openHome('ada')
    await slack.until(() => slack.home('ada'))
  })

  it('is answered above it, and nothing comes into the chat', async () => {
    await slack.pressHome('ada', 'Get an icebreaker')
    await slack.until(() => dialog())
    expect(shown()).toMatch(/\?/)
    const first = shown()
    await slack.pressModal('ada', 'Another')
    await slack.until(() => shown() !== first)
    expect(told()).toEqual([])
  })

  it('says where it goes on, where that is the chat; and the Home tab shows it', async () => {
    await slack.pressHome('ada', 'Plan a gathering')
    await slack.until(() => dialog())
    await slack.pressModal('ada', 'Begin a new one for me')
    await slack.until(() => /in your chat with me/.test(shown()))
    await card(/Question 1 of/)
    await slack.until(() => /Question 1|Continue/.test(seen(slack.home('ada') as never).text))
  })

  it('is changed there, and stays there', async () => {
    await slack.pressHome('ada', 'My settings')
    await slack.until(() => dialog())
    await slack.pressModal('ada', 'Change')
    await slack.until(() => dialog()?.view.submit)
    await slack.submit('ada', { 'Time zone': 'Europe/London' })
    expect(shown()).toMatch(/Europe\/London/)
    expect(told()).toEqual([])
  })
})
