import type { Script } from '../script.ts'
import { presses, says, times } from './steps.ts'

const help: Script = {
  shows: 'Help by words, the home page, and where the guide comes from; in a channel for the asker alone',
  steps: [
    says('ana', 'me', 'hearth', /Welcome, /, /The guide, section by section/),
    says('ana', 'me', 'home', times(2, 'The guide, section by section')),
    says('ana', 'me', 'help', /What I can do/),
    says('ana', 'me', 'help icebreaker', /icebreaker every monday 9:00 teens/),
    {
      ...says('ana', '#staff', '@hearth help video', /Help: video/),
      hides: [{ from: 'ben', words: /Help: video/ }],
    },
    says('ana', 'me', 'hearth about', /Hearth is free software/),
    says('ana', 'me', 'gathering dm Spring tea', /0 of 11 questions answered/),
    says('ana', 'me', 'home', /Spring tea[\s\S]*0 of 11 questions answered · next/),
    says('ana', 'me', 'note ask the tutors', /Noted with “Spring tea”/),
  ],
}

const slips: Script = {
  shows:
    'Slips of the keys, wrong dates and numbers that are not there: a sentence each, and nothing changes',
  steps: [
    says('ana', 'me', 'icebraker', /Is it right for us/),
    says('ana', 'me', 'blorp', /I don’t know what to do with “blorp/),
    presses('ana', 'Help', /What I can do/),
    says('ana', 'me', 'readings blorp', /No matches for “blorp/),
    says('ana', 'me', 'plan dm Coffee', /0 of 6 questions answered/),
    says('ana', 'me', 'plan step Call the tutor by 12 Nov', /Nov 12[^.]*has already passed/),
    says('ana', 'me', 'plan done 9', /This plan has no steps yet/),
    says('ana', 'me', 'plan remind blursday 27:99', /blursday/),
    says('ana', 'me', 'hearth closed blursday', /I don’t know the day|“24 Dec/),
    says('ana', 'me', 'hearth settings zone Mars/Base', /Mars\/Base/),
    says('ana', 'me', 'hearth settings quiet never', /I don’t know the quiet hours “never”/),
    says('ana', '#staff', '@hearth icebreaker every frobday', /frobday/),
  ],
}

const talk: Script = {
  shows: 'Sentences in people’s own words, a name, answers, distress, and taking it back',
  steps: [
    says('ana', 'me', 'what can you do', /What I can do/),
    says('ana', 'me', 'can you give me an icebreaker for seniors?', /Is it right for us/),
    says('ana', 'me', 'teens icebreaker', times(2, 'Is it right for us')),
    says('ana', 'me', 'Could @Hearth icebreaker staff please?', times(3, 'Is it right for us')),
    says('ana', 'me', 'thanks', /You’re welcome!/),
    says('ana', 'me', 'I want to plan a gathering', /Begin a new one for me/),
    says('ana', 'me', 'soup night', /Question 1 of 11/),
    says('ana', 'me', 'help me decide', /Is “help me decide” your answer\?/),
    says('ana', 'me', 'Help people feel welcome', /Saved as answer 1/),
    says('ana', 'me', 'undo that please', /Taken back/),
    says('ana', 'me', 'Plan a picnic', /I saved that as your answer\. If you meant something else/),
    says('ana', 'me', 'I want to die', /call or text 988/),
    says('ana', 'me', 'can we come back to this', /Question 3 of 11/),
  ],
}

const followed: Script = {
  shows:
    'A reminder of one thing, several steps in a sentence, what follows readings, and going on where one was',
  steps: [
    says('ana', 'me', 'hearth settings zone America/Chicago', /Central time/),
    says('ana', 'me', 'remind me tomorrow at 9 to call the school', /at 9:00 a\.m\.: call the school/),
    says('ana', 'me', 'turn off the reminder', /I’ve stopped this reminder: call the school/),
    says('ana', 'me', 'put the reminder back', /Taken back/),
    says('ana', 'me', 'gathering dm Spring tea', /Question 1 of 11/),
    says('ana', 'me', 'not sure, skip', /Question 2 of 11/),
    says('ana', 'me', 'I don’t know yet', /Question 3 of 11/),
    says('ana', 'me', 'stop', /“Spring tea” is saved/),
    says('ana', 'me', 'plan dm Spring coffee', /Question 1 of 6/),
    says('ana', 'me', 'stop', /“Spring coffee” is saved/),
    says('ana', 'me', 'plan step Book the room', /Added as step 1/),
    says('ana', 'me', 'add email the band, call Ana and print flyers', /Added as steps 2 to 4/),
    says('ana', 'me', 'and another: buy cups', /buy cups/),
    says('ana', 'me', 'one more: text the tutor', /text the tutor/),
    says('ana', 'me', 'I booked the room', /Done: Book the room|Book the room[^\n]*done/i),
    says('ana', 'me', 'readings hosting', /Readings: hosting/),
    says('ana', 'me', 'save that one', /Which one do you mean/),
    says('ana', 'me', 'go on with the gathering', times(2, 'Question 3 of 11')),
    says('ana', 'me', 'stop', times(2, '“Spring tea” is saved')),
    says('ana', 'me', 'where was I', times(3, 'Question 3 of 11')),
  ],
}

/** Finding one's way. */
export const helped: readonly Script[] = [help, slips, talk, followed]
