import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fileOf, openChat } from '../../chat.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat()
})
afterEach(() => chat.close())

const say = (line: string) => {
  // One thing after the other: plans are numbered by when they were begun.
  chat.at += 1
  return chat.say('ana', 'ana', line)
}
const type = (line: string) => chat.type('ana', 'ana', line)
const exported = async () => {
  await say('export')
  return fileOf(chat, '.md')
}

describe('a plan', () => {
  it('asks for the audience, the idea and the guide’s four questions, and then for steps', async () => {
    expect(await say('plan dm Spring coffee')).toMatch(/Which audience is this plan for\?[\s\S]*1 of 6/)
    for (const answer of ['New parents', 'Coffee', 'They miss talk', 'Two swap numbers', 'Tables of four'])
      await type(answer)
    const end = await type('No money')
    expect(end).toMatch(/who does what, by when\?[\s\S]*\[Add a step\] \[Remind me on Mondays/)
  })

  it('takes steps typed and from the form, and shows them on every card and in the export', async () => {
    await say('plan dm Spring coffee')
    expect(await type('plan step Call the tutor, Ana, by 12 Dec')).toMatch(
      /Added as step 1 of “Spring coffee”: Call the tutor · Ana · by Sat, Dec 12/,
    )
    expect(await type('plan step Buy tea, @ben and Ana')).toMatch(/Buy tea · ben and Ana\./)
    await say('plan remove 2')
    await say('plan step')
    expect(await chat.press('ana', 'Add it', { what: 'Order cups', who: '', by: '2026-12-01' })).toMatch(
      /step 2 of “Spring coffee”: Order cups · by Tue, Dec 1/,
    )
    expect(chat.card('owner: ana · only you see it')).toMatch(/0 of 2 steps done:\n1\. Call the tutor/)
    expect(await say('plan')).toMatch(/1\. Spring coffee\n0 of 2 steps done · next: Order cups/)
    expect(await exported()).toMatch(
      /## Steps\n\n.*\n.*\n\| ☐ \| Call the tutor \| Ana \| Sat, Dec 12, 2026 \| {2}\|/,
    )
  })

  it('takes an emptied field as nothing to do, and a past date with the right form', async () => {
    await say('plan dm Spring coffee')
    expect(await say('plan add')).toMatch(/Say what is to be done/)
    expect(await say('plan step Call the tutor by 12 Nov')).toMatch(/already passed.*“Nov 12, 2027”/)
    expect(await say('plan steps')).toMatch(/There are no steps yet/)
  })

  it('has its steps changed, moved, reopened and removed, by words and by buttons', async () => {
    await say('plan dm Spring coffee')
    for (const step of ['Call the tutor, Ana, by 12 Dec', 'Order cups', 'Print cards'])
      await say(`plan step ${step}`)
    expect(await say('plan change 1 by 19 Dec')).toMatch(/Call the tutor · Ana · by Sat, Dec 19/)
    expect(await say('plan change 1 who Ben')).toMatch(/Call the tutor · Ben/)
    expect(await say('plan change 1 Call the school')).toMatch(/Call the school · Ben · by Sat, Dec 19/)
    expect(await say('plan change 1 no date')).not.toMatch(/19 December/)
    expect(await say('plan move 3 up')).toMatch(/“Print cards” is step 2 of 3 now\.\n1\. Call the school/)
    expect(await chat.press('ana', 'Move it up')).toMatch(/“Print cards” is step 1 of 3 now/)
    await say('plan steps')
    expect(await chat.press('ana', 'Move down', { step: 's3' })).toMatch(/“Print cards” is step 2 of 3 now/)
    expect(await chat.press('ana', 'Move it up')).toMatch(/“Print cards” is step 1 of 3 now\.\n/)
    expect(await say('plan 1')).toMatch(/1\. Print cards\n2\. Call the school[^\n]*\n3\. Order cups/)
    await say('plan steps')
    expect(await chat.press('ana', 'Remove', { step: 's1' })).toMatch(/“Call the school” is taken out/)
    expect(await chat.press('ana', 'Put it back')).toMatch(/step 3 of “Spring coffee”: Call the school · Ben/)
    expect(await say('plan move 9 up')).toMatch(/The steps here are 1 to 3/)
    expect(await say('plan move 1 sideways')).toMatch(/“move 3 to 1”/)
  })

  it('is asked for where several are open, by buttons and by number or name', async () => {
    await say('plan dm Spring coffee')
    await say('plan dm Book swap')
    expect(await say('plan step Call the tutor')).toMatch(
      /Which plan do you mean\?\n\[Spring coffee\] \[Book swap\]\nOr type its number or its name: 1 \(1: Spring coffee, 2: Book swap\)/,
    )
    expect(await chat.press('ana', 'Book swap')).toMatch(/step 1 of “Book swap”: Call the tutor/)
    expect(await say('plan 1 step Order cups')).toMatch(/step 1 of “Spring coffee”: Order cups/)
    expect(await say('plan Book swap: step Print cards')).toMatch(/step 2 of “Book swap”: Print cards/)
    expect(await say('plan book swap')).toMatch(/^Book swap\nOwner: ana/)
    expect(await say('plan Book swop: done 1')).toMatch(
      /No plan here is called “Book swop”.*“Book swap” \(plan 2\)/,
    )
    expect(await say('plan Tea: a quiet hour')).toMatch(/Begin “Tea: a quiet hour”/)
  })

  it('is told which by a number or a name typed alone, in one’s own chat', async () => {
    await say('plan dm Spring coffee')
    await say('plan dm Book swap')
    await say('plan step Call the tutor')
    expect(await type('2')).toMatch(/step 1 of “Book swap”: Call the tutor/)
    await say('plan remind monday 9:00')
    expect(await type('spring coffee')).toMatch(/I’ll remind you about “Spring coffee” every Monday/)
    expect(await type('2')).toMatch(/Nothing is numbered here, so I don’t know what 2 stands for/)
    expect(await chat.say('ana', '#staff', 'plan step Call')).toMatch(
      /begin with its number.*\/plan 1 step Call/,
    )
  })

  it('stands on the home page with how far along it is and its next reminder, and so do those of colleagues', async () => {
    await say('plan dm Spring coffee')
    await say('plan step Call the tutor, Ana, by 12 Dec')
    await say('plan remind monday 9:00')
    chat.at += 1
    await chat.say('ben', 'ben', 'plan dm Book swap')
    await chat.say('ben', 'ben', 'invite @ana')
    await chat.say('ben', 'ben', 'plan dm Night walk')
    await chat.say('ben', 'ben', 'neighbour @ana')
    await chat.press('ben', 'Show it to ana')
    const home = await say('hearth home')
    expect(home).toMatch(
      /1\. Spring coffee\n0 of 1 step done · next: Call the tutor · next reminder Mon, Nov 23 at 9:00 a.m.\n\[Open\]/,
    )
    expect(home).toMatch(/2\. Book swap\nno steps yet · no reminder · owner: ben/)
    expect(home).toMatch(/Night walk\nben asked for your thoughts\n\[Look at it\]/)
    expect(await chat.press('ana', 'Open Spring coffee')).toMatch(/Spring coffee\nOwner: ana/)
    expect(await chat.say('cleo', 'cleo', 'hearth home')).not.toMatch(/Spring coffee|Book swap|Night walk/)
    await say('plan 1 finish')
    expect(await say('hearth home')).not.toMatch(/Spring coffee/)
    expect(await say('plan')).toMatch(/Finished: 1\. Spring coffee/)
  })

  it('is told by its own number or name what every walk-through can be told', async () => {
    await say('plan dm Spring coffee')
    await say('plan dm Book swap')
    expect(await say('plan 1 overview')).toMatch(/Spring coffee: overview/)
    expect(await say('plan Book swap: export')).toMatch(/Here is “Book swap”/)
    expect(await say('plan 1 neighbour @ben')).toMatch(/I have shown “Spring coffee” to ben/)
    expect(await say('plan 2 invite @cleo')).toMatch(/cleo/)
    expect(await say('plan 1 delete')).toMatch(/Delete “Spring coffee” and all its answers for good/)
    await say('plan 1 delete yes')
    expect(await say('plan')).not.toMatch(/Spring coffee/)
  })

  it('is nobody’s business but its owner’s and those it was shared with', async () => {
    await say('plan dm Spring coffee')
    const open = chat.shown[0]?.message
      .flatMap(block => ('buttons' in block ? block.buttons : []))
      .find(one => one.label === 'Plan and steps')
    const command = open && 'command' in open ? open.command : ''
    expect(command).toMatch(/^plan @/)
    expect(await chat.say('ben', '#staff', command)).toMatch(/belongs to somebody else/)
    expect(await chat.say('ben', '#staff', `${command.replace('open', '')}step Mine now`)).toMatch(
      /belongs to somebody else/,
    )
    expect(await chat.say('ben', 'ben', 'plan')).not.toMatch(/Spring coffee\n/)
  })

  it('lists what was shared with the channel, and lets those there work on it', async () => {
    await say('plan dm Spring coffee')
    await say('plan step Call the tutor')
    await chat.say('ana', '#staff', 'share')
    await chat.press('ana', 'Share in #staff')
    expect(await chat.say('ben', '#staff', 'plan')).toMatch(
      /Spring coffee\n.*next: Call the tutor · .*owner: ana/,
    )
    await chat.say('ben', '#staff', 'plan 1 step Order cups')
    expect(chat.card('Planning · shared by ana')).toMatch(/2\. Order cups/)
  })
})

describe('while a question waits, a line typed', () => {
  beforeEach(async () => {
    await say('plan dm Spring coffee')
    await say('plan dm Book swap')
  })

  it.each([
    ['plan 1', /^Spring coffee\nOwner: ana/],
    ['plan 7', /The plans here are 1 to 2/],
    ['plan spring coffee', /^Spring coffee\nOwner: ana/],
    ['plan Spring coffee: step Call Ana', /Added as step 1 of “Spring coffee”: Call Ana/],
    ['plan 1 step Call Ana', /Added as step 1 of “Spring coffee”: Call Ana/],
    ['plan 2 remind monday 9:00', /I’ll remind you about “Book swap” every Monday at 9:00 a.m./],
    ['plan remind blursday 27:99', /Which plan do you mean\?/],
    ['plan take over', /Which plan do you mean\?/],
    ['plan later 12 Dec', /Which plan do you mean\?/],
    ['plan dm Third', /Question 1 of 6 · Third/],
  ])('“%s” is the command', async (line, answer) => {
    expect(await type(line)).toMatch(answer)
    expect(await say('hearth overview')).not.toContain(line)
  })

  it.each([
    'plan a picnic with teens',
    'plan later in the spring',
    'plan open house evenings',
    'plan step by step',
    'plan 2 tables of six',
    'plan hand over the keys early',
    'plan share meals',
    'plan from scratch',
    'planning is half of it',
  ])('“%s” is the answer', async line => {
    expect(await type(line)).toMatch(/Saved as answer 1/)
    expect(await say('hearth overview')).toContain(line)
  })
})

describe('a plan made from a gathering', () => {
  beforeEach(async () => {
    await say('gathering dm Spring tea')
    await type('So that new parents know one other')
    await type('Two swap numbers')
    await say('hearth finish')
  })

  it('takes over why and outcome, marked with where they came from, and asks for the rest', async () => {
    const said = await chat.press('ana', 'Turn it into a plan')
    expect(said).toMatch(
      /Why are you gathering this group\?\nSo that new parents know one other\nTaken over from your gathering “Spring tea”, Nov 23/,
    )
    expect(said).toMatch(/Which audience is this plan for\?[\s\S]*Question 1 of 6 · Plan for Spring tea/)
    expect(await exported()).toMatch(
      /So that new parents know one other[\s\S]*from your gathering “Spring tea”/,
    )
  })

  it('is made from “it” where there is only the one', async () => {
    expect(await say('make a plan from it')).toMatch(/Taken over from your gathering “Spring tea”/)
  })

  it('is made by typed words too', async () => {
    expect(await say('plan from spring')).toMatch(/Taken over from your gathering “Spring tea”/)
    expect(await say('plan from nowhere')).toMatch(/none called “nowhere”.*“plan from Spring tea”/)
  })

  it('is asked whether it follows when its own gathering changes, and not when another does', async () => {
    await chat.press('ana', 'Turn it into a plan')
    await say('gathering dm Autumn tea')
    expect(await type('Another why')).not.toMatch(/Update it there\?/)
    await say('gathering Spring')
    await chat.press('ana', 'Overview')
    await chat.say('ana', 'ana/0', 'edit 1', { kind: 'line', sourceMessageId: 'x1' })
    const said = await chat.say('ana', 'ana/0', 'So that they laugh', { kind: 'line', sourceMessageId: 'x2' })
    expect(said).toMatch(/You used this answer in Plan for Spring tea, too\. Update it there\?/)
    await chat.press('ana', 'Update it there')
    expect(await exported()).toMatch(/So that they laugh/)
  })
})
