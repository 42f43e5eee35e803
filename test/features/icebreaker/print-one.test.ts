import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openChat } from '../../chat.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat()
})
afterEach(() => chat.close())

const say = (line: string) => chat.type('ana', 'ana', line)

describe('a question that was just shown', () => {
  it.each([
    'print it',
    'print that',
    'can I print that question',
    'print this one so I can put it on the table',
  ])('is printed for the tables, with a page for the host: “%s”', async line => {
    const [question = ''] = (await say('icebreaker adults light')).split('\n')
    expect(await say(line)).toContain(
      `the question to print: a page for the tables, and one for the host.\n${question}`,
    )
  })

  it('is printed after it was posted as well, and from its menu', async () => {
    await say('icebreaker teens light music')
    expect(await chat.press('ana', 'Print it')).toContain('Here is the question to print')
    await chat.press('ana', 'Post in this chat')
    expect(await say('print it')).toContain('Here is the question to print')
  })

  it('is not what “print it” means right after a checklist was left', async () => {
    await say('icebreaker adults light')
    await say('gathering dm Knit night')
    await say('stop')
    expect(await say('print it')).not.toContain('Here is the question to print')
  })
})
