import { afterEach, beforeEach, expect, it } from 'vitest'
import { openChat } from '../../chat.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat()
  await chat.say('ana', 'ana', 'plan dm Spring coffee')
  await chat.say('ana', 'ana', 'stop')
  await chat.say('ana', 'ana', 'plan step Email the senior center, Bob, by Dec 11')
  await chat.say('ana', 'ana', 'plan step Print the flyer, Ana')
  await chat.say('ana', 'ana', 'plan step Book the room')
})
afterEach(() => chat.close())

const tell = (line: string) => chat.type('ana', 'ana', line)

it.each([
  ['load van / Marcus / 12-17', /load van · Marcus · by Thu, Dec 17/],
  ['step load van / Marcus / 12-17', /load van · Marcus · by Thu, Dec 17/],
  ['step buy cider - Ana - Dec 10', /buy cider · Ana · by Thu, Dec 10/],
  ['step order name tags (Bob, by Dec 9)', /order name tags · Bob · by Wed, Dec 9/],
  ['step AV check / sound', /: AV check \/ sound\./],
  ['step Open hours / 9-5', /: Open hours \/ 9-5\./],
  ['Ana and Bob will set up the tables, friday', /set up the tables · Ana and Bob · by Fri, Nov 27/],
])('“%s” is a step with its parts', async (line, said) => {
  expect(await tell(line)).toMatch(said)
})

it.each([
  ['give the flyer to Marcus by friday', /Print the flyer · Marcus · by Fri, Nov 27/],
  ['move the flyer to tuesday dec 8', /Print the flyer · .*by Tue, Dec 8/],
  ['move the flyer to tuesday dec 7', /Dec 7, 2026 is a Monday, not a Tuesday/],
  ['step 2 should say print posters', /print posters/],
  ['no date for the email', /Email the senior center · Bob\./],
])('“%s” changes all that it says, and nothing else', async (line, said) => {
  expect(await tell(line)).toMatch(said)
})

it('checks off each of the steps that are named, and none that is only begun', async () => {
  expect(await tell('the flyer is almost done')).not.toMatch(/^Done/)
  expect(await tell('finished 1 and 2')).toMatch(/Done: Email the senior center; Print the flyer/)
  expect(await tell('2 is done, 3 isn’t')).toMatch(/I left out “3 isn't”/)
})

it.each([
  ['please remind me mon 9 and thu 2pm', /at one time of the day, and “2pm” is a second one/],
  ['please remind me mondays at 9 except in december', /I can leave out days of the week only/],
  ['please ping me twice a week', /I count in weeks/],
  ['please remind me about this every 3 weeks', /It can come every week, every other week or every month/],
  ['can you remind me fridays at 2', /Is 2:00 in the afternoon, or at night\?/],
  ['remind me the 1st and 15th at 9', /Do you mean the 1st and 15th of every month\?/],
  ['please remind me first friday of each month', /every month on the first Friday/],
])('“%s” sets no other reminder than was asked for', async (line, said) => {
  expect(await tell(line)).toMatch(said)
})

it.each(['remind me about this every Tuesday at 9', 'plan remind of it tuesday 9:00'])(
  '“%s” is about the plan at hand',
  async line => {
    expect(await tell(line)).toMatch(/“Spring coffee” every Tuesday at 9:00 a\.m\./)
  },
)
