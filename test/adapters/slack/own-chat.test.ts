import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { locationOf } from '../../../adapters/slack/address.ts'
import { cards, listenedThreads } from '../../../src/core/cards.ts'
import { openJsonStore } from '../../../src/store/json.ts'
import { type Message, seen } from '../../slack/stand-in.ts'
import { moveIn } from './house.ts'

const library = 'slack-t0library1'
let home: Awaited<ReturnType<typeof moveIn>>
let slack: (typeof home)['slack']
beforeEach(async () => {
  home = await moveIn()
  slack = home.slack
})
afterEach(() => home.close())

const chat = () => slack.posted('DM', 'ada')
const card = (words: RegExp) => slack.until(() => chat().findLast(one => words.test(seen(one).text)))
/** What the card of a walk-through shows by now. */
const shownOf = (name: string) =>
  chat().find(one => new RegExp(`^${name}\\n[\\s\\S]*answered`).test(seen(one).text))
const wordsOf = (name: string): string => {
  const root = shownOf(name)
  return root ? seen(root).text : ''
}
const stands = (name: string, words: RegExp) => slack.until(() => words.test(wordsOf(name)))

async function begin(name: string): Promise<Message> {
  await slack.slash('ada', 'DM', '/gathering', `dm ${name}`)
  return card(new RegExp(`Question 1 of 11 · ${name}`))
}

describe('questions in somebody’s own chat', () => {
  it('come in the chat itself, each behind the answer to the one before, and close when they are answered', async () => {
    const first = await begin('Spring tea')
    await slack.say('ada', 'DM', 'So that neighbors meet')
    await card(/Question 2 of 11 · Spring tea/)
    expect(chat().filter(one => one.thread_ts)).toEqual([])
    await slack.until(() => !seen(first).buttons.includes('Save and continue'))
    await stands('Spring tea', /So that neighbors meet/)
  })

  it('of two walk-throughs: a line goes to the one asked last, and what is written under a question to that one', async () => {
    const ofTea = await begin('Spring tea')
    await begin('Book swap')
    await slack.say('ada', 'DM', 'To swap novels')
    await stands('Book swap', /To swap novels/)
    await slack.say('ada', 'DM', 'To drink tea', { under: ofTea })
    await stands('Spring tea', /To drink tea/)
    expect(wordsOf('Book swap')).not.toMatch(/To drink tea/)
    const under = await slack.until(() => shownOf('Book swap'))
    await slack.say('ada', 'DM', 'Everyone with a shelf', { under })
    await stands('Book swap', /Everyone with a shelf/)
  })

  it('of two walk-throughs: a line that is edited or deleted later changes the answer that it was', async () => {
    await begin('Spring tea')
    const tea = await slack.say('ada', 'DM', 'To drink tea')
    await stands('Spring tea', /To drink tea/)
    await begin('Book swap')
    const novels = await slack.say('ada', 'DM', 'To swap novels')
    await stands('Book swap', /To swap novels/)
    await slack.edit(tea.said, 'To drink mint tea')
    await stands('Spring tea', /To drink mint tea/)
    await slack.erase(novels.said)
    await slack.until(() => !/To swap novels/.test(wordsOf('Book swap')))
    expect(wordsOf('Spring tea')).toMatch(/To drink mint tea/)
  })

  it('take a line once that Slack brings again, also after a restart', async () => {
    await begin('Spring tea')
    const line = await slack.say('ada', 'DM', 'So that neighbors meet')
    await card(/Question 2 of 11/)
    await slack.redeliver(line)
    await home.restart()
    await slack.redeliver(line, 2)
    await slack.say('ada', 'DM', 'Families')
    await stands('Spring tea', /1\. [^\n]* So that neighbors meet\n[^\n]*2\. [^\n]* Families/)
    expect(wordsOf('Spring tea')).toMatch(/2 of 11 questions answered/)
  })

  it('go on in the thread in which they were begun before questions came in the chat', async () => {
    await begin('Spring tea')
    const shown = await slack.until(() => shownOf('Spring tea'))
    await home.restart(() => asItWasStored(shown))
    await slack.say('ada', 'DM', 'So that neighbors meet', { under: shown })
    const second = await card(/Question 2 of 11 · Spring tea/)
    expect(second.thread_ts).toBe(shown.ts)
    await slack.press('ada', second, 'Skip')
    expect((await card(/Question 3 of 11 · Spring tea/)).thread_ts).toBe(shown.ts)
    await begin('Book swap')
    await slack.say('ada', 'DM', 'With a song', { under: shown })
    await stands('Spring tea', /With a song/)
    await slack.slash('ada', 'DM', '/gathering', 'Spring tea')
    await slack.press('ada', await card(/Spring tea[\s\S]*Continue/), 'Continue')
    await card(/Question 4 of 11 · Spring tea/)
  })
})

/** As what is remembered of the card of a walk-through was written when its questions hung under it. */
async function asItWasStored({ ts }: Message): Promise<void> {
  const store = await openJsonStore(home.dataDir)
  await store.update(library, async tx => {
    for (const [name, { below: _, ...one }] of await tx.list(cards)) {
      const { team } = locationOf(one.thread)
      const thread = `slack:${team}/${slack.person('ada').id}/${ts}` as const
      if (name.endsWith('/root')) await tx.put(cards, name, { ...one, thread })
      for (const [listened] of await tx.list(listenedThreads)) await tx.delete(listenedThreads, listened)
      await tx.put(listenedThreads, thread, { card: name.replace(/ask\/open$/, 'root') as typeof name })
    }
  })
  await store.close()
}
