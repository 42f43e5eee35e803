import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openChat } from '../../chat.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat()
})
afterEach(() => chat.close())

const say = (line: string, where = 'ana') => chat.say('ana', where, line)
const type = (line: string) => chat.type('ana', 'ana', line)

describe('a sentence', () => {
  it('does what it asks for', async () => {
    expect(await say('can you give me an icebreaker for seniors?')).toMatch(/Is it right for us/)
    expect(await say('I want to plan a gathering')).toMatch(/A checklist for gatherings/)
    expect(await say('help me convince my board')).toMatch(/Make your case/)
    expect(await say('what have I saved to read')).toMatch(/You haven’t saved a reading yet/)
    expect(await say("I'm on eastern time")).toMatch(/America\/New_York/)
  })

  it('about what was begun first says who sees it, and offers a reminder to go on with it', async () => {
    await say('gathering dm Winter tea')
    await say('stop')
    expect(await say('who can see this')).toMatch(/^“Winter tea”: only you see it\.\nWhat I save about you/)
    expect(await say('remind me about it mondays 9')).toMatch(/\[Go on with “Winter tea”\] \[Begin a plan/)
    expect(await chat.press('ana', 'Go on with “Winter tea”')).toMatch(/I’ll remind you every Monday at 9:00/)
  })

  it('does nothing where the examples say otherwise than a pattern, before it is asked which', async () => {
    expect(await say('leave me be after 5')).toMatch(/more than one way[\s\S]*Nothing is done yet/)
  })

  it('tells what it left out', async () => {
    expect(await say('trains icebreaker for adults')).toMatch(
      /^I left out “trains”: I don’t have anything on that yet\.\n[\s\S]*Is it right for us/,
    )
  })

  it('that is only talk gets a short human answer', async () => {
    expect(await say('good morning!')).toMatch(/Hello! I’m Hearth/)
    expect(await say('thanks so much')).toMatch(/You’re welcome/)
    expect(await say('ok bye, see you tomorrow')).toMatch(/^Goodbye!/)
    expect(await say('thanks, bye')).toMatch(/You’re welcome/)
    expect(await say('are you a real person')).toMatch(/About Hearth/)
    expect(await say('whats the wifi password')).toMatch(/I can’t help with that/)
    expect(await say('¿dónde está la biblioteca por favor?')).toMatch(/Todavía entiendo poco español/)
  })

  it('forgets nobody by an idiom, and erases nothing unasked', async () => {
    expect(await say('forget it')).toMatch(/Nothing was changed/)
    await say('note buy markers')
    expect(await say('delete everything about me')).toMatch(/Yes, forget me/)
    expect(await say('show my notes')).toMatch(/buy markers/)
  })

  it('that is asked about is shown in words, never as a line to type', async () => {
    await say('closed dec 24')
    const asked = await say('something quick to open dec 24 book club')
    expect(asked).toMatch(/I read that as: \*?Open again: Thu, Dec 24/)
    expect(asked).not.toMatch(/closed remove|2026-12-24/)
    expect(await chat.press('ana', 'Yes, do that')).toMatch(/Open again:/)
  })

  it('at a question is offered in words of what it does, beside the answer', async () => {
    await say('plan dm Spring coffee')
    await say('gathering dm Winter tea')
    const asked = await type('add a step: call the tutor by dec 12')
    expect(asked).toMatch(/\[Save it as my answer\] \[Add a step: call the tutor/)
    expect(asked).toMatch(/Nothing is saved or done yet/)
  })

  it('opens no closed day unasked where it says something else, too', async () => {
    await say('closed dec 24')
    expect(await say('something quick to open dec 24 book club')).toMatch(
      /I left out “book club”[\s\S]*Nothing has changed yet/,
    )
    expect(await say('hearth closed')).toMatch(/Thu, Dec 24/)
    await say('we are open dec 24 after all')
    expect(await say('hearth closed')).not.toMatch(/Thu, Dec 24/)
  })

  it('about a patron is not kept', async () => {
    expect(await say('Mrs. Henderson 555-0148 owes 42.50')).toMatch(/about a patron, so I didn’t keep it/)
  })
})

describe('what follows an icebreaker', () => {
  it('is about the one that was shown last', async () => {
    await say('icebreaker teens')
    expect(await say('something lighter')).toMatch(/for “[^”]*teens[^”]*light/)
    expect(await say('did we use this already?')).toMatch(/No, I haven’t posted that one here/)
    expect(await say('post it')).toMatch(/How to pass/)
    expect(await say('did we use this already?')).toMatch(/Yes, that one was already posted here/)
  })

  it('posts no older one where the last request found nothing', async () => {
    await say('icebreaker teens')
    expect(await say('icebreaker storytime board movement')).toMatch(/No icebreaker matches all of these/)
    expect(await say('post')).toMatch(
      /I found nothing for “storytime board movement”, so I don’t know which one to post/,
    )
  })
})

describe('a few words where a new one may be begun', () => {
  it('are its name, in one’s own chat; a request stays one', async () => {
    expect(await say('I want to plan a gathering')).toMatch(/Begin a new one\?/)
    expect(await say('can you give me an icebreaker for seniors?')).toMatch(/Is it right for us/)
    expect(await say('knit night')).not.toMatch(/Question 1/)
    await say('I want to plan a gathering')
    expect(await say('teen game night')).toMatch(/Question 1 of 11 · teen game night/)
  })

  it('may be more words, told as one tells what one plans', async () => {
    await say('I want to plan a gathering')
    expect(await say('a coffee hour for new parents at the branch')).toMatch(
      /Question 1 of 11 · a coffee hour for new parents at the branch/,
    )
  })

  it('are a request where they name what is wanted', async () => {
    await say('I want to plan a gathering')
    expect(await say('an icebreaker for new parents')).toMatch(/Is it right for us/)
  })

  it('are no name where only more is asked for', async () => {
    await say('I want to plan a gathering')
    expect(await say('more')).not.toMatch(/Question 1/)
  })

  it('may also be a yes: the card asks, and has one button that goes on', async () => {
    await say('I want to plan a gathering')
    expect(await say('yes please')).toMatch(/Question 1 of 11/)
  })

  it('are its name, also where nothing else is like it', async () => {
    await say('plan')
    expect(await say('soup night')).toMatch(/Question 1 of 6 · soup night/)
  })
})

describe('a line behind another page, while a question waits', () => {
  it('is asked about: what asks for nothing may be the answer, which a press or a yes says', async () => {
    await say('gathering dm Spring tea')
    await say('hearth my things')
    expect(await type('something to read for teens')).toMatch(
      /Is “.*” your answer\?[\s\S]*Nothing is saved or done yet/,
    )
    await say('hearth my things')
    expect(await type('parents who just moved here')).toMatch(
      /Is “parents who just moved here” your answer\?[\s\S]*Save it as my answer[\s\S]*Nothing is saved yet/,
    )
    expect(await type('yes')).toMatch(/Saved as answer 1/)
    expect(await type('something to read for teens')).toMatch(/Saved as answer 2/)
  })
})

describe('a number or a label on the newest card', () => {
  it('is said not to be there where the card shows no such number', async () => {
    await say('icebreaker teens')
    expect(await say('7')).toMatch(/shows no number 7[\s\S]*Another/)
    await say('audit dm Ours')
    await type('a coffee hour in the next town')
    expect(await type('1, 4, 70')).toMatch(/choices here are 1 to 27, so there is no 70\. Nothing is saved/)
    await type('Save 1, 4')
    expect(await say('overview')).toMatch(/Frontline and branch staff; Friends group and foundation\n3/)
  })

  it('is not pressed by a yes where the card asks nothing, or goes on to what is public', async () => {
    await say('hearth note the kettle leaks')
    expect(await say('yes')).not.toMatch(/Taken back|Undone/)
    expect(await say('notes')).toMatch(/the kettle leaks/)
  })

  it('may be typed with “that” for what the card calls “it”', async () => {
    await say('icebreaker every monday 9:00 staff')
    expect(await say('stop that')).toMatch(/no longer|stopped/i)
  })

  it('is typed by a clear part of it, also where a question waits', async () => {
    await say('icebreaker teens')
    expect(await say('press how to run')).toMatch(/Works in/)
    await say('gathering dm Spring tea')
    expect(await type('17')).toMatch(/Nothing is numbered here/)
    expect(await type('save it as my answer')).toMatch(/Saved as answer 1/)
    expect(await type('save')).toMatch(/Nothing was typed there/)
  })

  it('never posts or shares on a part of it', async () => {
    await say('icebreaker teens')
    await say('here')
    expect(chat.shown.every(one => !JSON.stringify(one.message).includes('How to pass'))).toBe(true)
  })
})

describe('a label', () => {
  it('can be typed where its button stands on the newest card', async () => {
    await say('icebreaker teens')
    expect(await say('How to run it')).toMatch(/Works in/)
    await say('delete everything about me')
    expect(await say('yes')).toMatch(/I have nothing saved about you|I have forgotten you/)
  })

  it('means nothing where another card came since', async () => {
    await say('note buy markers')
    await say('delete everything about me')
    await say('thanks')
    await say('yes')
    expect(await say('notes')).toMatch(/buy markers/)
  })
})

describe('distress', () => {
  it('is answered privately and kindly, and kept only where its writer says so', async () => {
    await say('gathering dm Spring tea')
    expect(await type("honestly I don't want to live like this")).toMatch(/988[\s\S]*I didn’t keep or count/)
    expect(await say('overview')).toMatch(/0 of 11 questions answered/)
    await type("honestly I don't want to live like this")
    await chat.press('ana', 'Save it as my answer')
    expect(await say('overview')).toMatch(/1 of 11 questions answered[\s\S]*live like this/)
  })

  it('is heard in a channel too, and nobody else sees the answer', async () => {
    expect(await say('nobody would even notice if I was gone', '#staff')).toMatch(/call or text 988/)
    expect(chat.shown.every(one => one.to !== 'test:#staff')).toBe(true)
  })

  it('is not heard in careless words', async () => {
    expect(await say('this copier is killing me')).not.toMatch(/988/)
  })
})

describe('where a question waits', () => {
  beforeEach(() => say('gathering dm Spring tea'))

  it('keeps what is an answer, though it begins like a command', async () => {
    for (const [at, line] of [
      'Help people feel welcome',
      'Share a meal',
      'Post flyers at the laundromat',
    ].entries())
      expect(await type(line)).toMatch(new RegExp(`Saved as answer ${at + 1}`))
  })

  it('carries out what is asked of it', async () => {
    expect(await type('what do you mean?')).toMatch(/Finish this sentence/)
    expect(await type('skip this one')).toMatch(/Skipped/)
    expect(await type('can we come back to this')).toMatch(/come back to that one later/)
    expect(await type('icebreaker for teens please')).toMatch(/Is it right for us/)
    expect(await say('overview')).toMatch(/0 of 11 questions answered/)
  })

  it('gives help about this question, and asks where a line may be an answer', async () => {
    expect(await type('help')).toMatch(/^What is your ‘why’\?[\s\S]*hearth help/)
    expect(await type('help me decide')).toMatch(/\[Save it as my answer\] \[Show help/)
    expect(await type('Show help')).toMatch(/^What is your ‘why’\?/)
    expect(await say('overview')).toMatch(/0 of 11 questions answered/)
  })

  it('adds and changes by number, at any length, and says so', async () => {
    await type('so that neighbors meet')
    const long = `and ${'they greet each other on the street, '.repeat(30)}at last`
    expect(await type(`append 1 ${long}`)).toMatch(/Added to answer 1\./)
    expect(await say('overview')).toContain(long)
    expect(await type('edit 1: so that all neighbors meet')).toMatch(
      /Changed answer 1: “so that all neighbors meet”\./,
    )
  })

  it('keeps a line once that was sent again, and asks before it stands twice', async () => {
    await type('so that neighbors meet')
    expect(await type('So that  neighbors meet')).toMatch(/I have those words already[\s\S]*Question 2 of 11/)
    expect(await say('overview')).toMatch(/1 of 11 questions answered/)
  })

  it('lets a sentence through once it was stopped', async () => {
    await type('stop')
    expect(await type('can you give me an icebreaker for seniors?')).toMatch(/Is it right for us/)
  })

  it('takes two moves in one line for the one that does something', async () => {
    expect(await type('not sure, skip')).toMatch(/^Skipped\./m)
    expect(await type('I don’t know yet')).toMatch(/come back to that one later/)
    expect(await type('skip the speech, talk at tables')).toMatch(/^Saved as answer 3/m)
    expect(await say('overview')).toMatch(/1 of 11 questions answered/)
  })

  it('offers both where a line may be an answer or a request', async () => {
    expect(await type('what can you do')).toMatch(/Is “what can you do” your answer\?/)
    await chat.press('ana', 'Save it as my answer')
    expect(await say('overview')).toMatch(/1 of 11 questions answered[\s\S]*what can you do/)
  })

  it.each([
    ['No, we have not thought of it', 'no'],
    ['not really', 'no|partly'],
    ['we have nothing planned for that', 'no'],
    ['no doubt', 'yes'],
    ['the email does, the poster doesn’t', 'partly'],
    ['without a doubt', 'yes'],
  ])('reads “%s” as %s', async (line, reading) => {
    for (const words of ['so that neighbors meet', 'two names each', 'the barber asks']) await type(words)
    expect(await type(line)).toMatch(new RegExp(`read as “(?:${reading})”`))
  })

  it('asks with the three buttons where it is not sure, and takes “hmm” for nothing', async () => {
    for (const words of ['so that neighbors meet', 'two names each', 'the barber asks']) await type(words)
    expect(await type('hmm')).toMatch(/yes, a no, or partly[\s\S]*\[Yes\] \[Partly\] \[No\]/)
    expect(await type('I do not understand')).not.toMatch(/Saved as answer/)
  })

  it('takes choices by other names, by a part of the name and by number', async () => {
    await say('audit dm Ours')
    await type('a coffee hour in the next town')
    await type('churches, the Rotary club and 3')
    expect(await say('overview')).toMatch(/Faith communities; Civic and service clubs; Board and trustees/)
  })
})

describe('a walk-through that was left', () => {
  beforeEach(async () => {
    await say('gathering dm Spring tea')
    await type('so that neighbors meet')
    await type('stop')
    await say('plan dm Spring coffee')
    await type('stop')
    await say('plan step Book the meeting room')
    await say('plan step Print the flyer')
  })

  it('takes no line for its answer: what asks something of Hearth is done, and the rest waits nowhere', async () => {
    await type('the chairs are blue')
    expect(await type('I booked the room')).toMatch(/Done: Book the meeting room/)
    expect(await type('can you give me an icebreaker for seniors?')).toMatch(/Is it right for us/)
    await type('the mugs, too')
    for (const line of ['gathering', 'yes', 'overview']) {
      const told = await type(line)
      expect(told, line).not.toMatch(/chairs are blue|the mugs|Use what you wrote/)
    }
    expect(await say('export markdown')).not.toMatch(/chairs are blue|the mugs/)
  })

  it('is gone on with by what it is, and not the plan that was used since', async () => {
    for (const line of ['go on with the gathering', 'where was I', 'continue']) {
      expect(await say(line), line).toMatch(/Question 2 of 11 · Spring tea/)
      await type('stop')
    }
    expect(await say('back to Spring coffee')).toMatch(/Question 1 of 6 · Spring coffee/)
  })

  it('keeps nothing that was typed meanwhile as an answer, and shows it no more', async () => {
    await type('the chairs are blue')
    await say('icebreaker')
    expect(await type('yes')).not.toMatch(/Saved as answer/)
    const back = await say('back to Spring coffee')
    expect(back).toMatch(/Question 1 of 6/)
    expect(back).not.toMatch(/chairs|Use what you wrote/)
    expect(await say('overview')).not.toMatch(/chairs/)
  })

  it('takes what is typed to an answer that is opened again for its new words, without what was typed before', async () => {
    await type('the chairs are blue')
    await say('walk resume gathering')
    await type('edit 1')
    expect(await type('so that teens meet')).toMatch(/Changed answer 1/)
    expect(await say('overview')).not.toMatch(/1\. .*chairs/)
  })

  it('offers to keep no farewell, and no word about how somebody is', async () => {
    for (const line of ['ok gotta dash, bye', 'so tired today lol'])
      expect(await type(line), line).not.toMatch(/Use what you wrote/)
  })

  it('takes a no to “Continue it?” for one, and keeps it nowhere', async () => {
    for (const no of ['no', 'No thanks', 'not now.']) {
      expect(await say('gathering')).toMatch(/Continue “Spring tea”\?/)
      expect(await type(no)).toMatch(/^“Spring tea” is saved\. Come back anytime/)
    }
    expect(await say('notes')).not.toMatch(/no\b.*thanks|not now/i)
    expect(await say('gathering')).not.toMatch(/Use what you wrote as the answer/)
  })
})

describe('steps said in a sentence', () => {
  beforeEach(async () => {
    await say('plan dm Spring coffee')
    await type('stop')
    await say('plan step Email the senior center')
  })

  it('are several where each has a verb of its own, in one change that one undo takes back', async () => {
    expect(await type('add book the room, call Ana and print flyers')).toMatch(
      /^Added as steps 2 to 4 of “Spring coffee”:\n. book the room\n. call Ana\n. print flyers/,
    )
    await type('undo')
    expect(await say('plan')).toMatch(/0 of 1 step done/)
  })

  it('are one where only things are listed, or a person and a day', async () => {
    expect(await type('add buy tea, cups and napkins')).toMatch(
      /Added as step 2[^\n]*buy tea, cups and napkins/,
    )
    expect(await type('add call the tutor, Ana, by 12 Dec')).toMatch(
      /Added as step 3[^\n]*call the tutor · Ana/,
    )
  })

  it('may be named one after the other, behind a colon', async () => {
    expect(await type('and another: buy cups')).toMatch(/Added as step 2[^\n]*buy cups/)
    expect(await type('one more: text the tutor')).toMatch(/Added as step 3[^\n]*text the tutor/)
    await say('icebreaker teens')
    expect(await type('one more: for adults')).not.toMatch(/Added as step/)
  })
})

describe('what follows readings and closed days', () => {
  it('is about those that the newest card shows', async () => {
    await say('readings hosting')
    expect(await type('save that one')).toMatch(/Which one do you mean\?[\s\S]*The Art of Gathering/)
    expect(await type('The Art of Gathering: How We Meet and Why It Matters')).toMatch(
      /^Saved: The Art of Gathering/,
    )
    await say('readings next')
    expect(await type('mark it as read')).toMatch(/^Marked as read/)
  })

  it('goes on with what was asked for', async () => {
    const first = await say('readings')
    expect(first).toMatch(/Readings of the guide/)
    const hosting = await say('readings hosting')
    const more = await type('another')
    expect(more).not.toMatch(/Is it right for us/)
    expect(more).not.toBe(hosting)
    expect(more).not.toMatch(/left to read/)
  })

  it('takes a closing back, or adds another day to it', async () => {
    await say('closed 24 Dec')
    expect(await type('remove that again')).toMatch(/Taken back|no closed days|None/i)
    await say('closed 24 Dec')
    expect(await type('and 26 Dec too')).toMatch(/Closed: Sat, Dec 26, 2026/)
  })

  it('is asked about where it points at nothing that was shown', async () => {
    await say('icebreaker teens')
    expect(await type('save that one')).not.toMatch(/^Saved/)
    expect(await type('send it')).not.toMatch(/How to pass/)
  })
})

describe('a step that is moved or put off in a sentence', () => {
  it('goes where it was said', async () => {
    await say('plan dm Spring coffee')
    await type('stop')
    for (const step of ['Print the flyer', 'Email the senior center', 'Book the room'])
      await say(`plan step ${step}`)
    expect(await type('put the email first')).toMatch(/^“Email the senior center” is step 1 of 3 now/)
    expect(await say('plan 1')).toMatch(/Email the senior center[\s\S]*Print the flyer[\s\S]*Book the room/)
    expect(await type('move step 1 to the end')).toMatch(/is step 3 of 3 now/)
    expect(await say('plan 1')).toMatch(/Print the flyer[\s\S]*Book the room[\s\S]*Email the senior center/)
  })
})

describe('a request about reminders where a question waits', () => {
  it('is asked about, with both choices', async () => {
    await say('gathering dm Spring tea')
    expect(await type('turn off the reminder')).toMatch(/Is “turn off the reminder” your answer\?/)
    await type('remind families that the library is theirs')
    expect(await say('overview')).toMatch(/1 of 11 questions answered/)
  })
})
