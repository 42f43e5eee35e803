import { afterEach, beforeEach, expect, it } from 'vitest'
import { seen } from '../../slack/stand-in.ts'
import { moveIn } from './house.ts'

let home: Awaited<ReturnType<typeof moveIn>>
let slack: (typeof home)['slack']
beforeEach(async () => {
  home = await moveIn()
  slack = home.slack
  await slack.slash('ada', 'DM', '/plan', 'dm Spring coffee')
  await slack.slash('ada', 'DM', '/plan', 'step Call the tutor, @ben')
  await slack.slash('ada', 'DM', '/plan', 'remind monday 9:00')
})
afterEach(() => home.close())

const shows = (who: string, words: RegExp) =>
  slack.until(() => slack.posted('DM', who).findLast(one => words.test(seen(one).text)))
const homeOf = async (who: string) => {
  await slack.openHome(who)
  return seen(await slack.until(() => slack.home(who)))
}

it('the App Home lists plans with how far along they are and when they come back, and opens them', async () => {
  const { text } = await homeOf('ada')
  expect(text).toMatch(/1\. Spring coffee\n0 of 1 step done · next: Call the tutor · next reminder Mon, /)
  expect((await homeOf('ben')).text).not.toMatch(/Spring coffee/)
  await slack.pressHome('ada', 'Open')
  const open = await slack.until(() => slack.modal('ada'))
  expect(seen(open.view).text).toMatch(/Spring coffee\nOwner: ada[\s\S]*Call the tutor\n?.*ben/)
})

it('a plan is shown to a colleague, who writes on it, changes nothing, and finds it on their App Home', async () => {
  const { message } = await slack.slash('ada', 'DM', '/plan', '1')
  const card = message ?? (await shows('ada', /Owner: ada/))
  await slack.press('ada', card, 'Overview')
  const overview = await shows('ada', /Spring coffee: overview/)
  await slack.press('ada', overview, 'Show a colleague')
  const whom = await shows('ada', /Who would you like to show it to\?/)
  await slack.press('ada', whom, 'Show them', { Colleague: slack.person('ben').id })
  const shown = await shows('ben', /ada shows you “Spring coffee”[\s\S]*Call the tutor · ben/)
  await slack.press('ben', shown, 'Write on it')
  await slack.until(() => slack.modal('ben'))
  await slack.submit('ben', { 'I wonder': 'who brings the cups' })
  await shows('ada', /ben wrote on “Spring coffee”:\nI wonder\nwho brings the cups/)
  const [, id] = /@([0-9a-f]{8})/.exec(JSON.stringify(card)) ?? []
  const { message: kept } = await slack.slash('ada', 'DM', '/hearth', `walk @${id} overview`)
  if (kept) expect(seen(kept).text).toMatch(/Notes[\s\S]*who brings the cups/)
  else await shows('ada', /Notes[\s\S]*who brings the cups/)
  expect((await homeOf('ben')).buttons).toContain('Look at it')
  await slack.say('ben', 'DM', 'plan done 1')
  await shows('ben', /You have no plan yet/)
})
