import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DeliveryError } from '../../../src/core/delivery/delivery-error.ts'
import { plainText } from '../../../src/core/message.ts'
import { holdMs } from '../../../src/features/icebreaker/deck.ts'
import { openChat } from '../../chat.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat()
})
afterEach(() => chat.close())

/** The question a preview shows first: in a channel, as it would be posted there. */
const questionIn = (said: string): string => said.split('\n')[0] ?? ''
const minutes = (count: number) => count * 60_000

describe('asking for an icebreaker', () => {
  it('shows the asker alone a question, whom it suits, what it presumes, how to join in without speaking, and the three considerations', async () => {
    const said = await chat.say('ana', '#staff', 'icebreaker teens')
    expect(chat.shown[0]?.to).toBe('test:#staff?only=ana')
    expect(said).toMatch(/Suits: .*teens/)
    expect(said).toMatch(/It presumes: /)
    expect(said).toMatch(/Without speaking: /)
    expect(said).toMatch(/To pass: /)
    expect(said).toMatch(/inclusive of the experience of all who will gather\?: (Yes|With care)/)
    expect(said).toMatch(/Is it age appropriate\?: (Yes|With care)/)
    expect(said).toMatch(/Do you presume anything in your question\?: (No|A little)/)
    expect(said).toMatch(/0 of \d+ used here for “teens”/)
    expect(said).toMatch(/\[Post in #staff\] \[Another\] \[More like this\] \[How to run it\] \[Not for us\]/)
  })

  it('reads a slip of the keys as what was meant, and tells what it left out', async () => {
    expect(await chat.say('ana', '#staff', 'icebreaker volunters light')).toMatch(/for “volunteers light”/)
    const said = await chat.say('ana', '#staff', 'icebreaker for teens about xylophones')
    expect(said).toMatch(
      /I left out “xylophones”: I don’t have anything on that yet\.[\s\S]*Is it right for us/,
    )
  })

  it('says what to loosen when nothing fits, with how many that would give', async () => {
    const said = await chat.say('ana', '#staff', 'icebreaker storytime board movement')
    expect(said).toMatch(/No icebreaker matches all of these: storytime, board, movement/)
    expect(said).toMatch(/without “board” there (is|are) \d+/)
    expect(await chat.press('ana', 'Without “board”')).toMatch(/Is it right for us/)
  })

  it('names what does not go together in plain words, never by the scheme’s names', async () => {
    const said = await chat.say('ana', '#staff', 'icebreaker children-0-5-with-adult board')
    expect(said).toMatch(/matches all of these: children up to 5 with an adult, board/)
    expect(said).toMatch(/Without “children up to 5 with an adult”/)
    expect(said).not.toMatch(/children-0-5/)
  })

  it.each([
    ['words that mean nothing', 'xq1 xq2 xq3 xq4 xq5 xq6 xq7 xq8 xq9 '.repeat(500)],
    ['other words, each of them once', Array.from({ length: 2_500 }, (_, at) => `zq${at}`).join(' ')],
    ['things that nothing has together', 'teens board storytime movement '.repeat(600)],
    ['sizes of groups', Array.from({ length: 1_500 }, (_, at) => `${at + 1} people`).join(' ')],
  ])('answers a pasted page of %s shortly', async (_, pasted) => {
    for (const line of [`icebreaker ${pasted}`, `icebreaker every monday 9:00 ${pasted}`]) {
      const said = await chat.say('ana', 'ana', line)
      expect(said).not.toBe('')
      expect(said.length).toBeLessThan(3_000)
    }
  })

  it('remembers no page that somebody pasted, whatever it says', async () => {
    for (const words of ['please ', 'teens ', 'blue '])
      expect(await chat.say('ana', '#staff', `icebreaker ${words.repeat(5_000)}`)).not.toBe('')
    expect(JSON.stringify(await chat.store().list(chat.workspace, 'deck')).length).toBeLessThan(10_000)
    expect(await chat.say('ben', '#staff', 'icebreaker teens')).toMatch(/From age|from age|Another/)
  })

  it('asks before a question is set aside for the whole library by other words than its button’s', async () => {
    const question = questionIn(await chat.say('ana', '#staff', 'icebreaker teens'))
    for (const line of ['hearth hide this question', 'hearth never show me that again']) {
      const said = await chat.say('ana', '#staff', line)
      expect(said).toMatch(/Set this one aside for your whole library\?/)
      expect(said).toMatch(/\[Yes, set it aside\] \[No, take back my last change here\]/)
      expect(said).toContain(question)
    }
    expect(await chat.say('ana', '#staff', 'icebreaker retired')).toMatch(/set no icebreakers aside/)
  })

  it('understands another, post and not for us as typed words, in the room they were typed in', async () => {
    const first = questionIn(await chat.say('ana', '#staff', 'icebreaker teens'))
    const second = questionIn(await chat.say('ana', '#staff', 'another'))
    expect(second).not.toBe(first)
    expect(await chat.say('ana', '#staff', 'post')).toContain(second)
    expect(chat.shown.at(-1)?.to).toBe('test:#staff')
    expect(await chat.say('ana', '#elsewhere', 'post')).toMatch(/don’t know which one to post/)
  })
})

describe('typing what the buttons say', () => {
  it('works behind the command’s name too, as a channel needs it', async () => {
    await chat.say('ana', '#staff', 'icebreaker teens')
    expect(await chat.say('ana', '#staff', 'icebreaker how to run it')).toMatch(
      /How to run it\n[\s\S]*Works in: /,
    )
    expect(await chat.say('ana', '#staff', 'icebreaker more like this')).toMatch(
      /Is it right for us[\s\S]*Post in #staff/,
    )
    expect(await chat.say('ana', '#staff', 'icebreaker not for us')).toMatch(
      /Set aside for your whole library/,
    )
  })
})

describe('posting an icebreaker', () => {
  it('puts the bare question and how to pass in the room, and leaves a note where the preview was', async () => {
    const question = questionIn(await chat.say('ana', '#staff', 'icebreaker staff meeting'))
    const said = await chat.press('ana', 'Post in #staff')
    const posted = chat.shown.findLast(one => one.to === 'test:#staff')
    expect(said).toMatch(/^Posted in #staff: /)
    expect(JSON.stringify(posted?.message)).toContain(JSON.stringify(question).slice(1, -1))
    expect(JSON.stringify(posted?.message)).not.toMatch(/presumes|Suits/)
  })

  it('posts the words made for a channel, with nothing to hold up', async () => {
    expect(await chat.say('ana', '#staff', 'icebreaker post neat-pencil')).toMatch(
      /Erase it, leave it or write “thank you”\?/,
    )
    expect(plainText(chat.shown.at(-1)?.message ?? [])).not.toMatch(/card/)
  })

  it('does not post what needs people in one room, and says so; a search that is to be posted passes it over', async () => {
    expect(await chat.say('ana', '#staff', 'icebreaker post trade-a-line')).toMatch(
      /works only with people in one room, so I did not post it/,
    )
    expect(chat.shown.filter(one => one.to === 'test:#staff')).toEqual([])
    expect(await chat.press('ana', 'One for the channel')).toMatch(/Is it right for us/)
    expect(await chat.say('ana', '#staff', 'icebreaker post babies quick touch')).not.toMatch(/How to pass/)
  })

  it('brings questions of an occasion, such as Halloween or a loss, only when they were asked for', async () => {
    const shown = []
    for (let asked = 0; asked < 120; asked++) shown.push(await chat.say('ana', 'ana', 'icebreaker adults'))
    expect(shown.filter(said => /ghost|Halloween|hard day|first soup|new year/i.test(said))).toEqual([])
    expect(await chat.say('ana', 'ana', 'icebreaker halloween')).toMatch(/ghost|book drop/)
    expect(await chat.say('ana', 'ana', 'icebreaker staff grief')).toMatch(/of 7 used here/)
  })

  it('leaves nobody without a question because none is about their occasion, and says so', async () => {
    expect(await chat.say('ana', 'ana', 'icebreaker halloween board storytime')).not.toMatch(/nothing on/)
    expect(await chat.say('ana', 'ana', 'icebreaker halloween board-stakeholders')).toMatch(
      /I have nothing on halloween for that, so this one is without it\./,
    )
  })

  it('offers what needs nothing first, unless it was said where it will be asked', async () => {
    for (const _ of [1, 2, 3, 4])
      expect(await chat.say('ana', '#staff', 'icebreaker adults')).toMatch(/Needs: nothing/)
  })

  it('posts at once when asked to, and the acknowledgement may carry it', async () => {
    let carried: unknown
    const answers = await chat.handle(chat.incoming('ana', '#staff', 'icebreaker post teens'), first => {
      carried = first
      return true
    })
    expect(carried).toMatchObject({ type: 'reply' })
    expect(carried).not.toHaveProperty('private')
    expect(answers).toEqual([])
  })

  it('does nothing twice when the button is pressed twice', async () => {
    await chat.say('ana', '#staff', 'icebreaker staff')
    const preview = chat.shown.at(-1)
    const press = chat.incoming(
      'ana',
      '#staff',
      'icebreaker post retire-a-sign',
      preview ? { card: preview.card } : {},
    )
    await chat.handle(press)
    await chat.handle({ ...press, id: 'second press' })
    const posts = chat.shown.filter(one => one.to === 'test:#staff')
    expect(posts).toHaveLength(1)
  })

  it('never repeats a question before all that fit are used up, over restarts and with several people asking', async () => {
    const posted: string[] = []
    const total = Number(
      /of (\d+) used/.exec(await chat.say('zoe', '#staff', 'icebreaker volunteers quick'))?.[1],
    )
    expect(total).toBeGreaterThan(1)
    for (let round = 0; round < total * 2; round++) {
      chat.at += minutes(11)
      if (round === 3) await chat.restart()
      posted.push(await chat.say(round % 2 ? 'ana' : 'ben', '#staff', 'icebreaker post volunteers quick'))
    }
    expect(new Set(posted.slice(0, total)).size).toBe(total)
    expect(new Set(posted.slice(total)).size).toBe(total)
    expect(posted[total]).not.toBe(posted[total - 1])
  })

  it('keeps a question one person looks at from the others in the room for ten minutes', async () => {
    const incomings = ['ana', 'ben'].map(who => chat.incoming(who, '#staff', 'icebreaker board quick'))
    await Promise.all(incomings.map(incoming => chat.handle(incoming)))
    const [ana, ben] = chat.shown.map(one => plainText(one.message))
    expect(questionIn(ana ?? '')).not.toBe(questionIn(ben ?? ''))
    const total = Number(/of (\d+) used/.exec(ana ?? '')?.[1])
    for (let other = 2; other < total; other++)
      await chat.say(`other${other}`, '#staff', 'icebreaker board quick')
    expect(await chat.say('late', '#staff', 'icebreaker board quick')).toMatch(
      /A colleague is previewing .* in 10 minutes/,
    )
    chat.at += holdMs
    expect(await chat.say('late', '#staff', 'icebreaker board quick')).toMatch(/Is it right for us/)
  })

  it('shows one person nothing twice, and says when all were seen', async () => {
    const seen: string[] = []
    for (;;) {
      const said = await chat.say('ana', '#staff', seen.length === 0 ? 'icebreaker board quick' : 'another')
      if (/You’ve seen all/.test(said)) break
      seen.push(questionIn(said))
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(await chat.press('ana', 'Show them again')).toMatch(/Is it right for us/)
  })

  it('shows again what somebody saw once all were posted, also when a post begins the new round', async () => {
    const words = 'volunteers quick'
    let said = await chat.say('ana', '#staff', `icebreaker ${words}`)
    const total = Number(/of (\d+) used/.exec(said)?.[1])
    while (!/You’ve seen all/.test(said)) said = await chat.say('ana', '#staff', 'another')
    chat.at += holdMs
    for (let nth = 0; nth <= total; nth++) await chat.say('ben', '#staff', `icebreaker post ${words}`)
    expect(await chat.say('ana', '#staff', `icebreaker ${words}`)).toMatch(/Is it right for us/)
  })

  it('says so when the room is closed to it', async () => {
    chat.failWith(
      new DeliveryError('unreachable', 'I am not in that channel yet: type /invite @Hearth there.'),
    )
    await chat.say('ana', '#staff', 'icebreaker post')
    chat.failWith(undefined)
    expect(chat.logged.join()).not.toMatch(/could not be sent/)
  })
})

describe('setting a question aside', () => {
  it('never offers it in this library again until somebody brings it back, and says who may', async () => {
    await chat.say('ana', '#staff', 'icebreaker board quick')
    const said = await chat.press('ana', 'Not for us')
    const id = /icebreaker restore (\S+?)"/.exec(JSON.stringify(chat.shown))?.[1] ?? ''
    expect(said).toMatch(/Any colleague can bring it back/)
    await chat.say('ben', '#staff', 'icebreaker retired')
    expect(JSON.stringify(chat.shown.at(-1))).toContain(id)
    expect(await chat.say('ben', '#staff', `icebreaker post ${id}`)).toMatch(
      /don’t know .*as a word|No icebreaker/,
    )
    expect(await chat.say('ben', '#staff', `icebreaker restore ${id}`)).toMatch(/back among/)
  })

  it('lets only named admins, and whoever did it, undo it where admins are named', async () => {
    const strict = await openChat({ admins: ['boss'] })
    await strict.say('ana', '#staff', 'icebreaker retire retire-a-sign')
    expect(await strict.say('ben', '#staff', 'icebreaker restore retire-a-sign')).toMatch(
      /up to ana, who set it aside, or the people who look after Hearth here/,
    )
    expect(await strict.say('boss', '#staff', 'icebreaker restore retire-a-sign')).toMatch(/back among/)
    await strict.close()
  })
})

describe('suggesting a question', () => {
  const walk = async (question: string, answers: readonly string[]) => {
    let said = await chat.say('ana', '#staff', `icebreaker suggest ${question}`)
    for (const answer of answers) said = await chat.press('ana', answer)
    return said
  }

  it('walks it through yes, yes, no, and adds it when a second person agrees', async () => {
    const said = await walk('What sound does a good idea make?', ['Yes', 'Yes', 'No'])
    expect(said).toMatch(/Who is it for/)
    expect(await chat.press('ana', 'Done choosing', { audience: 'teens-12-17,staff' })).toMatch(
      /Would you ask this\?[\s\S]*ana suggests it/,
    )
    expect(await chat.say('ana', '#staff', 'icebreaker agree own-1')).toMatch(/a second person has to agree/)
    expect(await chat.press('ben', 'I agree')).toMatch(/one of your library’s icebreakers now/)
    expect(await chat.say('ben', '#staff', 'icebreaker post own-1')).toMatch(
      /What sound does a good idea make\?/,
    )
  })

  it('is read for what it presumes before anything is asked about it, with the repair to press', async () => {
    const first = await chat.say(
      'ana',
      '#staff',
      'icebreaker suggest What is your favorite Christmas memory with your family?',
    )
    expect(first).toMatch(
      /\(1 of 3\)[\s\S]*presume[\s\S]*One way around it: “([^”]+)”[\s\S]*\[Yes\] \[No\] \[\1\]/,
    )
  })

  it('is not taken further when it presumes something, and a repair is shown', async () => {
    const warned = await walk('Where did your family go on vacation?', ['Yes', 'Yes'])
    expect(warned).toMatch(/presume that people have a family/)
    expect(warned).toMatch(/One way around it: “/)
    expect(await chat.press('ana', 'Yes')).toMatch(/Let’s reword it/)
    expect(await chat.say('ben', '#staff', 'icebreaker agree own-1')).toMatch(
      /has not been through the three considerations/,
    )
  })

  it('shows markup in it as the plain characters that were typed', async () => {
    const said = await chat.say('ana', '#staff', 'icebreaker suggest <!channel> *What* <@U1> squeaks?')
    expect(said).toContain('<!channel> *What* <@U1> squeaks?')
  })

  it('is refused in a sentence when it is empty or too long for one breath', async () => {
    expect(await chat.say('ana', '#staff', 'icebreaker suggest')).toMatch(/Write the question after it/)
    expect(await chat.say('ana', '#staff', `icebreaker suggest ${'word '.repeat(41)}`)).toMatch(
      /at most 40 words/,
    )
  })
})
